use chrono::{TimeZone, Utc};
use http::StatusCode;

use super::{Confirmation, TICKET, YES, answered, body, status};
use crate::transport::MAX_ANSWER_LENGTH;
use crate::verifier::VerifyError;

const NO_TIMES: Confirmation = Confirmation { last_access: None, expires: None };

#[test]
fn a_confirmation_has_its_times() {
    let time = |hour| {
        Utc.with_ymd_and_hms(2015, 1, 12, hour, 31, 29)
            .single()
            .map(|time| time + chrono::TimeDelta::milliseconds(997))
    };
    assert_eq!(body(YES).expect("a confirmation"), Confirmation { last_access: time(14), expires: time(15) });
}

#[test]
fn an_unreadable_time_does_not_decide_the_outcome() {
    for time in ["", "soon", "2015-13-12T14:31:29.997Z", "0"] {
        let answer = format!(r#"<response retval="0" lastAccess="{time}" expires="{time}"/>"#);
        assert_eq!(body(answer).expect("a confirmation"), NO_TIMES);
    }
}

/// Differences that do not change the meaning of the document.
#[test]
fn a_confirmation_may_be_written_in_other_ways() {
    let long = format!("<response retval=\"0\"/>{}", " ".repeat(MAX_ANSWER_LENGTH - 22));
    assert_eq!(long.len(), MAX_ANSWER_LENGTH);
    for answer in [
        r#"<response retval="0"/>"#,
        r#"<response retval="0"></response>"#,
        "<response retval='0' />",
        "<response\r\n\tretval = \"0\"\n>\n</response >\n",
        r#"<response retval="&#48;"/>"#,
        r#"<response retval="&#x30;"/>"#,
        "\u{FEFF}<response retval=\"0\"/>",
        "\u{FEFF}<?xml version='1.0'?>\n<response retval=\"0\"/>",
        r#"<?xml version="1.0" encoding="utf-16"?><response retval="0"/>"#,
        r#"<?xml version="1.0" encoding="windows-1251" standalone="yes"?><response retval="0"/>"#,
        r#"<!-- before --><?stylesheet none?><response retval="0"/><!-- after --><?more?>"#,
        r#"<response new="field" retval="0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>"#,
        r#"<response xmlns="http://www.webmoney.ru/" retval="0"/>"#,
        "<response retval=\"0\">text &amp; &#1087; <new a='1'><response retval='0'/></new><![CDATA[<a>]]></response>",
        r#"<response retval="0" sval="Fine"/>"#,
        &long,
    ] {
        assert_eq!(body(answer).expect(answer), NO_TIMES, "{answer}");
    }
}

/// Departures from XML that the parser does not report. They are harmless: none is in the root element's name
/// or in the attributes that are read, and each document has the one root element `response` with the
/// `retval` 0 that the service has to send.
#[test]
fn departures_from_xml_that_decide_nothing_are_accepted() {
    for answer in [
        r#"<?xml version="1.1"?><response retval="0"/>"#,
        r#"<?xml version="1.0" standalone="perhaps"?><response retval="0"/>"#,
        r#"<?XML version="1.0"?><response retval="0"/>"#,
        "<?xml\tversion=\"1.0\"?><response retval=\"0\"/>",
        r#"<?xml version="" encoding="/ >"?><response retval="0"/>"#,
        r#"<?p&?><response retval="0"/>"#,
        r#"<response retval="0"/><?xml?>"#,
        r#"<response xmlns="a" xmlns="b" retval="0"/>"#,
        r#"<response retval="0" :new="1"><:new/></:response>"#,
        "<response retval=\"0\">&#xD800;</response>",
    ] {
        assert_eq!(body(answer).expect(answer), NO_TIMES, "{answer}");
    }
}

#[test]
fn other_bodies_are_refused() {
    let long = " ".repeat(MAX_ANSWER_LENGTH + 1);
    let bodies = [
        "",
        " \r\n\t<!-- nothing -->",
        " \r\n\t",
        "Success",
        "0",
        "{\"retval\": 0}",
        "<html><body>Under maintenance</body></html>",
        "<!DOCTYPE html><html></html>",
        "<!DOCTYPE response [<!ENTITY yes \"0\">]><response retval=\"&yes;\"/>",
        "<!DOCTYPE response><response retval=\"0\"/>",
        "<?xml version=\"1.0\"?><!-- c --><!DOCTYPE response SYSTEM \"a\"><response retval=\"0\"/>",
        "<!doctype response><response retval=\"0\"/>",
        "<response retval=\"0\"/><!DOCTYPE response>",
        "<response retval=\"0\"><!DOCTYPE response></response>",
        "<response retval=\"&yes;\"/>",
        "<response retval=\"0\">&yes;</response>",
        "<response retval=\"0\">&#0;</response>",
        "<response retval=\"0\">&#1;</response>",
        "<response retval=\"0\" sval=\"&#1;\"/>",
        "<response retval=\"0&#1;\"/>",
        "<response retval=\"0\" sval=\"&#xFFFF;\"/>",
        "<response retval=\"&#xD800;0\"/>",
        "<response retval=\"&#x100000030;\"/>",
        "<response retval=\"0\" sval=\"&\"/>",
        "<response retval=\"0\" sval=\"<\"/>",
        "<response retval=\"0\" sval=\"\u{0}\"/>",
        "<response retval=\"0\" sval=\"\u{1}\"/>",
        "<response retval=\"0\">\u{1}</response>",
        "<Response retval=\"0\"/>",
        "<s:response retval=\"0\"/>",
        "<s:response xmlns:s=\"u\" retval=\"0\"/>",
        "<s:response xmlns:s=\"u\" xmlns=\"u\" retval=\"0\"/>",
        "<response:response xmlns:response=\"u\" retval=\"0\"/>",
        "<:response retval=\"0\"/>",
        "<responses retval=\"0\"/>",
        "<AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA retval=\"0\"/>",
        "<answer><response retval=\"0\"/></answer>",
        "<response/>",
        "<response Retval=\"0\"/>",
        "<response xmlns:s=\"u\" s:retval=\"0\"/>",
        "<response :retval=\"0\"/>",
        "<response xmlns:retval=\"0\"/>",
        "<response><retval>0</retval></response>",
        "<response retval=\"\"/>",
        "<response retval=\" 0\"/>",
        "<response retval=\"0\n\"/>",
        "<response retval=\"+0\"/>",
        "<response retval=\"-0\"/>",
        "<response retval=\"00\"/>",
        "<response retval=\"0x0\"/>",
        "<response retval=\"0.0\"/>",
        "<response retval=\"4294967296\"/>",
        "<response retval=\"٠\"/>",
        "<response retval=\"5\" retval=\"0\"/>",
        "<response retval=\"5\" :retval=\"0\"/>",
        "<response retval=\"0\"><new a=\"1\" a=\"1\"/></response>",
        "<response retval=\"0\"sval=\"Success\"/>",
        "<response retval=0/>",
        "<response retval/>",
        "<response retval=\"0\"",
        "<response retval=\"0\">",
        "<response retval=\"0\"></answer>",
        "<response retval=\"0\"><new></response>",
        "</response>",
        "< response retval=\"0\"/>",
        "<response retval=\"0\" 1=\"1\"/>",
        "<response retval=\"0\" a:b=\"1\"/>",
        "<response retval=\"0\"><a:b/></response>",
        "<response retval=\"0\" xmlns:xml=\"u\"/>",
        "<response retval=\"0\">]]></response>",
        "<response retval=\"0\"/><response retval=\"0\"/>",
        "<response retval=\"0\"/>0",
        "<response retval=\"0\"/>&#32;",
        "<response retval=\"0\"/><![CDATA[]]>",
        "<response retval=\"0\"/><?xml version=\"1.0\"?>",
        "0<response retval=\"0\"/>",
        " <?xml version=\"1.0\"?><response retval=\"0\"/>",
        "\u{FEFF}\u{FEFF}<response retval=\"0\"/>",
        "<?xml encoding=\"utf-8\"?><response retval=\"0\"/>",
        "<!-- -- --><response retval=\"0\"/>",
        "<??><response retval=\"0\"/>",
        "<response retval=\"0\"/>\n\n  <more/>",
        &long,
    ];
    let report = bodies.map(|text| report(text, &body(text).expect_err(text)));
    insta::assert_snapshot!(report.join("\n"));
}

/// `Node::attribute` of the XML parser would find the first of the two.
#[test]
fn only_the_attribute_without_a_prefix_is_read() {
    for answer in [
        r#"<response xmlns:s="u" s:retval="0" retval="36"/>"#,
        r#"<response xmlns:s="u" retval="36" s:retval="0"/>"#,
        r#"<response xmlns="u" xmlns:s="u" s:retval="0" retval="36" s:sval="Success"/>"#,
    ] {
        let error = body(answer).expect_err(answer);
        let VerifyError::Refused(rejection) = error else { panic!("{answer}: {error:?}") };
        assert_eq!((rejection.retval(), rejection.sval()), (36, None), "{answer}");
    }
}

/// The status code is 0, and something else in the answer says the opposite.
#[test]
fn a_contradiction_is_not_a_confirmation() {
    for answer in [
        r#"<response retval="0" sval="TicketExpired"/>"#,
        r#"<response retval="0" sval="FalseTicket"/>"#,
        r#"<response retval="0"><retval>35</retval></response>"#,
        r#"<response retval="0"><a><RetVal> 35 </RetVal></a></response>"#,
        r#"<response retval="0"><retval/></response>"#,
        r#"<response retval="0"><sval>TicketExpired</sval></response>"#,
        r#"<response retval="0"><new a='1'><response retval='5'/></new></response>"#,
        r#"<response retval="0"><a sval="TicketExpired"/></response>"#,
        r#"<response retval="0"><error>no such ticket</error></response>"#,
        r#"<response retval="0" xmlns:s="u"><s:Fault/></response>"#,
    ] {
        assert_eq!(body(answer).expect_err(answer).kind(), "contradiction", "{answer}");
    }
    for answer in [
        r#"<response retval="0"><retval>0</retval><sval>Success</sval></response>"#,
        r#"<response retval="0"><errors/><more code="35">TicketExpired</more></response>"#,
    ] {
        assert_eq!(body(answer).expect(answer), NO_TIMES, "{answer}");
    }
}

fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, text).expect("memory");
    encoder.finish().expect("memory")
}

