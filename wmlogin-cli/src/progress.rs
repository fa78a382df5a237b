//! Signs of life while something takes long.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::output;

/// The time until the first sign, and between signs.
const INTERVAL: Duration = Duration::from_secs(1);

/// Does the work, and shows on a terminal for how long it has been going on.
pub fn during<T>(what: &str, work: impl FnOnce() -> T) -> T {
    if output::is_silent() || !io::stderr().is_terminal() {
        return work();
    }
    let (working, is_over) = channel();
    thread::scope(|scope| {
        // Without a thread there are no signs, and the work is done all the same.
        let _ = thread::Builder::new().spawn_scoped(scope, move || show(what, &is_over));
        let result = work();
        drop(working);
        result
    })
}

/// Shows the line until the work is over, and removes it.
fn show(what: &str, is_over: &Receiver<()>) {
    let (begin, mut length) = (Instant::now(), 0);
    while is_over.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
        let line = format!("{what}: {} s", begin.elapsed().as_secs());
        length = line.chars().count();
        put(&format!("\r{line}"));
    }
    if length > 0 {
        put(&format!("\r{:length$}\r", ""));
    }
}

fn put(text: &str) {
    let mut terminal = io::stderr().lock();
    // Nobody is left to tell when this fails.
    let _ = terminal.write_all(text.as_bytes()).and_then(|()| terminal.flush());
}
