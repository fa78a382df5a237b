//! The page that tells why there is no login.

use axum::response::Response;
use maud::html;
use wmlogin_axum::LoginError;

use super::Layout;

/// Why there is no login.
pub fn no_login(layout: &Layout, error: &LoginError) -> Response {
    let title = match error {
        LoginError::Cancelled => "You cancelled the login",
        _ => "There is no login",
    };
    let content = html! {
        @if !matches!(error, LoginError::Cancelled) {
            p class="problem" role="alert" { strong { "Refused: " } (error) "." }
            p { "Programs and logs know this as " code { (error.kind()) } "." }
        }
        p { "Nobody was signed in by it, and nobody was signed out." }
        p class="buttons" { a class="button primary" href="/" { "Back to the start" } }
    };
    layout.page(error.status(), title, &content)
}
