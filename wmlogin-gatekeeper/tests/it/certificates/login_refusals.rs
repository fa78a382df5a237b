//! Certificates that are refused at login, and the pages that give the reason.

use chrono::TimeDelta;
use http::StatusCode;
use http::header::ACCEPT_LANGUAGE;
use url::Url;
use wmlogin_client::types::AuthType;
use wmlogin_gatekeeper::{Clock, EntryKind, Person};

use super::login::choose_certificate;
use super::owner::Owner;
use super::{authority, kinds, with, world};
use wmlogin_test_support::browser::{Browser, Page, tls_client};
use wmlogin_test_support::world::{USER, World, settings, wmid};

/// A stand-in whose clock stands still.
async fn still() -> World {
    with(settings(), Clock::fixed("2015-01-12T14:31:29Z".parse().expect("a time"))).await
}

/// The address that a browser is redirected to when it chooses to present a certificate.
async fn handshake(world: &World, browser: &mut Browser) -> Url {
    let page = world.open(browser, |query| query).await;
    choose_certificate(browser, &page).await
}

/// The page that refuses, in both languages; it leads back to where the browser may begin again.
async fn refused(world: &World, browser: &mut Browser, url: &Url) -> String {
    let mut shown = String::new();
    for language in ["en", "ru"] {
        browser.headers.insert(ACCEPT_LANGUAGE, language.parse().expect("a header"));
        let page = browser.open(url).await;
        assert_eq!(kinds(world).last(), Some(&EntryKind::Rejected));
        shown += &text(world, &page);
        let back = back(&page);
        assert_eq!(browser.open(&back).await.status, StatusCode::OK);
    }
    browser.headers.clear();
    shown
}

/// The content of a page, without the address of the stand-in.
fn text(world: &World, page: &Page) -> String {
    let (_, content) = page.body.split_once("<main>").expect("content");
    let (content, _) = content.split_once("</main>").expect("content");
    let lines = content.replace("><", ">\n<").replace(&world.origin(), "[stand-in]");
    format!("{}\n{lines}\n\n", page.status)
}

/// The address that the page links back to.
fn back(page: &Page) -> Url {
    let (_, link) = page.body.split_once("<a class=\"button\" href=\"").expect("a link");
    let (link, _) = link.split_once('"').expect("a link");
    link.replace("&amp;", "&").parse().expect("an address")
}

#[tokio::test]
async fn no_certificate() {
    let world = still().await;
    let mut browser = Browser::over(tls_client(authority(&world).root(), None)).stopping_at_redirects();
    let url = handshake(&world, &mut browser).await;
    insta::assert_snapshot!(refused(&world, &mut browser, &url).await);
}

#[tokio::test]
async fn an_expired_certificate() {
    let (world, owner) = (still().await, Owner::new());
    let (certificate, mut browser) = owner.registered(&world, USER);
    let url = handshake(&world, &mut browser).await;
    let clock = world.gatekeeper.clock();
    // To its last second it is good.
    clock.advance(certificate.not_after() - clock.now());
    browser.open(&url).await.location();
    clock.advance(TimeDelta::seconds(1));
    insta::assert_snapshot!(refused(&world, &mut browser, &url).await);
}

