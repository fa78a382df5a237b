//! Browsers that sign in with a certificate.

use http::StatusCode;
use http::header::SET_COOKIE;
use url::Url;
use wmlogin_client::types::pages::authentication::Parameter;
use wmlogin_client::types::{AuthType, Factor1Type, Factor2Type, Field, PasswordType, TicketFlags, Version};
use wmlogin_gatekeeper::EntryKind;

use super::owner::Owner;
use super::{authority, kinds, world};
use wmlogin_test_support::browser::{Browser, Page, tls_client};
use wmlogin_test_support::curl::FOLLOW;
use wmlogin_test_support::registered::{self, Registered};
use wmlogin_test_support::tools::require;
use wmlogin_test_support::world::{USER, World, answered, latest};

/// The text on a page for a user whose login is remembered.
const CONTINUE: &str = "Continue as";

/// From the page to the TLS listener.
pub async fn choose_certificate(browser: &mut Browser, page: &Page) -> Url {
    let mut form = page.form();
    form.set(Parameter::AuthType.name(), AuthType::KeeperLight.name()).press("allow");
    let sent = browser.submit(page, &form).await;
    page.check_form_action(&sent.location());
    sent.location()
}

/// From a site to the page that asks the owner of the certificate.
pub async fn present(world: &World, browser: &mut Browser, version: Version) -> Page {
    let page = browser.open(&world.page_of(version).login().url()).await;
    let handshake = choose_certificate(browser, &page).await;
    let back = browser.open(&handshake).await.location();
    browser.open(&back).await
}

#[tokio::test]
async fn the_certificate_decides_who_signs_in() {
    let (world, owner) = (world().await, Owner::new());
    let (certificate, mut browser) = owner.registered(&world, "100000000002");
    for version in Version::ALL.iter().copied() {
        let page = present(&world, &mut browser, version).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Second demo user (100000000002)"), "{}", page.body);
        assert!(page.body.contains(&certificate.serial().to_string()), "{}", page.body);
        assert_eq!(page.form().value(Parameter::WmId.name()), None);
        let answer = browser.submit(&page, page.form().press("allow")).await;
        assert_eq!(answer.url.origin(), world.gatekeeper.base_url().origin());
        let login = world.verify(&answer).await;
        assert_eq!(login.wmid().as_str(), "100000000002");
        assert_eq!(login.auth_type(), Some(AuthType::KeeperLight));
        let factor = Field::Factor1.is_in(version).then(|| Factor1Type::X509Certificate.name().to_owned());
        assert_eq!(answered(&answer, Field::Factor1), factor);
    }
    let story = [EntryKind::Asked, EntryKind::Presented, EntryKind::Asked, EntryKind::Answered];
    let story = [&story[..], &[EntryKind::Verified]].concat();
    assert_eq!(kinds(&world)[1..], story.repeat(Version::ALL.len()));
}

