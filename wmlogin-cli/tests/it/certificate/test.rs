//! `test`, against a server that is not ours.

use std::process::Stdio;

use insta::assert_snapshot;
use rcgen::{ExtendedKeyUsagePurpose, SanType};
use wmlogin_test_support::authority::root;
use wmlogin_test_support::program::{Running, program};
use wmlogin_test_support::tools::require;

use super::authority::issue;
use super::workplace::{WMID, Workplace};

/// openssl as a server that wants a certificate and shows what it got.
struct Server {
    url: String,
    _program: Running,
}

impl Server {
    fn start(workplace: &Workplace) -> Self {
        Self::start_with(workplace, &["-Verify", "3", "-verify_return_error", "-CAfile", "root.pem"])
    }

    fn start_with(workplace: &Workplace, options: &[&str]) -> Self {
        let authority = root("Root of servers");
        workplace.write("tls root.pem", authority.pem());
        let (certificate, key) = issue(&authority, "localhost", |params| {
            params.subject_alt_names = vec![SanType::DnsName("localhost".try_into().unwrap())];
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        });
        workplace.write("tls.pem", certificate);
        workplace.write("tls.key", key.serialize_pem());
        let mut openssl = program("openssl");
        openssl.current_dir(workplace.root()).args(["s_server", "-accept", "0", "-www"]);
        openssl.args(["-cert", "tls.pem", "-key", "tls.key"]).args(options).stderr(Stdio::null());
        let mut program = Running::start(&mut openssl);
        let port = program.find(|line| Some(line.strip_prefix("ACCEPT ")?.rsplit(':').next()?.to_owned()));
        let port = port.expect("a port");
        Self { url: format!("https://localhost:{port}/"), _program: program }
    }
}

#[test]
fn with_an_exportable_and_with_a_hardened_key() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_backup();
    let server = Server::start(&workplace);
    let test = ["test", &server.url, "--root", "tls root.pem"];
    assert_snapshot!("a_page", workplace.told(&test));
    workplace.done(&["harden", "--yes"]);
    let hardened = workplace.told(&test);
    assert!(hardened.starts_with("exit code: 0\n"), "{hardened}");
}

#[test]
fn a_server_that_is_not_trusted_is_not_asked() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_certificate();
    let server = Server::start(&workplace);
    let told = workplace.told(&["test", &server.url]);
    assert!(told.starts_with("exit code: 3\n"), "{told}");
    let plain = workplace.told(&["test", "http://localhost/"]);
    assert!(plain.starts_with("exit code: 3\n"), "{plain}");
}

#[test]
fn a_certificate_that_the_server_does_not_know() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::new();
    let (certificate, key) = issue(&root("Stranger"), WMID, |_| {});
    workplace.pkcs12("foreign.p12", &[&certificate, &key.serialize_pem()], &[]);
    workplace.done(&["import", "foreign.p12"]);
    let server = Server::start(&workplace);
    let told = workplace.told(&["test", &server.url, "--root", "tls root.pem"]);
    assert!(told.starts_with("exit code: 3\n"), "{told}");
}

#[test]
fn a_server_that_does_not_ask() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_certificate();
    let server = Server::start_with(&workplace, &[]);
    assert_snapshot!(workplace.told(&["test", &server.url, "--root", "tls root.pem"]));
}
