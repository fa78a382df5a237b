//! The HTTP transport with servers that behave and servers that misbehave.

use std::sync::Arc;
use std::time::Duration;

use wiremock::matchers::{body_string, header, method};
use wiremock::{Mock, MockServer, ResponseTemplate};
use wmlogin_client::{
    HttpTransport, HttpTransportBuilder, MAX_ANSWER_LENGTH, MAX_RETRIES, Question, Transport, TransportError,
    TransportErrorKind, Verifier,
};
use wmlogin_test_support::exchange::{Exchange, YES};

use crate::support::certificates::Authority;
use crate::support::log::Log;
use crate::support::misbehaving::{Act, Server, Then};
use crate::support::posting::{TICKET, failure, post};
use crate::support::processes::run_again;

/// Long enough for anything on this machine, and short enough to wait for.
const SOON: Duration = Duration::from_millis(400);

const OK: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
const CUT: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n<response retval=\"0\"";

/// A transport that trusts no server over TLS, so that no test depends on the machine's roots.
fn transport(change: impl Fn(HttpTransportBuilder) -> HttpTransportBuilder) -> HttpTransport {
    let root = Authority::new().pem();
    let builder = HttpTransport::builder().only_root_certificates_pem(root.as_bytes()).retries(0);
    change(builder).build().expect("a transport")
}

fn patient() -> HttpTransport {
    transport(|builder| builder)
}

#[tokio::test]
async fn sends_the_request_and_returns_the_answer() {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(500).set_body_string("answer").insert_header("x-sent", "this");
    Mock::given(method("POST"))
        .and(body_string(TICKET))
        .and(header("content-type", "text/plain"))
        .respond_with(answer)
        .expect(1)
        .mount(&server)
        .await;

    let answer = post(&patient(), &server.uri()).await.expect("an answer");

    assert_eq!(answer.status(), 500, "whatever the status code");
    assert_eq!(answer.headers()["x-sent"], "this");
    assert_eq!(answer.body(), b"answer");
}

#[tokio::test]
async fn requests_no_compression() {
    let server = MockServer::start().await;
    post(&patient(), &server.uri()).await.expect("an answer");
    let requests = server.received_requests().await.expect("recorded");
    assert!(!requests[0].headers.contains_key("accept-encoding"));
}

#[tokio::test]
async fn follows_no_redirect() {
    let (server, elsewhere) = (MockServer::start().await, MockServer::start().await);
    for status in [301, 302, 303, 307, 308] {
        let redirect = ResponseTemplate::new(status).insert_header("location", elsewhere.uri());
        let _mock = Mock::given(method("POST")).respond_with(redirect).mount_as_scoped(&server).await;
        assert_eq!(post(&patient(), &server.uri()).await.expect("an answer").status(), status);
    }
    assert_eq!(elsewhere.received_requests().await.expect("recorded").len(), 0);
}

#[tokio::test]
async fn stops_reading_a_long_answer() {
    let server = MockServer::start().await;
    for (length, too_long) in [(MAX_ANSWER_LENGTH, false), (MAX_ANSWER_LENGTH + 1, true)] {
        let answer = ResponseTemplate::new(200).set_body_bytes(vec![b' '; length]);
        let _mock = Mock::given(method("POST")).respond_with(answer).mount_as_scoped(&server).await;
        let answer = post(&patient(), &server.uri()).await;
        assert_eq!(
            answer.as_ref().err().map(TransportError::kind),
            too_long.then_some(TransportErrorKind::AnswerTooLong)
        );
    }
}

#[tokio::test]
async fn stops_reading_an_endless_answer() {
    static SCRIPT: [Act; 1] = [Act::Answer(
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
        Then::Repeat(b"8\r\n        \r\n"),
    )];
    let server = Server::start(&SCRIPT).await;
    assert_eq!(failure(&patient(), &server.http()).await, TransportErrorKind::AnswerTooLong);
}

