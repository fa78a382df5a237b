//! How fast a response is read, beside what a Rust user has without this project.
//!
//! `cargo bench -p wmlogin-tests --bench parse`

mod browser;
mod by_hand;
mod paired;

use paired::{Candidate, Effort, compare};
use wmlogin_types::Response;

const EFFORT: Effort = Effort { rounds: 400, runs: 2_000 };

/// What an unknown field may look like: a campaign parameter that a site gave its return URL.
const UNKNOWN: &str = "&utm_source=newsletter";

fn main() {
    for title in ["Version 3.0", "Version 1.0"] {
        let body = browser::body(title);
        compare_peers(title, &body);
    }
    unknown_fields(&browser::body("Version 3.0"));
    length(&browser::body("Version 3.0"));
}

fn compare_peers(title: &str, body: &str) {
    assert!(Response::parse(body.as_bytes()).is_ok());
    let by_hand: Box<dyn Fn() -> bool> = if title == "Version 3.0" {
        Box::new(|| serde_urlencoded::from_str::<by_hand::Version3>(body).is_ok_and(|login| login.is_sound()))
    } else {
        Box::new(|| serde_urlencoded::from_str::<by_hand::Version1>(body).is_ok_and(|login| login.is_sound()))
    };
    assert!(by_hand());
    compare(
        &format!("{title}, {} bytes", body.len()),
        EFFORT,
        vec![
            Candidate::new("form_urlencoded::parse, only iterated", || {
                form_urlencoded::parse(body.as_bytes())
                    .map(|(name, value)| name.len() + value.len())
                    .sum::<usize>()
            }),
            Candidate::new("wmlogin_types::Response::parse", || Response::parse(body.as_bytes())),
            Candidate::new("serde_urlencoded into a struct by hand", by_hand),
        ],
    );
}

fn unknown_fields(body: &str) {
    const FIELDS: u32 = 100;
    let longer = body.to_owned() + &UNKNOWN.repeat(FIELDS as usize);
    let medians = compare(
        "Unknown fields",
        EFFORT,
        vec![
            Candidate::new("none", || Response::parse(body.as_bytes())),
            Candidate::new("100", || Response::parse(longer.as_bytes())),
        ],
    );
    let each = medians[1].saturating_sub(medians[0]) / FIELDS;
    println!("  {each:.1?} for each unknown field of {} bytes", UNKNOWN.len());
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
    compare("One long unknown value", Effort { runs: 500, ..EFFORT }, candidates.collect());
}
