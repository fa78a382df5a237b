//! Messages, `Debug` and logs hold neither tickets nor read ids.

use wmlogin_client::{BrowserRequest, InProcessReplayStore, Question, Received, Verifier};
use wmlogin_test_support::exchange::{Exchange, Service, YES};

use crate::support::log::Log;

const TICKET: &str = "AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA";
const READ_ID: &str =
    "R4G9izsZWeCBU2N2UDmaPUG5pNGzj1dWUkSpZZM6mdE71NNxvRWd5H9mh4wTrb3o2RnK2dfyoist2BNtAHtY3uB";

/// Checks that a text holds no part of a credential from which it could be guessed.
fn check(text: &str) {
    for credential in [TICKET, READ_ID] {
        let parts = (0..=credential.len() - 32).map(|start| &credential[start..start + 32]);
        for part in parts {
            assert!(!text.contains(part), "{text}");
        }
    }
}

/// Checks the text and `Debug` of an error and of its causes.
fn check_error(error: &dyn std::error::Error) {
    check(&error.to_string());
    check(&format!("{error:?} {error:#?}"));
    if let Some(source) = error.source() {
        check_error(source);
    }
}

#[tokio::test]
async fn no_type_shows_a_credential() {
    let exchange = Exchange::of("3.0");
    let site = exchange.site().replay_store(InProcessReplayStore::default()).build().expect("a site");
    let verifier = Verifier::new(Service::answering(YES));
    let body = exchange.body();
    assert!(body.contains(TICKET) && body.contains(READ_ID), "the test searches for something");
    let received = exchange.received_by(&site).expect("a login");
    let Received::Login(login) = &received else { panic!("a login") };
    let confirmed = verifier.verify(login).await.expect("a verified login");
    let url = site.authorize_url().clone();
    let question = Question::new(url, "", body.clone().into_bytes());
    check(&format!("{:?} {received:?} {login:#?}", BrowserRequest::new("POST", "/").body(body.as_bytes())));
    check(&format!("{confirmed:?} {confirmed:#?} {verifier:?} {site:#?} {question:?}"));
}

#[tokio::test]
async fn no_refusal_shows_a_credential() {
    let genuine = Exchange::of("3.0");
    let site = genuine.site().build().expect("a site");
    let mut refused = 0;
    for field in 0..genuine.fields.len() {
        for credential in [TICKET, READ_ID] {
            for value in [credential.to_owned(), format!("x{credential}"), format!("{credential}\u{0}")] {
                let mut exchange = genuine.clone();
                exchange.fields[field].1 = value;
                if let Err(refusal) = exchange.received_by(&site) {
                    refused += 1;
                    check_error(&refusal);
                }
            }
        }
    }
    assert!(refused > 3 * genuine.fields.len(), "{refused}");

    for header in [TICKET.to_owned(), format!("https://{READ_ID}")] {
        let mut exchange = genuine.clone();
        exchange.origin = Some(header.clone());
        let refusal = exchange.received_by(&site).expect_err("a refusal");
        assert_eq!(refusal.kind(), "foreign_origin");
        check_error(&refusal);
        exchange.content_type = Some(header);
        check_error(&exchange.received_by(&site).expect_err("a refusal"));
    }
}

#[tokio::test]
async fn errors_and_logs_do_not_quote_the_answer() {
    const LETTERS: &str = "AAueZuLBEaVsQrkBPKQCTJNUMkDtgJpakHQsA";
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.subscriber());
    for answer in [
        YES.to_owned(),
        format!(r#"<response retval="2" sval="{TICKET}" />"#),
        format!(r#"<response retval="2" sval="{LETTERS}" />"#),
        // Only letters, and as many as the shortest ticket has characters.
        format!(r#"<response retval="2" sval="{}" />"#, &LETTERS[..32]),
        format!(r#"<response retval="{TICKET}" />"#),
        format!(r#"<response retval="0" {TICKET}="" {TICKET}="" />"#),
        format!(r#"<response retval="0" a="&{TICKET};" />"#),
        format!("<{TICKET}/>"),
        format!("<response retval='0'></{TICKET}>"),
        format!("<{TICKET}"),
        format!("<!DOCTYPE {TICKET}><response retval='0'/>"),
        TICKET.to_owned(),
        READ_ID.to_owned(),
    ] {
        let exchange = Exchange::of("3.0");
        let site = exchange.site().build().expect("a site");
        let login = exchange.login(&site);
        if let Err(error) = Verifier::new(Service::answering(&answer)).verify(&login).await {
            check_error(&error);
        }
    }
    assert!(log.text().contains("confirmed") && log.text().contains("not confirmed"), "{}", log.text());
    check(&log.text());
    assert!(!log.text().contains(&LETTERS[..16]), "{}", log.text());
}