fn compressed(name: &str, bytes: Vec<u8>) -> http::Response<Vec<u8>> {
    let mut answer = http::Response::new(bytes);
    answer.headers_mut().insert("content-encoding", name.parse().expect("a header"));
    answer
}

#[test]
fn a_refusal_in_another_encoding_is_read_as_a_refusal() {
    let no = r#"<?xml version="1.0" encoding="windows-1251"?><response retval="36" sval="TicketExpired"/>"#;
    let russian = |bytes: &[u8]| [no.trim_end_matches("/>").as_bytes(), b" text=\"", bytes, b"\"/>"].concat();
    for (answer, encoding) in [
        (http::Response::new(russian(b"\xCF\xF0\xEE\xF1\xF0\xEE\xF7\xE5\xED")), "windows-1251"),
        (http::Response::new(utf_16(no, u16::to_le_bytes)), "UTF-16"),
        (http::Response::new(utf_16(no, u16::to_be_bytes)), "UTF-16"),
        (compressed("gzip", gzip(no.as_bytes())), "gzip"),
        (compressed("X-GZIP", gzip(&russian(b"\xCF\xF0"))), "gzip"),
    ] {
        let error = answered(answer).expect_err("a refusal");
        let VerifyError::Refused(rejection) = &error else { panic!("{error:?}") };
        assert_eq!((rejection.retval(), rejection.encoding()), (36, Some(encoding)));
        assert!(error.to_string().contains(encoding), "{error}");
    }
    let plain = http::Response::new(no.as_bytes().to_vec());
    let VerifyError::Refused(plain) = answered(plain).expect_err("a refusal") else { panic!("a refusal") };
    assert_eq!(plain.encoding(), None);
}

