//! No answer claims a certificate that was not presented.

use http::StatusCode;
use wmlogin_client::types::pages::authentication::Parameter;
use wmlogin_client::types::{AuthType, Factor1Type, Factor2Type, Field, Response, Version};
use wmlogin_gatekeeper::Approval;

use super::owner::Owner;
use super::{login, world};
use wmlogin_test_support::browser::{Browser, Page};
use wmlogin_test_support::world::{USER, World, id, latest, wmid};

/// Returns `true` if a page posts an answer that claims a certificate.
fn tells_of_certificate(page: &Page) -> bool {
    let Some(form) = page.forms().pop() else { return false };
    let fields = form.fields().iter().map(|(name, value)| (name, value));
    let Ok(Response::Success(success)) = Response::from_pairs(fields) else { return false };
    let methods = [success.auth_type(), success.inferred_auth_type()];
    let factor = success.factor1().map(wmlogin_client::types::Factor1::kind);
    methods.contains(&Some(AuthType::KeeperLight)) || factor == Some(Factor1Type::X509Certificate)
}

#[tokio::test]
async fn no_form_replaces_a_certificate() {
    let (world, mut browser) =
        (World::of(super::with_all_methods().await), Browser::new().stopping_at_redirects());
    let mut answers = 0;
    for version in Version::ALL.iter().copied() {
        let page = browser.open(&world.page_of(version).login().url()).await;
        let methods = AuthType::ALL.iter().map(|method| method.name());
        let factors = || std::iter::once("").chain(Factor1Type::ALL.iter().map(|factor| factor.name()));
        let second = ["", Factor2Type::None.name(), Factor2Type::Sms.name()];
        for method in methods {
            for (factor, second) in factors().flat_map(|factor| second.map(|second| (factor, second))) {
                let mut form = page.form();
                form.set(Parameter::AuthType.name(), method).set(Field::Factor1.name(), factor);
                form.set(Field::Factor2.name(), second).set(Field::AuthType.name(), "KeeperLight");
                form.add("certificate", "").press("allow");
                let answer = browser.submit(&page, &form).await;
                assert!(!tells_of_certificate(&answer), "{version} {method} {factor} {second}");
                answers += usize::from(answer.status == StatusCode::OK);
            }
        }
    }
    assert!(answers > 0, "the other methods work");
}

#[tokio::test]
async fn an_invented_code_is_refused() {
    let (world, mut browser) = (world().await, Browser::new());
    let page = world.open(&mut browser, |query| query).await;
    for code in
        ["0".repeat(64), "nonsense".to_owned(), page.form().value("token").expect("a token").to_owned()]
    {
        let mut form = page.form();
        let form = form.set("certificate", &code).press("allow");
        assert_eq!(browser.submit(&page, form).await.status, StatusCode::FORBIDDEN, "{code}");
        let mut url = page.url.clone();
        url.query_pairs_mut().append_pair("gatekeeper-code", &code);
        assert_eq!(browser.open(&url).await.status, StatusCode::FORBIDDEN, "{code}");
    }
}

#[tokio::test]
async fn the_form_cannot_name_another_user() {
    let (world, owner) = (world().await, Owner::new());
    let (_, mut browser) = owner.registered(&world, USER);
    let page = login::present(&world, &mut browser, latest()).await;
    let mut form = page.form();
    form.set(Parameter::WmId.name(), "100000000002").set("other", "100000000002");
    form.set(Parameter::AuthType.name(), AuthType::KeeperClassic.name());
    let answer = browser.submit(&page, form.press("allow")).await;
    let login = world.verify(&answer).await;
    assert_eq!((login.wmid().as_str(), login.auth_type()), (USER, Some(AuthType::KeeperLight)));
}

#[tokio::test]
async fn a_test_needs_no_certificate() {
    let (world, mut browser) = (world().await, Browser::new());
    let approval = Approval::new(wmid(USER), AuthType::KeeperLight, [127, 0, 0, 1]);
    assert_eq!(world.log_in(&approval).await.expect("a login").auth_type(), Some(AuthType::KeeperLight));
    world.gatekeeper.queue(&id(latest()), approval).expect("a site");
    let answer = world.open(&mut browser, |query| query).await;
    assert_eq!(world.verify(&answer).await.auth_type(), Some(AuthType::KeeperLight));
}

#[tokio::test]
async fn without_certificates_the_method_is_simulated() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = world.open(&mut browser, |query| query.auth_type(AuthType::KeeperLight)).await;
    let answer = world.allow(&mut browser, &page, |_| ()).await;
    assert_eq!(world.verify(&answer).await.auth_type(), Some(AuthType::KeeperLight));
    assert!(world.gatekeeper.tls_url().is_none());
}
