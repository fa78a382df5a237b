//! The control port.

#[cfg(unix)]
use std::path::Path;

use http::StatusCode;
use http::header::ORIGIN;
use url::{Url, form_urlencoded};
use wmlogin_client::Received;
use wmlogin_client::types::AuthType;
use wmlogin_gatekeeper::certification::CertificateStore;
use wmlogin_gatekeeper::{Approval, Fault, Gatekeeper, StartError};

#[cfg(unix)]
use wmlogin_test_support::book::{Page, Session};
use wmlogin_test_support::browser::http_client;
use wmlogin_test_support::tools::require;
use wmlogin_test_support::world::{USER, World, id, latest, settings, wmid};

struct Control {
    http: reqwest::Client,
    url: Url,
}

impl Control {
    async fn post(&self, path: &str, form: &[(&str, &str)]) -> (StatusCode, String) {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let url = self.url.join(path).expect("an address");
        let answer = self.http.post(url).body(body).send().await.expect("an answer");
        (answer.status(), answer.text().await.expect("text"))
    }
}

async fn start() -> (World, Control) {
    let builder = Gatekeeper::builder().settings(settings()).control(([127, 0, 0, 1], 0).into());
    let world = World::of(builder.start().await.expect("a stand-in"));
    let url = world.gatekeeper.control_url().expect("a port").clone();
    (world, Control { http: http_client(), url })
}

fn approval() -> Approval {
    Approval::new(wmid(USER), AuthType::PasswordSms, [127, 0, 0, 1])
}

#[tokio::test]
async fn faults_are_set_queued_and_lifted() {
    let (world, control) = start().await;
    let site = id(latest()).to_string();
    let (done, fault) = (StatusCode::NO_CONTENT, Fault::ServerError.to_string());
    for site in [&[("site", site.as_str())][..], &[]] {
        let with = |fault| [&[("fault", fault)], site].concat();
        assert_eq!(control.post("/fault", &with(&fault)).await.0, done);
        assert!(world.log_in(&approval()).await.is_err());
        assert!(world.log_in(&approval()).await.is_err());
        assert_eq!(control.post("/fault", &with("")).await.0, done);
        world.log_in(&approval()).await.expect("a login");
        assert_eq!(control.post("/next-fault", &with(&fault)).await.0, done);
        assert!(world.log_in(&approval()).await.is_err());
        world.log_in(&approval()).await.expect("a login");
    }
}

#[tokio::test]
async fn the_clock_can_be_set() {
    let (world, control) = start().await;
    assert_eq!(control.post("/clock", &[("offset", "-60000")]).await.0, StatusCode::NO_CONTENT);
    assert_eq!(world.gatekeeper.clock().offset().num_minutes(), -1);
}

#[tokio::test]
async fn an_invalid_form_is_explained() {
    let (_world, control) = start().await;
    let mut shown = Vec::new();
    for (path, form) in [
        ("/fault", &[("fault", "explode")][..]),
        ("/fault", &[("fault", "hang"), ("site", "nobody")]),
        ("/fault", &[("fault", "hang"), ("site", "00000000-0000-0000-0000-000000000000")]),
        ("/next-fault", &[]),
        ("/clock", &[]),
        ("/clock", &[("offset", "an hour")]),
        ("/clock", &[("offset", "9223372036854775807")]),
    ] {
        let (status, text) = control.post(path, form).await;
        shown.push(format!("{path} {form:?}\n    {status} {text}"));
    }
    insta::assert_snapshot!(shown.concat());
}

