//! Attacks.

use http::StatusCode;
use wmlogin_client::types::{AuthType, Field};
use wmlogin_gatekeeper::Approval;
use wmlogin_test_support::browser::{Browser, Initiator, Page};

use crate::world::{NOBODY, STRANGER, USER, World};

/// Checks the status and the kind of a refusal, and that nobody is signed in.
async fn assert_refused(world: &World, browser: &mut Browser, page: &Page, status: StatusCode, kind: &str) {
    assert_eq!(page.status, status, "{}", page.body);
    assert!(page.body.contains(&format!("<code>{kind}</code>")), "{}", page.body);
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(world.user(browser).await, NOBODY);
}

/// The genuine answer for a user, as a form.
fn answer(world: &World) -> String {
    let approval = Approval::new(USER.parse().expect("a WMID"), AuthType::PasswordSms, [127, 0, 0, 1]);
    world.gatekeeper.issue(&world.registered().url_id, &approval).expect("an answer").to_form()
}

/// A ticket that the service has not issued, in a browser that has begun a login.
pub async fn a_forged_answer_is_refused(world: World) {
    let mut browser = Browser::new();
    let page = browser.open(&world.url("/account")).await;
    let page = browser.submit(&page, page.form().press("allow")).await;
    let relay = browser.submit(&page, page.form().set(Field::Ticket.name(), &"a".repeat(48))).await;
    let page = browser.submit(&relay, &relay.form()).await;
    assert_refused(&world, &mut browser, &page, StatusCode::FORBIDDEN, "refused").await;
    // The login is used up.
    let page = browser.submit(&relay, &relay.form()).await;
    assert_refused(&world, &mut browser, &page, StatusCode::CONFLICT, "no_cookie").await;
}

pub async fn an_altered_answer_is_refused(world: World) {
    let mut browser = Browser::new();
    let relay = world.come_back(&mut browser, "/account", USER).await;
    for (name, value) in
        [(Field::Wmid.name(), "999999999999"), (Field::Ticket.name(), &"a".repeat(48)), ("wmlogin_relay", "")]
    {
        let page = browser.submit(&relay, relay.form().set(name, value)).await;
        assert_refused(&world, &mut browser, &page, StatusCode::FORBIDDEN, "relay_signature").await;
    }
    assert!(world.gatekeeper.asked().is_empty());
}

/// The genuine answer to a stranger's login, which would sign the browser in as the stranger.
pub async fn an_answer_in_a_browser_that_began_no_login_is_refused(world: World) {
    let mut browser = Browser::new();
    let from = world.service_origin();
    let relay = browser.post(Initiator::Page(&from), &world.url("/webmoney"), answer(&world)).await;
    let page = browser.submit(&relay, &relay.form()).await;
    assert_refused(&world, &mut browser, &page, StatusCode::CONFLICT, "no_cookie").await;
    assert!(world.gatekeeper.asked().is_empty());
}

pub async fn a_foreign_origin_is_refused(world: World) {
    let mut browser = Browser::new();
    let relay = world.come_back(&mut browser, "/account", USER).await;
    for from in [STRANGER, &world.origin()] {
        let page = browser.post(Initiator::Page(from), &world.url("/webmoney"), answer(&world)).await;
        assert_refused(&world, &mut browser, &page, StatusCode::FORBIDDEN, "foreign_origin").await;
    }
    let service = world.service_origin();
    for from in [Initiator::Page(STRANGER), Initiator::Page(&service), Initiator::Opaque] {
        let finish = relay.form().target(&relay.url);
        let page = browser.post(from, &finish, relay.form().body()).await;
        assert_refused(&world, &mut browser, &page, StatusCode::FORBIDDEN, "not_own_page").await;
    }
    // A link on another site asks first.
    let page = browser.follow(Initiator::Page(STRANGER), &world.url("/login")).await;
    assert_eq!((page.status, page.url.clone()), (StatusCode::OK, world.url("/login")));
}

pub async fn only_the_site_signs_a_user_out(world: World) {
    let mut browser = Browser::new();
    world.log_in(&mut browser, "/account", USER).await;
    for from in [Initiator::Page(STRANGER), Initiator::Opaque] {
        let page = browser.post(from, &world.url("/logout"), String::new()).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(world.user(&mut browser).await, USER);
}