/// Whatever a server does to a request that it has seen, the request is not sent again.
#[tokio::test]
async fn a_request_that_was_seen_is_not_sent_again() {
    static SCRIPTS: [([Act; 1], TransportErrorKind); 6] = [
        ([Act::Answer(b"", Then::Hang)], TransportErrorKind::Timeout),
        ([Act::Answer(b"HTTP/1.1 200 OK\r\n", Then::Hang)], TransportErrorKind::Timeout),
        ([Act::Answer(CUT, Then::Hang)], TransportErrorKind::Timeout),
        ([Act::Answer(b"", Then::Close)], TransportErrorKind::Interrupted),
        ([Act::Answer(CUT, Then::Close)], TransportErrorKind::Interrupted),
        ([Act::Answer(b"<response retval=\"0\" />", Then::Close)], TransportErrorKind::Interrupted),
    ];
    for (script, kind) in &SCRIPTS {
        let waits = *kind == TransportErrorKind::Timeout;
        let transport = transport(|builder| if waits { builder.timeout(SOON) } else { builder }.retries(5));
        let server = Server::start(script).await;
        assert_eq!(failure(&transport, &server.http()).await, *kind, "{script:?}");
        assert!(!kind.is_retryable());
        assert_eq!((server.connections(), server.requests()), (1, 1), "{script:?}");
    }
}

#[tokio::test]
async fn connecting_is_retried_as_often_as_allowed() {
    static SCRIPT: [Act; 1] = [Act::Close];
    for (retries, connections) in [(0, 1), (2, 3), (MAX_RETRIES + 1, 6)] {
        let server = Server::start(&SCRIPT).await;
        let transport = transport(|builder| builder.retries(retries));
        // The server closes the connection during the TLS handshake, before the request.
        assert_eq!(failure(&transport, &server.https()).await, TransportErrorKind::Connect);
        assert_eq!(server.connections(), connections);
    }
}

#[tokio::test]
async fn nobody_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    drop(listener);
    assert_eq!(failure(&patient(), &url).await, TransportErrorKind::Connect);
}

#[tokio::test]
async fn a_reused_connection_that_yields_nothing_is_replaced_once() {
    static CLOSES: [Act; 2] = [Act::Answer(OK, Then::CloseAtNext), Act::Answer(OK, Then::ReadOn)];
    static NEVER_ANSWERS_AGAIN: [Act; 2] =
        [Act::Answer(OK, Then::CloseAtNext), Act::Answer(b"", Then::Close)];
    let (server, transport) = (Server::start(&CLOSES).await, patient());
    post(&transport, &server.http()).await.expect("an answer on the first connection");
    post(&transport, &server.http()).await.expect("an answer on the second connection");
    assert_eq!((server.connections(), server.requests()), (2, 3));

    let (server, transport) = (Server::start(&NEVER_ANSWERS_AGAIN).await, patient());
    post(&transport, &server.http()).await.expect("an answer on the first connection");
    assert_eq!(failure(&transport, &server.http()).await, TransportErrorKind::Interrupted);
    assert_eq!((server.connections(), server.requests()), (2, 3));
}

#[tokio::test]
async fn a_server_that_closes_after_each_answer_fails_no_question() {
    // It says nothing of it, so the client takes the connection for a living one.
    static CLOSES: [Act; 1] = [Act::Answer(OK, Then::Close)];
    let (server, transport) = (Server::start(&CLOSES).await, patient());
    for _ in 0..300 {
        post(&transport, &server.http()).await.expect("an answer");
    }
}