#[tokio::test]
async fn a_certificate_that_is_not_yet_valid() {
    let (world, owner) = (still().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let url = handshake(&world, &mut browser).await;
    world.gatekeeper.clock().advance(TimeDelta::seconds(-3601));
    insta::assert_snapshot!(refused(&world, &mut browser, &url).await);
}

#[tokio::test]
async fn a_revoked_certificate() {
    let (world, owner) = (still().await, Owner::new());
    let (certificate, mut browser) = owner.registered(&world, USER);
    let url = handshake(&world, &mut browser).await;
    authority(&world).revoke(certificate.serial()).expect("revoked");
    insta::assert_snapshot!(refused(&world, &mut browser, &url).await);
    let mut journal = world.gatekeeper.journal().into_iter();
    let entry = journal.rfind(|entry| entry.kind == EntryKind::Rejected).expect("an entry");
    let told: Vec<_> = entry.fields.iter().map(|(name, _)| *name).collect();
    assert_eq!(told, ["wmid", "serial"]);
    assert_eq!(entry.note, "The certificate is revoked.");
}

#[tokio::test]
async fn a_foreign_certificate() {
    let (world, other, owner) = (still().await, still().await, Owner::new());
    let foreign = authority(&other).register(&owner.request(USER, None)).expect("a certificate");
    let mut browser = owner.browser(&world, &foreign);
    let url = handshake(&world, &mut browser).await;
    insta::assert_snapshot!(refused(&world, &mut browser, &url).await);
}

#[tokio::test]
async fn a_self_signed_certificate() {
    let (world, owner) = (still().await, Owner::new());
    let mut browser = owner.self_signed(&world);
    let url = handshake(&world, &mut browser).await;
    insta::assert_snapshot!(refused(&world, &mut browser, &url).await);
}

#[tokio::test]
async fn the_certificate_of_an_unknown_person() {
    let (world, owner) = (still().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, "999999999999");
    let url = handshake(&world, &mut browser).await;
    world.gatekeeper.reload(settings().strict_people());
    insta::assert_snapshot!(refused(&world, &mut browser, &url).await);
}

#[tokio::test]
async fn the_certificate_of_a_person_without_the_method() {
    let (world, owner) = (still().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let url = handshake(&world, &mut browser).await;
    let person = Person::new(wmid(USER), "First").methods([AuthType::Telepat]);
    world.gatekeeper.reload(settings().people([person]));
    insta::assert_snapshot!(refused(&world, &mut browser, &url).await);
}

#[tokio::test]
async fn the_certificate_of_another_user() {
    let (world, owner) = (still().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let page = world.open(&mut browser, |query| query.wm_id(wmid("100000000002"))).await;
    let url = choose_certificate(&mut browser, &page).await;
    insta::assert_snapshot!(refused(&world, &mut browser, &url).await);
}

#[tokio::test]
async fn a_code_is_accepted_once() {
    let (world, owner) = (still().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let url = handshake(&world, &mut browser).await;
    let back = browser.open(&url).await.location();
    let page = browser.open(&back).await;
    assert_eq!(page.status, StatusCode::OK);
    insta::assert_snapshot!(refused(&world, &mut browser, &back).await);
    // The form that it led to is good once, too.
    let form = page.form().press("allow").clone();
    assert_eq!(browser.submit(&page, &form).await.status, StatusCode::OK);
    assert_eq!(browser.submit(&page, &form).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_code_expires_after_a_minute_and_its_form_after_ten() {
    let (world, owner) = (still().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let url = handshake(&world, &mut browser).await;
    let clock = world.gatekeeper.clock();
    for (seconds, expected) in [(59, StatusCode::OK), (60, StatusCode::FORBIDDEN)] {
        let back = browser.open(&url).await.location();
        clock.advance(TimeDelta::seconds(seconds));
        assert_eq!(browser.open(&back).await.status, expected, "{seconds}");
    }
    for (seconds, expected) in [(599, StatusCode::OK), (600, StatusCode::FORBIDDEN)] {
        let back = browser.open(&url).await.location();
        let page = browser.open(&back).await;
        clock.advance(TimeDelta::seconds(seconds));
        let answer = browser.submit(&page, page.form().press("allow")).await;
        assert_eq!(answer.status, expected, "{seconds}");
    }
}

#[tokio::test]
async fn a_code_is_for_one_browser_and_one_login() {
    let (world, owner) = (still().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let url = handshake(&world, &mut browser).await;
    // Planted in somebody else's browser, it would sign them in as the one who planted it.
    let planted = browser.open(&url).await.location();
    let mut other = Browser::new();
    world.open(&mut other, |query| query).await;
    assert_eq!(other.open(&planted).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.open(&planted).await.status, StatusCode::FORBIDDEN, "it is used up");

    let code = browser.open(&url).await.location();
    let (_, code) = code.query_pairs().find(|(name, _)| name == "gatekeeper-code").expect("a code");
    let mut elsewhere = world.login_url(|query| query.return_url("/elsewhere"));
    elsewhere.query_pairs_mut().append_pair("gatekeeper-code", &code);
    assert_eq!(browser.open(&elsewhere).await.status, StatusCode::FORBIDDEN);

    // A handshake that no page has sent the browser to leads nowhere.
    let mut bare = url.clone();
    bare.set_query(Some(url.query().and_then(|query| query.split("&gatekeeper").next()).expect("a query")));
    assert_eq!(browser.open(&bare).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_certificate_revoked_meanwhile_is_refused() {
    let (world, owner) = (still().await, Owner::new());
    let (certificate, mut browser) = owner.registered(&world, USER);
    let url = handshake(&world, &mut browser).await;
    let back = browser.open(&url).await.location();
    let page = browser.open(&back).await;
    authority(&world).revoke(certificate.serial()).expect("revoked");
    let answer = browser.submit(&page, page.form().press("allow")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("The certificate is revoked."), "{answer:?}");
}

#[tokio::test]
async fn the_tls_listener_reports_an_invalid_query() {
    let world = world().await;
    let mut browser = Browser::over(tls_client(authority(&world).root(), None)).stopping_at_redirects();
    let tls = world.gatekeeper.tls_url().expect("a listener");
    for query in ["", "RID=00000000-0000-0000-0000-000000000000"] {
        let url = tls.join(&format!("/certificates/login?{query}")).expect("an address");
        assert_eq!(browser.open(&url).await.status, StatusCode::BAD_REQUEST);
    }
}
