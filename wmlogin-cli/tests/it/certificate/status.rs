//! `status`, at one moment and another.

use insta::assert_snapshot;
use rcgen::date_time_ymd;
use wmlogin_test_support::tools::require;

use super::authority::issue;
use crate::certificate::workplace::{WMID, Workplace};

/// A workplace with a certificate that is valid from 2025-03-31 for two years.
fn workplace() -> Workplace {
    let workplace = Workplace::new();
    let (certificate, key) = issue(&workplace.authority, WMID, |params| {
        params.not_before = date_time_ymd(2025, 3, 31);
        params.not_after = date_time_ymd(2027, 3, 31);
    });
    let root = workplace.authority.pem();
    workplace.pkcs12("made.p12", &[&certificate, &key.serialize_pem(), &root], &[]);
    workplace.done(&["import", "made.p12"]);
    workplace
}

/// The dates are fixed, so they are shown here.
fn told(workplace: &Workplace, arguments: &[&str]) -> String {
    let run = workplace.run(&[&["status"], arguments].concat()).to_string();
    let text = run.replace(workplace.root().to_str().unwrap(), "[folder]");
    let line = |line: &str| {
        if line.contains("SHA-256") { "SHA-256      [fingerprint]".to_owned() } else { line.to_owned() }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn at_every_stage_of_its_life() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = workplace();
    let moments = [
        ("2025-03-30T23:59:59Z", 1),
        ("2025-03-31T00:00:00Z", 0),
        ("2027-02-27T23:59:59Z", 0),
        ("2027-02-28T00:00:00Z", 4),
        ("2027-03-31T00:00:00Z", 4),
        ("2027-03-31T00:00:01Z", 1),
    ];
    for (moment, code) in moments {
        assert_eq!(workplace.run(&["status", "--at", moment]).code, Some(code), "{moment}");
    }
    let told = moments.map(|(moment, _)| told(&workplace, &["--at", moment]));
    assert_snapshot!(told.join("\n"));
}

#[test]
fn as_json() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = workplace();
    workplace.done(&[
        "request",
        "--wmid",
        "000000000001",
        "--email",
        "a@example.com",
        "--key-type",
        "ecdsa-p256",
    ]);
    workplace.done(&["backup", "--output", "backup.p12"]);
    std::fs::write(workplace.path("store/000000000001-1/request.pem"), "damaged").unwrap();
    let run = workplace.run(&["status", "--json", "--at", "2026-01-01T00:00:00Z"]);
    assert_eq!(run.code, Some(1));
    let read: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(read["certificates"][0]["days_left"], 454);
    assert_snapshot!(workplace.redact(&run.stdout));
}

#[test]
fn no_passphrase_is_needed() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = workplace();
    let mut command = workplace.command(&["status"]);
    command.env_remove("WMLOGIN_PASSPHRASE").env_remove("WMLOGIN_BACKUP_PASSPHRASE");
    let run = wmlogin_test_support::program::run(&mut command, b"");
    assert!(matches!(run.code, Some(0 | 3 | 4)), "{run}");
}
