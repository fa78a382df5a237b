//! What the store remembers, and for how long.

use std::time::Duration;

use redis::AsyncCommands;
use wmlogin_client::{Acceptance, ReplayStore};
use wmlogin_redis::{RedisReplayStore, redis};
use wmlogin_test_support::redis::RedisServer;

use super::{HOUR, acceptance, record, ticket};

#[tokio::test]
async fn a_ticket_is_new_once_whichever_node_sees_it() {
    let Some(server) = RedisServer::start() else { return };
    let one = RedisReplayStore::open(&server.url()).await.expect("a store");
    let two = RedisReplayStore::open(&server.url()).await.expect("a store");
    assert_eq!(record(&one, 1, 1, HOUR).await, None);
    assert_eq!(record(&two, 1, 2, HOUR).await, Some(acceptance(1)));
    assert_eq!(record(&one, 1, 3, HOUR).await, Some(acceptance(1)));
    assert_eq!(record(&two, 2, 2, HOUR).await, None);
}

#[tokio::test]
async fn an_acceptance_of_an_unknown_network_comes_back_as_it_is() {
    let Some(server) = RedisServer::start() else { return };
    let store = RedisReplayStore::open(&server.url()).await.expect("a store");
    let unknown: Acceptance = "- -".parse().expect("an acceptance");
    assert_eq!(store.record(ticket(1), unknown, HOUR).await.expect("an answer"), None);
    assert_eq!(store.record(ticket(1), acceptance(1), HOUR).await.expect("an answer"), Some(unknown));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_simultaneous_calls_exactly_one_is_first() {
    let Some(server) = RedisServer::start() else { return };
    let one = RedisReplayStore::open(&server.url()).await.expect("a store");
    let two = RedisReplayStore::open(&server.url()).await.expect("a store");
    for number in 0..50 {
        let calls: Vec<_> = (0..20_u8)
            .map(|call| {
                let store = if call % 2 == 0 { one.clone() } else { two.clone() };
                tokio::spawn(async move { record(&store, number, call, HOUR).await })
            })
            .collect();
        let mut first = 0;
        for call in calls {
            first += usize::from(call.await.expect("no panic").is_none());
        }
        assert_eq!(first, 1);
    }
}

#[tokio::test]
async fn a_key_has_the_prefix_and_the_lifetime_and_no_ticket() {
    let Some(server) = RedisServer::start() else { return };
    let client = redis::Client::open(server.url()).expect("a client");
    let mut connection = client.get_multiplexed_async_connection().await.expect("a connection");
    let store = RedisReplayStore::open(&server.url()).await.expect("a store").prefix("shop:");
    assert_eq!(record(&store, 1, 1, HOUR).await, None);
    let keys: Vec<String> = connection.keys("*").await.expect("keys");
    assert_eq!(keys, [format!("shop:{}", ticket(1))]);
    let left = async |connection: &mut redis::aio::MultiplexedConnection| {
        let left: u64 = connection.pttl(&keys[0]).await.expect("a lifetime");
        Duration::from_millis(left)
    };
    let minute = Duration::from_mins(1);
    assert!((Duration::from_mins(59)..=HOUR).contains(&left(&mut connection).await));
    // A shorter confirmation shortens nothing; a longer one extends it.
    assert_eq!(record(&store, 1, 2, minute).await, Some(acceptance(1)));
    assert!((Duration::from_mins(59)..=HOUR).contains(&left(&mut connection).await));
    assert_eq!(record(&store, 1, 2, HOUR * 2).await, Some(acceptance(1)));
    assert!((Duration::from_mins(119)..=HOUR * 2).contains(&left(&mut connection).await));
}

#[tokio::test]
async fn a_ticket_is_forgotten_after_its_lifetime() {
    let Some(server) = RedisServer::start() else { return };
    let store = RedisReplayStore::open(&server.url()).await.expect("a store");
    assert_eq!(record(&store, 1, 1, Duration::from_millis(20)).await, None);
    let mut earlier = Some(acceptance(1));
    while earlier.is_some() {
        tokio::time::sleep(Duration::from_millis(5)).await;
        // A lifetime of zero extends nothing.
        earlier = record(&store, 1, 2, Duration::ZERO).await;
    }
    assert_eq!(record(&store, 2, 1, Duration::MAX).await, None);
    assert_eq!(record(&store, 2, 2, Duration::MAX).await, Some(acceptance(1)));
}
