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

/// As editors, shells and mail programs of every system save a text.
#[test]
fn every_form_of_a_text_is_read() {
    if !require(["openssl"]) {
        return;
    }
    let own = sign(&personal(WMID), &root("A test root"));
    let text = pem(&own);
    let base64: String = text.lines().filter(|line| !line.starts_with("-----")).collect();
    let relabelled = |label: &str| text.replace("CERTIFICATE-----", &format!("{label}-----")).into_bytes();
    let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
    };
    for (form, file) in [
        ("a mark", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16", wide(u16::to_le_bytes)),
        ("UTF-16 in the other order", wide(u16::to_be_bytes)),
        ("line ends of Windows", text.replace('\n', "\r\n").into_bytes()),
        ("line ends of the old Macintosh", text.replace('\n', "\r").into_bytes()),
        ("a mark and line ends", format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()),
        ("indented", text.replace('\n', "\n    ").into_bytes()),
        ("trailing spaces", text.replace('\n', "  \n").into_bytes()),
        ("no line end", text.trim_end().as_bytes().to_vec()),
        ("base64 alone", base64.clone().into_bytes()),
        ("base64 alone, with a mark", format!("\u{feff}{base64}\r\n").into_bytes()),
        ("an old label", relabelled("X509 CERTIFICATE")),
    ] {
        assert_eq!(read_certificates(&file).expect(form)[..], *std::slice::from_ref(&own), "{form}");
    }
}

#[test]
fn a_trusted_certificate_of_openssl_is_read() {
    if !require(["openssl"]) {
        return;
    }
    let own = sign(&personal(WMID), &root("A test root"));
    let folder = Folder::new();
    folder.write("own.cer", &own);
    let text = folder.openssl("x509 -inform DER -in own.cer -trustout -addtrust clientAuth -setalias own");
    assert!(text.contains("TRUSTED"), "{text}");
    assert_eq!(read_certificates(text.as_bytes()).expect("a certificate"), [own]);
}

fn sorted(mut certificates: Vec<CertificateDer<'static>>) -> Vec<CertificateDer<'static>> {
    certificates.sort_by_key(|certificate| certificate.to_vec());
    certificates
}

#[test]
fn pkcs7_by_openssl_is_read() {
    if !require(["openssl"]) {
        return;
    }
    let (root, key) = (root("A test root"), new_key());
    let own = personal(WMID).signed_by(&key, &root).expect("a certificate").der().clone();
    let folder = Folder::new();
    folder.write("own.pem", pem(&own));
    folder.write("root.pem", root.pem());
    folder.write("own.key", key.serialize_pem());
    folder.write("both.pem", format!("{}{}", pem(&own), root.pem()));
    folder.write("text", "hello");
    let signed = "-sign -nodetach -signer own.pem -inkey own.key -certfile root.pem -in text -out both.p7b";
    let mut files = Vec::new();
    for command in [
        "crl2pkcs7 -nocrl -certfile both.pem -outform DER -out both.p7b".to_owned(),
        format!("smime {signed} -outform DER"),
        format!("cms {signed} -outform DER"),
        // In BER, with indefinite lengths.
        format!("smime {signed} -outform DER -stream"),
        format!("cms {signed} -outform DER -stream"),
    ] {
        folder.openssl(&command);
        files.push((command, folder.read("both.p7b")));
    }
    assert!(files.iter().any(|(_, file)| file.starts_with(&[0x30, 0x80])), "none is in BER");
    for (command, file) in &files {
        folder.write("form.p7b", file);
        folder.openssl("base64 -in form.p7b -out form.b64");
        let base64 = folder.read_text("form.b64");
        let labels = ["PKCS7", "CMS", "PKCS #7 SIGNED DATA", "CERTIFICATE", "CERTIFICATE CHAIN"];
        let texts = labels.map(|label| format!("-----BEGIN {label}-----\n{base64}-----END {label}-----\n"));
        let texts = texts.into_iter().chain([base64]).map(String::into_bytes);
        for file in texts.chain([file.clone()]) {
            let read = read_certificates(&file).expect(command);
            let expected = vec![own.clone(), root.der().clone()];
            assert_eq!(sorted(read), sorted(expected), "{command} {}", String::from_utf8_lossy(&file));
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
