//! Writing what the service answers, and the mistakes that it is told to make.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use quick_xml::escape::escape;
use tokio::time::sleep;
use wmlogin_types::services::authorize::{ANSWER, Attribute};

use super::response::{NO_SNIFF, NO_STORE};
use super::server::Stopping;
use crate::Fault;

const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;

const XML: &str = "text/xml; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// The answer as XML: the declaration, then the root and nothing else.
pub(super) fn document(attributes: impl IntoIterator<Item = (Attribute, String)>) -> String {
    let mut document = format!("{DECLARATION}<{ANSWER}");
    for (attribute, value) in attributes {
        document.extend([" ", attribute.name(), "=\"", &escape(&value), "\""]);
    }
    document + " />"
}

/// Sends the answer, with the mistake if there is one.
///
/// A mistake that is a status code is in the document already.
pub(super) async fn send(document: &str, mistake: Option<Fault>, stopping: Stopping) -> Response {
    match mistake {
        None | Some(Fault::Status(_)) => answer(XML, document.to_owned()),
        Some(Fault::Delay(delay)) => {
            tokio::select! {
                () = sleep(delay) => answer(XML, document.to_owned()),
                () = stopping.wait() => given_up(),
            }
        }
        Some(Fault::Hang) => {
            stopping.wait().await;
            given_up()
        }
        Some(Fault::ServerError) => {
            (StatusCode::INTERNAL_SERVER_ERROR, answer(HTML, html("Server Error"))).into_response()
        }
        Some(Fault::Truncated) => answer(XML, document.chars().take(document.len() / 2).collect()),
        // Whoever searches for the status code instead of reading XML finds a yes.
        Some(Fault::Malformed) => answer(XML, document.replace(['<', '>'], "")),
        // As a proxy may wrap it.
        Some(Fault::WrongContentType) => answer(HTML, html(document)),
    }
}

fn answer(content_type: &'static str, body: String) -> Response {
    ([(CONTENT_TYPE, content_type), NO_STORE, NO_SNIFF], body).into_response()
}

fn html(content: &str) -> String {
    format!("<!DOCTYPE html><title>{content}</title><p>{content}</p>")
}

/// The stand-in stops before the time has come.
fn given_up() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
