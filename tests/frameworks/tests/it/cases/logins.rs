//! Logins of honest users.

use http::StatusCode;
use wmlogin_client::types::MAX_BODY_LENGTH;
use wmlogin_gatekeeper::Fault;
use wmlogin_test_support::browser::{Browser, Initiator, http_client};

use crate::world::{NOBODY, USER, World};

pub async fn a_login_leads_back_to_where_it_was_begun(world: World) {
    let mut browser = Browser::new();
    let page = world.log_in(&mut browser, "/account?tab=1&next=%2F", USER).await;
    assert_eq!((page.status, &page.url), (StatusCode::OK, &world.url("/account?tab=1&next=%2F")));
    assert!(page.body.contains(USER), "{}", page.body);
    assert_eq!(world.user(&mut browser).await, USER);
    assert_eq!(world.gatekeeper.asked().len(), 1);
}

pub async fn a_place_on_another_site_is_ignored(world: World) {
    let mut browser = Browser::new();
    let page = world.log_in(&mut browser, "/login?return_to=//stranger.example", USER).await;
    assert_eq!(page.url, world.url("/account"));
}

pub async fn without_cookies_a_page_says_so(world: World) {
    let relay = world.come_back(&mut Browser::new(), "/account", USER).await;
    let page = Browser::new().submit(&relay, &relay.form()).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.body.contains("Allow cookies for this site"), "{}", page.body);
}

pub async fn a_cancelled_login_can_be_begun_again(world: World) {
    let mut browser = Browser::new();
    let page = browser.open(&world.url("/account")).await;
    let relay = world.decide(&mut browser, &page, USER, "cancel").await;
    let page = browser.submit(&relay, &relay.form()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("You cancelled the login"), "{}", page.body);
    assert_eq!(world.user(&mut browser).await, NOBODY);
    assert_eq!(world.log_in(&mut browser, "/account", USER).await.url, world.url("/account"));
}

pub async fn a_login_survives_a_failure_of_the_service(world: World) {
    let mut browser = Browser::new();
    let relay = world.come_back(&mut browser, "/account?tab=1", USER).await;
    world.set_fault(Fault::ServerError);
    let again = browser.submit(&relay, &relay.form()).await;
    assert_eq!(again.status, StatusCode::BAD_GATEWAY);
    assert_eq!(world.user(&mut browser).await, NOBODY);
    world.set_fault(None);
    let page = browser.submit(&again, &again.form()).await;
    assert_eq!(page.url, world.url("/account?tab=1"));
    assert_eq!(world.user(&mut browser).await, USER);
}

pub async fn the_return_page_is_for_answers_alone(world: World) {
    let mut browser = Browser::new();
    for path in ["/webmoney", "/webmoney?wmlogin-finish", "/webmoney?ticket=AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUM"]
    {
        let page = browser.open(&world.url(path)).await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert_eq!(page.headers["allow"], "POST");
    }
    assert!(world.gatekeeper.asked().is_empty());
}

pub async fn a_request_that_no_user_makes_begins_no_login(world: World) {
    let http = http_client();
    let get = || http.get(world.url("/login"));
    for request in [
        http.head(world.url("/login")),
        get().header("sec-purpose", "prefetch"),
        // An image in a user's post.
        get().header("sec-fetch-mode", "no-cors").header("sec-fetch-site", "same-origin"),
    ] {
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        assert!(!response.headers().contains_key("set-cookie"));
    }
}

pub async fn a_body_that_is_too_long_is_refused(world: World) {
    let (mut browser, from) = (Browser::new(), world.service_origin());
    let body = "a".repeat(MAX_BODY_LENGTH + 1);
    let page = browser.post(Initiator::Page(&from), &world.url("/webmoney"), body).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
}

pub async fn the_browser_of_the_library_signs_in(world: World) {
    let (mut browser, address) = (world.gatekeeper.browser().expect("a browser"), world.url("/account"));
    let page = browser.sign_in(address.as_str(), &USER.parse().expect("a WMID")).await.expect("a login");
    assert!(page.url == address && page.body.contains(USER), "{page:?}: {}", page.body);
}
