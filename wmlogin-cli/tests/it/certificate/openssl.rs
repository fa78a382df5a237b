//! Other programs read what the command writes, and it imports what they write.

use std::fs;
use std::path::Path;

use wmlogin_test_support::nss::{self, CertificateStore};
use wmlogin_test_support::openssl;
use wmlogin_test_support::tools::require;

use super::authority::issue;
use crate::certificate::workplace::{BACKUP_PASSPHRASE, EMAIL, PASSPHRASE, WMID, Workplace};

/// Runs openssl and returns both of its streams.
fn openssl(folder: &Path, arguments: &[&str]) -> String {
    openssl::openssl(folder, arguments).text()
}

fn in_env(name: &str) -> String {
    format!("pass:{}", if name == "key" { PASSPHRASE } else { BACKUP_PASSPHRASE })
}

#[test]
fn openssl_reads_requests_and_keys_of_both_kinds() {
    if !require(["openssl"]) {
        return;
    }
    for kind in ["rsa-2048", "ecdsa-p256"] {
        let workplace = Workplace::new();
        workplace.done(&["request", "--wmid", WMID, "--email", EMAIL, "--key-type", kind]);
        let folder = workplace.path(format!("store/{WMID}-1"));
        let request = openssl(&folder, &["req", "-in", "request.pem", "-verify", "-noout", "-text"]);
        assert!(request.contains("verify OK"), "{request}");
        assert!(request.contains(&format!("Subject: CN = {WMID}")), "{request}");
        assert!(request.contains(&format!("email:{EMAIL}")), "{request}");
        let of_request = openssl(&folder, &["req", "-in", "request.pem", "-noout", "-pubkey"]);
        let of_key = openssl(&folder, &["pkey", "-in", "key.pem", "-passin", &in_env("key"), "-pubout"]);
        assert_eq!(of_key, of_request);
        let encryption = openssl(&folder, &["asn1parse", "-in", "key.pem"]);
        for part in ["PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc", "INTEGER           :0927C0"] {
            assert!(encryption.contains(part), "{encryption}");
        }
    }
}

#[test]
fn openssl_signs_and_verifies() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_request();
    let folder = workplace.root();
    let subject = "/CN=Root by openssl";
    openssl(
        folder,
        &[
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj",
            subject,
        ],
    );
    let request = workplace.entry(1, "request.pem");
    let sign =
        ["x509", "-req", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "730", "-copy_extensions", "copyall"];
    openssl(folder, &[&sign[..], &["-in", request.to_str().unwrap(), "-out", "signed.pem"]].concat());
    let installed = workplace.done(&["add", "signed.pem", "--root", "ca.pem"]).stdout;
    let read =
        openssl(folder, &["x509", "-in", "signed.pem", "-noout", "-fingerprint", "-sha256", "-serial"]);
    let fingerprint = read.lines().next().unwrap().split_once('=').unwrap().1;
    assert!(installed.contains(fingerprint), "{installed}");
    let status = workplace.done(&["status"]).stdout.replace(':', "");
    assert!(status.contains(read.lines().nth(1).unwrap().split_once('=').unwrap().1), "{status}");
    let chain = workplace.entry(1, "certificate.pem");
    let verified =
        openssl(folder, &["verify", "-purpose", "sslclient", "-CAfile", "ca.pem", chain.to_str().unwrap()]);
    assert!(verified.ends_with("OK\n"), "{verified}");
    workplace.done(&["export", "--format", "cer", "--output", "out.cer"]);
    let subject = openssl(folder, &["x509", "-inform", "der", "-in", "out.cer", "-noout", "-subject"]);
    assert_eq!(subject.trim(), format!("subject=CN = {WMID}"));
}