#[tokio::test]
async fn the_listener_can_be_opened_by_name() {
    let (world, owner) = (world().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let mut url = world.login_url(|query| query.auth_type(AuthType::KeeperLight));
    url.set_host(Some("localhost")).expect("a name");
    let page = browser.open(&url).await;
    let handshake = choose_certificate(&mut browser, &page).await;
    let tls = world.gatekeeper.tls_url().expect("a listener");
    assert_eq!((handshake.host_str(), handshake.port()), (Some("localhost"), tls.port()));
    let back = browser.open(&handshake).await.location();
    assert_eq!((back.host_str(), back.port()), (Some("localhost"), url.port()));
    let page = browser.open(&back).await;
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
}

#[tokio::test]
async fn flags_and_factors_can_be_chosen() {
    let (world, owner) = (world().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let page = present(&world, &mut browser, latest()).await;
    let flag = TicketFlags::ROWS[1].1.name();
    let mut form = page.form();
    assert!(form.choices(Field::Factor1.name()).is_empty());
    assert!(form.choices(Field::Factor2.name()).contains(&Factor2Type::Sms.name()));
    // No password was presented: the user is asked again, and need not present the certificate again.
    form.add(Field::Flags.name(), flag).add(Field::Factor1PasswordType.name(), PasswordType::WebPro.name());
    let again = browser.submit(&page, form.press("allow")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut form = again.form();
    form.set(Field::Factor2.name(), Factor2Type::Sms.name()).press("allow");
    let answer = browser.submit(&again, &form).await;
    world.verify(&answer).await;
    assert_eq!(answered(&answer, Field::Flags).as_deref(), Some(flag));
    assert_eq!(answered(&answer, Field::Factor1).as_deref(), Some(Factor1Type::X509Certificate.name()));
    assert_eq!(answered(&answer, Field::Factor2).as_deref(), Some(Factor2Type::Sms.name()));
}

#[tokio::test]
async fn a_certificate_login_is_not_remembered() {
    let (world, owner) = (world().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    // Somebody else was here before.
    let page = world
        .open(&mut browser, |query| query.wm_id(wmlogin_test_support::world::wmid("100000000003")))
        .await;
    world.allow(&mut browser, &page, |_| ()).await;
    assert!(world.open(&mut browser, |query| query).await.body.contains(CONTINUE));
    let page = present(&world, &mut browser, latest()).await;
    let answer = browser.submit(&page, page.form().press("allow")).await;
    let cookie = answer.headers[SET_COOKIE].to_str().expect("text");
    assert!(cookie.starts_with("gatekeeper-login=; "), "{cookie}");
    let page = world.open(&mut browser, |query| query.quiet(true)).await;
    assert!(page.form().value("token").is_some(), "it asks: {page:?}");
    assert!(!page.body.contains(CONTINUE), "{page:?}");
    assert_eq!(page.forms().len(), 1);
}

#[tokio::test]
async fn the_owner_can_cancel() {
    let (world, owner) = (world().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let page = present(&world, &mut browser, latest()).await;
    let answer = browser.submit(&page, page.form().press("cancel")).await;
    assert!(matches!(world.receive(&answer), wmlogin_client::Received::NoLogin(_)));
}

#[tokio::test]
async fn the_tls_listener_serves_every_page() {
    let world = world().await;
    let mut browser = Browser::over(tls_client(authority(&world).root(), None)).stopping_at_redirects();
    let tls = world.gatekeeper.tls_url().expect("a listener");
    for path in
        ["", "log?lang=ru", "certificates", "certificates/root.cer", "gatekeeper.css", "/gatekeeper.js"]
    {
        let page = browser.open(&format!("{tls}{path}").parse().expect("an address")).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_login_that_begins_over_tls_stays_there() {
    let (world, owner) = (world().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let tls = world.gatekeeper.tls_url().expect("a listener").clone();
    let mut url = world.login_url(|query| query.auth_type(AuthType::KeeperLight));
    url.set_scheme("https").expect("a scheme");
    url.set_port(tls.port()).expect("a port");
    let page = browser.open(&url).await;
    let handshake = choose_certificate(&mut browser, &page).await;
    assert_eq!(handshake.origin(), tls.origin());
    let back = browser.open(&handshake).await.location();
    assert_eq!(back.origin(), tls.origin());
    let page = browser.open(&back).await;
    let answer = browser.submit(&page, page.form().press("allow")).await;
    assert_eq!(answer.url.origin(), tls.origin());
    assert_eq!(world.verify_from(&answer, tls.as_str()).await.wmid().as_str(), USER);
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_signs_in_over_mutual_tls() {
    if !require(registered::PROGRAMS) {
        return;
    }
    let world = world().await;
    let user = Registered::at(world.gatekeeper.base_url().as_str(), USER);
    let curl = user.curl();
    let url = world.login_url(|query| query.auth_type(AuthType::KeeperLight));
    let body = curl.open(url.as_str()).form().press("allow").body();
    let page = curl.request(url.as_str(), &[FOLLOW, "--data", &body]);
    assert!(page.url.query().is_some_and(|query| query.contains("gatekeeper-code=")), "{}", page.url);
    let answer = curl.post(page.url.as_str(), &page.form().press("allow").body());
    let received = world.receive_body(&world.origin(), &answer.form().body());
    let wmlogin_client::Received::Login(login) = received else { panic!("{received:?}") };
    let login = world.verifier.verify(&login).await.expect("a yes");
    assert_eq!((login.wmid().as_str(), login.auth_type()), (USER, Some(AuthType::KeeperLight)));
}
