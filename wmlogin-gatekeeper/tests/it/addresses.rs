//! Addresses as sites put them together, hosts that are not the stand-in's, and cookies of other projects.

use http::StatusCode;
use http::header::{COOKIE, HOST};
use wmlogin_client::types::services::authorize::{CONFIRMED, Element, REQUEST, Reason, Table};
use wmlogin_client::types::{AuthType, Field, Response, Version};
use wmlogin_gatekeeper::{Approval, EntryKind, Fault, Gatekeeper};

use wmlogin_test_support::browser::{Browser, http_client};
use wmlogin_test_support::world::{OWNER, USER, World, id, latest, settings, wmid};

/// A genuine question about a ticket for a site.
fn question(world: &World, version: Version) -> String {
    let approval = Approval::new(wmid(USER), AuthType::PasswordSms, [127, 0, 0, 1]);
    let answer = world.gatekeeper.issue(&id(version), &approval).expect("an answer");
    let Response::Success(success) = answer else { panic!("{answer:?}") };
    let method = AuthType::PasswordSms.name().to_owned();
    let values = [
        (Element::SiteHolder, OWNER.to_owned()),
        (Element::User, USER.to_owned()),
        (Element::Ticket, success.ticket().reveal().to_owned()),
        (Element::UrlId, id(version).to_string()),
        (Element::AuthType, method),
        (Element::UserAddress, "127.0.0.1".to_owned()),
    ];
    let elements = values.map(|(element, text)| format!("<{element}>{text}</{element}>"));
    format!("<{REQUEST}>{}</{REQUEST}>", elements.concat())
}

async fn post(url: String, host: Option<&str>, body: String) -> (StatusCode, String) {
    let request = http_client().post(url).body(body);
    let request = host.into_iter().fold(request, |request, host| request.header(HOST, host));
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.text().await.expect("text"))
}

fn retval(answer: &str) -> i32 {
    let code = answer.split("retval=\"").nth(1).and_then(|rest| rest.split('"').next());
    code.and_then(|code| code.parse().ok()).unwrap_or_else(|| panic!("no code: {answer}"))
}

