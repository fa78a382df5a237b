//! Keys and signatures of every kind, made by `openssl`.

use std::fmt::Write;
use wmlogin_test_support::tools::require;

use chrono::Utc;
use wmlogin_certificate::{CertificateVerifier, read_certificates};

use wmlogin_test_support::authority::WMID;
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::openssl::{EXTENSIONS, P256, P384, RSA_1024, RSA_2048};

const AUTHORITY: &str = "basicConstraints = critical,CA:TRUE\nkeyUsage = keyCertSign,cRLSign\n";

/// Creates a root with a key of this kind.
fn root(kind: &str) -> Folder {
    let folder = Folder::new();
    folder.write("authority", AUTHORITY);
    folder.write("person", EXTENSIONS);
    folder.key("root.key", kind);
    folder.openssl("req -new -key root.key -subj /CN=Root -out root.csr");
    folder.openssl("x509 -req -in root.csr -signkey root.key -extfile authority -out root.pem");
    folder
}

/// Creates a certificate of this name with a key of this kind, signed by this issuer with this digest.
fn sign(folder: &Folder, name: &str, kind: &str, use_: &str, issuer: &str, digest: &str) {
    folder.key(&format!("{name}.key"), kind);
    let subject = if use_ == "person" { WMID } else { name };
    folder.openssl(&format!("req -new -key {name}.key -subj /CN={subject} -out {name}.csr"));
    folder.openssl(&format!(
        "x509 -req -in {name}.csr -CA {issuer}.pem -CAkey {issuer}.key -extfile {use_} -{digest} -out {name}.pem"
    ));
}

/// Returns the WMID, or the reason for a refusal.
fn outcome(folder: &Folder, chain: &[&str]) -> String {
    let verifier = CertificateVerifier::builder().root_certificates(folder.read("root.pem")).build();
    let verifier = match verifier {
        Ok(verifier) => verifier,
        Err(error) => return error.to_string(),
    };
    let chain: Vec<_> = chain.iter().flat_map(|name| folder.read(format!("{name}.pem"))).collect();
    match verifier.check_chain(&read_certificates(&chain).expect("certificates"), Utc::now()) {
        Ok(certificate) => certificate.holder().wmid().to_string(),
        Err(error) => format!("{}: {error}", error.kind()),
    }
}

#[test]
fn strong_keys_and_signatures_are_accepted() {
    if !require(["openssl"]) {
        return;
    }
    for (of_root, of_person, digest) in [
        (RSA_2048, RSA_2048, "sha256"),
        (RSA_2048, P256, "sha384"),
        (RSA_2048, RSA_2048, "sha512"),
        (P256, RSA_2048, "sha256"),
        (P384, P384, "sha384"),
        (RSA_2048, RSA_2048, "sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32"),
    ] {
        let folder = root(of_root);
        sign(&folder, "own", of_person, "person", "root", digest);
        assert_eq!(outcome(&folder, &["own"]), WMID, "{of_root} {of_person} {digest}");
    }
}

#[test]
fn weak_keys_and_signatures_are_refused() {
    if !require(["openssl"]) {
        return;
    }
    let folder = root(RSA_2048);
    let mut report = String::new();
    for (of_person, digest) in [
        (RSA_2048, "sha1"),
        (RSA_2048, "md5"),
        (RSA_2048, "sha224"),
        (RSA_1024, "sha256"),
        ("EC -pkeyopt ec_paramgen_curve:P-521", "sha256"),
        ("ED25519", "sha256"),
    ] {
        sign(&folder, "own", of_person, "person", "root", digest);
        let _ = writeln!(report, "{of_person}, {digest}: {}", outcome(&folder, &["own"]));
    }
    insta::assert_snapshot!(report, @"
    RSA -pkeyopt rsa_keygen_bits:2048, sha1: weak_signature: the certificate or that of an issuer is signed with sha1WithRSAEncryption, which can be forged
    RSA -pkeyopt rsa_keygen_bits:2048, md5: weak_signature: the certificate or that of an issuer is signed with md5WithRSAEncryption, which can be forged
    RSA -pkeyopt rsa_keygen_bits:2048, sha224: unknown_signature: the certificate or that of an issuer is signed with sha224WithRSAEncryption, which is not supported
    RSA -pkeyopt rsa_keygen_bits:1024, sha256: weak_key: the key of the certificate or of its issuer is RSA 1024, expected RSA of 2048 to 8192 bits, or ECDSA P-256 or ECDSA P-384
    EC -pkeyopt ec_paramgen_curve:P-521, sha256: weak_key: the key of the certificate or of its issuer is of an unsupported kind, expected RSA of 2048 to 8192 bits, or ECDSA P-256 or ECDSA P-384
    ED25519, sha256: weak_key: the key of the certificate or of its issuer is of an unsupported kind, expected RSA of 2048 to 8192 bits, or ECDSA P-256 or ECDSA P-384
    ");
}

#[test]
fn weak_issuers_are_refused() {
    if !require(["openssl"]) {
        return;
    }
    let folder = root(RSA_2048);
    sign(&folder, "between", RSA_1024, "authority", "root", "sha256");
    sign(&folder, "own", P256, "person", "between", "sha256");
    let mut report = format!("{}\n", outcome(&folder, &["own", "between"]));
    sign(&folder, "between", RSA_2048, "authority", "root", "sha1");
    sign(&folder, "own", P256, "person", "between", "sha256");
    let _ = writeln!(report, "{}", outcome(&folder, &["own", "between"]));
    let folder = root(RSA_1024);
    sign(&folder, "own", P256, "person", "root", "sha256");
    report += &outcome(&folder, &["own"]);
    insta::assert_snapshot!(report, @"
    weak_key: the key of the certificate or of its issuer is RSA 1024, expected RSA of 2048 to 8192 bits, or ECDSA P-256 or ECDSA P-384
    weak_signature: the certificate or that of an issuer is signed with sha1WithRSAEncryption, which can be forged
    the key of the root CN=Root is RSA 1024, expected RSA of 2048 to 8192 bits, or ECDSA P-256 or ECDSA P-384
    ");
}
