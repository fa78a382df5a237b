//! The stand-in in a process of its own, and browsers and a site that log users in by it.

use std::io;
use std::net::Ipv4Addr;
use std::process::Command;

use http::header::{CONTENT_TYPE, COOKIE, ORIGIN, SET_COOKIE};
use reqwest::{Client, Response, Url};
use tokio::runtime::Builder;
use wmlogin_client::{BrowserRequest, HttpTransport, Received, Site, Verifier};
use wmlogin_gatekeeper::{Gatekeeper, Settings};
use wmlogin_test_support::browser::Form;
use wmlogin_types::{UrlId, Wmid};

use crate::Visitor;
use crate::server_process::ServerProcess;

/// The argument that makes this program the stand-in.
pub const ARGUMENT: &str = "stand-in";

const FORM: &str = "application/x-www-form-urlencoded";

/// Runs the stand-in as it is by default until the input ends.
pub fn serve() {
    let runtime = Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let gatekeeper = runtime.block_on(Gatekeeper::start()).expect("a stand-in");
    println!("{}", gatekeeper.base_url());
    io::copy(&mut io::stdin(), &mut io::sink()).expect("an end");
}

pub struct StandIn {
    client: Client,
    origin: String,
    site: Site,
    url_id: UrlId,
    verifier: Verifier,
}

impl Visitor for StandIn {
    const NAME: &'static str = "wmlogin-gatekeeper";

    fn spawn() -> ServerProcess {
        let program = std::env::current_exe().expect("this program");
        ServerProcess::start(Command::new(program).arg(ARGUMENT))
    }

    fn new(base_url: Url, client: Client) -> Self {
        let settings = &Settings::default().sites[0];
        let site = Site::builder(settings.owner)
            .return_page(settings.url_id, settings.return_url.as_str())
            .service(base_url.as_str())
            .build()
            .expect("a site");
        let verifier = Verifier::new(HttpTransport::builder().build().expect("a transport"));
        let origin = base_url.origin().ascii_serialization();
        Self { client, origin, site, url_id: settings.url_id, verifier }
    }

    fn first_page(&self) -> Url {
        self.site.return_page(&self.url_id).expect("a page").login().url()
    }

    async fn log_in(&self, number: usize) {
        let user: Wmid = format!("2{number:011}").parse().expect("a WMID");
        let answer = self.allow(&user).await;
        let headers = [("content-type", FORM), ("origin", &*self.origin)];
        let request = BrowserRequest::new("POST", "/").headers(headers).body(answer.as_bytes());
        let received = self.site.receive(&request.address(Ipv4Addr::LOCALHOST.into()));
        let Ok(Received::Login(login)) = received else { panic!("no login: {received:?}") };
        let verified = self.verifier.verify(&login).await.expect("a verified login");
        assert_eq!(*verified.wmid(), user);
    }
}

impl StandIn {
    /// The user opens the page and allows it; what the browser posts to the site then.
    async fn allow(&self, user: &Wmid) -> String {
        let page = self.site.return_page(&self.url_id).expect("a page");
        let url = page.login().wm_id(*user).url();
        let page = self.client.get(url.clone()).send().await.expect("a page");
        let cookie = cookie(&page);
        let mut form = form(page).await;
        form.press("allow");
        let request = self.client.post(form.target(&url)).header(ORIGIN, &self.origin);
        let request = request.header(COOKIE, cookie).header(CONTENT_TYPE, FORM).body(form.body());
        let page = request.send().await.expect("a page");
        self::form(page).await.body()
    }
}

/// The cookie that a page sets, as the browser sends it back.
fn cookie(page: &Response) -> String {
    let cookie = page.headers()[SET_COOKIE].to_str().expect("text");
    cookie.split(';').next().unwrap_or_default().to_owned()
}

async fn form(page: Response) -> Form {
    let html = page.error_for_status().expect("a page").text().await.expect("text");
    Form::all(&html).pop().unwrap_or_else(|| panic!("no form: {html}"))
}
