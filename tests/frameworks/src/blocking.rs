//! The site without async, on `tiny_http`, with sessions in memory.

mod sessions;
mod shop;

use std::error::Error;
use std::io::{Cursor, Read};
use std::net::TcpListener;
use std::thread;

use tiny_http::{Header, Method, Request, Response, Server};
use tokio::runtime::{Builder, Runtime};
use url::form_urlencoded;
use wmlogin_client::types::MAX_BODY_LENGTH;
use wmlogin_client::{BrowserRequest, LoginFlow, Reply, Step, Verifier};

use sessions::Sessions;

const THREADS: usize = 4;

struct Site {
    flow: LoginFlow,
    verifier: Verifier,
    runtime: Runtime,
    sessions: Sessions,
}

type Page = Response<Cursor<Vec<u8>>>;

/// Serves the site until the server fails.
///
/// # Errors
///
/// The server cannot be started.
pub fn serve(
    listener: TcpListener,
    flow: LoginFlow,
    verifier: Verifier,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let server = Server::from_listener(listener, None)?;
    // Connections to the service outlive a question, so a thread of the runtime has to attend to them.
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let site = Site { flow, verifier, runtime, sessions: Sessions::default() };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| server.incoming_requests().for_each(|request| site.take(request)));
        }
    });
    Ok(())
}

impl Site {
    fn take(&self, mut request: Request) {
        let mut body = Vec::new();
        // One byte more than is accepted, so that a longer body is not taken for a whole one.
        let limit = MAX_BODY_LENGTH as u64 + 1;
        let page = match request.as_reader().take(limit).read_to_end(&mut body) {
            Ok(_) => self.page(&request, &body),
            Err(error) => Response::from_string(error.to_string()).with_status_code(400),
        };
        // A browser that is gone needs no answer.
        let _ = request.respond(page);
    }

    fn page(&self, request: &Request, body: &[u8]) -> Page {
        let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
        let browser = browser(request, body);
        match (request.method(), path) {
            (_, "/login") => {
                let mut pairs = form_urlencoded::parse(query.as_bytes());
                let place = pairs.find(|(name, _)| name == "return_to").map(|(_, place)| place);
                response(&self.flow.begin(&browser, &place.unwrap_or_default()))
            }
            (_, "/webmoney") => self.return_page(request, &browser),
            (Method::Post, "/logout") => self.log_out(request, &browser),
            (method, path) => shop::page(method, path, request, &self.sessions),
        }
    }

    // ANCHOR: return_page
    /// Takes the answer of the service, in two steps, and signs the user in.
    fn return_page(&self, request: &Request, browser: &BrowserRequest<'_>) -> Page {
        let pending = match self.flow.return_page(browser) {
            Ok(Step::Verify(pending)) => pending,
            Ok(Step::Reply(reply)) => return response(&reply),
            Err(denied) => return response(&denied.into_reply()),
        };
        match self.runtime.block_on(self.verifier.complete(pending)) {
            Ok(completed) => {
                let session = self.sessions.of(request).of_user(completed.login().wmid().as_str());
                let cookie = self.sessions.renew(request, session);
                response(&completed.into_reply()).with_header(cookie)
            }
            Err(denied) => response(&denied.into_reply()),
        }
    }
    // ANCHOR_END: return_page

    /// Ends the session, if a page of the site asks for it.
    fn log_out(&self, request: &Request, browser: &BrowserRequest<'_>) -> Page {
        if let Err(refusal) = self.flow.site().check_own_origin(browser) {
            return Response::from_string(refusal.to_string()).with_status_code(403);
        }
        self.sessions.end(request);
        shop::redirect("/")
    }
}

/// The request as the flow reads it.
fn browser<'a>(request: &'a Request, body: &'a [u8]) -> BrowserRequest<'a> {
    let headers = request.headers().iter();
    let headers = headers.map(|header| (header.field.as_str().as_str(), header.value.as_str()));
    let browser = BrowserRequest::new(request.method().as_str(), request.url()).headers(headers).body(body);
    match request.remote_addr() {
        Some(peer) => browser.address(peer.ip()),
        None => browser,
    }
}

/// The reply of the flow as `tiny_http` sends it.
fn response(reply: &Reply) -> Page {
    let page = Response::from_string(reply.body()).with_status_code(reply.status());
    reply.headers().fold(page, |page, (name, value)| page.with_header(header(name, value)))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("all headers here are ASCII")
}
