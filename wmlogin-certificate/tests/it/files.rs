//! Files of certificates.

use std::fmt::Write;
use wmlogin_test_support::tools::require;

use wmlogin_certificate::{
    CertificateDer, MAX_CERTIFICATE_LENGTH, MAX_CERTIFICATES, MAX_FILE_LENGTH, PersonalCertificate,
    read_certificates,
};

use wmlogin_test_support::authority::{WMID, new_key, personal, root, sign};
use wmlogin_test_support::folder::Folder;

fn pem(certificate: &CertificateDer<'_>) -> String {
    let folder = Folder::new();
    folder.write("one.cer", certificate);
    folder.openssl("x509 -inform DER -in one.cer")
}

#[test]
fn der_and_pem_are_read() {
    if !require(["openssl"]) {
        return;
    }
    let root = root("A test root");
    let own = sign(&personal(WMID), &root);
    assert_eq!(read_certificates(&own).expect("DER")[..], *std::slice::from_ref(&own));
    let both = format!("{}{}", pem(&own), root.pem());
    let key = new_key().serialize_pem();
    for text in [both.clone(), format!("Certificate:\n{key}{both}"), both.replace('\n', "\r\n")] {
        assert_eq!(read_certificates(text.as_bytes()).expect("PEM"), [own.clone(), root.der().clone()]);
    }
}

#[test]
fn pkcs7_by_openssl_is_read() {
    if !require(["openssl"]) {
        return;
    }
    let root = root("A test root");
    let own = sign(&personal(WMID), &root);
    let folder = Folder::new();
    folder.write("both.pem", format!("{}{}", pem(&own), root.pem()));
    for form in ["DER", "PEM"] {
        folder.openssl(&format!("crl2pkcs7 -nocrl -certfile both.pem -outform {form} -out both.p7b"));
        let file = folder.read("both.p7b");
        // PEM also has the label of RFC 7468 section 9.
        let relabelled =
            String::from_utf8(file.clone()).map(|text| text.replace("PKCS7", "CMS").into_bytes());
        for file in [Ok(file), relabelled].into_iter().flatten() {
            let mut read = read_certificates(&file).expect("certificates");
            read.sort_by_key(|certificate| certificate.to_vec());
            let mut expected = [own.clone(), root.der().clone()];
            expected.sort_by_key(|certificate| certificate.to_vec());
            assert_eq!(read, expected, "{form}");
        }
    }
}

#[test]
fn invalid_files_are_reported() {
    if !require(["openssl"]) {
        return;
    }
    let root = root("A test root");
    let own = sign(&personal(WMID), &root);
    let text = pem(&own);
    let folder = Folder::new();
    folder.write("own.pem", &text);
    folder.openssl("crl2pkcs7 -nocrl -certfile own.pem -outform DER -out own.p7b");
    folder.write("key", root.key().serialize_pem());
    let p7b = folder.read("own.p7b");
    // The certificate is damaged, but the envelope is intact.
    let mut swapped = p7b.clone();
    let place = swapped.windows(own.len()).position(|part| part == &*own).expect("the certificate");
    swapped[place + 3] ^= 1;
    let mut report = String::new();
    for file in [
        b"".to_vec(),
        b"hello".to_vec(),
        own[..own.len() - 1].to_vec(),
        [&own[..], b"\0"].concat(),
        [&own[..], &own].concat(),
        text.as_bytes()[..text.len() / 2].to_vec(),
        text.replace("MII", "!!!").into_bytes(),
        folder.read("key"),
        text.repeat(MAX_CERTIFICATES + 1).into_bytes(),
        vec![b' '; MAX_FILE_LENGTH + 1],
        p7b[..p7b.len() - 1].to_vec(),
        swapped,
        root.key().serialize_der(),
    ] {
        let error = read_certificates(&file).expect_err("no certificates");
        let _ = writeln!(report, "{}: {error}", error.kind());
    }
    // The length of a signature varies.
    let report = report.replace(&own.len().to_string(), "…");
    insta::assert_snapshot!(report, @"
    no_certificate: no certificate found
    no_certificate: no certificate found
    malformed: cannot be parsed as an X.509 certificate; it may be truncated
    trailing_bytes: the certificate is followed by unexpected data of length 1
    trailing_bytes: the certificate is followed by unexpected data of length …
    pem: the PEM encoding of the certificate is invalid
    pem: the PEM encoding of the certificate is invalid
    no_certificate: no certificate found
    too_many: found 9 certificates, expected at most 8
    file_too_long: the file is 131073 bytes long, expected at most 131072
    malformed: cannot be parsed as an X.509 certificate; it may be truncated
    malformed: cannot be parsed as an X.509 certificate; it may be truncated
    malformed: cannot be parsed as an X.509 certificate; it may be truncated
    ");
    assert_eq!(read_certificates(text.repeat(MAX_CERTIFICATES).as_bytes()).expect("so many").len(), 8);
}

#[test]
fn certificates_over_the_limit_are_rejected() {
    let root = root("A test root");
    let mut params = personal(WMID);
    params.custom_extensions =
        vec![rcgen::CustomExtension::from_oid_content(&[1, 2, 3], vec![0; MAX_CERTIFICATE_LENGTH])];
    let own = sign(&params, &root);
    assert_eq!(PersonalCertificate::from_der(&own).expect_err("too long").kind(), "too_long");
    assert_eq!(read_certificates(&own).expect_err("too long").kind(), "too_long");
}
