//! `login`, against a server that is not ours.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use insta::assert_snapshot;
use rcgen::{ExtendedKeyUsagePurpose, SanType};

use crate::authority::Authority;
use crate::workplace::{WMID, Workplace};

/// openssl as a server that wants a certificate and shows what it got.
struct Server {
    child: Child,
    port: String,
}

impl Server {
    fn start(workplace: &Workplace) -> Self {
        Self::start_with(workplace, &["-Verify", "3", "-verify_return_error", "-CAfile", "root.pem"])
    }

    fn start_with(workplace: &Workplace, options: &[&str]) -> Self {
        let folder = workplace.folder();
        let authority = Authority::new("Root of servers");
        authority.write_root(&workplace.path("tls root.pem"));
        let (certificate, key) = authority.issue("localhost", |params| {
            params.subject_alt_names = vec![SanType::DnsName("localhost".try_into().unwrap())];
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        });
        workplace.write("tls.pem", certificate);
        workplace.write("tls.key", key.serialize_pem());
        let mut child = Command::new("openssl")
            .current_dir(folder)
            .args(["s_server", "-accept", "0", "-cert", "tls.pem", "-key", "tls.key", "-www"])
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut accepting = lines.filter_map(|line| Some(line.strip_prefix("ACCEPT ")?.to_owned()));
        let address = accepting.next().unwrap();
        Self { child, port: address.rsplit(':').next().unwrap().to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn with_an_exportable_and_with_a_hardened_key() {
    let workplace = Workplace::with_backup();
    let server = Server::start(&workplace);
    let url = format!("https://localhost:{}/", server.port);
    let login = ["login", &url, "--root", "tls root.pem"];
    assert_snapshot!("login", workplace.told(&login));
    workplace.done(&["harden", "--yes"]);
    let hardened = workplace.told(&login);
    assert!(hardened.starts_with("exit code: 0\n"), "{hardened}");
}

#[test]
fn a_server_that_is_not_trusted_is_not_asked() {
    let workplace = Workplace::with_certificate();
    let server = Server::start(&workplace);
    let url = format!("https://localhost:{}/", server.port);
    let told = workplace.told(&["login", &url]);
    assert!(told.starts_with("exit code: 11\n"), "{told}");
    let plain = workplace.told(&["login", "http://localhost/"]);
    assert!(plain.starts_with("exit code: 11\n"), "{plain}");
}

#[test]
fn a_certificate_that_the_server_does_not_know() {
    let workplace = Workplace::new();
    let (certificate, key) = Authority::new("Stranger").issue(WMID, |_| {});
    workplace.pkcs12("foreign.p12", &(certificate + &key.serialize_pem()), &[]);
    workplace.done(&["import", "foreign.p12"]);
    let server = Server::start(&workplace);
    let url = format!("https://localhost:{}/", server.port);
    let told = workplace.told(&["login", &url, "--root", "tls root.pem"]);
    assert!(told.starts_with("exit code: 11\n"), "{told}");
}

#[test]
fn a_server_that_does_not_ask() {
    let workplace = Workplace::with_certificate();
    let server = Server::start_with(&workplace, &[]);
    let url = format!("https://localhost:{}/", server.port);
    assert_snapshot!(workplace.told(&["login", &url, "--root", "tls root.pem"]));
}