#[test]
fn nothing_in_another_encoding_is_a_confirmation() {
    let mut bytes = vec![
        http::Response::new(b"<response retval=\"0\" sval=\"\xCF\xF0\"/>".to_vec()),
        http::Response::new(b"\xC0\x80".to_vec()),
        http::Response::new(utf_16(YES, u16::to_le_bytes)),
        compressed("gzip", gzip(YES.as_bytes())),
        compressed("gzip", YES.into()),
        compressed("gzip", gzip(YES.as_bytes())[..20].to_vec()),
        compressed("deflate", YES.into()),
    ];
    bytes.extend(["br", "zstd", "gzip, gzip", TICKET].map(|name| compressed(name, YES.into())));
    for answer in bytes {
        let error = answered(answer).expect_err("not plain UTF-8");
        assert_eq!(error.kind(), "encoding", "{error}");
        assert!(!error.to_string().contains(TICKET), "{error}");
    }
    assert!(answered(compressed("identity", YES.into())).is_ok());
    let bomb = gzip(&vec![b' '; 64 * MAX_ANSWER_LENGTH]);
    assert!(bomb.len() < MAX_ANSWER_LENGTH);
    assert_eq!(answered(compressed("gzip", bomb)).expect_err("too long").kind(), "too_long");
}

/// A stack of this size is enough for the largest answer, however deeply it is nested.
const SMALL_STACK: usize = 128 * 1024;

