//! A site whose users sign in with WebMoney Login.

use std::env;
use std::error::Error;
use std::net::SocketAddr;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use tokio::net::TcpListener;
use tower_sessions::cookie::SameSite;
use tower_sessions::{MemoryStore, SessionManagerLayer};
use wmlogin_axum::{LoginRouter, SignedIn};
use wmlogin_client::{HttpTransport, LoginFlow, Site, Verifier};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut site = Site::builder("123456789012".parse()?) // the WMID of the site's owner
        .return_page("7afa5173-bddb-453a-adce-99fb012ceb73".parse()?, "http://localhost:3000/webmoney");
    if let Ok(stand_in) = env::var("WMLOGIN_SERVICE") {
        site = site.service(stand_in); // without it, the real service
    }
    let verifier = Verifier::new(HttpTransport::builder().build()?);
    let login = LoginRouter::new(LoginFlow::new(site.build()?)?.after_login("/account"), verifier);
    let sessions = SessionManagerLayer::new(MemoryStore::default()).with_same_site(SameSite::Lax);
    let pages = Router::new().route("/", get(home)).route("/account", get(account));
    let app = login.add_to(pages).layer(sessions);
    let listener = TcpListener::bind("localhost:3000").await?;
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?;
    Ok(())
}

/// For everyone.
async fn home(user: Option<SignedIn>) -> Html<String> {
    Html(match user {
        Some(user) => format!("Signed in as {}. <a href=/account>Your account</a>", user.wmid()),
        None => "<a href=/login>Log in with WebMoney</a>".to_owned(),
    })
}

/// Only for signed-in users; anyone else is sent to log in and returned here.
async fn account(user: SignedIn) -> Html<String> {
    let log_out = "<form method=post action=/logout><button>Log out</button></form>";
    Html(format!("The account of {}. {log_out}", user.wmid()))
}
