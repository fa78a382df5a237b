//! Accepted tickets in the memory of a process: what they cost as they become more.
//!
//! `cargo bench -p wmlogin-tests --bench store`

mod growth;
mod reaches;

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::process;
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use growth::Growth;
use reaches::Reaches;
use wmlogin_client::{Acceptance, InProcessReplayStore, ReplayStore, TicketDigest};

const SIZES: [u32; 3] = [10_000, 100_000, 1_000_000];
const LIFETIME: Duration = Duration::from_hours(1);

fn main() {
    let acceptance: Acceptance =
        "000102030405060708090a0b0c0d0e0f 192.0.2.4/32".parse().expect("an acceptance");
    let mut reaches = Reaches::new();
    let mut growth = Growth::new("accepted tickets in a store, nanoseconds for each");
    for size in SIZES {
        // Drawn before, so that digests are not timed.
        let digests: Vec<_> = (0..size).map(digest).collect();
        let before = resident();
        let store = InProcessReplayStore::new(size as usize);
        let (all, worst) = record(&store, &digests, acceptance);
        let bytes = (resident() - before) / f64::from(size);
        let each = all.as_secs_f64() * 1e9 / f64::from(size);
        let more: Vec<_> = (size..size * 2).map(digest).collect();
        let (full, worst_full) = record(&store, &more, acceptance);
        let each_full = full.as_secs_f64() * 1e9 / f64::from(size);
        println!(
            "{size:>9} tickets: {bytes:.0} bytes each, {each:.0} ns an insert, worst {worst:?}; \
             full: {each_full:.0} ns, worst {worst_full:?}"
        );
        growth.add(f64::from(size), each);
        if size == 1_000_000 {
            reaches.at_most(110.0, "bytes for each of a million tickets", bytes);
            reaches.at_most(200.0, "nanoseconds for an insert", each);
            // Other programs of the machine interrupt a call as well, for 4 ms or more.
            reaches.at_most(1.0, "milliseconds for the longest insert", worst.as_secs_f64() * 1e3);
        }
    }
    growth.print();
    reaches.print();
}

fn digest(number: u32) -> TicketDigest {
    TicketDigest::of(&format!("{number:048}").parse().expect("a ticket"))
}

/// Records all, and returns the time for all and the longest for one.
fn record(
    store: &InProcessReplayStore,
    digests: &[TicketDigest],
    acceptance: Acceptance,
) -> (Duration, Duration) {
    let mut worst = Duration::ZERO;
    let start = Instant::now();
    let mut last = start;
    for digest in digests {
        let recording = pin!(store.record(*digest, acceptance, LIFETIME));
        let _ = black_box(recording.poll(&mut Context::from_waker(Waker::noop())));
        let now = Instant::now();
        worst = worst.max(now - last);
        last = now;
    }
    (start.elapsed(), worst)
}

/// The resident memory of this process in bytes, where the system tells.
fn resident() -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/statm", process::id())).unwrap_or_default();
    status
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse::<f64>().ok())
        .map_or(f64::NAN, |pages| pages * 4096.0)
}