#[tokio::test]
async fn the_journal_can_be_read() {
    let (world, control) = start().await;
    world.log_in(&approval()).await.expect("a login");
    let url = control.url.join("/journal").expect("an address");
    let text = control.http.get(url.clone()).send().await.expect("an answer").text().await.expect("text");
    let journal: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let kinds: Vec<_> = journal.as_array().expect("an array").iter().map(|entry| &entry["kind"]).collect();
    assert_eq!(kinds, ["answered", "verified"]);
    assert_eq!(journal[1]["site"], id(latest()).to_string());

    // A page in a browser, wherever it is from, cannot.
    let request = control.http.get(url).header(ORIGIN, "https://stranger.example");
    assert_eq!(request.send().await.expect("an answer").status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_control_port_is_exposed_only_with_the_service() {
    let everywhere = ([0, 0, 0, 0], 0).into();
    let started = Gatekeeper::builder().control(everywhere).start().await;
    assert!(matches!(started, Err(StartError::NotLoopback(_))), "{started:?}");
    let builder = Gatekeeper::builder().insecure_address(([127, 0, 0, 1], 0).into()).control(everywhere);
    builder.start().await.expect("a stand-in").stop().await;
}

#[tokio::test]
async fn pages_cannot_use_the_control_port() {
    let (world, control) = start().await;
    let url = control.url.join("/reset").expect("an address");
    for (name, value) in [
        ("origin", "null"),
        ("origin", "http://127.0.0.1:1"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-site", "same-origin"),
        // A page of this name, which resolves to this machine.
        ("host", "rebound.example"),
        ("host", "127.0.0.1.rebound.example:8081"),
    ] {
        let answer = control.http.post(url.clone()).header(name, value).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{name}: {value}");
        let journal = control.http.get(control.url.join("/journal").expect("an address")).header(name, value);
        assert_eq!(
            journal.send().await.expect("an answer").status(),
            StatusCode::FORBIDDEN,
            "{name}: {value}"
        );
    }
    // An address that the user typed.
    let typed =
        control.http.get(control.url.join("/journal").expect("an address")).header("sec-fetch-site", "none");
    assert_eq!(typed.send().await.expect("an answer").status(), StatusCode::OK);
    drop(world);
}

/// Runs every line of the documentation, in its order.
#[tokio::test(flavor = "multi_thread")]
#[cfg(unix)]
async fn the_documented_lines_work() {
    if !require(["curl", "sh"]) {
        return;
    }
    let builder = Gatekeeper::builder().certificates(CertificateStore::Memory);
    let builder = builder.control(([127, 0, 0, 1], 0).into());
    let gatekeeper = builder.start().await.expect("a stand-in");
    let port = gatekeeper.control_url().expect("a port").port().expect("a number");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let played =
        Session::new(folder, None).port(8081, port).play(&Page::read(&folder.join("src/control.md")));
    for route in [
        "clock",
        "end",
        "fault",
        "health",
        "issue",
        "journal",
        "next-fault",
        "people",
        "queue",
        "reload",
        "reset",
        "revoke",
        "sites",
        "tickets",
    ] {
        let address = format!("http://127.0.0.1:8081/{route}");
        assert!(
            played.iter().any(|played| played.block.text.contains(&address)),
            "{route} is not documented"
        );
    }
    for (command, expected) in [("format=page", "<form method=\"post\""), ("revoke", "0A:1B")] {
        let played = played.iter().find(|played| played.block.text.contains(command)).expect("a block");
        assert!(played.run.stdout.contains(expected), "{}: {}", played.block.text, played.run);
    }
    assert!(gatekeeper.journal().is_empty() && gatekeeper.settings().strict_people);
}

#[tokio::test]
async fn what_is_issued_is_confirmed_and_a_wrong_name_is_not() {
    let (world, control) = start().await;
    let site = format!("Shop {}", latest());
    let (status, body) = control.post("/issue", &[("site", &site), ("format", "form")]).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    let Received::Login(login) = world.receive_body(&world.origin(), &body) else {
        panic!("no login: {body}")
    };
    world.verifier.verify(&login).await.expect("a yes");
    for (form, expected) in [
        (&[("site", "Shop 9.0")][..], "did you mean `Shop 1.0`"),
        (&[], "`site` is missing: there are 4 sites"),
        (&[("site", &*site), ("methd", "Enum")], "unknown field `methd`, expected `site`"),
        (&[("site", &*site), ("method", "KeeperLigth")], "did you mean `KeeperLight`?"),
        (&[("site", &*site), ("outcome", "Canceled")], "did you mean `Cancelled`?"),
        (&[("site", &*site), ("WmLogin_Factor", "Sms")], "did you mean `WmLogin_Factor1`?"),
        (&[("site", &*site), ("wmid", "1")], "`wmid`: expected 12 digits"),
        (&[("site", &*site), ("format", "xml")], "unknown format `xml`"),
    ] {
        let (status, text) = control.post("/issue", form).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{form:?}");
        assert!(text.contains(expected), "{form:?}: {text}");
    }
    let (status, text) = control.post("/isue", &[]).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(text.contains("did you mean `/issue`?"), "{text}");
    // A login can be ended, and then its ticket is unknown.
    let ended = control.post("/end", &[("wmid", USER)]).await;
    assert_eq!(ended.0, StatusCode::OK, "{}", ended.1);
    world.verifier.verify(&login).await.expect_err("no login");
}
