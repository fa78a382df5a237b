//! openssl makes the requests, and reads what is signed.

use std::path::Path;

use tempfile::TempDir;
use wmlogin_certificate::KeyKind;
use wmlogin_types::{CERTIFICATE_LIFETIME, CERTIFICATE_RENEWAL_WINDOW};

use super::{authority, register, world};
use crate::programs::{printed, run};
use crate::world::{USER, World};

/// A folder for openssl's files.
pub struct Files(TempDir);

impl Files {
    pub fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(Path::new(&self.path(name))).expect("a file")
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file");
        path
    }
}

/// A request that openssl makes, in DER; none without openssl.
async fn request(files: &Files, key: &[&str]) -> Option<Vec<u8>> {
    let (out, keyout) = (files.path("request.p10"), files.path("key.pem"));
    let subject = format!("/CN={USER}");
    let fixed = ["req", "-new", "-nodes", "-outform", "DER", "-out", &out, "-keyout", &keyout];
    let names = ["-subj", &subject, "-addext", "subjectAltName=email:first@example.com"];
    let output = run("openssl", &[&fixed[..], &names, key].concat()).await?;
    printed(&output);
    Some(files.read("request.p10"))
}

/// Writes the root, and the revocation list in the form that `openssl verify` reads.
pub async fn root_and_list(world: &World, files: &Files) -> (String, String) {
    let list = authority(world).revocation_list().expect("a list");
    let (der, pem) = (files.write("revoked.crl", list), files.path("revoked.pem"));
    let convert = ["crl", "-inform", "DER", "-in", &der, "-out", &pem];
    printed(&run("openssl", &convert).await.expect("openssl"));
    (files.write("root.pem", authority(world).root_pem()), pem)
}

#[tokio::test]
async fn openssl_verifies_what_is_signed() {
    let rsa = &["-newkey", "rsa:2048"][..];
    let ec = &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"][..];
    for (arguments, kind) in [(rsa, KeyKind::Rsa { bits: 2048 }), (ec, KeyKind::EcdsaP256)] {
        let (world, files) = (world().await, Files::new());
        let Some(request) = request(&files, arguments).await else { return };
        let certificate = register(&world, request).await;
        assert_eq!(certificate.key(), kind);
        assert_eq!(certificate.holder().wmid().as_str(), USER);
        assert_eq!(CERTIFICATE_LIFETIME.after(certificate.not_before()), Some(certificate.not_after()));
        assert_eq!(
            CERTIFICATE_RENEWAL_WINDOW.before(certificate.not_after()),
            Some(certificate.renewal_from())
        );

        let cer = files.write("user.cer", certificate.der());
        let (root, list) = root_and_list(&world, &files).await;
        let verify = ["verify", "-purpose", "sslclient", "-x509_strict", "-CAfile", &root, &cer];
        assert!(printed(&run("openssl", &verify).await.expect("openssl")).ends_with("OK\n"));
        let verify = ["verify", "-crl_check", "-CRLfile", &list, "-CAfile", &root, &cer];
        printed(&run("openssl", &verify).await.expect("openssl"));
        let for_servers = ["verify", "-purpose", "sslserver", "-CAfile", &root, &cer];
        assert!(!run("openssl", &for_servers).await.expect("openssl").status.success());

        authority(&world).revoke(certificate.serial()).expect("revoked");
        let (root, list) = root_and_list(&world, &files).await;
        let verify = ["verify", "-crl_check", "-CRLfile", &list, "-CAfile", &root, &cer];
        let output = run("openssl", &verify).await.expect("openssl");
        assert!(String::from_utf8_lossy(&output.stderr).contains("certificate revoked"), "{output:?}");
    }
}

#[tokio::test]
async fn openssl_shows_root_certificate_and_list() {
    let (world, files) = (world().await, Files::new());
    let ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
    let Some(request) = request(&files, &ec).await else { return };
    let certificate = register(&world, request).await;
    authority(&world).revoke(certificate.serial()).expect("revoked");
    let cer = files.write("user.cer", certificate.der());
    let (root, list) = root_and_list(&world, &files).await;
    let mut shown = String::new();
    for file in [&root, &cer] {
        let text = ["x509", "-in", file, "-noout", "-text", "-certopt", "no_pubkey,no_sigdump"];
        shown += &printed(&run("openssl", &text).await.expect("openssl"));
    }
    let text = ["crl", "-in", &list, "-noout", "-text", "-CAfile", &root];
    let output = run("openssl", &text).await.expect("openssl");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "verify OK\n");
    shown += printed(&output)
        .split("    Signature Algorithm: ecdsa-with-SHA256\n    Signature Value")
        .next()
        .expect("text");
    let mask = |line: &str| match line {
        line if line.contains("GMT") => line.split(':').next().expect("a name").to_owned() + ": [time]",
        line if line.matches(':').count() > 10 => "[bytes]".to_owned(),
        line if line.trim().parse::<u64>().is_ok() => "[number]".to_owned(),
        line => line.replace(&certificate.serial().to_string().replace(':', ""), "[serial]"),
    };
    insta::assert_snapshot!(shown.lines().map(mask).collect::<Vec<_>>().join("\n"));
}
