//! Signing in and out, with both proxies.

use http::HeaderValue;
use http::header::{ACCEPT, REFERER};
use wmlogin_test_support::browser::Initiator;

use super::world::{Proxy, USER, World, browser};

const PROXIES: [Proxy; 2] = [Proxy::Nginx, Proxy::Caddy];

#[tokio::test(flavor = "multi_thread")]
async fn a_user_signs_in_and_comes_back_to_the_page_with_its_query() {
    for proxy in PROXIES {
        let Some(world) = World::start(proxy) else { continue };
        let mut browser = browser();
        let path = "/index.php/deep/link?a=1&b=two%20words%26more&a=%D0%B9";
        let page = world.sign_in(&mut browser, path).await;
        assert_eq!(page.url, world.url(path), "{proxy:?}");
        assert!(page.body.contains(&format!("Welcome, {USER}")), "{proxy:?}: {}", page.shown());
        // The site asks nobody again.
        let again = browser.open(&world.url("/")).await;
        assert!(again.body.contains(USER), "{}", again.shown());
        let user = browser.open(&world.url("/wmlogin/user")).await;
        assert!(user.body.contains(&format!(r#""user":"{USER}""#)), "{}", user.shown());

        let out = browser.submit(&again, &again.form()).await;
        assert_eq!(out.url.path(), "/wmlogin/");
        assert!(out.body.contains("You are signed out") && out.body.contains("Shop"), "{}", out.shown());
        let asked = browser.open(&world.url("/")).await;
        assert!(!asked.body.contains("Welcome"), "{}", asked.shown());
        let user = browser.open(&world.url("/wmlogin/user")).await;
        assert_eq!(user.status, 401, "{}", user.shown());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_get_401_as_json_and_never_the_page() {
    for proxy in PROXIES {
        let Some(world) = World::start(proxy) else { continue };
        let mut program = browser().without_fetch_metadata();
        program.headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let answer = program.open(&world.url("/index.php")).await;
        assert_eq!(answer.status, 401, "{proxy:?}: {}", answer.shown());
        assert_eq!(answer.body, r#"{"error":"not_signed_in","login":"/wmlogin/login"}"#);
        let mut script = browser();
        script.headers.insert("sec-fetch-mode", HeaderValue::from_static("cors"));
        assert_eq!(script.open(&world.url("/index.php")).await.status, 401, "{proxy:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_while_a_form_is_filled_in_leads_back_to_the_page() {
    for proxy in PROXIES {
        let Some(world) = World::start(proxy) else { continue };
        let mut browser = browser();
        let origin = world.site.origin().ascii_serialization();
        let form = world.url("/index.php/order?item=7");
        browser.headers.insert(REFERER, form.as_str().parse().expect("a header"));
        let page = browser
            .post(Initiator::Page(&origin), &world.url("/index.php/order"), "amount=3".to_owned())
            .await;
        assert!(page.body.contains("Your session has expired"), "{proxy:?}: {}", page.shown());
        browser.headers.clear();
        let link = page.body.split("href=\"").find(|it| it.starts_with("/wmlogin/login")).expect("a link");
        let link = link.split('"').next().expect("its end").replace("&amp;", "&");
        let asked = browser.follow(Initiator::Page(&origin), &world.url(&link)).await;
        assert_eq!(World::allow(&mut browser, &asked).await.url, form, "{proxy:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_on_the_list_may_not_use_the_site() {
    let Some(world) = World::with(Proxy::Nginx, &["--users", "100000000002"]) else { return };
    let mut browser = browser();
    let page = world.sign_in(&mut browser, "/").await;
    assert_eq!(page.status, 403, "{}", page.shown());
    assert!(!browser.open(&world.url("/")).await.body.contains("Welcome"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_sign_in_one_after_the_other() {
    let Some(world) = World::start(Proxy::Nginx) else { return };
    let mut browser = browser();
    let one = browser.open(&world.url("/index.php/one")).await;
    let two = browser.open(&world.url("/index.php/two")).await;
    assert_eq!(World::allow(&mut browser, &two).await.url, world.url("/index.php/two"));
    let page = World::allow(&mut browser, &one).await;
    assert!(page.body.contains(USER), "{}", page.shown());
}