#[test]
fn the_largest_answers_do_not_exhaust_the_stack() {
    let root = "<response retval=\"0\">";
    let opened = [root, &"<a>".repeat((MAX_ANSWER_LENGTH - root.len()) / 3)].concat();
    let depth = (MAX_ANSWER_LENGTH - root.len() - "</response>".len()) / "<a></a>".len();
    let nested = format!("{root}{}{}</response>", "<a>".repeat(depth), "</a>".repeat(depth));
    let references = format!("{root}{}</response>", "&#48;".repeat(3_200));
    let attributes: Vec<_> = (0..1_100).map(|number| format!("a{number}='{number}'")).collect();
    let attributes = format!("<response retval=\"0\" {}/>", attributes.join(" "));
    let check = move || {
        assert_eq!(body(opened).expect_err("no end").kind(), "incomplete");
        for answer in [nested, references, attributes] {
            assert!(answer.len() <= MAX_ANSWER_LENGTH, "{}", answer.len());
            assert_eq!(body(answer).expect("a confirmation"), NO_TIMES);
        }
    };
    let thread = std::thread::Builder::new().stack_size(SMALL_STACK).spawn(check).expect("a thread");
    thread.join().expect("no panic");
}

/// Only status 200 can confirm a ticket.
#[test]
fn other_http_status_codes() {
    for code in (100..1000).filter(|code| *code != 200) {
        let error = status(StatusCode::from_u16(code).expect("three digits")).expect_err("an error");
        assert_eq!(error.kind(), if (300..400).contains(&code) { "redirect" } else { "status" });
    }
    let report = [302, 404, 500, 799].map(|code| {
        let error = status(StatusCode::from_u16(code).expect("three digits")).expect_err("an error");
        report(&code.to_string(), &error)
    });
    insta::assert_snapshot!(report.join("\n"));
}

#[test]
fn the_content_type_does_not_decide_the_outcome() {
    for content_type in ["text/html", "application/json", "nonsense"] {
        let mut answer = http::Response::new(YES.into());
        answer.headers_mut().insert("content-type", content_type.parse().expect("a header"));
        assert!(answered(answer).is_ok());
    }
}

/// Formats an answer, the kind and text of its error, and the text of the error's source.
fn report(answer: &str, error: &VerifyError) -> String {
    let text = error.to_string();
    assert_eq!(text.lines().count(), 1);
    assert!(!text.contains(TICKET));
    let source =
        std::error::Error::source(&error).map(|source| format!("\n    {source}")).unwrap_or_default();
    let answer: String = answer.escape_debug().take(80).collect();
    format!("{answer}\n    {}: {text}{source}", error.kind())
}
