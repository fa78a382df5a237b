//! Clients that are not ours: `curl` alone, and a script written from the published description.

use wmlogin_client::types::services::authorize::{Element, PATH, REQUEST};
use wmlogin_client::types::{AuthType, Field, Response};
use wmlogin_gatekeeper::Approval;
use wmlogin_test_support::curl::Curl;
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::{program, run};
use wmlogin_test_support::tools::require;
use wmlogin_test_support::world::{OWNER, USER, World, id, latest, wmid};

#[tokio::test(flavor = "multi_thread")]
async fn curl_logs_in() {
    if !require(["curl"]) {
        return;
    }
    let (world, folder) = (World::new().await, Folder::new());
    let curl = Curl::new(&folder);
    let url = world.login_url(|query| query.auth_type(AuthType::KeeperLight));
    let mut form = curl.open(url.as_str()).form();
    let answer = curl.post(url.as_str(), &form.press("allow").body()).form();
    let fields = answer.fields().iter().map(|(name, value)| (name, value));
    let Response::Success(success) = Response::from_pairs(fields).expect("an answer") else {
        panic!("{answer:?}")
    };
    assert_eq!(success.wmid().as_str(), USER);

    let values = values(success.ticket().reveal(), AuthType::KeeperLight);
    let elements = values.iter().map(|(element, text)| format!("<{element}>{text}</{element}>"));
    let question = format!("<{REQUEST}>{}</{REQUEST}>", elements.collect::<String>());
    let answer = curl.post(world.url(PATH).as_str(), &question).body.clone();
    assert!(answer.contains(" retval=\"0\" "), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_of_the_published_description_verifies() {
    if !require(["python3"]) {
        return;
    }
    let world = World::new().await;
    let approval = Approval::new(wmid(USER), AuthType::PasswordSms, [127, 0, 0, 1]);
    let answer = world.gatekeeper.issue(&id(latest()), &approval).expect("an answer");
    let pairs = answer.to_pairs();
    let (_, ticket) = pairs.iter().find(|(name, _)| *name == Field::Ticket.name()).expect("a ticket");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/verify.py");
    let url = world.url(PATH);
    for (ticket, expected) in [(ticket.clone(), true), ("0".repeat(48), false)] {
        let values = values(&ticket, AuthType::PasswordSms);
        let mut python = program("python3");
        python.args([script, url.as_str()]).args(values.iter().map(|(_, text)| text));
        let run = run(&mut python, b"");
        assert_eq!((run.code == Some(0), run.stdout == "0 Success\n"), (expected, expected), "{run}");
    }
}

/// The six values of a question, in the published order.
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
