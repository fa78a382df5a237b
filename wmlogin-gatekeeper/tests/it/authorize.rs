//! Questions of sites: every invalid one is answered with a status code that does not confirm.

use chrono::{DateTime, Utc};
use http::StatusCode;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use wmlogin_client::types::services::authorize::{
    ANSWER, CONFIRMED, Code, Element, PATH, REQUEST, Reason, Table,
};
use wmlogin_client::types::{AuthType, Field, Response};
use wmlogin_gatekeeper::{Approval, Clock, Gatekeeper};

use wmlogin_test_support::browser::http_client;
use wmlogin_test_support::world::{OWNER, USER, World, id, latest, settings, wmid};

/// Posts to the service; the content type, and the body.
async fn post(world: &World, content_type: &str, body: impl Into<reqwest::Body>) -> (String, String) {
    let request = http_client().post(world.url(PATH)).header(CONTENT_TYPE, content_type).body(body);
    let answer = request.header("accept-encoding", "gzip, br").send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(!answer.headers().contains_key(CONTENT_ENCODING));
    let content_type = answer.headers()[CONTENT_TYPE].to_str().expect("text").to_owned();
    (content_type, answer.text().await.expect("text"))
}

/// The status code of an answer that is as it must be.
fn retval(answer: &(String, String)) -> i32 {
    assert_eq!(answer.0, "text/xml; charset=utf-8");
    let start = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?><{ANSWER} retval=\"");
    let rest = answer.1.strip_prefix(&start).unwrap_or_else(|| panic!("{}", answer.1));
    assert!(rest.ends_with(" />"), "{}", answer.1);
    rest.split('"').next().and_then(|code| code.parse().ok()).expect("a number")
}

/// A genuine question.
fn question(world: &World) -> Vec<(Element, String)> {
    let approval = Approval::new(wmid(USER), AuthType::KeeperClassic, [127, 0, 0, 1]);
    let answer = world.gatekeeper.issue(&id(latest()), &approval).expect("an answer");
    let Response::Success(success) = answer else { panic!("{answer:?}") };
    let text = |element| match element {
        Element::SiteHolder => OWNER.to_owned(),
        Element::User => USER.to_owned(),
        Element::Ticket => success.ticket().reveal().to_owned(),
        Element::UrlId => id(latest()).to_string(),
        Element::AuthType => AuthType::KeeperClassic.name().to_owned(),
        Element::UserAddress => "127.0.0.1".to_owned(),
        _ => panic!("an element that this test does not know"),
    };
    Element::ALL.iter().copied().map(|element| (element, text(element))).collect()
}

fn xml(question: &[(Element, String)]) -> String {
    let elements = question.iter().map(|(element, text)| format!("<{element}>{text}</{element}>"));
    format!("<{REQUEST}>{}</{REQUEST}>", elements.collect::<String>())
}

#[tokio::test]
async fn a_genuine_question_is_confirmed_in_every_form() {
    let world = World::new().await;
    let question = question(&world);
    let plain = xml(&question);
    for content_type in
        ["text/xml", "application/xml; charset=utf-8", "application/x-www-form-urlencoded", "nonsense"]
    {
        for body in [
            plain.clone(),
            format!("<?xml version=\"1.0\"?>\n{}", plain.replace("><", ">\n\t<")),
            plain.replace("</request>", "<more>1</more></request>"),
        ] {
            assert_eq!(retval(&post(&world, content_type, body).await), CONFIRMED);
        }
    }
}

#[tokio::test]
async fn every_invalid_question_gets_a_status_code() {
    let world = World::new().await;
    let question = question(&world);
    let genuine = xml(&question);
    let without = |element: Element| {
        let others = question.iter().filter(|(other, _)| *other != element);
        xml(&others.cloned().collect::<Vec<_>>())
    };
    let entity = format!("<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{genuine}");
    let mut bodies: Vec<Vec<u8>> = [
        String::new(),
        "garbage".to_owned(),
        "<".to_owned(),
        format!("<{REQUEST}"),
        format!("<{REQUEST}/>"),
        format!("<{ANSWER} retval=\"0\"/>"),
        genuine.replace(USER, "&e;"),
        entity,
        genuine.repeat(2),
        genuine.replace(REQUEST, "Request"),
        genuine.replace(USER, "123456789013"),
        genuine.replace(USER, &" ".repeat(100_000)),
        genuine.replace(AuthType::KeeperClassic.name(), AuthType::Telepat.name()),
        genuine.replace(AuthType::KeeperClassic.name(), "Unknown"),
        genuine.replace("127.0.0.1", "127.0.0.2"),
        "<a>".repeat(5_000),
        "0".repeat(900_000),
    ]
    .map(String::into_bytes)
    .to_vec();
    bodies.extend(Element::ALL.iter().copied().map(|element| without(element).into_bytes()));
    bodies.push(vec![0xff; 100]);
    bodies.push(vec![0; 100]);
    for body in bodies {
        let start = String::from_utf8_lossy(&body[..body.len().min(200)]).into_owned();
        let answer = post(&world, "text/xml", body).await;
        assert_ne!(retval(&answer), CONFIRMED, "{start}");
    }
    // Of the ticket that was asked about, the journal has the beginning.
    let (_, ticket) = question.iter().find(|(element, _)| *element == Element::Ticket).expect("a ticket");
    let journal = format!("{:?}", world.gatekeeper.journal());
    assert!(journal.contains(&format!("{}…", &ticket[..4])), "{journal}");
    assert!(!journal.contains(&ticket[..8]), "{journal}");
}

#[tokio::test]
async fn an_internal_failure_gets_a_status_code() {
    // At the end of time there is no time for a wrong ticket to be remembered until.
    let clock = Clock::fixed(DateTime::<Utc>::MAX_UTC);
    let builder = Gatekeeper::builder().settings(settings()).clock(clock);
    let world = World::of(builder.start().await.expect("a stand-in"));
    let body = format!(
        "<{REQUEST}><siteHolder>{OWNER}</siteHolder><user>{USER}</user><ticket>{}</ticket>\
        <urlId>{}</urlId><authType/><userAddress>127.0.0.1</userAddress></{REQUEST}>",
        "0".repeat(48),
        id(latest()),
    );
    let expected = Reason::Failure.code(Table::ALL[0]).id();
    assert_eq!(retval(&post(&world, "text/xml", body).await), expected);
}

#[tokio::test]
async fn a_get_request_gets_a_status_code() {
    let world = World::new().await;
    let answer = http_client().get(world.url(PATH)).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    let content_type = answer.headers()[CONTENT_TYPE].to_str().expect("text").to_owned();
    assert_ne!(retval(&(content_type, answer.text().await.expect("text"))), CONFIRMED);
}

#[tokio::test]
async fn the_codes_are_those_of_the_table() {
    for table in Table::ALL.iter().copied() {
        let world = World::with(settings().table(table)).await;
        let answer = post(&world, "text/xml", "").await;
        let code = table.codes().into_iter().find(|code| code.id() == retval(&answer));
        let name = code.and_then(Code::sent_name).expect("a name");
        assert!(answer.1.contains(&format!("sval=\"{name}\"")), "{}", answer.1);
    }
}

#[tokio::test]
async fn the_times_are_written_as_in_the_answer() {
    let world = World::new().await;
    let answer = post(&world, "text/xml", xml(&question(&world))).await.1;
    let (_, rest) = answer.split_once("expires=\"").expect("a time");
    assert_eq!(rest.find('"'), Some("2015-01-12T14:31:29.997Z".len()), "{answer}");
    assert!(Field::Expires.is_in(latest()));
}
