//! The site on axum, with the sessions of `tower-sessions`.

use std::io;
use std::net::SocketAddr;

use axum::Router;
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tower_sessions::cookie::SameSite;
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};
use wmlogin_axum::{LoginRouter, SignedIn};
use wmlogin_client::{LoginFlow, Verifier};

use crate::pages;

const BASKET: &str = "basket";

/// Serves the site until the server fails.
///
/// # Errors
///
/// The server failed.
pub async fn serve(listener: TcpListener, flow: LoginFlow, verifier: Verifier) -> io::Result<()> {
    let site = Router::new()
        .route("/", get(home))
        .route("/account", get(account))
        .route("/basket", post(add_to_basket));
    let sessions = SessionManagerLayer::new(MemoryStore::default());
    let sessions = sessions.with_same_site(SameSite::Lax).with_secure(false);
    let site = LoginRouter::new(flow, verifier).add_to(site).layer(sessions);
    axum::serve(listener, site.into_make_service_with_connect_info::<SocketAddr>()).await
}

async fn home(user: Option<SignedIn>, session: Session) -> Html<String> {
    let basket = session.get(BASKET).await.unwrap_or_default().unwrap_or_default();
    Html(pages::home(user.as_ref().map(|user| user.wmid().as_str()), basket))
}

/// Anyone who is not signed in is sent to log in and returned here.
async fn account(user: SignedIn) -> Html<String> {
    Html(pages::account(user.wmid().as_str()))
}

async fn add_to_basket(session: Session) -> Result<Redirect, String> {
    let basket: Option<u32> = session.get(BASKET).await.map_err(|error| error.to_string())?;
    session.insert(BASKET, basket.unwrap_or_default() + 1).await.map_err(|error| error.to_string())?;
    Ok(Redirect::to("/"))
}
