//! How fast a response is read, beside what a Rust user has without this project.
//!
//! `cargo bench -p wmlogin-tests --bench parse`

mod bodies;
mod by_hand;
mod paired;

use std::time::Duration;

use paired::{Candidate, Effort, compare};
use wmlogin_types::Response;

const EFFORT: Effort = Effort { rounds: 2_000, chunk: Duration::from_micros(100) };

/// What an unknown field may look like: a campaign parameter that a site gave its return URL.
const UNKNOWN: &str = "&utm_source=newsletter_of_november_2025";

fn main() {
    for title in ["Version 3.0", "Version 1.0"] {
        let body = bodies::body(title);
        compare_peers(&format!("{title}, one body of {} bytes", body.len()), &[body]);
    }
    compare_peers("Version 3.0, 512 bodies", &bodies::varied());
    compare_orders();
    unknown_fields(&bodies::body("Version 3.0"));
    length(&bodies::body("Version 3.0"));
}

fn compare_peers(title: &str, bodies: &[String]) {
    assert!(bodies.iter().all(|body| Response::parse(body.as_bytes()).is_ok() && is_sound_by_hand(body)));
    compare(
        title,
        EFFORT,
        vec![
            Candidate::on_each("form_urlencoded::parse, only iterated", bodies, |body| {
                form_urlencoded::parse(body.as_bytes())
                    .map(|(name, value)| name.len() + value.len())
                    .sum::<usize>()
            }),
            Candidate::on_each("wmlogin_types::Response::parse", bodies, |body| {
                Response::parse(body.as_bytes())
            }),
            Candidate::on_each("serde_urlencoded into a struct by hand", bodies, |body| {
                is_sound_by_hand(body)
            }),
        ],
    );
}

fn is_sound_by_hand(body: &str) -> bool {
    if body.contains("WmLogin_AuthType") {
        serde_urlencoded::from_str::<by_hand::Version1>(body).is_ok_and(|login| login.is_sound())
    } else {
        serde_urlencoded::from_str::<by_hand::Version3>(body).is_ok_and(|login| login.is_sound())
    }
}

fn compare_orders() {
    let (ordered, shuffled) = (bodies::varied(), bodies::shuffled());
    let parse = |body: &String| Response::parse(body.as_bytes());
    let candidates =
        vec![Candidate::on_each("documented", &ordered, parse), Candidate::on_each("any", &shuffled, parse)];
    compare("The order of the fields, 512 bodies", EFFORT, candidates);
}

fn unknown_fields(body: &str) {
    const FIELDS: u32 = 50;
    let longer = body.to_owned() + &UNKNOWN.repeat(FIELDS as usize);
    let medians = compare(
        "Unknown fields",
        EFFORT,
        vec![
            Candidate::new("none", || Response::parse(body.as_bytes())),
            Candidate::new("50", || Response::parse(longer.as_bytes())),
        ],
    );
    let each = medians[1].saturating_sub(medians[0]) / FIELDS;
    println!("  {each:.1?} for each unknown field of {} bytes", UNKNOWN.len() - 1);
}

/// Twice the length has to take twice the time, whatever the length is made of.
fn length(body: &str) {
    let padded = |bytes: usize| format!("{body}&padding={}", "x".repeat(bytes));
    let bodies = [2_000, 4_000, 8_000, 15_000].map(padded);
    let names = bodies.each_ref().map(|body| format!("{} bytes", body.len()));
    let candidates = bodies
        .iter()
        .zip(&names)
        .map(|(body, name)| Candidate::new(name, || Response::parse(body.as_bytes())));
    compare("One long unknown value", EFFORT, candidates.collect());
}
