//! `wmlogin verify`.

use insta::assert_snapshot;
use wiremock::matchers::{body_string_contains, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};
use wmlogin_types::services::authorize;

use crate::wmlogin::{AT, command};
use wmlogin_test_support::program::{Run, run};
use wmlogin_test_support::responses::{Pairs, READ_ID, TICKET};

const OWNER: &str = "000000000001";
const YES: &str = r#"<response retval="0" sval="Success" lastAccess="2015-01-12T14:59:00.000Z" expires="2015-01-12T15:31:29.997Z" />"#;
const NO: &str = r#"<response retval="35" sval="TicketNotFound" />"#;

/// The service, which gives one answer.
struct Service {
    runtime: tokio::runtime::Runtime,
    server: MockServer,
}

impl Service {
    fn answering(answer: ResponseTemplate) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let server = runtime.block_on(MockServer::start());
        let question = Mock::given(method("POST"))
            .and(path(authorize::PATH))
            .and(body_string_contains(format!("<siteHolder>{OWNER}</siteHolder>")))
            .and(body_string_contains(TICKET));
        runtime.block_on(question.respond_with(answer).mount(&server));
        Self { runtime, server }
    }

    fn saying(xml: &str) -> Self {
        Self::answering(ResponseTemplate::new(200).set_body_raw(xml, "text/xml"))
    }

    /// Runs `wmlogin verify` against this service, at a fixed moment.
    fn verify(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
        let uri = self.server.uri();
        let mut service = vec!["verify", "--owner", OWNER, "--service", &uri];
        if !arguments.iter().any(|argument| argument.starts_with("--at=")) {
            service.push(AT);
        }
        let run = run(&mut command(&[&service, arguments].concat()), input.as_ref());
        for secret in [TICKET, READ_ID] {
            assert!(!run.to_string().contains(secret), "{run}");
        }
        run
    }

    fn questions(&self) -> Vec<String> {
        let received = self.runtime.block_on(self.server.received_requests()).unwrap();
        received.into_iter().map(|request| String::from_utf8(request.body).unwrap()).collect()
    }
}

fn version_3() -> Pairs {
    Pairs::example("Version 3.0")
}

#[test]
fn help() {
    assert_snapshot!(run(&mut command(&["verify", "--help"]), b""));
}

#[test]
fn a_confirmed_ticket() {
    let service = Service::saying(YES);
    let run = service.verify(&[], version_3().body());
    assert_eq!(run.code, Some(0));
    assert_snapshot!(run);
    let url_id = ["--url-id", "7AFA5173-BDDB-453A-ADCE-99FB012CEB73"];
    assert_snapshot!("yes_for_this_return_url_id", service.verify(&url_id, version_3().table()));
    assert_snapshot!("yes_as_json", service.verify(&["--json"], version_3().url()));
}

#[test]
fn the_method_is_implied_or_given() {
    let service = Service::saying(r#"<response retval="0" />"#);
    let given = service.verify(&["--auth-type", "Telepat"], version_3().body());
    assert!(given.stdout.contains("Telepat"), "{given}");
    assert_snapshot!("yes_and_nothing_more", service.verify(&[], version_3().body()));
    let questions = service.questions();
    assert!(questions[0].contains("<authType>Telepat</authType>"), "{questions:?}");
    assert!(questions[1].contains("<authType>PasswordSms</authType>"), "{questions:?}");
}

#[test]
fn a_refused_ticket() {
    let service = Service::saying(NO);
    let run = service.verify(&[], version_3().body());
    assert_eq!(run.code, Some(1));
    assert_snapshot!(run);
    assert_snapshot!("no_as_json", service.verify(&["--json"], version_3().body()));
}

#[test]
fn an_implausible_response_is_not_sent_to_the_service() {
    let service = Service::saying(YES);
    let other = ["--url-id", "7afa5173-bddb-453a-adce-99fb012ceb74"];
    let refused = [
        service.verify(&["--at=2016-01-12T15:00:00Z"], version_3().body()),
        service.verify(&other, version_3().body()),
        service.verify(&[], version_3().without("WmLogin_WMID").body()),
        service.verify(&[], version_3().with("WmLogin_Ticket", READ_ID).body()),
        service.verify(&["--json"], Pairs::example("Operation cancelled").body()),
    ];
    assert!(refused.iter().all(|run| run.code == Some(1)));
    assert_snapshot!(refused.map(|run| run.to_string()).join("\n"));
    assert_eq!(service.questions(), Vec::<String>::new());
}

#[test]
fn the_service_cannot_be_asked() {
    let broken = Service::answering(ResponseTemplate::new(500));
    let refused = [broken.verify(&[], version_3().body()), broken.verify(&["--json"], version_3().body())];
    assert!(refused.iter().all(|run| run.code == Some(3)));
    assert_snapshot!(refused.map(|run| run.to_string()).join("\n"));
}

#[test]
fn input_that_cannot_be_read() {
    let service = Service::saying(YES);
    let refused = [
        service.verify(&["does not exist.txt"], ""),
        service.verify(&["--json", "does not exist.txt"], ""),
        service.verify(&[], " "),
        service.verify(&["--root", "does not exist.pem"], version_3().body()),
        service.verify(&["--root", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")], version_3().body()),
    ];
    assert!(refused.iter().all(|run| run.code == Some(2)));
    assert_snapshot!(refused.map(|run| run.to_string()).join("\n"));
    assert_eq!(service.questions(), Vec::<String>::new());
}

#[test]
fn a_ticket_as_an_argument_is_refused() {
    let service = Service::saying(YES);
    let run = service.verify(&[&version_3().body()], "");
    assert_eq!(run.code, Some(2));
    assert_snapshot!(run);
}
