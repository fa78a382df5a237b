//! The page that lists the certificates, and its button.

use chrono::TimeDelta;
use http::StatusCode;
use http::header::LOCATION;
use url::form_urlencoded;
use wmlogin_client::types::CERTIFICATE_REGISTRATION;
use wmlogin_gatekeeper::certification::CertificateStore;
use wmlogin_gatekeeper::{Clock, EntryKind, Gatekeeper};

use super::owner::Owner;
use super::{authority, kinds, register, with, world};
use wmlogin_test_support::browser::{Browser, Initiator, http_client};
use wmlogin_test_support::world::{USER, World, settings};

#[tokio::test]
async fn the_list_shows_which_certificates_are_valid() {
    let clock = Clock::fixed("2015-01-12T14:31:29.997Z".parse().expect("a time"));
    let (world, mut browser) = (with(settings(), clock.clone()).await, Browser::new());
    let list = world.url(CERTIFICATE_REGISTRATION.path);
    assert!(browser.open(&list).await.body.contains("No certificate has been issued yet."));
    let expired = register(&world, Owner::new().request(USER, Some("first@example.com"))).await;
    clock.advance(TimeDelta::days(365));
    let renewed = register(&world, Owner::new().request(USER, None)).await;
    clock.advance(TimeDelta::days(500));
    let revoked = register(&world, Owner::new().request("100000000002", None)).await;
    authority(&world).revoke(revoked.serial()).expect("revoked");
    let mut shown = String::new();
    for language in ["en", "ru"] {
        browser.headers.insert("accept-language", language.parse().expect("a header"));
        let mut page = browser.open(&list).await;
        assert_eq!(page.status, StatusCode::OK);
        for (name, serial) in [("[expired]", &expired), ("[renewed]", &renewed), ("[revoked]", &revoked)] {
            page.body = page.body.replace(&serial.serial().to_string(), name);
        }
        let [form] = &page.forms()[..] else { panic!("one is valid: {page:?}") };
        let body = page.body.replace(form.value("token").expect("a token"), "[token]");
        let (_, table) = body.split_once("<main>").expect("content");
        shown += &table.split_once("</main>").expect("content").0.replace("><", ">\n<");
        shown += "\n\n";
    }
    insta::assert_snapshot!(shown);
}

#[tokio::test]
async fn the_button_revokes() {
    let (world, mut browser) = (world().await, Browser::new().stopping_at_redirects());
    let certificate = register(&world, Owner::new().request(USER, None)).await;
    let page = browser.open(&world.url(CERTIFICATE_REGISTRATION.path)).await;
    let serial = certificate.serial().to_string();
    let mut form = page.form();
    let answer = browser.submit(&page, form.press(&serial)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.headers[LOCATION], "/certificates?lang=en");
    assert!(authority(&world).is_revoked(certificate.serial()));
    assert!(browser.open(&world.url("/certificates?lang=en")).await.forms().is_empty());

    let unknown = browser.submit(&page, page.form().add("serial", "0A:1B")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let nonsense = browser.submit(&page, page.form().add("serial", "first")).await;
    assert_eq!(nonsense.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn other_pages_cannot_revoke() {
    for browser in [Browser::new(), Browser::new().without_fetch_metadata()] {
        other_pages_cannot_revoke_in(browser).await;
    }
}

async fn other_pages_cannot_revoke_in(mut browser: Browser) {
    let world = world().await;
    let certificate = register(&world, Owner::new().request(USER, None)).await;
    let page = browser.open(&world.url(CERTIFICATE_REGISTRATION.path)).await;
    let genuine = page.form().press(&certificate.serial().to_string()).clone();
    let (origin, target) = (world.origin(), genuine.target(&page.url));
    for (origin, form) in [
        ("https://stranger.example", genuine.clone()),
        ("null", genuine.clone()),
        ("http://127.0.0.1:1", genuine.clone()),
        (&origin, genuine.clone().set("token", "").clone()),
    ] {
        let page = browser.post(Initiator::of(origin), &target, form.body()).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{origin} {form:?}");
    }
    let page = Browser::new().post(Initiator::of(&origin), &target, genuine.body()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!authority(&world).is_revoked(certificate.serial()));
}

#[tokio::test]
async fn the_control_port_revokes() {
    let builder = Gatekeeper::builder().settings(settings()).control(([127, 0, 0, 1], 0).into());
    let world = World::of(builder.certificates(CertificateStore::Memory).start().await.expect("a stand-in"));
    let certificate = register(&world, Owner::new().request(USER, None)).await;
    let url = world.gatekeeper.control_url().expect("a port").join("/revoke").expect("an address");
    for (serial, status, text) in [
        ("nonsense", 400, "`serial`: expected pairs of hexadecimal digits, such as 0A:1B:2C\n"),
        ("0A1B", 400, "no certificate with the serial number 0A:1B was issued\n"),
        (&certificate.serial().to_string(), 204, ""),
        // Once more does no harm.
        (&certificate.serial().to_string(), 204, ""),
    ] {
        let body = form_urlencoded::Serializer::new(String::new()).append_pair("serial", serial).finish();
        let answer = http_client().post(url.clone()).body(body).send().await.expect("an answer");
        assert_eq!(answer.status(), status, "{serial}");
        assert_eq!(answer.text().await.expect("text"), text);
    }
    assert_eq!(kinds(&world), [EntryKind::Issued, EntryKind::Revoked]);
}
