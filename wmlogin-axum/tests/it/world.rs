//! A site on one host of this machine, and the service on another.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::routing::{get, post};
use chrono::TimeDelta;
use http::Method;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{self, SessionStore};
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};
use url::Url;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};
use wmlogin_axum::{LoginRouter, SignedIn};
use wmlogin_client::types::services::authorize;
use wmlogin_client::types::{Field, UrlId};
use wmlogin_client::{HttpTransport, LoginFlow, Site, SiteBuilder, Verifier};
use wmlogin_test_support::browser::{Browser, Initiator, Page};
use wmlogin_test_support::clock::Clock;
use wmlogin_test_support::exchange::{Exchange, OWNER, YES};
use wmlogin_test_support::log;

/// Another page than those of the site and of the service.
pub const STRANGER: &str = "http://stranger.example";

pub struct World {
    site: Url,
    service: MockServer,
    pub sessions: Sessions,
    pub clock: Clock,
    /// The answer that the service's page posts.
    pub answer: Exchange,
}

/// The settings that differ between tests.
pub struct Settings {
    pub site: fn(SiteBuilder, u16) -> SiteBuilder,
    pub flow: fn(LoginFlow) -> LoginFlow,
    pub login: fn(LoginRouter) -> LoginRouter,
    pub same_site: SameSite,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            site: |site, _| site,
            flow: |flow| flow.after_login("/account"),
            login: |login| login,
            same_site: SameSite::Lax,
        }
    }
}

impl World {
    pub async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    pub async fn with(settings: Settings) -> Self {
        log::keep();
        let service = MockServer::start().await;
        let (answer, listener) =
            (answer(), tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port"));
        let port = listener.local_addr().expect("an address").port();
        let site = Url::parse(&format!("http://127.0.0.1:{port}")).expect("an address");
        let clock = Clock::at(answer.success().last_access() + TimeDelta::seconds(1));
        let world = Self { site, service, sessions: Sessions::default(), clock, answer };
        let app = world.app(&settings, port).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async { axum::serve(listener, app).await });
        world.service_answers(ResponseTemplate::new(200).set_body_string(YES)).await;
        world
    }

    fn app(&self, settings: &Settings, port: u16) -> Router {
        let clock = self.clock.clone();
        let site = Site::builder(OWNER.parse().expect("a WMID"))
            .return_page(self.url_id(), self.url("/webmoney"))
            .service(self.service_origin())
            .clock(move || clock.now());
        let site = (settings.site)(site, port).build().expect("a site");
        let verifier = Verifier::new(HttpTransport::builder().build().expect("a transport"));
        let flow = (settings.flow)(LoginFlow::new(site).expect("a flow"));
        let login = LoginRouter::new(flow, verifier);
        let sessions = SessionManagerLayer::new(self.sessions.clone())
            .with_secure(false)
            .with_same_site(settings.same_site);
        (settings.login)(login).add_to(pages()).layer(sessions)
    }

    /// The address of a page of the site.
    pub fn url(&self, path: &str) -> Url {
        self.site.join(path).expect("an address")
    }

    pub fn origin(&self) -> String {
        self.site.origin().ascii_serialization()
    }

    pub fn service_origin(&self) -> String {
        format!("http://localhost:{}", self.service.address().port())
    }

    /// Sets the service's answer about every ticket.
    pub async fn service_answers(&self, answer: ResponseTemplate) {
        self.service.reset().await;
        let pages = Mock::given(method("GET")).respond_with(ResponseTemplate::new(200));
        pages.mount(&self.service).await;
        let questions = Mock::given(method("POST")).and(path(authorize::PATH));
        questions.respond_with(answer).mount(&self.service).await;
    }

    /// The number of questions that the service was asked.
    pub async fn questions(&self) -> usize {
        let requests = self.service.received_requests().await.expect("the service records them");
        requests.iter().filter(|request| request.method == Method::POST).count()
    }

    /// The service's page posts its answer, and the user comes to the page of the first step.
    pub async fn bring_answer(&self, browser: &mut Browser) -> Page {
        let origin = self.service_origin();
        browser.post(Initiator::Page(&origin), &self.url("/webmoney"), self.answer.body()).await
    }

    /// A whole login, of which the last page is returned.
    pub async fn log_in(&self, browser: &mut Browser) -> Page {
        browser.open(&self.url("/login")).await;
        let page = self.bring_answer(browser).await;
        browser.submit(&page, &page.form()).await
    }

    /// The user that the site shows as signed in.
    pub async fn user(&self, browser: &mut Browser) -> String {
        browser.open(&self.url("/")).await.body.clone()
    }

    pub fn url_id(&self) -> UrlId {
        *self.answer.success().url_id()
    }

    pub fn wmid(&self) -> String {
        self.answer.success().wmid().to_string()
    }

    pub fn ticket(&self) -> String {
        self.answer.success().ticket().reveal().to_owned()
    }
}

/// The store of the sessions, which counts what is written.
#[derive(Clone, Debug, Default)]
pub struct Sessions {
    store: MemoryStore,
    written: Arc<AtomicUsize>,
}

impl Sessions {
    /// How often a session was written.
    pub fn written(&self) -> usize {
        self.written.load(Ordering::SeqCst)
    }
}

#[async_trait::async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        self.written.fetch_add(1, Ordering::SeqCst);
        self.store.create(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.written.fetch_add(1, Ordering::SeqCst);
        self.store.save(record).await
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        self.store.load(id).await
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.store.delete(id).await
    }
}

/// The documented example, for a user of this machine.
fn answer() -> Exchange {
    let mut answer = Exchange::of("3.0");
    answer.set(Field::UserAddress.name(), "127.0.0.1");
    answer
}

/// The site's own pages.
fn pages() -> Router {
    Router::new()
        .route("/", get(home))
        .route("/account", get(account).post(account))
        .nest("/nested", Router::new().route("/account", get(account)))
        .route("/address", get(address))
        .route("/basket", get(basket))
        .route("/basket/more", post(more))
}

async fn home(user: Option<SignedIn>) -> String {
    user.map_or_else(|| "nobody".to_owned(), |user| user.wmid().to_string())
}

async fn account(user: SignedIn) -> String {
    user.wmid().to_string()
}

/// A value of the login that a test lets the site keep.
async fn address(session: Session) -> String {
    session.get("address").await.expect("a session").unwrap_or_default()
}

async fn basket(session: Session) -> String {
    session.get::<u32>("basket").await.expect("a session").unwrap_or_default().to_string()
}

async fn more(session: Session) {
    let count = session.get::<u32>("basket").await.expect("a session").unwrap_or_default();
    session.insert("basket", count + 1).await.expect("a session");
}
