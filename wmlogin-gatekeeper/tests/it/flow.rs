//! Logins, from the site's link to the verified user.

use http::StatusCode;
use wmlogin_client::types::pages::{authentication, log_off};
use wmlogin_client::types::services::authorize;
use wmlogin_client::types::{
    AuthType, Factor1Type, Factor2Type, Field, Outcome, Row, SocialNetwork, TicketFlags, Version,
};
use wmlogin_client::{BrowserRequest, Received};
use wmlogin_gatekeeper::{Approval, EntryKind, UnknownSite};

use wmlogin_test_support::browser::{Browser, Initiator};
use wmlogin_test_support::world::{USER, World, answered, id, latest, wmid};

#[tokio::test]
async fn every_method_in_use_logs_in_by_every_version() {
    let (world, mut browser) = (World::new().await, Browser::new());
    for version in Version::ALL.iter().copied() {
        let url = world.page_of(version).login().url();
        for method in AuthType::ALL.iter().copied().filter(|method| method.is_in_use()) {
            let page = browser.open(&url).await;
            assert_eq!(page.status, StatusCode::OK);
            let page = world
                .allow(&mut browser, &page, |form| {
                    form.set(authentication::Parameter::AuthType.name(), method.name());
                })
                .await;
            let login = world.verify(&page).await;
            assert_eq!(*login.wmid(), wmid(USER), "{version} {method:?}");
            assert_eq!(login.url_id(), &id(version));
            let claimed = answered(&page, Field::AuthType);
            let expected = Field::AuthType.is_in(version).then(|| method.name().to_owned());
            assert_eq!(claimed, expected, "{version}");
        }
    }
    assert!(world.gatekeeper.asked().iter().all(|entry| entry.kind == EntryKind::Verified));
}

#[tokio::test]
async fn the_page_offers_what_the_spec_has() {
    let (world, mut browser) = (World::new().await, Browser::new());
    for version in Version::ALL.iter().copied() {
        let page = browser.open(&world.page_of(version).login().url()).await;
        let form = page.form();
        let in_use = AuthType::ALL.iter().copied().filter(|method| method.is_in_use()).map(AuthType::name);
        let methods = form.choices(authentication::Parameter::AuthType.name());
        assert_eq!(methods, in_use.collect::<Vec<_>>());
        let networks = form.choices(authentication::Parameter::AuthTypeParam.name());
        let documented = SocialNetwork::ALL.iter().copied().map(SocialNetwork::name);
        assert_eq!(networks[1..], documented.collect::<Vec<_>>());
        let flags = form.choices(Field::Flags.name());
        assert_eq!(flags, TicketFlags::ROWS.iter().map(|(_, row)| row.name()).collect::<Vec<_>>());
        for field in [Field::Factor1, Field::Factor1PasswordType, Field::Factor2, Field::Factor2EnumType] {
            let choices = form.choices(field.name());
            let documented = field.choices().iter().filter(|choice| choice.is_in_use()).map(Row::name);
            let expected: Vec<_> = field.is_in(version).then_some("").into_iter().collect();
            let documented = documented.filter(|_| field.is_in(version));
            assert_eq!(choices, expected.into_iter().chain(documented).collect::<Vec<_>>());
        }
    }
}

#[tokio::test]
async fn the_answer_has_the_choices_of_the_user() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = world.open(&mut browser, |query| query).await;
    let page = world
        .allow(&mut browser, &page, |form| {
            form.set(authentication::Parameter::WmId.name(), "").set("other", " 999999999999 ");
            form.set(authentication::Parameter::AuthType.name(), AuthType::PasswordSms.name());
            form.set(Field::Factor2.name(), Factor2Type::Enum.name());
            for (_, flag) in &TicketFlags::ROWS[1..3] {
                form.add(Field::Flags.name(), flag.name());
            }
        })
        .await;
    let login = world.verify(&page).await;
    assert_eq!(login.wmid().as_str(), "999999999999");
    assert_eq!(answered(&page, Field::Factor2).as_deref(), Some(Factor2Type::Enum.name()));
    let expected = TicketFlags::ROWS[1].0 | TicketFlags::ROWS[2].0;
    assert_eq!(answered(&page, Field::Flags), Some(expected.to_string()));
}

#[tokio::test]
async fn invalid_choices_are_asked_again() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let wmid = authentication::Parameter::WmId.name();
    let method = authentication::Parameter::AuthType.name();
    for (name, value, field, chosen) in [
        ("other", "12345", wmid, ""),
        ("other", "\"><script>", wmid, ""),
        (method, "Nothing", method, "Nothing"),
        // The factor implies another method.
        (method, AuthType::KeeperClassic.name(), Field::Factor1.name(), Factor1Type::Social.name()),
    ] {
        let page = world.open(&mut browser, |query| query).await;
        let page = world
            .allow(&mut browser, &page, |form| {
                form.set(name, value).set(field, chosen);
            })
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(page.body.contains("role=\"alert\""), "{}", page.body);
        assert!(!page.body.contains("\"><script>"), "{}", page.body);
        // The token is good for another attempt.
        let page = world.allow(&mut browser, &page, |form| {
            form.set(wmid, USER).set(method, AuthType::KeeperMini.name()).set(Field::Factor1.name(), "");
        });
        world.verify(&page.await).await;
    }
}

