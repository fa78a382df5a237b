//! The log of the code under test, at every level.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;

use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;

/// The beginnings of the targets that are kept. The HTTP clients of the tests log what they send.
const TARGETS: [&str; 2] = ["wmlogin_", "tower_sessions"];

thread_local! {
    /// Every test is a thread, and what it starts runs in it.
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Starts to keep what is logged, for every test of the process.
///
/// A subscriber for one test alone would miss what the tests beside it have switched off, because `tracing`
/// remembers for all threads which events nobody wants.
pub fn keep() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let kept = filter_fn(|event| TARGETS.iter().any(|target| event.target().starts_with(target)));
        let format = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(|| Log);
        let subscriber = tracing_subscriber::registry().with(format.with_filter(kept));
        tracing::subscriber::set_global_default(subscriber).expect("the only subscriber");
    });
}

/// The log of this test so far.
pub fn text() -> String {
    LOG.with_borrow(|log| String::from_utf8(log.clone()).expect("UTF-8"))
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.with_borrow_mut(|log| log.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