#[test]
fn openssl_reads_backups() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_backup();
    let folder = workplace.root();
    let read = ["pkcs12", "-in", "backup.p12", "-passin", &in_env("backup")];
    let info = openssl(folder, &[&read[..], &["-info", "-noout"]].concat());
    assert!(info.contains("MAC: sha256"), "{info}");
    assert_eq!(info.matches("PBES2, PBKDF2, AES-256-CBC").count(), 2, "{info}");
    assert_eq!(info.matches("Certificate bag").count(), 2, "{info}");
    openssl(folder, &[&read[..], &["-nokeys", "-clcerts", "-out", "leaf.pem"]].concat());
    let verified = openssl(folder, &["verify", "-CAfile", "root.pem", "leaf.pem"]);
    assert!(verified.ends_with("OK\n"), "{verified}");
    openssl(folder, &[&read[..], &["-nocerts", "-nodes", "-out", "plain.pem"]].concat());
    let of_backup = openssl(folder, &["pkey", "-in", "plain.pem", "-pubout"]);
    let of_certificate = openssl(folder, &["x509", "-in", "leaf.pem", "-noout", "-pubkey"]);
    assert_eq!(of_backup, of_certificate);
}

/// A certificate and its key of this kind, both in PEM.
fn made_by_openssl(workplace: &Workplace, kind: &str) -> [String; 2] {
    let (certificate, key) = issue(&workplace.authority, WMID, |_| {});
    if kind == "ec" {
        return [certificate, key.serialize_pem()];
    }
    workplace.done(&["request", "--wmid", WMID, "--email", EMAIL]);
    let folder = workplace.path(format!("store/{WMID}-1"));
    openssl(&folder, &["pkey", "-in", "key.pem", "-passin", &in_env("key"), "-out", "plain.pem"]);
    let key = fs::read_to_string(folder.join("plain.pem")).unwrap();
    workplace.sign(1, "rsa.der", |_| {});
    openssl(workplace.root(), &["x509", "-inform", "der", "-in", "rsa.der", "-out", "rsa.pem"]);
    let certificate = workplace.folder.read_text("rsa.pem");
    fs::remove_dir_all(workplace.path("store")).unwrap();
    [certificate, key]
}

#[test]
fn backups_of_openssl_are_imported() {
    if !require(["openssl"]) {
        return;
    }
    let default: &[&str] = &[];
    let legacy = ["-legacy", "-certpbe", "PBE-SHA1-RC2-40", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"];
    let triple = ["-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"];
    let many = ["-iter", "200000", "-macalg", "sha512"];
    for kind in ["rsa:2048", "ec"] {
        let workplace = Workplace::new();
        let [certificate, key] = made_by_openssl(&workplace, kind);
        let all = [certificate.as_str(), &key, &workplace.authority.pem()];
        for options in
            [default, &legacy, &triple, &many, &["-nomac"], &["-keypbe", "NONE", "-certpbe", "NONE"]]
        {
            let _ = fs::remove_dir_all(workplace.path("store"));
            workplace.pkcs12("made.p12", &all, options);
            let run = workplace.run(&["import", "made.p12"]);
            assert_eq!(run.code, Some(0), "{options:?} {kind}: {run}");
            let chain = fs::read_to_string(workplace.entry(1, "certificate.pem")).unwrap();
            assert_eq!(chain.matches("BEGIN CERTIFICATE").count(), 2, "{options:?}: {chain}");
            let opened = ["pkey", "-in", "key.pem", "-passin", &in_env("key"), "-pubout"];
            let public_key = openssl(&workplace.path(format!("store/{WMID}-1")), &opened);
            workplace.write("key.pem", &key);
            assert_eq!(openssl(workplace.root(), &["pkey", "-in", "key.pem", "-pubout"]), public_key);
        }
        // What was imported is used like any other key.
        workplace.done(&["backup", "--output", "backup.p12"]);
        workplace.done(&["harden", "--yes"]);
    }
}

#[test]
fn browsers_on_nss_exchange_backups_with_us() {
    if !require(nss::PROGRAMS) {
        return;
    }
    let workplace = Workplace::with_backup();
    let store = CertificateStore::create(&workplace.path("nss"));
    store.import(&workplace.path("backup.p12"), BACKUP_PASSPHRASE);
    assert!(store.keys().contains(WMID), "{}", store.keys());
    store.export(&format!("CN={WMID}"), &workplace.path("nss.p12"), BACKUP_PASSPHRASE);
    workplace.done(&["--store", "other", "import", "nss.p12"]);
    let ours = fs::read(workplace.entry(1, "certificate.pem")).unwrap();
    let theirs = fs::read(workplace.path(format!("other/{WMID}-1/certificate.pem"))).unwrap();
    assert_eq!(ours, theirs);
}
