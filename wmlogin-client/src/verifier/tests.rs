use std::future::Future;
use std::net::{IpAddr, Ipv4Addr};
use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

use http::{Response, StatusCode};
use wmlogin_types::AuthType;
use wmlogin_types::services::authorize;

use super::question::question;
use super::{Confirmation, VerifyError, ask};
use crate::site::Service;
use crate::transport::{Question, Transport, TransportError};

mod answers;
mod properties;
mod rejections;
mod secrets;

const TICKET: &str = "AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA";

/// A confirmation as the service may send it.
const YES: &str = concat!(
    r#"<?xml version="1.0" encoding="utf-8"?>"#,
    r#"<response retval="0" sval="Success" lastAccess="2015-01-12T14:31:29.997Z" expires="2015-01-12T15:31:29.997Z" />"#,
);

fn request() -> authorize::Request {
    authorize::Request::new(
        "000000000001".parse().expect("a WMID"),
        "123456789012".parse().expect("a WMID"),
        TICKET.parse().expect("a ticket"),
        "7afa5173-bddb-453a-adce-99fb012ceb73".parse().expect("a URL id"),
        Some(AuthType::KeeperMini),
        IpAddr::V4(Ipv4Addr::new(123, 45, 67, 89)),
    )
}

fn service() -> Service {
    Service::new("https://login.wmtransfer.com").expect("a service")
}

/// Asks over a transport that is ready at once.
fn asked(transport: &dyn Transport, request: &authorize::Request) -> Result<Confirmation, VerifyError> {
    let asking = pin!(ask(transport, question(&service(), request)));
    match asking.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("the transport waits"),
    }
}

/// The outcome if the service sends this response.
fn answered(answer: Response<Vec<u8>>) -> Result<Confirmation, VerifyError> {
    let answer = Mutex::new(Some(answer));
    let transport = move |_| {
        let answer = answer.lock().expect("no panic").take().expect("one question");
        async { Ok::<_, TransportError>(answer) }
    };
    asked(&transport, &request())
}

/// The outcome if the service sends this body with status 200.
fn body(body: impl Into<Vec<u8>>) -> Result<Confirmation, VerifyError> {
    answered(Response::new(body.into()))
}

/// The outcome if the service sends a confirmation with this status.
fn status(status: StatusCode) -> Result<Confirmation, VerifyError> {
    let mut answer = Response::new(YES.into());
    *answer.status_mut() = status;
    answered(answer)
}

#[test]
fn errors_are_send_and_sync() {
    const fn check<E: std::error::Error + Send + Sync + 'static>() {}
    check::<VerifyError>();
    check::<super::AnswerError>();
    check::<TransportError>();
}

#[test]
fn the_question_is_the_documented_request() {
    let posted = |request: &authorize::Request| {
        let seen = Mutex::new(None);
        let transport = |question: Question| {
            *seen.lock().expect("no panic") = Some(question);
            async { Ok(Response::new(YES.into())) }
        };
        asked(&transport, request).expect("a confirmation");
        seen.into_inner().expect("no panic").expect("a question")
    };

    let question = posted(&request());
    assert_eq!(question.url, *service().authorize_url());
    assert_eq!(question.content_type, "application/xml; charset=utf-8");
    assert!(!format!("{question:?}").contains(TICKET));
    insta::assert_snapshot!(String::from_utf8_lossy(&question.body).replace("><", ">\n<"), @r#"
    <?xml version="1.0" encoding="utf-8"?>
    <request>
    <siteHolder>000000000001</siteHolder>
    <user>123456789012</user>
    <ticket>AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA</ticket>
    <urlId>7afa5173-bddb-453a-adce-99fb012ceb73</urlId>
    <authType>KeeperMini</authType>
    <userAddress>123.45.67.89</userAddress>
    </request>
    "#);

    let mut unknown = request();
    unknown.auth_type = None;
    let text = String::from_utf8(posted(&unknown).body).expect("UTF-8");
    let document = roxmltree::Document::parse(&text).expect("XML");
    let texts: Vec<_> = document.root_element().children().map(|node| node.text()).collect();
    assert_eq!(texts[4], None, "an element without text");
    assert_eq!(texts[2], Some(TICKET));
}
