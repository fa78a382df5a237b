//! The life of a certificate, from the request to the renewal.

use std::fs;
use std::time::SystemTime;
use wmlogin_test_support::tools::require;

use insta::assert_snapshot;

use wmlogin_test_support::openssl::openssl;
use wmlogin_test_support::program::run;

use super::authority::{DAY, issue, valid};
use crate::certificate::workplace::{EMAIL, WMID, Workplace};

const REQUEST: [&str; 5] = ["request", "--wmid", WMID, "--email", EMAIL];
const ADD: [&str; 4] = ["add", "certificate.cer", "--root", "root.pem"];

#[test]
fn from_the_request_to_a_hardened_key() {
    let workplace = Workplace::new();
    let request = [&REQUEST[..], &["--output", "request.pem"]].concat();
    assert_snapshot!("request", workplace.told(&request));
    let copy = fs::read(workplace.path("request.pem")).unwrap();
    assert_eq!(copy, fs::read(workplace.entry(1, "request.pem")).unwrap());
    assert_snapshot!("status_of_a_request", workplace.told(&["status"]));

    workplace.sign(1, "certificate.cer", |_| {});
    assert_snapshot!("add", workplace.told(&ADD));
    assert_snapshot!("add_again", workplace.told(&ADD));
    assert_snapshot!("backup", workplace.told(&["backup", "--output", "backup.p12"]));
    assert_snapshot!("harden", workplace.told(&["harden", "--yes"]));
    assert_snapshot!("status", workplace.told(&["status"]));
    assert_snapshot!(
        "export_of_a_hardened_key",
        workplace.told(&["export", "--format", "p12", "--output", "a.p12"])
    );
    assert!(!workplace.path("a.p12").exists());
}

#[test]
fn the_default_key_is_rsa_with_2048_bits() {
    let workplace = Workplace::new();
    workplace.done(&REQUEST);
    assert!(workplace.done(&["status"]).stdout.contains("RSA 2048"));
}

#[test]
fn a_certificate_comes_in_every_form() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_request();
    workplace.sign(1, "certificate.der", |_| {});
    let folder = workplace.root();
    let openssl = |arguments: &[&str]| openssl(folder, arguments);
    openssl(&["x509", "-inform", "der", "-in", "certificate.der", "-out", "certificate.pem"]);
    openssl(&["crl2pkcs7", "-nocrl", "-certfile", "certificate.pem", "-out", "pkcs7.pem"]);
    openssl(&["crl2pkcs7", "-nocrl", "-certfile", "certificate.pem", "-outform", "der", "-out", "pkcs7.der"]);
    for form in ["certificate.der", "certificate.pem", "pkcs7.pem", "pkcs7.der"] {
        workplace.done(&["add", form, "--root", "root.pem"]);
        let chain = fs::read_to_string(workplace.entry(1, "certificate.pem")).unwrap();
        assert_eq!(chain.matches("BEGIN CERTIFICATE").count(), 2, "{form}: {chain}");
        fs::remove_file(workplace.entry(1, "certificate.pem")).unwrap();
    }
}

#[test]
fn after_the_end_there_is_no_renewal_but_a_new_request() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::new();
    let (certificate, key) = issue(&workplace.authority, WMID, |params| {
        valid(params, SystemTime::now() - 800 * DAY, SystemTime::now() - DAY);
    });
    workplace.pkcs12("old.p12", &[&certificate, &key.serialize_pem()], &[]);
    workplace.done(&["import", "old.p12"]);
    assert_eq!(workplace.run(&["status"]).code, Some(1));
    let renew = ["renew", "--server", "http://127.0.0.1:1", "--root", "root.pem"];
    assert_snapshot!("renewal_after_the_end", workplace.told(&renew));

    workplace.done(&[&REQUEST[..], &["--key-type", "ecdsa-p256"]].concat());
    workplace.sign(2, "certificate.cer", |_| {});
    assert_snapshot!("installed_after_the_end", workplace.told(&ADD));
    assert!(workplace.path("store/replaced/123456789012-1/key.pem").exists());
    assert_eq!(workplace.run(&["status"]).code, Some(0));
    let all = workplace.run(&["status", "--all"]);
    assert!(all.code == Some(0) && all.stdout.contains("replaced by a later one"), "{all}");
}

#[test]
fn files_come_from_standard_input() {
    let workplace = Workplace::with_request();
    workplace.sign(1, "certificate.cer", |_| {});
    let read = |name: &str| fs::read(workplace.path(name)).unwrap();
    let added = run(&mut workplace.command(&["add", "-", "--root", "root.pem"]), &read("certificate.cer"));
    assert_eq!(added.code, Some(0), "{added}");
    workplace.done(&["backup", "-o", "backup.p12"]);
    let import = ["--store", "other", "import", "-"];
    let imported = run(&mut workplace.command(&import), &read("backup.p12"));
    assert_eq!(imported.code, Some(0), "{imported}");
}
