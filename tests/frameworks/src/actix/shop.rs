//! The site's own pages.

use actix_session::Session;
use actix_web::http::header::LOCATION;
use actix_web::web::{self, Html, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Result};

use crate::pages;

/// The name of the user in the session.
pub(super) const USER: &str = "user";
const BASKET: &str = "basket";

pub(super) fn pages(site: &mut ServiceConfig) {
    site.route("/", web::get().to(home));
    site.route("/account", web::get().to(account));
    site.route("/basket", web::post().to(add_to_basket));
}

async fn home(session: Session) -> Result<Html> {
    let user: Option<String> = session.get(USER)?;
    Ok(Html::new(pages::home(user.as_deref(), session.get(BASKET)?.unwrap_or_default())))
}

/// Anyone who is not signed in is sent to log in and returned here.
async fn account(session: Session, request: HttpRequest) -> Result<HttpResponse> {
    Ok(match session.get::<String>(USER)? {
        Some(user) => HttpResponse::Ok().content_type("text/html").body(pages::account(&user)),
        None => redirect(&pages::login_address(&request.uri().to_string())),
    })
}

async fn add_to_basket(session: Session) -> Result<HttpResponse> {
    session.insert(BASKET, session.get::<u32>(BASKET)?.unwrap_or_default() + 1)?;
    Ok(redirect("/"))
}

pub(super) fn redirect(place: &str) -> HttpResponse {
    HttpResponse::SeeOther().append_header((LOCATION, place)).finish()
}
