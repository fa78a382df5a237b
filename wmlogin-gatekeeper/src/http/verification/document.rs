//! The XML of an answer, and the faults that the stand-in is told to have.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use maud::html;
use tokio::time::sleep;
use wmlogin_types::services::authorize::ANSWER;

use crate::http::response::{NO_SNIFF, NO_STORE};
use crate::http::server::Stopping;
use crate::{Fault, Verdict};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;

const XML: &str = "text/xml; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// The answer without a fault.
pub(super) fn xml(verdict: &Verdict) -> Response {
    answer(XML, document(verdict))
}

/// Sends the answer, with the fault if there is one.
///
/// A fault that is a status code is in the verdict already.
pub(super) async fn send(verdict: &Verdict, fault: Option<Fault>, stopping: Stopping) -> Response {
    let document = document(verdict);
    match fault {
        None | Some(Fault::Status(_) | Fault::StatusNamed(_)) => answer(XML, document),
        Some(Fault::Delay(delay)) => {
            tokio::select! {
                () = sleep(delay) => answer(XML, document),
                () = stopping.wait() => given_up(),
            }
        }
        Some(Fault::Hang) => {
            stopping.wait().await;
            given_up()
        }
        Some(Fault::ServerError) => {
            (StatusCode::INTERNAL_SERVER_ERROR, answer(HTML, page("Server Error"))).into_response()
        }
        Some(Fault::Truncated) => answer(XML, document.chars().take(document.len() / 2).collect()),
        // A client that searches for the status code instead of reading XML finds a confirmation.
        Some(Fault::Malformed) => answer(XML, document.replace(['<', '>'], "")),
        // As a proxy may wrap it.
        Some(Fault::WrongContentType) => answer(HTML, page(&document)),
    }
}

/// The declaration, then the root and nothing else.
fn document(verdict: &Verdict) -> String {
    let mut document = format!("{DECLARATION}<{ANSWER}");
    for (attribute, value) in verdict.attributes() {
        // The characters that HTML escapes are those that XML escapes.
        let value = html! { (value) }.into_string();
        document.extend([" ", attribute.name(), "=\"", &value, "\""]);
    }
    document + " />"
}

fn answer(content_type: &'static str, body: String) -> Response {
    ([(CONTENT_TYPE, content_type), NO_STORE, NO_SNIFF], body).into_response()
}

fn page(content: &str) -> String {
    format!("<!DOCTYPE html><title>{content}</title><p>{content}</p>")
}

/// The stand-in stops before the time has come.
fn given_up() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
