//! The question of the proxy for a signed-in user, beside a bare axum handler that answers 202.
//!
//! `cargo bench -p wmlogin-cli --bench forward_auth`

use std::env;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::any;
use http::{HeaderValue, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::task::JoinSet;
use wmlogin_gatekeeper::{Gatekeeper, Settings};
use wmlogin_test_support::browser::{Browser, http_client};
use wmlogin_test_support::program::Running;

const ROUNDS: usize = 9;
const IN_FLIGHT: usize = 64;
const REQUESTS_EACH: usize = 200;

/// The argument with which this program is the bare handler.
const BARE: &str = "--bare";

fn main() {
    let runtime = Builder::new_multi_thread().enable_all().build().expect("a runtime");
    if env::args().any(|argument| argument == BARE) {
        runtime.block_on(serve_bare());
        return;
    }
    let mut bare = Command::new(env::current_exe().expect("this program"));
    let mut bare = Running::start(bare.arg(BARE));
    let bare_address: SocketAddr = bare.line().and_then(|line| line.parse().ok()).expect("an address");
    let (_gatekeeper, _program, address, cookies) = runtime.block_on(signed_in());
    let asked = format!("GET /wmlogin/auth HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies}\r\n\r\n");
    let mut ratios = Vec::new();
    let mut slowest = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let one = runtime.block_on(load(bare_address, &asked, &mut slowest[0]));
        let other = runtime.block_on(load(address, &asked, &mut slowest[1]));
        ratios.push(other / one);
    }
    ratios.sort_by(f64::total_cmp);
    println!("{IN_FLIGHT} in flight, {} requests a round", IN_FLIGHT * REQUESTS_EACH);
    println!("requests a second, forward-auth / bare handler: {:.2} (reach 0.7)", ratios[ROUNDS / 2]);
    for (name, times) in ["bare handler", "forward-auth"].into_iter().zip(&mut slowest) {
        times.sort_unstable();
        println!("{name:<14} p50 {:?}, p99 {:?}", times[times.len() / 2], times[times.len() * 99 / 100]);
    }
}

async fn serve_bare() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{}", listener.local_addr().expect("an address"));
    let app = Router::new().fallback(any(|| async { StatusCode::ACCEPTED }));
    axum::serve(listener, app).await.expect("to serve");
}

/// Starts the stand-in and the program, signs a user in without a proxy, and returns the session's cookie.
async fn signed_in() -> (Gatekeeper, Running, SocketAddr, String) {
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let return_page = format!("http://localhost:{port}/wmlogin/return");
    let settings = Settings::demo(return_page.parse().expect("an address"));
    let gatekeeper = Gatekeeper::builder().settings(settings).start().await.expect("a stand-in");
    let site = gatekeeper.settings().sites[0].clone();
    let mut program = Command::new(env!("CARGO_BIN_EXE_wmlogin"));
    program.args(["forward-auth", "--listen", &format!("127.0.0.1:{port}"), "--return-page", &return_page]);
    program.args(["--owner", site.owner.as_ref(), "--url-id", site.url_id.as_str()]);
    program.args(["--service", gatekeeper.base_url().as_str()]).stderr(Stdio::null());
    let mut running = Running::start(&mut program);
    assert!(running.line().is_some());
    let mut browser = Browser::over(http_client());
    // As the proxy would set it.
    browser.headers.insert("x-forwarded-for", HeaderValue::from_static("127.0.0.1"));
    let login = format!("http://localhost:{port}/wmlogin/login").parse().expect("an address");
    let page = browser.open(&login).await;
    let answer = browser.submit(&page, page.form().press("allow")).await;
    let relay = browser.submit(&answer, &answer.form()).await;
    browser.submit(&relay, &relay.form()).await;
    let cookies = browser.cookies(&login);
    (gatekeeper, running, SocketAddr::from(([127, 0, 0, 1], port)), cookies)
}

/// Asks over as many connections as are in flight, and returns the requests a second.
async fn load(address: SocketAddr, request: &str, times: &mut Vec<Duration>) -> f64 {
    let request: Arc<str> = request.into();
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..IN_FLIGHT {
        tasks.spawn(ask(address, request.clone()));
    }
    for each in tasks.join_all().await {
        times.extend(each);
    }
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let requests = (IN_FLIGHT * REQUESTS_EACH) as f64;
    requests / start.elapsed().as_secs_f64()
}

async fn ask(address: SocketAddr, request: Arc<str>) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.set_nodelay(true).expect("an option");
    let mut answer = vec![0; 4096];
    let mut times = Vec::with_capacity(REQUESTS_EACH);
    for _ in 0..REQUESTS_EACH {
        let start = Instant::now();
        stream.write_all(request.as_bytes()).await.expect("sent");
        let length = stream.read(&mut answer).await.expect("an answer");
        assert!(answer[..length].starts_with(b"HTTP/1.1 202 "), "{}", answer[..length].escape_ascii());
        times.push(start.elapsed());
    }
    times
}
