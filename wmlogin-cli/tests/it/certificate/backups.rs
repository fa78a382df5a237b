//! `backup`, `harden`, `import` and `export`.

use std::fs;
use std::time::SystemTime;
use wmlogin_test_support::tools::require;

use insta::assert_snapshot;
use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::KeyPair;

use wmlogin_test_support::openssl::{openssl, try_openssl};

use super::authority::{DAY, issue, valid};
use crate::certificate::workplace::{BACKUP_PASSPHRASE, OTHER_WMID, PASSPHRASE, WMID, Workplace};

const BACKUP: [&str; 3] = ["backup", "--output", "backup.p12"];
const HARDEN: [&str; 2] = ["harden", "--yes"];

#[test]
fn nothing_is_overwritten_by_a_backup() {
    let workplace = Workplace::with_certificate();
    workplace.write("backup.p12", "a letter");
    assert_snapshot!(workplace.told(&BACKUP));
    assert_eq!(fs::read(workplace.path("backup.p12")).unwrap(), b"a letter");
    assert!(!workplace.entry(1, "backup.json").exists());
}

#[test]
fn an_existing_backup_is_verified_again() {
    let workplace = Workplace::with_backup();
    let file = fs::read(workplace.path("backup.p12")).unwrap();
    fs::remove_file(workplace.entry(1, "backup.json")).unwrap();
    workplace.done(&BACKUP);
    assert_eq!(fs::read(workplace.path("backup.p12")).unwrap(), file);
    assert!(workplace.entry(1, "backup.json").exists());
}

#[test]
fn a_backup_of_another_certificate_is_refused() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_certificate();
    let (certificate, key) = issue(&workplace.authority, WMID, |_| {});
    workplace.pkcs12("backup.p12", &[&certificate, &key.serialize_pem()], &[]);
    assert_snapshot!(workplace.told(&BACKUP));
}

#[test]
fn hardening_needs_a_verified_backup() {
    let workplace = Workplace::with_certificate();
    let key = fs::read(workplace.entry(1, "key.pem")).unwrap();
    let mut told = vec![workplace.told(&HARDEN)];
    workplace.done(&BACKUP);
    told.push(workplace.told(&["harden"]));
    let backup = fs::read(workplace.path("backup.p12")).unwrap();
    workplace.write("backup.p12", [&backup[..], b"more"].concat());
    told.push(workplace.told(&HARDEN));
    assert!(workplace.done(&["status"]).stdout.contains("which is another file now"));
    fs::remove_file(workplace.path("backup.p12")).unwrap();
    told.push(workplace.told(&HARDEN));
    assert!(workplace.done(&["status"]).stdout.contains("which is not there now"));
    assert_eq!(fs::read(workplace.entry(1, "key.pem")).unwrap(), key);
    workplace.write("moved.p12", backup);
    workplace.done(&["harden", "--yes", "--backup", "moved.p12"]);
    told.push(workplace.told(&["harden", "--yes", "--backup", "moved.p12"]));
    told.push(workplace.told(&["backup", "--output", "another.p12"]));
    assert_snapshot!(told.join("\n"));
}

#[test]
fn a_hardened_key_opens_nowhere_else() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_backup();
    workplace.done(&HARDEN);
    let key = fs::read_to_string(workplace.entry(1, "key.pem")).unwrap();
    // As if it were an ordinary one.
    workplace.write("key.pem", key.replace("WMLOGIN HARDENED", "ENCRYPTED"));
    let read = ["pkey", "-in", "key.pem", "-noout", "-passin", &format!("pass:{PASSPHRASE}")];
    assert_ne!(try_openssl(workplace.root(), &read, b"").code, Some(0));
    // In a store with another secret, or none.
    fs::write(workplace.path("store/secret"), [7; 32]).unwrap();
    let other = workplace.told(&["test", "https://127.0.0.1:1/"]);
    fs::remove_file(workplace.path("store/secret")).unwrap();
    let none = workplace.told(&["status"]);
    let (certificate, key) = issue(&workplace.authority, OTHER_WMID, |_| {});
    workplace.pkcs12("other.p12", &[&certificate, &key.serialize_pem()], &[]);
    workplace.done(&["import", "other.p12"]);
    workplace.done(&["backup", "--wmid", OTHER_WMID, "--output", "other backup.p12"]);
    let made_anew = workplace.told(&["harden", "--yes", "--wmid", OTHER_WMID]);
    assert_snapshot!([other, none, made_anew].join("\n"));
    // The backup helps.
    workplace.done(&["import", "backup.p12"]);
    assert_eq!(workplace.run(&["status"]).code, Some(0));
    workplace.done(&["harden", "--yes", "--wmid", OTHER_WMID]);
}

