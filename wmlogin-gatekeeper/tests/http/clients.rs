//! Clients that are not ours: `curl` alone, and a script written from the published description.

use wmlogin_client::types::services::authorize::{Element, PATH, REQUEST};
use wmlogin_client::types::{AuthType, Field, Response};
use wmlogin_gatekeeper::Approval;

use crate::form::Form;
use crate::programs::{printed, run};
use crate::world::{OWNER, USER, World, id, latest, wmid};

#[tokio::test]
async fn curl_logs_in() {
    let world = World::new().await;
    let url = world.login_url(|query| query.auth_type(AuthType::KeeperLight));
    let page = ["--silent", "--noproxy", "*", "--dump-header", "-", url.as_str()];
    let Some(page) = run("curl", &page).await else { return };
    let page = printed(&page);
    let cookie = page.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    let mut form = Form::all(&page).pop().expect("a form");
    let body = form.press("allow").body();
    let (cookie, _) = cookie.split_once(';').expect("attributes");
    let post = ["--silent", "--noproxy", "*", "--cookie", cookie, "--data", &body, url.as_str()];
    let answer = printed(&run("curl", &post).await.expect("curl"));
    let answer = Form::all(&answer).pop().expect("a form");
    let fields = answer.fields().iter().map(|(name, value)| (name, value));
    let Response::Success(success) = Response::from_pairs(fields).expect("an answer") else {
        panic!("{answer:?}")
    };
    assert_eq!(success.wmid().as_str(), USER);

    let values = values(success.ticket().reveal(), AuthType::KeeperLight);
    let elements = values.iter().map(|(element, text)| format!("<{element}>{text}</{element}>"));
    let question = format!("<{REQUEST}>{}</{REQUEST}>", elements.collect::<String>());
    let url = world.url(PATH);
    let post = ["--silent", "--noproxy", "*", "--data-binary", &question, url.as_str()];
    let answer = printed(&run("curl", &post).await.expect("curl"));
    assert!(answer.contains(" retval=\"0\" "), "{answer}");
}

#[tokio::test]
async fn a_script_of_the_published_description_verifies() {
    let world = World::new().await;
    let approval = Approval::new(wmid(USER), AuthType::PasswordSms, [127, 0, 0, 1]);
    let answer = world.gatekeeper.issue(&id(latest()), &approval).expect("an answer");
    let pairs = answer.to_pairs();
    let (_, ticket) = pairs.iter().find(|(name, _)| *name == Field::Ticket.name()).expect("a ticket");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clients/verify.py");
    let url = world.url(PATH);
    for (ticket, expected) in [(ticket.clone(), true), ("0".repeat(48), false)] {
        let values = values(&ticket, AuthType::PasswordSms);
        let values = values.iter().map(|(_, text)| text.as_str());
        let arguments: Vec<_> = [script, url.as_str()].into_iter().chain(values).collect();
        let Some(output) = run("python3", &arguments).await else { return };
        assert_eq!(output.status.success(), expected, "{output:?}");
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(printed == "0 Success\n", expected, "{printed}");
    }
}

/// The six values, in the published order.
fn values(ticket: &str, method: AuthType) -> Vec<(Element, String)> {
    let text = |element| match element {
        Element::SiteHolder => OWNER.to_owned(),
        Element::User => USER.to_owned(),
        Element::Ticket => ticket.to_owned(),
        Element::UrlId => id(latest()).to_string(),
        Element::AuthType => method.name().to_owned(),
        Element::UserAddress => "127.0.0.1".to_owned(),
        _ => panic!("an element that this test does not know"),
    };
    Element::ALL.iter().copied().map(|element| (element, text(element))).collect()
}
