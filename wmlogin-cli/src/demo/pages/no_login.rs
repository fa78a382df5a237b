//! The page for a user who is not signed in.

use axum::response::Response;
use maud::html;
use wmlogin_axum::LoginError;
use wmlogin_client::FlowError;

use super::Layout;

/// The reason, for people who try out a site of their own too.
pub fn no_login(layout: &Layout, error: &LoginError) -> Response {
    let is_outcome =
        matches!(error, LoginError::Denied(denied) if matches!(denied.error(), FlowError::NoLogin(_)));
    let title = if is_outcome { "You cancelled the login" } else { "There is no login" };
    let content = html! {
        @if !is_outcome {
            p class="problem" role="alert" { strong { "Refused: " } (error) "." }
            p { "Programs and logs know this as " code { (error.kind()) } "." }
        }
        p { "Nobody was signed in by it, and nobody was signed out." }
        p class="buttons" { a class="button primary" href="/" { "Back to the start" } }
    };
    layout.page(error.status(), title, &content)
}
