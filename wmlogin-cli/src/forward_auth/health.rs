//! The questions of whoever watches the program.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use http::StatusCode;
use tokio::time::timeout;
use tower_sessions::SessionStore;
use tower_sessions::session::Id;

/// The time in which the store has to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// The program runs.
pub async fn health() -> &'static str {
    "ok\n"
}

/// The store of sessions, for a look whether it answers.
#[derive(Clone)]
pub struct Probe(Arc<dyn SessionStore>);

impl Probe {
    pub fn of(sessions: impl SessionStore) -> Self {
        Self(Arc::new(sessions))
    }
}

/// The program can answer its proxy: the store answers.
pub async fn ready(State(Probe(sessions)): State<Probe>) -> (StatusCode, &'static str) {
    // Nobody has this id.
    match timeout(PATIENCE, sessions.load(&Id(0))).await {
        Ok(Ok(_)) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the store of sessions does not answer\n"),
    }
}
