//! Browsers that come back.

use wmlogin_client::LoginAddress;
use wmlogin_client::types::{AuthType, Field, TicketFlags};

use wmlogin_test_support::browser::{Browser, Page};
use wmlogin_test_support::world::{USER, World, answered, latest, settings, wmid};

/// Returns `true` if the page asks the user, rather than answering the site.
fn asks(page: &Page) -> bool {
    page.forms().iter().any(|form| form.value("token").is_some())
}

async fn first_visit(world: &World, browser: &mut Browser) {
    let page = world.open(browser, |query| query).await;
    assert_eq!(page.forms().len(), 1);
    let page = world.allow(browser, &page, |_| ()).await;
    world.verify(&page).await;
}

#[tokio::test]
async fn a_returning_user_is_offered_to_continue() {
    let (world, mut browser) = (World::new().await, Browser::new());
    first_visit(&world, &mut browser).await;
    let page = world.open(&mut browser, |query| query).await;
    let [proceed, _] = &mut page.forms()[..] else { panic!("{}", page.body) };
    let page = browser.submit(&page, proceed.press("continue")).await;
    assert_eq!(*world.verify(&page).await.wmid(), wmid(USER));
    let expected = TicketFlags::CACHED_AUTHENTICATION.to_string();
    assert_eq!(answered(&page, Field::Flags), Some(expected));
    // Continuing adds no flag to what is remembered.
    let page = world.open(&mut browser, |query| query.quiet(true)).await;
    assert_eq!(answered(&page, Field::Flags), Some(TicketFlags::QUIET_AUTHENTICATION.to_string()));
}

#[tokio::test]
async fn a_quiet_login_asks_only_if_it_must() {
    type Choose<'a> = fn(LoginAddress<'a>, AuthType) -> LoginAddress<'a>;
    let (world, mut browser) = (World::new().await, Browser::new());
    assert!(asks(&world.open(&mut browser, |query| query.quiet(true)).await));
    first_visit(&world, &mut browser).await;
    let method = AuthType::ALL.iter().copied().find(|method| method.is_in_use()).expect("a method");
    let cases: [(Choose<'_>, bool); 7] = [
        (|query, _| query, true),
        (|query, _| query.quiet(false), true),
        (|query, _| query.quiet(true), false),
        (|query, method| query.quiet(true).auth_type(method), false),
        (|query, _| query.quiet(true).wm_id(wmid(USER)), false),
        (|query, _| query.quiet(true).wm_id(wmid("100000000002")), true),
        (|query, _| query.quiet(true).auth_type(AuthType::PasswordSms), true),
    ];
    for (choose, expected) in cases {
        let page = world.open(&mut browser, |query| choose(query, method)).await;
        assert_eq!(asks(&page), expected, "{}", page.url);
        if !expected {
            world.verify(&page).await;
        }
    }
}

#[tokio::test]
async fn logging_off_forgets() {
    let (world, mut browser) = (World::new().await, Browser::new());
    first_visit(&world, &mut browser).await;
    let cookies = browser.cookies(world.gatekeeper.base_url());
    browser.open(&world.page_of(latest()).log_off().url()).await;
    assert!(asks(&world.open(&mut browser, |query| query.quiet(true)).await));
    // Nor is the former cookie good for anything.
    let mut other = Browser::new();
    other.plant_cookies(&cookies, world.gatekeeper.base_url());
    assert!(asks(&world.open(&mut other, |query| query.quiet(true)).await));
}

#[tokio::test]
async fn another_user_replaces_the_previous_one() {
    let (world, mut browser) = (World::new().await, Browser::new());
    first_visit(&world, &mut browser).await;
    let page = world.open(&mut browser, |query| query.wm_id(wmid("100000000002"))).await;
    let page = world.allow(&mut browser, &page, |_| ()).await;
    world.verify(&page).await;
    let page = world.open(&mut browser, |query| query.quiet(true)).await;
    assert_eq!(world.verify(&page).await.wmid().as_str(), "100000000002");
}

#[tokio::test]
async fn a_login_is_not_remembered_where_its_method_is_not_allowed() {
    let (world, mut browser) = (World::new().await, Browser::new());
    first_visit(&world, &mut browser).await;
    let mut stricter = settings();
    for site in &mut stricter.sites {
        site.methods = Some(vec![AuthType::PasswordSms]);
    }
    world.gatekeeper.reload(stricter);
    let page = world.open(&mut browser, |query| query.quiet(true)).await;
    assert_eq!(page.forms().len(), 1);
    assert!(asks(&page));
}
