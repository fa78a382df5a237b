//! `register` and `renew`, which need a certification server.

use std::fs;
use std::time::{Duration, SystemTime};
use wmlogin_test_support::tools::require;

use insta::assert_snapshot;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use wmlogin_test_support::authority::root;
use wmlogin_test_support::openssl::openssl;

use super::authority::{DAY, sign, valid};
use crate::certificate::workplace::{EMAIL, WMID, Workplace};

/// A server that answers every request alike.
struct Server {
    runtime: tokio::runtime::Runtime,
    server: MockServer,
}

impl Server {
    fn answering(answer: ResponseTemplate) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let server = runtime.block_on(MockServer::start());
        let question = Mock::given(method("POST"))
            .and(path("/certificates"))
            .and(header("content-type", "application/pkcs10"));
        runtime.block_on(question.respond_with(answer).mount(&server));
        Self { runtime, server }
    }

    fn issuing(certificate: impl Into<Vec<u8>>) -> Self {
        Self::answering(ResponseTemplate::new(200).set_body_raw(certificate, "application/pkix-cert"))
    }

    fn bodies(&self) -> Vec<Vec<u8>> {
        let received = self.runtime.block_on(self.server.received_requests()).unwrap();
        received.into_iter().map(|request: Request| request.body).collect()
    }

    fn run(&self, workplace: &Workplace, arguments: &[&str]) -> String {
        let uri = self.server.uri();
        let server = [arguments, &["--server", &uri, "--root", "root.pem"]].concat();
        workplace.told(&server)
    }
}

fn signed(workplace: &Workplace, number: u32) -> Vec<u8> {
    let request = fs::read_to_string(workplace.entry(number, "request.pem")).unwrap();
    sign(&workplace.authority, &request, |_| {})
}

#[test]
fn register() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::with_request();
    let server = Server::issuing(signed(&workplace, 1));
    assert_snapshot!(server.run(&workplace, &["register"]));
    let sent = server.bodies();
    workplace.write("sent.der", &sent[0]);
    let folder = workplace.root();
    let verify = ["req", "-inform", "der", "-in", "sent.der", "-verify", "-noout", "-subject"];
    let read = openssl(folder, &verify).text();
    assert!(read.contains("verify OK") && read.contains(WMID), "{read}");
    assert_snapshot!("nothing_to_register", server.run(&workplace, &["register"]));
    assert_eq!(sent.len(), 1);
}

#[test]
fn a_message_of_the_server_is_sanitized_for_display() {
    let workplace = Workplace::with_request();
    let refusing = |body: &str| Server::answering(ResponseTemplate::new(403).set_body_string(body));
    let told = [
        refusing("123456789012 is not registered here\nsecond line"),
        refusing("\u{1b}[31mred\u{7}"),
        refusing(&"long ".repeat(1000)),
        refusing(""),
        Server::answering(ResponseTemplate::new(302).insert_header("location", "http://example.com/")),
        Server::issuing("<html>not a certificate</html>"),
        Server::issuing(vec![b'a'; 100_000]),
    ]
    .map(|server| server.run(&workplace, &["register"]));
    assert_snapshot!(told.join("\n"));
    let told = workplace.told(&["register", "--server", "http://127.0.0.1:1", "--root", "root.pem"]);
    assert!(told.starts_with("exit code: 3\n"), "{told}");
    assert_snapshot!(
        "plain_http_to_another_machine",
        workplace.told(&["register", "--server", "http://example.com", "--root", "root.pem"])
    );
}

#[test]
fn the_answer_is_checked_like_a_file() {
    let workplace = Workplace::with_request();
    let request = fs::read_to_string(workplace.entry(1, "request.pem")).unwrap();
    let stranger = sign(&root("Stranger"), &request, |_| {});
    let told = Server::issuing(stranger).run(&workplace, &["register"]);
    assert!(told.starts_with("exit code: 1\n"), "{told}");
    assert!(!workplace.entry(1, "certificate.pem").exists());
}

/// The clock of the server is ahead: what it signed is kept, and taken when its time has come.
#[test]
fn a_certificate_that_is_not_valid_yet_is_kept() {
    let workplace = Workplace::with_request();
    let request = fs::read_to_string(workplace.entry(1, "request.pem")).unwrap();
    // A minute is tolerated anyway.
    let since = SystemTime::now() + Duration::from_secs(64);
    let early = sign(&workplace.authority, &request, |params| valid(params, since, since + 700 * DAY));
    let kept = Server::issuing(early).run(&workplace, &["register"]);
    assert!(workplace.entry(1, "signed.pem").exists() && !workplace.entry(1, "certificate.pem").exists());
    let status = workplace.told(&["status"]);
    assert_snapshot!([kept, status].join("\n"));
    // It is not asked again.
    let refusing = Server::answering(ResponseTemplate::new(500));
    let register = || refusing.run(&workplace, &["register"]);
    let deadline = SystemTime::now() + Duration::from_mins(1);
    while !workplace.entry(1, "certificate.pem").exists() {
        let told = register();
        assert!(["exit code: 4", "exit code: 0"].iter().any(|code| told.starts_with(code)), "{told}");
        assert!(SystemTime::now() < deadline, "{told}");
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// A signer that nobody trusts is not kept.
#[test]
fn a_certificate_of_a_stranger_is_not_kept() {
    let workplace = Workplace::with_request();
    let request = fs::read_to_string(workplace.entry(1, "request.pem")).unwrap();
    let since = SystemTime::now() + DAY;
    let early = sign(&root("Stranger"), &request, |params| valid(params, since, since + DAY));
    let told = Server::issuing(early).run(&workplace, &["register"]);
    assert!(told.starts_with("exit code: 1\n"), "{told}");
    assert!(!workplace.entry(1, "signed.pem").exists());
}

#[test]
fn renew() {
    let workplace = Workplace::with_certificate();
    let refusing = Server::answering(ResponseTemplate::new(503).set_body_string("come back later"));
    assert_snapshot!("too_early", refusing.run(&workplace, &["renew"]));
    let early = ["renew", "--force", "--key-type", "ecdsa-p256", "--email", "new@example.com"];
    assert_snapshot!("begun", refusing.run(&workplace, &early));
    let key = fs::read(workplace.entry(2, "key.pem")).unwrap();
    assert_snapshot!("another_renewal", refusing.run(&workplace, &["renew", "--force", "--email", EMAIL]));
    assert_snapshot!("old_and_new", workplace.told(&["status"]));

    let server = Server::issuing(signed(&workplace, 2));
    assert_snapshot!("continued", server.run(&workplace, &["renew"]));
    assert_eq!(fs::read(workplace.entry(2, "key.pem")).unwrap(), key);
    assert!(workplace.path(format!("store/replaced/{WMID}-1/key.pem")).exists());
    assert_snapshot!("renewed", workplace.told(&["status"]));
}

#[test]
fn nothing_to_renew() {
    let workplace = Workplace::new();
    let renew = ["renew", "--server", "http://127.0.0.1:1", "--root", "root.pem"];
    assert_snapshot!(workplace.told(&renew));
}
