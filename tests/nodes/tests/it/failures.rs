//! Redis is killed, paused, slow or full: the user is told to try again, nobody is signed in, and it recovers.

use std::time::{Duration, Instant};

use wmlogin_test_support::browser::{Browser, Page};
use wmlogin_test_support::redis::RedisServer;

use crate::world::{USER, World};

/// The nodes wait a second for the session and a second for the ticket, and nginx and the machine take their time.
const LONGEST: Duration = Duration::from_secs(8);

/// Posts the form of the relay page, which is answered with 503 and a sentence in time.
async fn refused(browser: &mut Browser, relay: &Page) {
    let since = Instant::now();
    let page = browser.submit(relay, &relay.form()).await;
    assert!(since.elapsed() < LONGEST, "{:?}", since.elapsed());
    assert_eq!(page.status, 503, "{}", page.shown());
    assert!(page.body.contains("again"), "{}", page.shown());
    assert!(
        page.headers
            .get("set-cookie")
            .is_none_or(|cookie| !cookie.to_str().is_ok_and(|it| it.starts_with("id=")))
    );
}

/// Posts the form until the user is signed in.
async fn recovered(browser: &mut Browser, relay: &Page) {
    let since = Instant::now();
    loop {
        let page = browser.submit(relay, &relay.form()).await;
        if page.status == 200 {
            assert_eq!(page.body, format!("The account of {USER}"));
            return;
        }
        assert_eq!(page.status, 503, "{}", page.shown());
        assert!(since.elapsed() < Duration::from_secs(30), "it does not recover");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_is_killed() {
    let Some(mut world) = World::start("once").await else { return };
    let mut browser = world.browser();
    let relay = world.relay(&mut browser).await;
    world.redis.kill();
    refused(&mut browser, &relay).await;
    let page = browser.open(&world.url("/")).await;
    // Without a session there is nothing to ask Redis for.
    assert_eq!((page.status.as_u16(), page.body.as_str()), (200, "nobody"));
    world.redis.start_again();
    recovered(&mut browser, &relay).await;
    world.redis.kill();
    let page = browser.open(&world.url("/")).await;
    assert_eq!(page.status, 503, "{}", page.shown());
    assert!(page.body.contains("again"), "{}", page.shown());
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_is_paused() {
    let Some(world) = World::start("once").await else { return };
    let mut browser = world.browser();
    let relay = world.relay(&mut browser).await;
    world.redis.pause();
    refused(&mut browser, &relay).await;
    world.redis.resume();
    recovered(&mut browser, &relay).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_is_slow() {
    let Some(world) = World::start("once").await else { return };
    let mut browser = world.browser();
    let relay = world.relay(&mut browser).await;
    // Longer than the nodes wait, and over by itself.
    world.redis.command(&["CLIENT", "PAUSE", "4000", "ALL"]);
    refused(&mut browser, &relay).await;
    recovered(&mut browser, &relay).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redis_is_full() {
    let options = ["--maxmemory", "2mb", "--maxmemory-policy", "noeviction"];
    let Some(world) = World::with("once", &options).await else { return };
    let mut browser = world.browser();
    let relay = world.relay(&mut browser).await;
    fill(&world.redis);
    refused(&mut browser, &relay).await;
    world.redis.command(&[
        "EVAL",
        "for _, key in ipairs(redis.call('KEYS', 'filler-*')) do redis.call('DEL', key) end",
        "0",
    ]);
    recovered(&mut browser, &relay).await;
}

/// Fills the memory until the server takes no more.
fn fill(redis: &RedisServer) {
    for size in [100_000, 1_000, 10] {
        let value = "x".repeat(size);
        for number in 0.. {
            if redis.command(&["SET", &format!("filler-{size}-{number}"), &value]).contains("OOM") {
                break;
            }
        }
    }
}
