//! Requests that openssl makes, and what it reads in certificates and revocation lists.

use wmlogin_certificate::{KeyKind, PersonalCertificate};
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::openssl::{openssl, try_openssl};
use wmlogin_test_support::tools::require;
use wmlogin_test_support::world::{USER, World};
use wmlogin_types::{CERTIFICATE_LIFETIME, CERTIFICATE_RENEWAL_WINDOW};

use super::{authority, register, world};

/// A request that openssl makes, in DER.
fn request(folder: &Folder, key: &str) -> Vec<u8> {
    let names = "-addext subjectAltName=email:first@example.com";
    let out = "-nodes -outform DER -out request.p10 -keyout key.pem";
    folder.openssl(&format!("req -new -subj /CN={USER} {names} {out} {key}"));
    folder.read("request.p10")
}

/// Writes the certificate, the root, and the revocation list in the form that `openssl verify` reads.
fn write(world: &World, folder: &Folder, certificate: &PersonalCertificate) {
    folder.write("user.cer", certificate.der());
    folder.write("root.pem", authority(world).root_pem());
    folder.write("revoked.crl", authority(world).revocation_list().expect("a list"));
    folder.openssl("crl -inform DER -in revoked.crl -out revoked.pem");
}

#[tokio::test]
async fn openssl_verifies_what_is_signed() {
    if !require(["openssl"]) {
        return;
    }
    let ec = "-newkey ec -pkeyopt ec_paramgen_curve:P-256";
    for (key, kind) in [("-newkey rsa:2048", KeyKind::Rsa { bits: 2048 }), (ec, KeyKind::EcdsaP256)] {
        let (world, folder) = (world().await, Folder::new());
        let certificate = register(&world, request(&folder, key)).await;
        assert_eq!(certificate.key(), kind);
        assert_eq!(certificate.holder().wmid().as_str(), USER);
        assert_eq!(CERTIFICATE_LIFETIME.after(certificate.not_before()), Some(certificate.not_after()));
        assert_eq!(
            CERTIFICATE_RENEWAL_WINDOW.before(certificate.not_after()),
            Some(certificate.renewal_from())
        );

        write(&world, &folder, &certificate);
        let strict = "verify -purpose sslclient -x509_strict -CAfile root.pem user.cer";
        assert!(folder.openssl(strict).ends_with("OK\n"));
        folder.openssl("verify -crl_check -CRLfile revoked.pem -CAfile root.pem user.cer");
        let for_servers = ["verify", "-purpose", "sslserver", "-CAfile", "root.pem", "user.cer"];
        assert_ne!(try_openssl(folder.root(), &for_servers, b"").code, Some(0));

        authority(&world).revoke(certificate.serial()).expect("revoked");
        write(&world, &folder, &certificate);
        let with_list =
            ["verify", "-crl_check", "-CRLfile", "revoked.pem", "-CAfile", "root.pem", "user.cer"];
        let run = try_openssl(folder.root(), &with_list, b"");
        assert!(run.stderr.contains("certificate revoked"), "{run}");
    }
}

#[tokio::test]
async fn openssl_shows_root_certificate_and_list() {
    if !require(["openssl"]) {
        return;
    }
    let (world, folder) = (world().await, Folder::new());
    let certificate = register(&world, request(&folder, "-newkey ec -pkeyopt ec_paramgen_curve:P-256")).await;
    authority(&world).revoke(certificate.serial()).expect("revoked");
    write(&world, &folder, &certificate);
    let mut shown = String::new();
    for file in ["root.pem", "user.cer"] {
        shown += &folder.openssl(&format!("x509 -in {file} -noout -text -certopt no_pubkey,no_sigdump"));
    }
    let list =
        openssl(folder.root(), &["crl", "-in", "revoked.pem", "-noout", "-text", "-CAfile", "root.pem"]);
    assert_eq!(list.stderr, "verify OK\n");
    let signature = "    Signature Algorithm: ecdsa-with-SHA256\n    Signature Value";
    shown += list.stdout.split(signature).next().expect("text");
    let mask = |line: &str| match line {
        line if line.contains("GMT") => line.split(':').next().expect("a name").to_owned() + ": [time]",
        line if line.matches(':').count() > 10 => "[bytes]".to_owned(),
        line if line.trim().parse::<u64>().is_ok() => "[number]".to_owned(),
        line => line.replace(&certificate.serial().to_string().replace(':', ""), "[serial]"),
    };
    insta::assert_snapshot!(shown.lines().map(mask).collect::<Vec<_>>().join("\n"));
}
