//! The start, the memory and the speed of the stand-in, beside a mock identity server.
//!
//! `cargo bench -p wmlogin-tests --bench gatekeeper`
//!
//! Every server runs in a process of its own, by turns with the other, and is driven by one HTTP client.

mod http_client;
mod mock_server;
mod server_process;
mod side_by_side;
mod stand_in;

use std::sync::Arc;
use std::time::{Duration, Instant};

use mock_server::MockServer;
use reqwest::{Client, Url};
use server_process::ServerProcess;
use side_by_side::{Speed, side_by_side};
use stand_in::StandIn;
use tokio::runtime::{Builder, Runtime};

const LOGINS: usize = 10_000;
const IN_FLIGHT: usize = 64;
const STARTS: usize = 11;
const ROUNDS: usize = 3;

/// A user who logs in to a server.
trait Visitor: Send + Sync + Sized + 'static {
    /// The name of the server in the report.
    const NAME: &'static str;

    fn spawn() -> ServerProcess;

    fn new(base_url: Url, client: Client) -> Self;

    /// The page that every login begins with.
    fn first_page(&self) -> Url;

    /// One login from the first page to the last, with as much to tell it apart as there is.
    fn log_in(&self, number: usize) -> impl Future<Output = ()> + Send;
}

fn main() {
    if std::env::args().any(|argument| argument == stand_in::ARGUMENT) {
        stand_in::serve();
        return;
    }
    let bench = Bench::new();
    let (mut stand_in, mut mock_server) = (Figures::default(), Figures::default());
    let installed = mock_server::install();
    for _ in 0..STARTS {
        stand_in.starts.push(bench.start::<StandIn>());
        if installed.is_ok() {
            mock_server.starts.push(bench.start::<MockServer>());
        }
    }
    for _ in 0..ROUNDS {
        stand_in.rounds.push(bench.load::<StandIn>());
        if installed.is_ok() {
            mock_server.rounds.push(bench.load::<MockServer>());
        }
    }
    print_head();
    stand_in.print(StandIn::NAME);
    match installed {
        Ok(version) => mock_server.print(&format!("{} {version}", MockServer::NAME)),
        Err(why) => println!("{}: SKIPPED: {why}", MockServer::NAME),
    }
}

struct Bench {
    runtime: Runtime,
    client: Client,
}

impl Bench {
    fn new() -> Self {
        let runtime = Builder::new_multi_thread().enable_all().build().expect("a runtime");
        Self { runtime, client: http_client::new() }
    }

    /// From the start of the process to the end of the first page.
    fn start<V: Visitor>(&self) -> Duration {
        let start = Instant::now();
        let server = V::spawn();
        let page = V::new(server.base_url().clone(), self.client.clone()).first_page();
        let bytes = async { self.client.get(page).send().await?.error_for_status()?.bytes().await };
        self.runtime.block_on(bytes).expect("a page");
        start.elapsed()
    }

    /// Every login in a new process.
    fn load<V: Visitor>(&self) -> Round {
        let server = V::spawn();
        let before = server.resident_kibibytes();
        let visitor = Arc::new(V::new(server.base_url().clone(), self.client.clone()));
        let log_in = move |number| {
            let visitor = Arc::clone(&visitor);
            async move { visitor.log_in(number).await }
        };
        let speed = self.runtime.block_on(side_by_side(LOGINS, IN_FLIGHT, log_in));
        Round { speed, before, after: server.resident_kibibytes() }
    }
}

struct Round {
    speed: Speed,
    /// Resident memory in KiB, where the system tells it.
    before: Option<u32>,
    after: Option<u32>,
}

#[derive(Default)]
struct Figures {
    starts: Vec<Duration>,
    rounds: Vec<Round>,
}

fn print_head() {
    println!(
        "\nStart to the first page: median of {STARTS}. The rest: {ROUNDS} rounds of {LOGINS} logins, \
         {IN_FLIGHT} in flight;\nof the times the median, of the memory the most.\n\
         A login is, with the stand-in, the page, Allow, the callback and the verification (3 requests);\n\
         with the other, /authorize and /token (2 requests), by a key of its quick start (RS256).\n"
    );
    println!(
        "{:<28} {:>10} {:>10} {:>10} {:>10} {:>12} {:>12}",
        "", "start", "logins/s", "p50", "p99", "RSS before", "RSS after"
    );
}

impl Figures {
    fn print(&self, name: &str) {
        let start = median(self.starts.iter().copied());
        let a_second = median(self.rounds.iter().map(|round| round.speed.a_second));
        let middle = median(self.rounds.iter().map(|round| round.speed.median));
        let slow = median(self.rounds.iter().map(|round| round.speed.percentile_99));
        let [before, after] = [|round: &Round| round.before, |round: &Round| round.after]
            .map(|memory| mebibytes(self.rounds.iter().filter_map(memory).max()));
        println!(
            "{name:<28} {start:>10.1?} {a_second:>10.0} {middle:>10.1?} {slow:>10.1?} {before:>12} {after:>12}"
        );
    }
}

fn mebibytes(kibibytes: Option<u32>) -> String {
    kibibytes.map_or("unknown".to_owned(), |kibibytes| format!("{:.1} MiB", f64::from(kibibytes) / 1024.0))
}

fn median<T: PartialOrd + Copy>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<_> = values.collect();
    values.sort_by(|one, other| one.partial_cmp(other).expect("no NaN"));
    values[values.len() / 2]
}