#[test]
fn passphrases_of_every_alphabet() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_certificate();
    let run = |passphrase: &str, arguments: &[&str]| {
        let mut command = workplace.command(arguments);
        wmlogin_test_support::program::run(command.env("WMLOGIN_BACKUP_PASSPHRASE", passphrase), b"")
    };
    let cyrillic = "\u{43f}\u{430}\u{440}\u{43e}\u{43b}\u{44c} \u{20ac}";
    assert_eq!(run(cyrillic, &BACKUP).code, Some(0));
    let pass = format!("pass:{cyrillic}");
    let read = ["pkcs12", "-in", "backup.p12", "-noout", "-passin", &pass];
    openssl(workplace.root(), &read);
    let beyond = "smile \u{1f600}\u{1f600}";
    assert_eq!(run(beyond, &["--store", "other", "import", "backup.p12"]).code, Some(1));
    let refused = run(beyond, &["backup", "--output", "another.p12"]);
    assert_snapshot!("a_passphrase_that_the_format_does_not_know", workplace.redact(&refused.to_string()));
    assert!(!workplace.path("another.p12").exists());
}

#[test]
fn imports() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_backup();
    let whole = fs::read(workplace.path("backup.p12")).unwrap();
    let (certificate, key) = issue(&workplace.authority, WMID, |_| {});
    let (_, other_key) = issue(&workplace.authority, WMID, |_| {});
    workplace.write("half.p12", &whole[..whole.len() / 2]);
    workplace.write("letter.p12", "a letter");
    workplace.pkcs12("no key.p12", &[&certificate], &["-nokeys"]);
    write_keys(&workplace, "several keys.p12", &[(&key, &certificate), (&other_key, &certificate)]);
    write_keys(&workplace, "swapped.p12", &[(&other_key, &certificate)]);
    let tampered = whole.iter().enumerate().map(|(index, byte)| byte ^ u8::from(index == whole.len() / 2));
    workplace.write("tampered.p12", tampered.collect::<Vec<_>>());
    workplace.pkcs12("no certificate.p12", &[&other_key.serialize_pem()], &["-nocerts"]);
    workplace.pkcs12("root.p12", &[&workplace.authority.pem()], &["-nokeys"]);
    let files = [
        "backup.p12",
        "half.p12",
        "letter.p12",
        "tampered.p12",
        "no key.p12",
        "no certificate.p12",
        "root.p12",
        "root.pem",
        "several keys.p12",
        "swapped.p12",
        "not there.p12",
    ];
    let told = files.map(|file| workplace.told(&["import", file]));
    assert_snapshot!(told.join("\n"));
    fs::remove_dir_all(workplace.path("store")).unwrap();
    assert_snapshot!("import", workplace.told(&["import", "backup.p12"]));
    let mut wrong = workplace.command(&["--store", "elsewhere", "import", "backup.p12"]);
    wrong.env("WMLOGIN_BACKUP_PASSPHRASE", "something else");
    let wrong = wmlogin_test_support::program::run(&mut wrong, b"");
    assert_snapshot!("import_with_a_wrong_passphrase", workplace.redact(&wrong.to_string()));
}

/// Writes a file that openssl does not: with several keys, or with certificates of other keys.
fn write_keys(workplace: &Workplace, name: &str, entries: &[(&KeyPair, &str)]) {
    let mut keystore = KeyStore::new();
    for (index, (key, pem)) in (0_u8..).zip(entries) {
        workplace.write("one.pem", pem);
        let to_der = ["x509", "-in", "one.pem", "-outform", "der", "-out", "one.der"];
        openssl(workplace.root(), &to_der);
        let certificate = Certificate::from_der(&fs::read(workplace.path("one.der")).unwrap()).unwrap();
        let key = PrivateKey::from_der(key.serialized_der()).unwrap();
        let entry = PrivateKeyChain::new(vec![index], key, [certificate]);
        keystore.add_entry(&index.to_string(), KeyStoreEntry::PrivateKeyChain(entry));
    }
    workplace.write(name, keystore.writer(BACKUP_PASSPHRASE).write().unwrap());
}

#[test]
fn an_import_does_not_replace_a_newer_certificate() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_certificate();
    let now = SystemTime::now();
    let (older, key) =
        issue(&workplace.authority, WMID, |params| valid(params, now - 9 * DAY, now + 9 * DAY));
    workplace.pkcs12("older.p12", &[&older, &key.serialize_pem()], &[]);
    assert_snapshot!(workplace.told(&["import", "older.p12"]));
    let (newer, key) = issue(&workplace.authority, WMID, |params| valid(params, now, now + 9 * DAY));
    workplace.pkcs12("newer.p12", &[&newer, &key.serialize_pem()], &[]);
    workplace.done(&["import", "newer.p12"]);
    assert!(workplace.path(format!("store/replaced/{WMID}-1")).exists());
}

#[test]
fn exports() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_certificate();
    let told = ["cer", "pem", "p12", "pfx"].map(|form| {
        let file = format!("out.{form}");
        workplace.told(&["export", "--format", form, "--output", &file])
    });
    assert_snapshot!(told.join("\n"));
    let pass = format!("pass:{BACKUP_PASSPHRASE}");
    for file in ["out.p12", "out.pfx"] {
        openssl(workplace.root(), &["pkcs12", "-in", file, "-passin", &pass, "-noout"]);
    }
    // It was not verified, and is no backup.
    assert!(workplace.done(&["status"]).stdout.contains("Backup       none"));
}
