//! How fast a response is read, beside what a Rust user has without this project.
//!
//! `cargo bench -p wmlogin-tests --bench parse`

mod bodies;
mod by_hand;
mod growth;
mod paired;
mod reaches;

use std::time::Duration;

use growth::Growth;
use paired::{Candidate, Effort, compare};
use reaches::{Reaches, by_lto};
use wmlogin_types::Response;

const EFFORT: Effort = Effort { rounds: 2_000, chunk: Duration::from_micros(100) };

/// What an unknown field may look like: a campaign parameter that a site gave its return URL.
const UNKNOWN: &str = "&utm_source=newsletter_of_november_2025";

fn main() {
    let mut reaches = Reaches::new();
    for version in ["Version 3.0", "Version 1.0"] {
        let body = bodies::body(version);
        let peers = compare_peers(&format!("{version}, one body of {} bytes", body.len()), &[body]);
        reaches.at_most(by_lto(0.11, 0.09), &format!("{version}, one body / iterating"), peers.to_iterating);
        reaches.at_least(12.0, &format!("{version}, by hand / one body"), peers.by_hand);
    }
    let peers = compare_peers("Version 3.0, 512 bodies", &bodies::varied());
    reaches.at_most(by_lto(0.155, 0.125), "Version 3.0, 512 bodies / iterating", peers.to_iterating);
    let body = bodies::body("Version 3.0");
    let [reversed, shuffled] = compare_orders(&body);
    reaches.at_most(1.1, "reversed / in order", reversed);
    reaches.at_most(1.1, "shuffled / in order", shuffled);
    compare_varied_orders();
    reaches.at_most(5.0, "nanoseconds for an unknown field of 38 bytes", unknown_field(&body));
    let fields = [1, 10, 100].map(|fields| (fields, body.clone() + &UNKNOWN.repeat(fields)));
    let exponent = growth("parse by unknown fields, in nanoseconds", &fields);
    reaches.at_most(1.05, "growth by unknown fields, exponent", exponent);
    let lengths = [150, 1_500, 15_000].map(|bytes| (bytes, format!("{body}&padding={}", "x".repeat(bytes))));
    let exponent = growth("parse by the bytes of an unknown value, in nanoseconds", &lengths);
    reaches.at_most(1.05, "growth by the length of a value, exponent", exponent);
    reaches.print();
}

/// The time of parsing beside that of its peers.
struct Peers {
    /// Parsing / iterating the pairs.
    to_iterating: f64,
    /// Reading by hand / parsing.
    by_hand: f64,
}

fn compare_peers(title: &str, bodies: &[String]) -> Peers {
    assert!(bodies.iter().all(|body| Response::parse(body.as_bytes()).is_ok() && is_sound_by_hand(body)));
    let medians = compare(
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
    let [iterating, parsing, by_hand] = [0, 1, 2].map(|candidate| medians[candidate].as_secs_f64());
    Peers { to_iterating: parsing / iterating, by_hand: by_hand / parsing }
}

fn is_sound_by_hand(body: &str) -> bool {
    if body.contains("WmLogin_AuthType") {
        serde_urlencoded::from_str::<by_hand::Version1>(body).is_ok_and(|login| login.is_sound())
    } else {
        serde_urlencoded::from_str::<by_hand::Version3>(body).is_ok_and(|login| login.is_sound())
    }
}

/// Returns the ratios of a reversed and of a shuffled body to one in the documented order.
fn compare_orders(body: &str) -> [f64; 2] {
    let pairs: Vec<_> = body.split('&').collect();
    let reversed: Vec<_> = pairs.iter().rev().copied().collect();
    let shuffled: Vec<_> = (0..pairs.len()).map(|index| pairs[index * 5 % pairs.len()]).collect();
    let bodies = [pairs, reversed, shuffled].map(|pairs| pairs.join("&"));
    assert!(bodies.iter().all(|body| Response::parse(body.as_bytes()).is_ok()));
    let names = ["documented", "reversed", "shuffled"];
    let candidates = bodies
        .iter()
        .zip(names)
        .map(|(body, name)| Candidate::new(name, || Response::parse(body.as_bytes())));
    let medians = compare("The order of the fields, one body", EFFORT, candidates.collect());
    [1, 2].map(|order| medians[order].as_secs_f64() / medians[0].as_secs_f64())
}

/// In bodies whose order differs, no processor knows which field comes next.
fn compare_varied_orders() {
    let (ordered, shuffled) = (bodies::varied(), bodies::shuffled());
    let parse = |body: &String| Response::parse(body.as_bytes());
    let candidates =
        vec![Candidate::on_each("documented", &ordered, parse), Candidate::on_each("any", &shuffled, parse)];
    compare("The order of the fields, 512 bodies", EFFORT, candidates);
}

/// Returns the time for an unknown field, in nanoseconds.
fn unknown_field(body: &str) -> f64 {
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
    let each = (medians[1].as_secs_f64() - medians[0].as_secs_f64()) * 1e9 / f64::from(FIELDS);
    println!("  {each:.1} ns for each unknown field of {} bytes", UNKNOWN.len() - 1);
    each
}

/// Returns the exponent of the growth. Twice the size has to take at most twice the time.
fn growth(title: &'static str, bodies: &[(usize, String)]) -> f64 {
    let names: Vec<_> = bodies.iter().map(|(size, _)| size.to_string()).collect();
    let candidates = bodies
        .iter()
        .zip(&names)
        .map(|((_, body), name)| Candidate::new(name, || Response::parse(body.as_bytes())));
    let mut growth = Growth::new(title);
    for ((size, _), time) in bodies.iter().zip(compare(title, EFFORT, candidates.collect())) {
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        growth.add(*size as f64, time.as_secs_f64() * 1e9);
    }
    growth.print();
    growth.exponent()
}
