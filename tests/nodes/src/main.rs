//! A node of a site: sessions and accepted tickets are in Redis, and all nodes have one key. Nothing else is shared.
//!
//! `wmlogin-node PORT REDIS SERVICE RETURN-PAGE URL-ID OWNER KEY RULE`; it prints a line when it listens. With `memory`
//! for Redis, it is a site of one node.

use std::env;
use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use tokio::net::TcpListener;
use tower_sessions::cookie::SameSite;
use tower_sessions::{SessionManagerLayer, SessionStore};
use tower_sessions_redis_store::RedisStore;
use tower_sessions_redis_store::fred::clients::Client;
use tower_sessions_redis_store::fred::interfaces::ClientLike;
use tower_sessions_redis_store::fred::types::Builder;
use tower_sessions_redis_store::fred::types::config::{Config, ReconnectPolicy};
use wmlogin_axum::{InProcessSessionStore, LoginRouter, NotSignedIn, SignedIn};
use wmlogin_client::{FlowKeys, HttpTransport, LoginFlow, Site, TicketReuse, TrustedProxies, Verifier};
use wmlogin_redis::RedisReplayStore;

/// The longest wait for Redis.
const TIMEOUT: Duration = Duration::from_secs(1);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [port, redis, service, page, url_id, owner, key, rule] = &arguments[..] else {
        return Err("wmlogin-node PORT REDIS SERVICE RETURN-PAGE URL-ID OWNER KEY RULE".into());
    };
    let site = Site::builder(owner.parse()?)
        .return_page(url_id.parse()?, page)
        .service(service)
        .ticket_reuse(if rule == "once" { TicketReuse::Never } else { TicketReuse::SameNetwork });
    let app = if redis == "memory" {
        pages(site.build()?, key)?.layer(session_layer(InProcessSessionStore::default()))
    } else {
        let site = site.replay_store(RedisReplayStore::open(redis).await?.timeout(TIMEOUT));
        pages(site.build()?, key)?.layer(session_layer(RedisStore::new(sessions(redis)?)))
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.parse()?)).await?;
    println!("listening");
    Ok(axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await?)
}

fn pages(site: Site, key: &str) -> Result<Router, Box<dyn Error>> {
    let flow = LoginFlow::with_keys(site, FlowKeys::parse(key)?).after_login("/account");
    let login = LoginRouter::new(flow, Verifier::new(HttpTransport::builder().build()?))
        .trusted_proxies(TrustedProxies::new(["127.0.0.1/32".parse()?]));
    Ok(login.add_to(Router::new().route("/", get(home)).route("/account", get(account))))
}

fn session_layer<S: SessionStore>(store: S) -> SessionManagerLayer<S> {
    SessionManagerLayer::new(store).with_same_site(SameSite::Lax)
}

/// A client that connects now and whenever its connection is lost, and never waits longer than [`TIMEOUT`].
fn sessions(redis: &str) -> Result<Client, Box<dyn Error>> {
    let mut builder = Builder::from_config(Config::from_url(redis)?);
    builder
        .set_policy(ReconnectPolicy::new_constant(0, 100))
        .with_connection_config(|connection| {
            connection.connection_timeout = TIMEOUT;
            connection.internal_command_timeout = TIMEOUT;
            connection.max_command_attempts = 1;
        })
        .with_performance_config(|performance| performance.default_command_timeout = TIMEOUT);
    let client = builder.build()?;
    client.connect();
    Ok(client)
}

async fn home(user: Result<Option<SignedIn>, NotSignedIn>) -> axum::response::Response {
    match user {
        Ok(Some(user)) => Html(format!("Signed in as {}", user.wmid())).into_response(),
        Ok(None) => Html("nobody").into_response(),
        Err(error) => error.into_response(),
    }
}

/// Anyone who is not signed in is sent to log in and returned here.
async fn account(user: SignedIn) -> Html<String> {
    Html(format!("The account of {}", user.wmid()))
}
