//! Requests and certificates that are refused, without any loss in the store.

use std::fs;
use std::time::SystemTime;
use wmlogin_test_support::tools::require;

use insta::assert_snapshot;
use rcgen::{BasicConstraints, ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose, SanType};

use wmlogin_test_support::authority::{root, subject};

use super::authority::{DAY, issue, sign, valid};
use crate::certificate::workplace::{EMAIL, OTHER_WMID, WMID, Workplace};
use wmlogin_test_support::program::Run;

const ADD: [&str; 4] = ["add", "certificate.cer", "--root", "root.pem"];

/// Runs a command that ends with this code and leaves the request pending, and returns its complaint.
fn refused(workplace: &Workplace, arguments: &[&str], code: i32) -> String {
    let run = workplace.run(arguments);
    assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""), "{run}");
    assert!(!workplace.entry(1, "certificate.pem").exists());
    assert!(workplace.done(&["status"]).stdout.contains("waits for its certificate"));
    workplace.redact(&run.stderr)
}

#[test]
fn requests() {
    let workplace = Workplace::with_request();
    let key = fs::read(workplace.entry(1, "key.pem")).unwrap();
    workplace.write("there", "");
    let request = ["request", "--wmid", WMID, "--email", EMAIL];
    let other = ["request", "--wmid", OTHER_WMID, "--email", EMAIL];
    let told = [
        workplace.told(&request),
        workplace.told(&["request", "--wmid", OTHER_WMID, "--email", "nobody"]),
        workplace.told(&["request", "--wmid", "12345678901", "--email", EMAIL]),
        workplace.told(&[&other[..], &["--key-type", "rsa-1024"]].concat()),
        workplace.told(&[&other[..], &["--output", "there"]].concat()),
        workplace.told(&[&other[..], &["--passphrase", "secret"]].concat()),
    ];
    assert_snapshot!(told.join("\n"));
    assert_eq!(fs::read(workplace.entry(1, "key.pem")).unwrap(), key);
    assert!(!workplace.path(format!("store/{OTHER_WMID}-1")).exists());
    let workplace = Workplace::with_certificate();
    assert_snapshot!("a_request_where_there_is_a_certificate", workplace.told(&request));
}

#[test]
fn certificates_for_others() {
    let workplace = Workplace::with_request();
    let (foreign, _) = issue(&workplace.authority, WMID, |_| {});
    workplace.write("certificate.cer", foreign);
    let other_key = refused(&workplace, &ADD, 1);
    workplace.sign(1, "certificate.cer", |params| params.distinguished_name = subject([OTHER_WMID]));
    let other_wmid = refused(&workplace, &ADD, 1);
    assert_snapshot!([other_key, other_wmid].join("\n"));
}

#[test]
fn certificates_outside_their_validity() {
    let workplace = Workplace::with_request();
    let now = SystemTime::now();
    workplace.sign(1, "certificate.cer", |params| valid(params, now + DAY, now + 2 * DAY));
    let early = refused(&workplace, &ADD, 1);
    workplace.sign(1, "certificate.cer", |params| valid(params, now - 2 * DAY, now - DAY));
    let late = refused(&workplace, &ADD, 1);
    assert_snapshot!([early, late].join("\n"));
}

#[test]
fn certificates_for_another_use() {
    let workplace = Workplace::with_request();
    workplace.sign(1, "certificate.cer", |params| {
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    });
    let server = refused(&workplace, &ADD, 1);
    workplace.sign(1, "certificate.cer", |params| params.key_usages = vec![KeyUsagePurpose::KeyAgreement]);
    let agreement = refused(&workplace, &ADD, 1);
    workplace.sign(1, "certificate.cer", |params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained));
    let authority = refused(&workplace, &ADD, 1);
    assert_snapshot!([server, agreement, authority].join("\n"));
}

#[test]
fn certificates_of_another_authority() {
    let workplace = Workplace::with_request();
    let request = fs::read_to_string(workplace.entry(1, "request.pem")).unwrap();
    workplace.write("certificate.cer", sign(&root("Stranger"), &request, |_| {}));
    let stranger = refused(&workplace, &ADD, 1);
    workplace.write("certificate.cer", sign(&root("Test root"), &request, |_| {}));
    let namesake = refused(&workplace, &ADD, 1);
    assert_snapshot!([stranger, namesake].join("\n"));
}

#[test]
fn files_that_are_not_certificates() {
    let workplace = Workplace::with_request();
    workplace.sign(1, "certificate.cer", |_| {});
    let whole = fs::read(workplace.path("certificate.cer")).unwrap();
    let mut told = Vec::new();
    let mut tell = |bytes: &[u8]| {
        workplace.write("certificate.cer", bytes);
        told.push(refused(&workplace, &ADD, 1));
    };
    tell(&whole[..whole.len() / 2]);
    tell(&[&whole[..], b"more"].concat());
    tell(b"");
    tell(b"-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n");
    tell(workplace.authority.pem().as_bytes());
    tell(&fs::read(workplace.entry(1, "request.pem")).unwrap());
    let key = fs::read(workplace.entry(1, "key.pem")).unwrap();
    tell(&key);
    workplace.write("certificate.cer", vec![b'a'; 1_000_000]);
    told.push(refused(&workplace, &ADD, 2));
    told.push(refused(&workplace, &["add", "not there.cer", "--root", "root.pem"], 2));
    told.push(refused(&workplace, &["add", "/", "--root", "root.pem"], 2));
    assert_snapshot!(told.join("\n"));
}

#[test]
fn files_that_are_not_roots() {
    let workplace = Workplace::with_request();
    workplace.sign(1, "certificate.cer", |_| {});
    workplace.write("empty.pem", "");
    let told = ["empty.pem", "certificate.cer", "not there.pem"]
        .map(|root| refused(&workplace, &["add", "certificate.cer", "--root", root], 2));
    assert_snapshot!(told.join("\n"));
}

#[test]
fn one_of_several_has_to_be_named() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_certificate();
    let (certificate, key) = issue(&workplace.authority, OTHER_WMID, |params| {
        params.subject_alt_names = vec![SanType::Rfc822Name("other@example.com".try_into().unwrap())];
    });
    workplace.pkcs12("other.p12", &[&certificate, &key.serialize_pem()], &[]);
    workplace.done(&["import", "other.p12"]);
    let export = ["export", "--format", "pem", "--output", "out.pem"];
    let several = workplace.told(&export);
    workplace.done(&[&export[..], &["--wmid", OTHER_WMID]].concat());
    let none =
        workplace.told(&["export", "--format", "cer", "--output", "out.cer", "--wmid", "000000000001"]);
    let there = workplace.told(&[&export[..], &["--wmid", WMID]].concat());
    assert_snapshot!([several, none, there].join("\n"));
}

#[test]
fn an_empty_store() {
    let workplace = Workplace::new();
    let run = |arguments: &[&str]| -> Run { workplace.run(arguments) };
    let runs = [
        run(&["status"]),
        run(&["backup", "--output", "backup.p12"]),
        run(&["harden"]),
        run(&["register", "--server", "http://127.0.0.1:1", "--root", "root.pem"]),
        run(&["export", "--format", "cer", "--output", "a.cer"]),
    ];
    assert_snapshot!(runs.map(|run| workplace.redact(&run.to_string())).join("\n"));
    assert!(!workplace.path("store").exists(), "looking makes nothing");
}