#[tokio::test]
async fn the_site_can_force_method_network_and_user() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let other = wmid("100000000003");
    let page = world.open(&mut browser, |query| query.auth_type(SocialNetwork::Facebook).wm_id(other)).await;
    let form = page.form();
    let network = authentication::AuthType::from(SocialNetwork::Facebook).kind();
    assert_eq!(form.choices(authentication::Parameter::AuthType.name()), [network.name()]);
    let value = form.value(authentication::Parameter::AuthTypeParam.name());
    assert_eq!(value, Some(SocialNetwork::Facebook.name()));
    let page = world.allow(&mut browser, &page, |_| ()).await;
    assert_eq!(*world.verify(&page).await.wmid(), other);

    let stranger = wmid("999999999999");
    let page = world.open(&mut Browser::new(), |query| query.wm_id(stranger)).await;
    assert_eq!(page.form().value("other"), Some("999999999999"));
    let page = world.open(&mut browser, |query| query.auth_type(AuthType::Telepat)).await;
    assert_eq!(page.form().choices(authentication::Parameter::AuthTypeParam.name()), [""; 0]);
    // Another method than the forced one is not taken.
    let page = world.allow(&mut browser, &page, |form| {
        form.set(authentication::Parameter::AuthType.name(), AuthType::KeeperMini.name());
    });
    assert_eq!(page.await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn cancelling_and_logging_off_are_answered() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = world.open(&mut browser, |query| query).await;
    let page = browser.submit(&page, page.form().press("cancel")).await;
    let received = world.receive(&page);
    assert!(matches!(received, Received::NoLogin(Outcome::Cancelled)), "{received:?}");

    let log_off = world.page_of(latest()).log_off().return_url("/bye");
    let page = browser.open(&log_off.url()).await;
    let received = world.receive(&page);
    assert!(matches!(received, Received::NoLogin(Outcome::LoggedOff)), "{received:?}");
    assert!(page.form().action().ends_with("/webmoney?ReturnUrl=%2Fbye"));
}

#[tokio::test]
async fn paths_are_found_in_any_letter_case() {
    let (world, browser) = (World::new().await, &mut Browser::new());
    let address = world.page_of(latest()).login().url();
    let query = address.query().expect("a query");
    for path in [authentication::PATH, log_off::PATH] {
        for path in [path.to_ascii_lowercase(), path.to_ascii_uppercase()] {
            let page = browser.open(&world.url(&format!("{path}?{query}"))).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
        }
    }
    let url = world.url(&authorize::PATH.to_ascii_uppercase());
    assert_eq!(browser.post(Initiator::of("null"), &url, String::new()).await.status, StatusCode::OK);
    assert_eq!(browser.open(&world.url("/nothing")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_return_address_is_kept() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = world.open(&mut browser, |query| query.return_url("/cart?item=1&more=\"#end")).await;
    let page = world.allow(&mut browser, &page, |_| ()).await;
    let target = page.form().target(&page.url);
    let pairs: Vec<_> = target.query_pairs().into_owned().collect();
    let expected = (authentication::Parameter::ReturnUrl.name(), "/cart?item=1&more=\"#end");
    assert_eq!(pairs, [(expected.0.to_owned(), expected.1.to_owned())]);
    world.verify(&page).await;
}

#[tokio::test]
async fn a_callback_is_what_a_browser_would_post() {
    let world = World::new().await;
    let approval = Approval::new(wmid(USER), AuthType::PasswordSms, [127, 0, 0, 1]);
    let callback = world.gatekeeper.callback(&id(latest()), &approval).expect("a request");
    assert_eq!(callback.uri().path(), "/webmoney");
    assert_eq!(callback.headers()["host"], "shop-30.example");
    let (parts, body) = callback.into_parts();
    let address = Some([127, 0, 0, 1].into());
    let request = BrowserRequest::from_http(&parts, address, &body);
    let Ok(Received::Login(login)) = world.site.receive(&request) else { panic!("no login") };
    assert_eq!(*world.verifier.verify(&login).await.expect("a yes").wmid(), wmid(USER));
    let unknown = "00000000-0000-0000-0000-000000000000".parse().expect("an id");
    assert!(world.gatekeeper.callback(&unknown, &approval).is_err());
}

#[tokio::test]
async fn queued_answers_decide_the_next_visits() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let site = id(latest());
    let approval = Approval::new(wmid(USER), AuthType::KeeperLight, [127, 0, 0, 1]);
    world.gatekeeper.queue(&site, approval).expect("a site");
    world.gatekeeper.queue(&site, Outcome::Cancelled).expect("a site");
    let page = world.open(&mut browser, |query| query).await;
    assert_eq!(*world.verify(&page).await.wmid(), wmid(USER));
    let page = world.open(&mut browser, |query| query).await;
    assert!(matches!(world.receive(&page), Received::NoLogin(Outcome::Cancelled)));
    assert_eq!(world.open(&mut browser, |query| query).await.forms().len(), 1);
    let unknown = "00000000-0000-0000-0000-000000000000".parse().expect("an id");
    assert_eq!(world.gatekeeper.queue(&unknown, Outcome::Cancelled), Err(UnknownSite(unknown)));
}
