//! Thousands of concurrent logins: none is lost, and no user gets that of another.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::task::JoinSet;
use wmlogin_client::types::{Field, Wmid};
use wmlogin_gatekeeper::EntryKind;

use wmlogin_test_support::browser::{Browser, http_client};
use wmlogin_test_support::world::{World, answered, settings, wmid};

const LOGINS: usize = 2_000;
const IN_FLIGHT: usize = 64;

/// The users who were verified, each with the ticket.
type Verified = Vec<(Wmid, String)>;

#[tokio::test(flavor = "multi_thread")]
async fn no_login_is_lost_or_mixed_up() {
    let mut settings = settings();
    // A page, an answer and a verification each.
    settings.journal = 3 * LOGINS;
    let world = Arc::new(World::with(settings).await);
    let (next, http) = (Arc::new(AtomicUsize::new(0)), http_client());
    let visitors = (0..IN_FLIGHT).map(|_| log_in_all(Arc::clone(&world), http.clone(), Arc::clone(&next)));
    let verified = visitors.collect::<JoinSet<_>>().join_all().await.concat();

    let users: HashSet<_> = verified.iter().map(|(user, _)| *user).collect();
    let tickets: HashSet<_> = verified.iter().map(|(_, ticket)| ticket).collect();
    assert_eq!(users, (0..LOGINS).map(user).collect(), "everybody has logged in");
    assert_eq!((verified.len(), tickets.len()), (LOGINS, LOGINS), "by a ticket of their own");
    let journal = world.gatekeeper.journal();
    for kind in [EntryKind::Asked, EntryKind::Answered, EntryKind::Verified] {
        assert_eq!(journal.iter().filter(|entry| entry.kind == kind).count(), LOGINS, "{kind:?}");
    }
}

/// Logs in one user after the other while there are any left.
async fn log_in_all(world: Arc<World>, http: reqwest::Client, next: Arc<AtomicUsize>) -> Verified {
    let mut verified = Verified::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= LOGINS {
            return verified;
        }
        verified.push(log_in(&world, Browser::over(http.clone()), user(number)).await);
    }
}

async fn log_in(world: &World, mut browser: Browser, user: Wmid) -> (Wmid, String) {
    let page = world.open(&mut browser, |query| query.wm_id(user)).await;
    let answer = world.allow(&mut browser, &page, |_| ()).await;
    let login = world.verify(&answer).await;
    assert_eq!(*login.wmid(), user);
    (user, answered(&answer, Field::Ticket).expect("a ticket"))
}

fn user(number: usize) -> Wmid {
    wmid(&format!("2{number:011}"))
}
