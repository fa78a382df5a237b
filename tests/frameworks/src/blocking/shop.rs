//! The site's own pages.

use tiny_http::{Method, Request, Response};

use super::sessions::Sessions;
use super::{Page, header};
use crate::pages;

pub(super) fn page(method: &Method, path: &str, request: &Request, sessions: &Sessions) -> Page {
    let session = sessions.of(request);
    match (method, path) {
        (Method::Get, "/") => html(pages::home(session.user.as_deref(), session.basket)),
        // Anyone who is not signed in is sent to log in and returned here.
        (Method::Get, "/account") => match session.user {
            Some(user) => html(pages::account(&user)),
            None => redirect(&pages::login_address(request.url())),
        },
        (Method::Post, "/basket") => {
            redirect("/").with_header(sessions.renew(request, session.with_one_more()))
        }
        _ => Response::from_string("not found").with_status_code(404),
    }
}

fn html(text: String) -> Page {
    Response::from_string(text).with_header(header("Content-Type", "text/html; charset=utf-8"))
}

pub(super) fn redirect(place: &str) -> Page {
    Response::from_string("").with_status_code(303).with_header(header("Location", place))
}
