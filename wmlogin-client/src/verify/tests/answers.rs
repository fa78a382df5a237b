use chrono::{TimeZone, Utc};
use http::StatusCode;

use super::{Confirmation, YES, answered, body, status};
use crate::transport::MAX_ANSWER_LENGTH;
use crate::verify::VerifyError;

const NO_TIMES: Confirmation = Confirmation { last_access: None, expires: None };

#[test]
fn a_yes_with_its_times() {
    let time = |hour| {
        Utc.with_ymd_and_hms(2015, 1, 12, hour, 31, 29)
            .single()
            .map(|time| time + chrono::TimeDelta::milliseconds(997))
    };
    assert_eq!(body(YES).expect("a yes"), Confirmation { last_access: time(14), expires: time(15) });
}

#[test]
fn a_time_that_cannot_be_read_decides_nothing() {
    for time in ["", "soon", "2015-13-12T14:31:29.997Z", "0"] {
        let answer = format!(r#"<response retval="0" lastAccess="{time}" expires="{time}"/>"#);
        assert_eq!(body(answer).expect("a yes"), NO_TIMES);
    }
}

/// What a server may add without saying anything else.
#[test]
fn a_yes_in_other_clothes() {
    let long = format!("<response retval=\"0\"/>{}", " ".repeat(MAX_ANSWER_LENGTH - 22));
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
        "<response retval=\"0\">text &amp; &#1087; <new a='1'><response retval='5'/></new><![CDATA[<a>]]></response>",
        r#"<response retval="0" sval="TicketExpired"/>"#,
        &long,
    ] {
        assert_eq!(body(answer).expect(answer), NO_TIMES, "{answer}");
    }
}

#[test]
fn what_is_no_answer() {
    let long = " ".repeat(MAX_ANSWER_LENGTH + 1);
    let bodies = [
        "",
        " \r\n\t<!-- nothing -->",
        "Success",
        "0",
        "{\"retval\": 0}",
        "<html><body>Under maintenance</body></html>",
        "<!DOCTYPE html><html></html>",
        "<!DOCTYPE response [<!ENTITY yes \"0\">]><response retval=\"&yes;\"/>",
        "<response retval=\"&yes;\"/>",
        "<response retval=\"0\">&yes;</response>",
        "<response retval=\"0\">&#0;</response>",
        "<response retval=\"0\" sval=\"&#xFFFF;\"/>",
        "<response retval=\"0\" sval=\"&\"/>",
        "<response retval=\"0\" sval=\"<\"/>",
        "<response retval=\"0\" sval=\"\u{0}\"/>",
        "<Response retval=\"0\"/>",
        "<s:response retval=\"0\"/>",
        "<AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA retval=\"0\"/>",
        "<answer><response retval=\"0\"/></answer>",
        "<response/>",
        "<response Retval=\"0\"/>",
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
        "<response retval=\"0\">]]></response>",
        "<response retval=\"0\"/><response retval=\"0\"/>",
        "<response retval=\"0\"/>0",
        "<response retval=\"0\"/>&#32;",
        "<response retval=\"0\"/><![CDATA[]]>",
        "<response retval=\"0\"/><?xml version=\"1.0\"?>",
        "0<response retval=\"0\"/>",
        " <?xml version=\"1.0\"?><response retval=\"0\"/>",
        "\u{FEFF}\u{FEFF}<response retval=\"0\"/>",
        "<?xml version=\"1.1\"?><response retval=\"0\"/>",
        "<?xml encoding=\"utf-8\"?><response retval=\"0\"/>",
        "<?xml version=\"1.0\" standalone=\"perhaps\"?><response retval=\"0\"/>",
        "<?XML version=\"1.0\"?><response retval=\"0\"/>",
        "<!-- -- --><response retval=\"0\"/>",
        "<??><response retval=\"0\"/>",
        &long,
    ];
    let told = bodies.map(|text| told(text, &body(text).expect_err(text)));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn what_is_not_utf_8() {
    let utf_16: Vec<_> =
        "\u{FEFF}".chars().chain(YES.chars()).map(|c| c as u16).flat_map(u16::to_le_bytes).collect();
    for bytes in [b"<response retval=\"0\" sval=\"\xCF\xF0\"/>", &*utf_16, b"\xC0\x80"] {
        assert_eq!(body(bytes).expect_err("not UTF-8").kind(), "not_utf8");
    }
}

/// A yes counts with status 200 alone.
#[test]
fn every_other_status_of_http() {
    for code in (100..1000).filter(|code| *code != 200) {
        let error = status(StatusCode::from_u16(code).expect("three digits")).expect_err("no yes");
        assert_eq!(error.kind(), if (300..400).contains(&code) { "redirect" } else { "status" });
    }
    let told = [302, 404, 500, 799].map(|code| {
        let error = status(StatusCode::from_u16(code).expect("three digits")).expect_err("no yes");
        told(&code.to_string(), &error)
    });
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_content_type_decides_nothing() {
    for content_type in ["text/html", "application/json", "nonsense"] {
        let mut answer = http::Response::new(YES.into());
        answer.headers_mut().insert("content-type", content_type.parse().expect("a header"));
        assert!(answered(answer).is_ok());
    }
}

/// An answer, what it is called, what people are told, and what is below that.
fn told(answer: &str, error: &VerifyError) -> String {
    let text = error.to_string();
    assert_eq!(text.lines().count(), 1);
    let source =
        std::error::Error::source(&error).map(|source| format!("\n    {source}")).unwrap_or_default();
    let answer: String = answer.escape_debug().take(80).collect();
    format!("{answer}\n    {}: {text}{source}", error.kind())
}