#[tokio::test]
async fn whatever_ends_in_the_path_of_the_service_answers_with_a_code() {
    let world = World::new().await;
    let question = question(&world, latest());
    let origin = world.origin();
    for path in [
        "/ws/authorize.xiface",
        "//ws/authorize.xiface",
        "/ws/authorize.xiface/",
        "///WS//Authorize.xiface//",
        "/GateKeeper.aspx/ws/authorize.xiface",
        "/ws/authorize.xiface?a=b",
    ] {
        let (status, answer) = post(format!("{origin}{path}"), None, question.clone()).await;
        assert_eq!((status, retval(&answer)), (StatusCode::OK, CONFIRMED), "{path}");
        let (status, answer) = post(format!("{origin}{path}"), None, String::new()).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert_ne!(retval(&answer), CONFIRMED, "{path}");
    }
    let kinds: Vec<_> = world.gatekeeper.journal().iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds[1..], [EntryKind::Verified, EntryKind::Invalid].repeat(6));
    let page = Browser::new()
        .open(&format!("{origin}//GateKeeper.aspx/?RID={}", id(latest())).parse().expect("a URL"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn other_hosts_get_no_ticket_and_no_journal() {
    let builder = Gatekeeper::builder().settings(settings()).name("Gatekeeper");
    let world = World::of(builder.start().await.expect("a stand-in"));
    let (question, origin) = (question(&world, latest()), world.origin());
    let query = format!("/GateKeeper.aspx?RID={}", id(latest()));
    for host in [
        "rebound.example",
        "rebound.example:8080",
        "127.0.0.1.rebound.example",
        "localhost.example",
        "192.0.2.1",
        "a@localhost",
        "localhost/x",
    ] {
        for path in ["/", "/log", &query, "/nothing"] {
            let request = http_client().get(format!("{origin}{path}")).header(HOST, host);
            let answer = request.send().await.expect("an answer");
            assert!(answer.status().is_client_error(), "{host}{path}: {}", answer.status());
            assert!(!answer.text().await.expect("text").contains("<form"), "{host}{path}");
        }
        let (_, answer) = post(format!("{origin}/ws/authorize.xiface"), Some(host), question.clone()).await;
        assert_ne!(retval(&answer), CONFIRMED, "{host}");
    }
    let told = world.gatekeeper.journal().pop().expect("an entry");
    assert_eq!(told.kind, EntryKind::Invalid);
    assert!(told.note.contains("localhost/x") && told.note.contains("configure"), "{}", told.note);
    for host in [
        "localhost",
        "localhost:1",
        "shop.localhost",
        "127.8.8.8",
        "[::1]:80",
        "gatekeeper:8080",
        "GATEKEEPER",
    ] {
        let (status, answer) =
            post(format!("{origin}/ws/authorize.xiface"), Some(host), question.clone()).await;
        assert_eq!((status, retval(&answer)), (StatusCode::OK, CONFIRMED), "{host}");
    }
}

#[tokio::test]
async fn cookies_of_other_projects_lock_nobody_out() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let page = world.open(&mut browser, |query| query).await;
    let own = browser.cookies(world.gatekeeper.base_url());
    for length in [4 * 1024, 60 * 1024] {
        let cookies = format!("other={}; {own}", "0".repeat(length));
        browser.headers.insert(COOKIE, cookies.parse().expect("a header"));
        let answer = world.allow(&mut browser, &page, |_| ()).await;
        assert_eq!(answer.status, StatusCode::OK, "{length}");
        world.verify(&answer).await;
    }
}

#[tokio::test]
async fn xml_that_is_not_well_formed_is_refused_and_the_log_says_so() {
    let world = World::new().await;
    let (question, url) = (question(&world, latest()), format!("{}/ws/authorize.xiface", world.origin()));
    let declaration = "<?xml version=\"1.0\"?>";
    for body in [
        format!("x{question}"),
        format!("{question}x"),
        format!("{question}{question}"),
        format!("{declaration}{declaration}{question}"),
        format!("\n{declaration}{question}"),
        question.replace("</request>", ""),
        question.replace("<urlId>", "<urlId a=1>"),
    ] {
        let (_, answer) = post(url.clone(), None, body.clone()).await;
        assert_eq!(retval(&answer), Reason::Unreadable.code(Table::Status).id(), "{body}");
        let told = world.gatekeeper.journal().pop().expect("an entry");
        assert!(told.kind == EntryKind::Invalid && told.note.contains("XML"), "{told:?}");
    }
    let (_, answer) = post(url, None, question).await;
    assert_eq!(retval(&answer), CONFIRMED);
}

#[tokio::test]
async fn the_table_of_a_site_holds_for_what_cannot_be_read_and_for_faults() {
    for version in Version::ALL.iter().copied() {
        let world = World::new().await;
        let (question, url) = (question(&world, version), format!("{}/ws/authorize.xiface", world.origin()));
        let table = if version < Version::V2_0 { Table::ResultCode } else { Table::Status };
        let unreadable = Reason::Unreadable.code(table).id();
        for body in [
            question.replace("127.0.0.1", "nowhere"),
            question.replace(USER, ""),
            question.clone() + "x",
            question.replace("<user>", "<user"),
        ] {
            let (_, answer) = post(url.clone(), None, body.clone()).await;
            assert_eq!(retval(&answer), unreadable, "{version}: {body}");
        }
        let fault: Fault = "status TicketExpired".parse().expect("a fault");
        world.gatekeeper.queue_fault(&id(version), fault).expect("a site");
        let (_, answer) = post(url, None, question).await;
        assert_eq!(retval(&answer), Reason::TicketExpired.code(table).id(), "{version}");
    }
}

#[tokio::test]
async fn a_ticket_in_the_wrong_place_is_masked_on_every_surface() {
    let builder = Gatekeeper::builder().settings(settings()).control(([127, 0, 0, 1], 0).into());
    let world = World::of(builder.start().await.expect("a stand-in"));
    let (question, origin) = (question(&world, latest()), world.origin());
    let start = question.find("<ticket>").expect("a ticket") + "<ticket>".len();
    let ticket = question[start..].split('<').next().expect("a ticket");
    let swapped = |element: &str, value: &str| {
        let swapped = question.replace(ticket, "placeholder").replace(value, ticket);
        swapped
            .replace("placeholder", &if element == "ticket" { ticket.to_owned() } else { value.to_owned() })
    };
    for (element, value) in
        [("user", USER), ("siteHolder", OWNER), ("authType", AuthType::PasswordSms.name())]
    {
        post(format!("{origin}/ws/authorize.xiface"), None, swapped(element, value)).await;
    }
    let mut browser = Browser::new();
    for query in [
        format!("RID={}&WmId={ticket}", id(latest())),
        format!("RID={ticket}"),
        format!("RID={}&ReturnUrl=/{ticket}", id(latest())),
    ] {
        browser.open(&format!("{origin}/GateKeeper.aspx?{query}").parse().expect("a URL")).await;
    }
    let log = browser.open(&world.url("/log")).await.body.clone();
    let url = world.gatekeeper.control_url().expect("a port").join("/journal").expect("an address");
    let journal = http_client().get(url).send().await.expect("an answer").text().await.expect("text");
    for (name, text) in
        [("log", log), ("journal", journal), ("entries", format!("{:?}", world.gatekeeper.journal()))]
    {
        assert!(text.contains(&ticket[..4]), "{name}");
        assert!(!text.contains(&ticket[..8]), "{name}: {text}");
        // Of another value, everything is shown.
        assert!(text.contains(Field::Ticket.name()) && text.contains(USER), "{name}");
    }
}
