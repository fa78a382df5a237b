//! The demo site: a login with `wmlogin-axum`, and two pages.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use axum::routing::get;
use tower_sessions::cookie::SameSite;
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};
use wmlogin_axum::{LoginRouter, SignedIn};
use wmlogin_client::{HttpTransport, LoginFlow, Service, Site, Verifier};

use super::choices;
use super::error::Error;
use super::pages::{self, Layout};
use super::record::{self, Record};
use super::return_pages::ReturnPages;

/// Returns the router of the whole site.
pub fn app(service: &Service, return_pages: &Arc<ReturnPages>) -> Result<Router, Error> {
    let site = Site::builder(return_pages.owner).service(service.url().as_str());
    let site = return_pages.add_to(site).build()?;
    let verifier = Verifier::new(HttpTransport::builder().build()?);
    let layout = Arc::new(Layout::new(&site));
    let flow = LoginFlow::new(site)?.after_login("/account").after_log_off(pages::LOGGED_OFF);
    let login = LoginRouter::new(flow, verifier)
        .ask({
            let return_pages = Arc::clone(return_pages);
            move |address, request| choices::apply(address, request, &return_pages)
        })
        .keep(record::KEY, Record::new)
        .error_page({
            let layout = Arc::clone(&layout);
            move |error| pages::no_login(&layout, error)
        });
    let sessions = SessionManagerLayer::new(MemoryStore::default())
        .with_name("wmlogin_demo")
        .with_same_site(SameSite::Lax)
        // The site is on this machine, without TLS, and some browsers would not keep the cookie.
        .with_secure(false);
    let pages = Router::new()
        .route("/", get(home))
        .route("/account", get(account))
        .with_state(layout)
        .route(pages::STYLE_PATH, get(pages::style));
    Ok(login.add_to(pages).layer(sessions))
}

/// For everyone.
async fn home(State(layout): State<Arc<Layout>>, user: Option<SignedIn>, uri: Uri) -> Response {
    let is_logged_off = uri.path_and_query().is_some_and(|place| place == pages::LOGGED_OFF);
    pages::home(&layout, user.as_ref(), is_logged_off)
}

/// Only for signed-in users; anyone else is sent to log in and returned here.
async fn account(State(layout): State<Arc<Layout>>, user: SignedIn, session: Session) -> Response {
    let record = session.get::<Record>(record::KEY).await.ok().flatten();
    pages::account(&layout, &user, record.as_ref())
}
