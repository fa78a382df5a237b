//! A server that is away, paused, full or of another mind: an error in time, and then it goes on.

use std::error::Error;
use std::time::{Duration, Instant};

use wmlogin_client::{ReplayStore, ReplayStoreError};
use wmlogin_redis::RedisReplayStore;
use wmlogin_test_support::redis::RedisServer;

use super::{HOUR, acceptance, record, ticket};

const TIMEOUT: Duration = Duration::from_millis(500);

/// A store that waits half a second.
async fn store(server: &RedisServer) -> RedisReplayStore {
    RedisReplayStore::open(&server.url()).await.expect("a store").timeout(TIMEOUT)
}

/// Returns the error of a call, which comes in time.
async fn error(store: &RedisReplayStore) -> ReplayStoreError {
    let since = Instant::now();
    let error = store.record(ticket(9), acceptance(9), HOUR).await.expect_err("no answer");
    assert!(since.elapsed() < TIMEOUT * 4, "{:?}", since.elapsed());
    error
}

/// Waits until the server answers again.
async fn recovered(store: &RedisReplayStore) {
    let since = Instant::now();
    while store.check().await.is_err() {
        assert!(since.elapsed() < Duration::from_secs(20), "it does not recover");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_server_that_is_killed_and_comes_back() {
    let Some(mut server) = RedisServer::start() else { return };
    let store = store(&server).await;
    assert_eq!(record(&store, 1, 1, HOUR).await, None);
    server.kill();
    error(&store).await;
    error(&store).await;
    server.start_again();
    recovered(&store).await;
    assert_eq!(record(&store, 2, 1, HOUR).await, None);
}

#[tokio::test]
async fn a_server_that_starts_after_the_site() {
    let Some(mut server) = RedisServer::start() else { return };
    server.kill();
    let store = store(&server).await;
    assert!(store.check().await.is_err());
    server.start_again();
    recovered(&store).await;
    assert_eq!(record(&store, 1, 1, HOUR).await, None);
}

#[tokio::test]
async fn a_server_that_is_paused() {
    let Some(server) = RedisServer::start() else { return };
    let store = store(&server).await;
    assert_eq!(record(&store, 1, 1, HOUR).await, None);
    server.pause();
    let paused = error(&store).await;
    server.resume();
    recovered(&store).await;
    assert_eq!(record(&store, 1, 2, HOUR).await, Some(acceptance(1)));
    let source = paused.source().expect("a cause").to_string();
    assert!(source.contains("500ms") || source.contains("timed out"), "{source}");
}

#[tokio::test]
async fn a_server_that_is_full() {
    // With nothing free, every key is one too many.
    let Some(server) = RedisServer::with(&["--maxmemory", "1mb", "--maxmemory-policy", "noeviction"]) else {
        return;
    };
    let store = store(&server).await;
    let mut number = 0;
    let full = loop {
        match store.record(ticket(number), acceptance(1), HOUR).await {
            Ok(earlier) => assert_eq!(earlier, None),
            Err(error) => break error,
        }
        number += 1;
        assert!(number < 100_000, "it is never full");
    };
    let source = full.source().expect("a cause").to_string();
    assert!(source.contains("OOM"), "{source}");
    assert_eq!(record(&store, 0, 2, HOUR).await.is_some(), number > 0);
}

#[tokio::test]
async fn a_password_is_needed_and_never_shown() {
    let Some(server) = RedisServer::with(&["--requirepass", "sesame"]) else { return };
    let without = store(&server).await;
    let refused = error(&without).await;
    let address = server.url().replace("//", "//:sesame@");
    let with = RedisReplayStore::open(&address).await.expect("a store");
    assert_eq!(record(&with, 1, 1, HOUR).await, None);
    let wrong = server.url().replace("//", "//:open-sesame@");
    let wrong = RedisReplayStore::open(&wrong).await.expect("a store").timeout(TIMEOUT);
    let wrong_error = error(&wrong).await;
    let unusable = RedisReplayStore::open("redis://:sesame@127.0.0.1:port").await.expect_err("no port");
    let shown = format!("{refused:?} {with:?} {wrong_error:?} {unusable} {unusable:?}");
    assert!(!shown.contains("sesame"), "{shown}");
}

/// It would panic if no provider of cryptography were compiled.
#[cfg(feature = "tls")]
#[tokio::test]
async fn a_server_that_ends_the_handshake() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("rediss://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || listener.incoming().for_each(drop));
    let store = RedisReplayStore::open(&address).await.expect("a store").timeout(TIMEOUT);
    error(&store).await;
}
