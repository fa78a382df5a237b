//! Logins a second over HTTP, with what nodes share in the process and in Redis; and a hundred thousand logins, of which
//! none is lost and none is another user's.
//!
//! `cargo bench -p wmlogin-nodes`

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use reqwest::Client;
use reqwest::header::{CONTENT_TYPE, COOKIE, HOST, HeaderMap, ORIGIN, SET_COOKIE};
use tokio::runtime::Builder;
use tokio::task::JoinSet;
use wmlogin_client::types::{AuthType, UrlId};
use wmlogin_gatekeeper::{Approval, Gatekeeper, Settings};
use wmlogin_test_support::browser::http_client;
use wmlogin_test_support::flow::browser::fields;
use wmlogin_test_support::program::Running;
use wmlogin_test_support::redis::RedisServer;

const LOGINS: usize = 2_000;
const ROUNDS: usize = 3;
const ALL: usize = 100_000;
const AT_A_TIME: usize = 32;
const KEY: &str = "7a1fd0c8c1f4e0b9f5b0f5ea1f8d1a55c5a1dd1f4b9b5a0b8f3de6c0a9f4e1d2";
const RETURN_PAGE: &str = "http://localhost:3000/webmoney";
const FORM: &str = "application/x-www-form-urlencoded";

/// Nodes of one site.
struct Site {
    name: &'static str,
    addresses: Vec<String>,
    _nodes: Vec<Running>,
}

/// Those who log in, each with a WMID of his own.
struct Users {
    gatekeeper: Gatekeeper,
    url_id: UrlId,
    http: Client,
    next: AtomicUsize,
}

fn main() {
    let Some(redis) = RedisServer::start() else { return };
    let runtime = Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let settings = Settings::demo(RETURN_PAGE.parse().expect("an address"));
        let gatekeeper = Gatekeeper::builder().settings(settings).start().await.expect("a stand-in");
        let sites = [
            Site::start("1 node, in the process", &gatekeeper, "memory", 1),
            Site::start("1 node, Redis", &gatekeeper, &redis.url(), 1),
            Site::start("2 nodes, Redis", &gatekeeper, &redis.url(), 2),
        ];
        let url_id = gatekeeper.settings().sites[0].url_id;
        let users = Arc::new(Users { gatekeeper, url_id, http: http_client(), next: AtomicUsize::new(0) });
        let mut rates = vec![Vec::new(); sites.len()];
        for _ in 0..ROUNDS {
            for (site, rates) in sites.iter().zip(&mut rates) {
                rates.push(users.clone().log_in(site, LOGINS).await);
            }
        }
        for (site, rates) in sites.iter().zip(&mut rates) {
            rates.sort_by(f64::total_cmp);
            println!("{:<24} {:>7.0} logins a second", site.name, rates[ROUNDS / 2]);
        }
        let rate = users.clone().log_in(&sites[2], ALL).await;
        println!("{ALL} logins on {}: none lost, none another user's; {rate:.0} a second", sites[2].name);
        let tickets = redis.command(&["EVAL", "return #redis.call('KEYS', 'wmlogin:ticket:*')", "0"]);
        println!("tickets in Redis: {} of {}", tickets.trim(), ALL + 2 * ROUNDS * LOGINS);
    });
}

impl Site {
    fn start(name: &'static str, gatekeeper: &Gatekeeper, redis: &str, nodes: usize) -> Self {
        let settings = gatekeeper.settings();
        let site = &settings.sites[0];
        let (mut addresses, mut running) = (Vec::new(), Vec::new());
        for _ in 0..nodes {
            let port =
                TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
            let mut node = Command::new(env!("CARGO_BIN_EXE_wmlogin-node"));
            node.args([&port.to_string(), redis, gatekeeper.base_url().as_str(), RETURN_PAGE]);
            node.args([site.url_id.as_str(), site.owner.as_ref(), KEY, "network"]).stderr(Stdio::null());
            let mut node = Running::start(&mut node);
            assert_eq!(node.line().as_deref(), Some("listening"));
            addresses.push(format!("http://127.0.0.1:{port}"));
            running.push(node);
        }
        Self { name, addresses, _nodes: running }
    }
}

impl Users {
    /// Lets so many users log in, some at a time, and returns the logins a second.
    async fn log_in(self: Arc<Self>, site: &Site, count: usize) -> f64 {
        let (left, start) = (Arc::new(AtomicUsize::new(count)), Instant::now());
        let mut tasks = JoinSet::new();
        for _ in 0..AT_A_TIME {
            let (users, addresses, left) = (self.clone(), site.addresses.clone(), left.clone());
            tasks.spawn(async move {
                while left
                    .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1))
                    .is_ok()
                {
                    users.log_one_in(&addresses).await;
                }
            });
        }
        tasks.join_all().await;
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let count = count as f64;
        count / start.elapsed().as_secs_f64()
    }

    /// A whole login, each step at the next node.
    async fn log_one_in(&self, nodes: &[String]) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let node = |step: usize| &nodes[(number + step) % nodes.len()];
        let wmid = format!("{:012}", 200_000_000_000 + number);
        let begun = self.get(&format!("{}/login", node(0)), "").await;
        assert_eq!(begun.status(), 303);
        let cookie = cookies(begun.headers());
        let user = wmid.parse().expect("a WMID");
        let approval = Approval::new(user, AuthType::PasswordSms, Ipv4Addr::LOCALHOST);
        let answer = self.gatekeeper.issue(&self.url_id, &approval).expect("an answer").to_form();
        let service = self.gatekeeper.base_url().origin().ascii_serialization();
        let relay = self.post(&format!("{}/webmoney", node(1)), "", &service, answer).await;
        let relay = fields(&relay.text().await.expect("text"));
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(relay).finish();
        let address = format!("{}/webmoney?wmlogin-finish", node(2));
        let signed_in = self.post(&address, &cookie, "http://localhost:3000", body).await;
        assert_eq!(signed_in.status(), 303, "{:?}", signed_in.text().await);
        let session = cookies(signed_in.headers());
        let account = self.get(&format!("{}/account", node(3)), &session).await;
        assert_eq!(account.text().await.expect("text"), format!("The account of {wmid}"));
    }

    async fn get(&self, address: &str, cookies: &str) -> reqwest::Response {
        let request = self.http.get(address).header(HOST, "localhost:3000").header(COOKIE, cookies);
        request.header("x-forwarded-for", "127.0.0.1").send().await.expect("an answer")
    }

    async fn post(&self, address: &str, cookies: &str, origin: &str, body: String) -> reqwest::Response {
        let request = self.http.post(address).header(HOST, "localhost:3000").header(COOKIE, cookies);
        let request = request.header(ORIGIN, origin).header(CONTENT_TYPE, FORM).body(body);
        request.header("x-forwarded-for", "127.0.0.1").send().await.expect("an answer")
    }
}

/// The cookies that are set, as they are sent back.
fn cookies(headers: &HeaderMap) -> String {
    let set = headers.get_all(SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
    let pairs: Vec<_> = set.filter_map(|cookie| cookie.split(';').next()).collect();
    pairs.join("; ")
}
