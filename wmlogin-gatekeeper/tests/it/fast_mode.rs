//! The operator's fast mode, trust between sites, and users who restrict logins to their addresses.

use wmlogin_client::types::{Field, TicketFlags, Version};
use wmlogin_gatekeeper::{EntryKind, Settings};

use http::StatusCode;
use wmlogin_test_support::browser::{Browser, Page};
use wmlogin_test_support::world::{USER, World, answered, id, settings};

/// Logs in at a site, and returns the answer of the next visit to one.
async fn visit(world: &World, browser: &mut Browser, first: Version, next: Version) -> (Page, Page) {
    let page = browser.open(&world.page_of(first).login().url()).await;
    let first = world.allow(browser, &page, |_| ()).await;
    world.verify(&first).await;
    let url = world.page_of(next).login().quiet(true).url();
    (first, browser.open(&url).await)
}

fn fast(mut settings: Settings) -> Settings {
    settings.fast_mode = true;
    settings
}

#[tokio::test]
async fn in_the_fast_mode_a_browser_sends_the_ticket_again() {
    let ticket = |page: &Page| answered(page, Field::Ticket);
    for (settings, is_same) in [(fast(settings()), true), (settings(), false)] {
        let (world, mut browser) = (World::with(settings).await, Browser::new());
        let (first, again) = visit(&world, &mut browser, Version::V3_0, Version::V3_0).await;
        assert_eq!(ticket(&first) == ticket(&again), is_same);
        if is_same {
            for field in [Field::Created, Field::Expires] {
                assert_eq!(answered(&first, field), answered(&again, field));
            }
            assert!(
                answered(&again, Field::Flags).is_some_and(|flags| flags == TicketFlags::QUIET.to_string())
            );
            let told = world.gatekeeper.journal().into_iter().find(|entry| entry.kind == EntryKind::Resumed);
            assert!(told.is_some_and(|entry| entry.note.contains("assumed")));
        }
        world.verify(&again).await;
        // Once it has expired, there is another one.
        let lifetime = world.gatekeeper.settings().lifetimes.ticket;
        world.gatekeeper.clock().advance(chrono::TimeDelta::seconds(lifetime.into()));
        let later = browser.open(&world.page_of(Version::V3_0).login().quiet(true).url()).await;
        assert_ne!(ticket(&later), ticket(&first));
        world.verify(&later).await;
    }
}

#[tokio::test]
async fn a_site_gets_tickets_of_another_one_only_if_it_trusts_that() {
    for trusts in [false, true] {
        let mut settings = fast(settings());
        let site = settings.sites.iter_mut().find(|site| site.version == Version::V2_0).expect("a site");
        site.trusts.extend(trusts.then_some(id(Version::V3_0)));
        let (world, mut browser) = (World::with(settings).await, Browser::new());
        let (first, there) = visit(&world, &mut browser, Version::V3_0, Version::V2_0).await;
        assert_eq!(answered(&first, Field::Ticket) == answered(&there, Field::Ticket), trusts);
        assert_eq!(answered(&there, Field::UrlId), Some(id(Version::V2_0).to_string()));
        assert_eq!(*world.verify(&there).await.url_id(), id(Version::V2_0));
        // Trust is not mutual unless both sites say so, and the ticket of the other site is its own.
        world.verify(&first).await;
    }
}

#[tokio::test]
async fn users_can_restrict_logins_to_their_addresses() {
    for (allowed, status) in [("127.0.0.1", StatusCode::OK), ("192.0.2.1", StatusCode::UNPROCESSABLE_ENTITY)]
    {
        let mut settings = settings();
        let person = settings.people.iter_mut().find(|person| person.wmid.as_str() == USER).expect("a user");
        person.addresses = Some(vec![allowed.parse().expect("an address")]);
        let (world, mut browser) = (World::with(settings).await, Browser::new());
        let page = world.open(&mut browser, |query| query).await;
        let page = world.allow(&mut browser, &page, |_| ()).await;
        assert_eq!(page.status, status, "{allowed}");
        assert_eq!(page.body.contains("allows no login from the address"), status != StatusCode::OK);
    }
}
