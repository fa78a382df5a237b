//! Whether the client keeps up with the HTTP client that it stands on.
//!
//! `cargo bench -p wmlogin-tests --bench verify`

mod bodies;
mod http_client;
mod paired;
mod reaches;
mod responder;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use paired::{Candidate, Effort, compare};
use reaches::Reaches;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use wmlogin_client::{
    BrowserRequest, HttpTransport, Question, Received, Site, Transport, UnverifiedLogin, Verifier,
};
use wmlogin_types::Response;

const VERIFICATIONS: usize = 1_000;
const IN_FLIGHT: usize = 64;
const EFFORT: Effort = Effort { rounds: 101, chunk: Duration::ZERO };

fn main() {
    let service = format!("http://{}", responder::start());
    let runtime = Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let logins = Logins::new(&service);
    let transport = HttpTransport::builder().build().expect("a transport");
    let verifier = Verifier::new(transport.clone());
    let client = http_client::new();
    let (address, question) = question(&service);

    let medians = compare(
        &format!("{VERIFICATIONS} questions, {IN_FLIGHT} in flight, {} bytes each", question.len()),
        EFFORT,
        vec![
            Candidate::new("reqwest, the same bytes posted", || {
                in_flight(&runtime, |left| post_all(client.clone(), address.clone(), question.clone(), left));
            }),
            Candidate::new("HttpTransport::post, the same bytes", || {
                in_flight(&runtime, |left| {
                    ask_all(transport.clone(), address.clone(), question.clone(), left)
                });
            }),
            Candidate::prepared(
                "Verifier::verify",
                || received(&logins),
                |received| in_flight(&runtime, |left| verify_all(received.clone(), verifier.clone(), left)),
            ),
            Candidate::new("Site::receive and Verifier::verify", || {
                in_flight(&runtime, |left| log_in_all(logins.clone(), verifier.clone(), left));
            }),
        ],
    );
    for (name, time) in ["reqwest", "transport", "verify", "receive and verify"].into_iter().zip(&medians) {
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let rate = VERIFICATIONS as f64 / time.as_secs_f64();
        let throughput = medians[0].as_secs_f64() / time.as_secs_f64();
        println!("  {name:<44} {rate:>10.0} a second, {throughput:.3} of reqwest's");
    }
    let answered = Verifier::new(|_| {
        let answer = http::Response::new(br#"<response retval="0" sval="Success" />"#.to_vec());
        std::future::ready(Ok(answer))
    });
    compare(
        &format!("{VERIFICATIONS} questions, answered in the process"),
        EFFORT,
        vec![Candidate::prepared(
            "Verifier::verify",
            || received(&logins),
            |received| in_flight(&runtime, |left| verify_all(received.clone(), answered.clone(), left)),
        )],
    );
    let mut reaches = Reaches::new();
    let throughput = medians[0].as_secs_f64() / medians[2].as_secs_f64();
    reaches.at_least(0.95, "verifications a second / bare reqwest", throughput);
    reaches.print();
}

/// Runs the tasks side by side until together they have done everything.
fn in_flight<F>(runtime: &Runtime, task: impl Fn(Arc<AtomicUsize>) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let left = Arc::new(AtomicUsize::new(VERIFICATIONS));
    runtime.block_on(async {
        let tasks: JoinSet<()> = (0..IN_FLIGHT).map(|_| task(left.clone())).collect();
        tasks.join_all().await;
    });
}

/// Takes one of the things to do.
fn take(left: &AtomicUsize) -> Option<usize> {
    let taken = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
    taken.ok().map(|left| left - 1)
}

async fn post_all(client: reqwest::Client, address: reqwest::Url, question: Vec<u8>, left: Arc<AtomicUsize>) {
    while take(&left).is_some() {
        let request = client.post(address.clone()).header("content-type", "application/xml; charset=utf-8");
        let answer = request.body(question.clone()).send().await.expect("an answer");
        assert!(answer.status().is_success());
        assert!(!answer.bytes().await.expect("a body").is_empty());
    }
}

async fn ask_all(transport: HttpTransport, address: reqwest::Url, question: Vec<u8>, left: Arc<AtomicUsize>) {
    while take(&left).is_some() {
        let question = Question::new(address.clone(), "application/xml; charset=utf-8", question.clone());
        let answer = transport.post(question).await.expect("an answer");
        assert!(answer.status().is_success() && !answer.body().is_empty());
    }
}

fn received(logins: &Logins) -> Arc<Vec<UnverifiedLogin>> {
    let mut received = Vec::new();
    for _ in 0..VERIFICATIONS {
        received.push(logins.receive());
    }
    Arc::new(received)
}

async fn verify_all(received: Arc<Vec<UnverifiedLogin>>, verifier: Verifier, left: Arc<AtomicUsize>) {
    while let Some(index) = take(&left) {
        verifier.verify(&received[index]).await.expect("a verified login");
    }
}

async fn log_in_all(logins: Arc<Logins>, verifier: Verifier, left: Arc<AtomicUsize>) {
    while take(&left).is_some() {
        verifier.verify(&logins.receive()).await.expect("a verified login");
    }
}

/// Answers, each with a ticket and a user of its own: a verifier limits the questions about one user.
struct Logins {
    site: Site,
    body: String,
    ticket: String,
    wmid: String,
    count: AtomicUsize,
}

impl Logins {
    fn new(service: &str) -> Arc<Self> {
        let body = bodies::body("Version 3.0");
        let response = Response::parse(body.as_bytes()).expect("an example");
        let success = response.into_success().expect("a success");
        let now = success.last_access();
        let site = Site::builder("998877665544".parse().expect("a WMID"))
            .return_page(*success.url_id(), "https://shop.example/webmoney")
            .service(service)
            .clock(move || now)
            .build()
            .expect("a site");
        let (ticket, wmid) = (success.ticket().reveal().to_owned(), success.wmid().to_string());
        Arc::new(Self { site, body, ticket, wmid, count: AtomicUsize::new(0) })
    }

    fn receive(&self) -> UnverifiedLogin {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let body = self.body.replace(&self.ticket, &format!("{number:048}"));
        let body = body.replace(&self.wmid, &format!("{number:012}"));
        let request = BrowserRequest::new("POST", "/")
            .headers([("content-type", "application/x-www-form-urlencoded")])
            .address("123.45.67.89".parse().expect("an address"))
            .body(body.as_bytes());
        match self.site.receive(&request) {
            Ok(Received::Login(login)) => login,
            other => panic!("a login: {other:?}"),
        }
    }
}

/// Where the client asks, and what, byte for byte.
fn question(service: &str) -> (reqwest::Url, Vec<u8>) {
    let logins = Logins::new(service);
    let asked = Arc::new(std::sync::Mutex::new(Vec::new()));
    let verifier = Verifier::new({
        let asked = asked.clone();
        move |question: Question| {
            let answer = http::Response::new(br#"<response retval="0" />"#.to_vec());
            *asked.lock().expect("no panic before") = question.body;
            std::future::ready(Ok(answer))
        }
    });
    let runtime = Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(log_in_all(logins.clone(), verifier, Arc::new(AtomicUsize::new(1))));
    let question = asked.lock().expect("no panic before").clone();
    (logins.site.authorize_url().clone(), question)
}
