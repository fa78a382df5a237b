//! Reading requests for certificates.

use std::fmt::Write;
use wmlogin_test_support::tools::require;

use rcgen::{CertificateParams, PublicKeyData};
use wmlogin_certificate::{CertificateRequest, KeyKind, MAX_REQUEST_LENGTH, RequestError};

use wmlogin_test_support::authority::{WMID, email, new_key, personal, subject};
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::openssl::{P256, P384, RSA_1024, RSA_2048};

fn request(params: &CertificateParams) -> Vec<u8> {
    params.serialize_request(&new_key()).expect("a request").der().to_vec()
}

#[test]
fn a_request_names_its_holder() {
    let mut params = personal(WMID);
    params.subject_alt_names.push(email("keeper@example.com"));
    let key = new_key();
    let signed = params.serialize_request(&key).expect("a request");
    let text = signed.pem().expect("PEM");
    for file in [
        signed.der().to_vec(),
        // As Java and Windows write it.
        format!("\u{feff}{}", text.replace("BEGIN ", "BEGIN NEW ").replace("END ", "END NEW ")).into_bytes(),
        text.into_bytes(),
    ] {
        let request = CertificateRequest::read(&file).expect("a request");
        assert_eq!(request.public_key_der(), key.subject_public_key_info());
        assert_eq!(request.der(), &**signed.der());
        insta::allow_duplicates! { insta::assert_debug_snapshot!(request, @r#"
        CertificateRequest {
            holder: Holder {
                wmid: Wmid(
                    "123456789012",
                ),
                email: Some(
                    "keeper@example.com",
                ),
            },
            key: EcdsaP256,
            ..
        }
        "#) }
    }
}

#[test]
fn requests_by_openssl_are_accepted() {
    if !require(["openssl"]) {
        return;
    }
    let folder = Folder::new();
    for (kind, digest, expected) in [
        (RSA_2048, "sha256", KeyKind::Rsa { bits: 2048 }),
        (RSA_2048, "sha512", KeyKind::Rsa { bits: 2048 }),
        (
            RSA_2048,
            "sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32",
            KeyKind::Rsa { bits: 2048 },
        ),
        (P256, "sha256", KeyKind::EcdsaP256),
        (P384, "sha384", KeyKind::EcdsaP384),
    ] {
        folder.key("own.key", kind);
        folder.openssl(&format!(
            "req -new -key own.key -subj /CN={WMID} -{digest} -addext subjectAltName=email:a@b -out own.csr"
        ));
        let request = CertificateRequest::read(&folder.read("own.csr")).expect("a request");
        assert_eq!((request.key(), request.holder().email()), (expected, Some("a@b")), "{kind} {digest}");
    }
}

#[test]
fn weak_keys_and_signatures_are_rejected() {
    if !require(["openssl"]) {
        return;
    }
    let folder = Folder::new();
    let mut report = String::new();
    for (kind, digest) in [
        (RSA_1024, "sha256"),
        ("RSA -pkeyopt rsa_keygen_bits:2047", "sha256"),
        (RSA_2048, "sha1"),
        (RSA_2048, "md5"),
        (RSA_2048, "sha1 -sigopt rsa_padding_mode:pss"),
        (P256, "sha1"),
        ("EC -pkeyopt ec_paramgen_curve:P-521", "sha512"),
        ("EC -pkeyopt ec_paramgen_curve:secp256k1", "sha256"),
        ("ED25519", "sha256"),
    ] {
        folder.key("own.key", kind);
        folder.openssl(&format!("req -new -key own.key -subj /CN={WMID} -{digest} -out own.csr"));
        let error = CertificateRequest::read(&folder.read("own.csr")).expect_err("too weak");
        let _ = writeln!(report, "{kind}, {digest}: {}: {error}", error.kind());
    }
    insta::assert_snapshot!(report, @"
    RSA -pkeyopt rsa_keygen_bits:1024, sha256: key: the key of the request is RSA 1024, expected RSA of 2048 to 8192 bits, or ECDSA P-256 or ECDSA P-384
    RSA -pkeyopt rsa_keygen_bits:2047, sha256: key: the key of the request is RSA 2047, expected RSA of 2048 to 8192 bits, or ECDSA P-256 or ECDSA P-384
    RSA -pkeyopt rsa_keygen_bits:2048, sha1: signature_algorithm: the request is signed with an algorithm that is not accepted; sign it with SHA-256
    RSA -pkeyopt rsa_keygen_bits:2048, md5: signature_algorithm: the request is signed with an algorithm that is not accepted; sign it with SHA-256
    RSA -pkeyopt rsa_keygen_bits:2048, sha1 -sigopt rsa_padding_mode:pss: signature_algorithm: the request is signed with an algorithm that is not accepted; sign it with SHA-256
    EC -pkeyopt ec_paramgen_curve:P-256, sha1: signature_algorithm: the request is signed with an algorithm that is not accepted; sign it with SHA-256
    EC -pkeyopt ec_paramgen_curve:P-521, sha512: key: the key of the request is of an unsupported kind, expected RSA of 2048 to 8192 bits, or ECDSA P-256 or ECDSA P-384
    EC -pkeyopt ec_paramgen_curve:secp256k1, sha256: key: the key of the request is of an unsupported kind, expected RSA of 2048 to 8192 bits, or ECDSA P-256 or ECDSA P-384
    ED25519, sha256: key: the key of the request is of an unsupported kind, expected RSA of 2048 to 8192 bits, or ECDSA P-256 or ECDSA P-384
    ");
}

#[test]
fn invalid_requests_are_reported() {
    let good = request(&personal(WMID));
    let mut nobody = personal(WMID);
    nobody.distinguished_name = subject(["Keeper"]);
    let mut two = personal(WMID);
    two.distinguished_name = subject([WMID, WMID]);
    let mut other_signature = good.clone();
    *other_signature.last_mut().expect("a byte") ^= 1;
    let place = good.windows(WMID.len()).position(|part| part == WMID.as_bytes()).expect("the WMID");
    let mut other_wmid = good.clone();
    other_wmid[place] = b'9';
    let mut report = String::new();
    for file in [
        b"".to_vec(),
        b"hello".to_vec(),
        b"-----BEGIN CERTIFICATE REQUEST-----\nMIIB".to_vec(),
        good[..good.len() - 1].to_vec(),
        [&good[..], b"\0"].concat(),
        vec![0x30; MAX_REQUEST_LENGTH + 1],
        other_signature,
        other_wmid,
        request(&nobody),
        request(&two),
    ] {
        let error: RequestError = CertificateRequest::read(&file).expect_err("no request");
        let _ = writeln!(report, "{}: {error}", error.kind());
    }
    insta::assert_snapshot!(report, @"
    no_request: no certificate request found
    no_request: no certificate request found
    pem: the PEM encoding of the request is invalid
    malformed: cannot be parsed as a PKCS #10 certificate request; it may be truncated
    trailing_bytes: the request is followed by unexpected data of length 1
    too_long: the request is 16385 bytes long, expected at most 16384
    signature: the request is not signed with its own key
    signature: the request is not signed with its own key
    wmid: not a request for a personal certificate: the commonName of the subject is `Keeper`, which is not a WMID: expected 12 digits (character 1 is not allowed)
    several_wmids: not a request for a personal certificate: the subject has 2 commonName attributes, expected one
    ");
}

#[test]
fn two_lists_of_alternative_names_are_rejected() {
    if !require(["openssl"]) {
        return;
    }
    let folder = Folder::new();
    folder.key("own.key", P256);
    folder.write(
        "settings",
        "[req]\ndistinguished_name=dn\nreq_extensions=twice\n[dn]\n[twice]\n\
         subjectAltName=email:a@b\n2.5.29.17=DER:30058103634064\n",
    );
    folder.openssl(&format!("req -new -config settings -key own.key -subj /CN={WMID} -out own.csr"));
    let error = CertificateRequest::read(&folder.read("own.csr")).expect_err("two names");
    assert_eq!(error.kind(), "malformed");
}
