//! What the site logs, at every level.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;

use tracing_subscriber::Layer;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;

thread_local! {
    /// Every test is a thread, and its site runs in it.
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Begins to keep what this crate and the session layer log.
///
/// It is kept for every test: what a test of its own logs would depend on what runs beside it, because
/// `tracing` remembers for all threads whether anybody listens.
pub fn keep() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let ours = filter_fn(|event| {
            event.target().starts_with("wmlogin_") || event.target().starts_with("tower_sessions")
        });
        let format = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(|| Log);
        let subscriber = tracing_subscriber::registry().with(format.with_filter(ours));
        tracing::subscriber::set_global_default(subscriber).expect("the only subscriber");
    });
}

/// What this test has logged so far.
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
