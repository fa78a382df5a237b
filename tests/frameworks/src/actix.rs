//! The site on actix-web, with the sessions of `actix-session`.

mod shop;

use std::io;
use std::net::TcpListener;

use actix_session::storage::SessionStore;
use actix_session::{Session, SessionInsertError, SessionMiddleware};
use actix_web::cookie::Key;
use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data, Query};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, Result};
use serde::Deserialize;
use wmlogin_client::{BrowserRequest, LoginFlow, Reply, Step, Verifier};

struct Login {
    flow: LoginFlow,
    verifier: Verifier,
}

/// Serves the site until the server fails.
///
/// # Errors
///
/// The server failed.
pub async fn serve<S: SessionStore + Clone + Send + 'static>(
    listener: TcpListener,
    flow: LoginFlow,
    verifier: Verifier,
    sessions: S,
) -> io::Result<()> {
    let (login, key) = (Data::new(Login { flow, verifier }), Key::generate());
    let site = move || {
        let sessions = SessionMiddleware::builder(sessions.clone(), key.clone()).cookie_secure(false);
        App::new()
            .app_data(Data::clone(&login))
            .wrap(sessions.build())
            .configure(shop::pages)
            .route("/login", web::to(begin))
            .route("/webmoney", web::to(return_page))
            .route("/logout", web::post().to(log_out))
    };
    HttpServer::new(site).disable_signals().listen(listener)?.run().await
}

// ANCHOR: pages
#[derive(Deserialize)]
struct BeginQuery {
    return_to: Option<String>,
}

/// Sends the browser to the service.
async fn begin(login: Data<Login>, request: HttpRequest, query: Query<BeginQuery>) -> HttpResponse {
    let place = query.return_to.as_deref().unwrap_or_default();
    response(&login.flow.begin(&browser(&request, &[]), place))
}

/// Takes the answer of the service, in two steps, and signs the user in.
async fn return_page(
    login: Data<Login>,
    session: Session,
    request: HttpRequest,
    body: Bytes,
) -> Result<HttpResponse> {
    let pending = match login.flow.return_page(&browser(&request, &body)) {
        Ok(Step::Verify(pending)) => pending,
        Ok(Step::Reply(reply)) => return Ok(response(&reply)),
        Err(denied) => return Ok(response(&denied.into_reply())),
    };
    match login.verifier.complete(pending).await {
        Ok(completed) => {
            sign_in(&session, completed.login().wmid().as_str())?;
            Ok(response(&completed.into_reply()))
        }
        Err(denied) => Ok(response(&denied.into_reply())),
    }
}

/// Gives the session a new id, so that an id that somebody else knows is worth nothing.
fn sign_in(session: &Session, user: &str) -> Result<(), SessionInsertError> {
    let previous: Option<String> = session.get(shop::USER).unwrap_or_default();
    if previous.is_some_and(|previous| previous != user) {
        session.clear();
    }
    session.renew();
    session.insert(shop::USER, user)
}
// ANCHOR_END: pages

/// Ends the session, if a page of the site asks for it.
async fn log_out(login: Data<Login>, session: Session, request: HttpRequest) -> HttpResponse {
    if let Err(refusal) = login.flow.site().check_own_origin(&browser(&request, &[])) {
        return HttpResponse::Forbidden().body(refusal.to_string());
    }
    session.purge();
    shop::redirect("/")
}

// ANCHOR: browser
/// The request as the flow reads it.
fn browser<'a>(request: &'a HttpRequest, body: &'a [u8]) -> BrowserRequest<'a> {
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    let browser =
        BrowserRequest::new(request.method().as_str(), target).headers(request.headers()).body(body);
    match request.peer_addr() {
        Some(peer) => browser.address(peer.ip()),
        None => browser,
    }
}

/// The reply of the flow as actix-web sends it.
fn response(reply: &Reply) -> HttpResponse {
    let mut response = HttpResponse::build(StatusCode::from_u16(reply.status()).unwrap_or_default());
    for header in reply.headers() {
        response.append_header(header);
    }
    response.body(reply.body().to_owned())
}
// ANCHOR_END: browser
