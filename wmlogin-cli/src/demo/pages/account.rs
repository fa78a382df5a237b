//! The page for who is signed in.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use wmlogin_axum::SignedIn;

use super::Layout;
use super::home::sign_out;
use crate::demo::record::{Fact, Record};

/// The checks that `wmlogin_client` has made by the time that somebody is signed in, in its order.
const CHECKS: [(&str, &str); 9] = [
    (
        "Origin",
        "a page of the service sent it, as the browser says; one that hides this is held to its address",
    ),
    ("Form", "every field is as documented for the version; none is missing, twice, or of another version"),
    ("Return URL id", "it is for this site"),
    ("Times", "they are in order, none lies ahead, and the ticket has not expired"),
    ("Address", "the browser here has the address of the one that logged in"),
    ("Replay", "the ticket was not accepted before"),
    ("Browser", "this browser had begun a login, not long ago and for this return URL id"),
    ("Ticket", "the service was asked, and confirms user, method, address and return URL id"),
    ("Session", "it has a new id, so whoever knew the old one knows nothing"),
];

/// The login that was verified, and what that means.
pub fn account(layout: &Layout, user: &SignedIn, record: Option<&Record>) -> Response {
    let content = html! {
        p class="who" { "as " code { (user.wmid()) } " since " (user.signed_in_at().format("%F %T UTC")) }
        div class="buttons" {
            (sign_out())
            a class="button" href=(layout.log_off) { "Sign out of the service" }
        }
        @if let Some(record) = record { (details(record)) }
    };
    layout.page(StatusCode::OK, "You are signed in", &content)
}

fn details(record: &Record) -> Markup {
    html! {
        section {
            h2 { "Confirmed by the service" }
            (facts("confirmed", &record.confirmed))
        }
        section {
            h2 { "What was checked" }
            ol class="checks" {
                @for (name, check) in CHECKS { li { strong { (name) } ": " (check) } }
            }
        }
        section {
            h2 { "What the browser brought" }
            p { "Version " (record.version) ", " (record.version_description) ". Beyond what is above, "
                "nobody confirms it. Credentials are masked." }
            (facts("claimed", &record.claimed))
        }
    }
}

fn facts(class: &str, facts: &[Fact]) -> Markup {
    html! {
        dl class=(class) {
            @for fact in facts {
                div {
                    dt { (fact.name) }
                    dd {
                        code { (fact.value) }
                        @for meaning in &fact.meanings { small { (meaning) } }
                    }
                }
            }
        }
    }
}