#[tokio::test]
async fn connecting_takes_too_long() {
    static SCRIPT: [Act; 1] = [Act::Hang];
    let server = Server::start(&SCRIPT).await;
    let transport = transport(|builder| builder.connect_timeout(SOON).retries(1));
    assert_eq!(failure(&transport, &server.https()).await, TransportErrorKind::ConnectTimeout);
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn the_timeout_covers_every_attempt() {
    static SCRIPT: [Act; 1] = [Act::Hang];
    let server = Server::start(&SCRIPT).await;
    let transport = transport(|builder| builder.connect_timeout(SOON / 2).timeout(SOON).retries(5));
    assert_eq!(failure(&transport, &server.https()).await, TransportErrorKind::Timeout);
    assert!(server.connections() <= 2);
}

#[tokio::test]
async fn keeps_the_connection() {
    static SCRIPT: [Act; 1] = [Act::Answer(OK, Then::ReadOn)];
    let (server, transport) = (Server::start(&SCRIPT).await, patient());
    for _ in 0..3 {
        assert_eq!(post(&transport, &server.http()).await.expect("an answer").body(), b"ok");
    }
    assert_eq!((server.connections(), server.requests()), (1, 3));
}

#[tokio::test]
async fn replaces_a_connection_that_the_server_closed() {
    static SCRIPT: [Act; 1] =
        [Act::Answer(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n", Then::Close)];
    let (server, transport) = (Server::start(&SCRIPT).await, patient());
    for _ in 0..3 {
        post(&transport, &server.http()).await.expect("an answer");
    }
    assert_eq!((server.connections(), server.requests()), (3, 3));
}

#[tokio::test]
async fn sends_nothing_unencrypted_to_another_machine() {
    let error =
        post(&patient(), "http://login.wmtransfer.com/ws/authorize.xiface").await.expect_err("refused");
    assert_eq!(error.kind(), TransportErrorKind::Url);
    insta::assert_snapshot!(error, @"the URL is not safe for a ticket: use https, or http on this machine");
}

/// A question to an insecure service is the only one that may leave this machine without TLS.
#[tokio::test]
async fn an_insecure_service_is_asked_in_its_private_network() {
    let server = MockServer::start().await;
    let yes = ResponseTemplate::new(200).set_body_string(YES);
    Mock::given(method("POST")).respond_with(yes).expect(1).mount(&server).await;
    let address = format!("http://localhost:{}", server.address().port());
    let mut exchange = Exchange::of("3.0");
    exchange.origin = Some(address.clone());
    let site = exchange.site().insecure_service(address).build().expect("a site");
    Verifier::new(patient()).verify(&exchange.login(&site)).await.expect("a login");

    for private in ["http://gatekeeper:8080/ws/authorize.xiface", "http://10.0.0.7/ws/authorize.xiface"] {
        let error = post(&patient(), private).await.expect_err("refused");
        assert_eq!(error.kind(), TransportErrorKind::Url, "{private}");
    }
}

#[tokio::test]
async fn anything_that_posts_is_a_transport() {
    let closure =
        |question: Question| async move { Ok::<_, TransportError>(http::Response::new(question.body)) };
    let shared: Arc<dyn Transport> = Arc::new(closure);
    let url = "https://login.wmtransfer.com".parse().expect("a URL");
    let question = Question::new(url, "text/plain", b"same".to_vec());
    let answer = shared.clone().post(question).await.expect("an answer");
    assert_eq!(answer.body(), b"same");
}

#[tokio::test]
async fn logs_no_part_of_the_request() {
    static SCRIPT: [Act; 1] = [Act::Close];
    let (closing, answering) = (Server::start(&SCRIPT).await, MockServer::start().await);
    let log = Log::default();
    {
        let _guard = tracing::subscriber::set_default(log.subscriber());
        let transport = transport(|builder| builder.retries(1));
        failure(&transport, &closing.https()).await;
        post(&transport, &answering.uri()).await.expect("an answer");
    }
    assert!(log.text().contains("connecting again"), "{}", log.text());
    assert!(!log.text().contains(TICKET), "{}", log.text());
}

/// The variables are read once per process, so another test runs again in a process of its own.
#[tokio::test]
async fn uses_no_proxy_of_the_environment() {
    let variables = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
    let variables = variables.map(|variable| (variable, "http://127.0.0.1:9"));
    run_again("transport::keeps_the_connection", variables).await;
}
