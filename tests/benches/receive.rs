//! What the checks of a site cost beside reading the answer alone.
//!
//! `cargo bench -p wmlogin-tests --bench receive`

mod bodies;
mod growth;
mod paired;
mod reaches;

use std::time::Duration;

use growth::Growth;
use paired::{Candidate, Effort, compare};
use reaches::Reaches;
use wmlogin_client::{BrowserRequest, Policy, Received, Site};
use wmlogin_types::{Response, Success, TicketFlags, Version};

const EFFORT: Effort = Effort { rounds: 2_000, chunk: Duration::from_micros(100) };

fn main() {
    let mut reaches = Reaches::new();
    for title in ["Version 3.0", "Version 1.0"] {
        let body = bodies::body(title);
        let ratio = compare_checks(title, &body, &success(&body));
        reaches.at_most(0.35, "receive without a policy / iterating the pairs", ratio);
    }
    let body = bodies::body("Version 3.0");
    let sizes = [1, 10, 100_u32];
    let fields = sizes.map(|fields| {
        (fields.into(), body.clone() + &"&utm_source=newsletter_of_november_2025".repeat(fields as usize))
    });
    growth("receive by unknown fields", &success(&body), &fields);
    let lengths = sizes.map(|size| {
        let padding = "x".repeat(150 * size as usize);
        (f64::from(150 * size), format!("{body}&padding={padding}"))
    });
    growth("receive by the length of an unknown value", &success(&body), &lengths);
    reaches.print();
}

fn success(body: &str) -> Success {
    let response = Response::parse(body.as_bytes()).expect("an example");
    response.into_success().expect("a success")
}

/// Returns the ratio of receiving to iterating the pairs.
fn compare_checks(title: &str, body: &str, success: &Success) -> f64 {
    let site = site(success);
    let strict = strict_site(success);
    let request = request(body, success);
    for site in [&site, &strict] {
        assert!(matches!(site.receive(&request), Ok(Received::Login(_))));
    }
    let medians = compare(
        &format!("{title}, {} bytes", body.len()),
        EFFORT,
        vec![
            Candidate::new("form_urlencoded::parse, only iterated", || {
                form_urlencoded::parse(body.as_bytes())
                    .map(|(name, value)| name.len() + value.len())
                    .sum::<usize>()
            }),
            Candidate::new("wmlogin_types::Response::parse", || Response::parse(body.as_bytes())),
            Candidate::new("Site::receive, every check but a policy", || site.receive(&request)),
            Candidate::new("Site::receive, every check and policy", || strict.receive(&request)),
        ],
    );
    medians[2].as_secs_f64() / medians[0].as_secs_f64()
}

/// A site cannot choose what comes with an answer, so its time may grow with the length and no faster.
fn growth(title: &'static str, success: &Success, bodies: &[(f64, String)]) {
    let site = site(success);
    let names: Vec<_> = bodies.iter().map(|(size, _)| size.to_string()).collect();
    let candidates = bodies.iter().zip(&names).map(|((_, body), name)| {
        let request = request(body, success);
        assert!(site.receive(&request).is_ok());
        let site = &site;
        Candidate::new(name, move || site.receive(&request))
    });
    let mut growth = Growth::new(title);
    for ((size, _), time) in bodies.iter().zip(compare(title, EFFORT, candidates.collect())) {
        growth.add(*size, time.as_secs_f64() * 1e9);
    }
    growth.print();
}

fn request<'a>(body: &'a str, success: &Success) -> BrowserRequest<'a> {
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("origin", "https://login.wmtransfer.com")];
    let request = BrowserRequest::new("POST", "/webmoney").headers(headers).body(body.as_bytes());
    request.address(success.user_address())
}

fn site(success: &Success) -> Site {
    builder(success).build().expect("a site")
}

fn strict_site(success: &Success) -> Site {
    let policy = Policy::default()
        .minimum_version(Version::V1_0)
        .auth_types(wmlogin_types::AuthType::ALL.iter().copied())
        .require_flags(TicketFlags::USER_WANT_CROSS_CHECK)
        .refuse_flags(TicketFlags::QUIET_AUTHENTICATION)
        .refuse_values_not_in_use();
    builder(success).policy(policy).build().expect("a site")
}

/// The example is of 2015, so the clock says its time; reading it costs what the system's clock costs.
fn builder(success: &Success) -> wmlogin_client::SiteBuilder {
    let now = success.last_access();
    Site::builder("998877665544".parse().expect("a WMID"))
        .return_page(*success.url_id(), "https://shop.example/webmoney")
        .clock(move || {
            std::hint::black_box(chrono::Utc::now());
            now
        })
}
