//! Texts that could be taken for another form than theirs.

use crate::wmlogin::inspect;
use wmlogin_test_support::responses::Pairs;

fn assert_read(text: &str, ignored: &str) {
    let run = inspect(&[], text);
    assert_eq!(run.code, Some(0), "{text}: {run}");
    let last = run.stdout.lines().last().unwrap();
    assert!(last.ends_with(ignored), "{text}: {run}");
}

#[test]
fn urls() {
    let query = Pairs::example("Operation cancelled").body();
    assert_read(&format!("http://[::1]:8080/a=b&c?lang=en&{query}"), "(1): lang");
    assert_read(&format!("/a=b?lang=en&{query}#?x=y"), "(1): lang");
    assert_read(&format!("login?lang=en&{query}"), "(1): lang");
}

#[test]
fn bodies_with_questions_in_values() {
    let body = Pairs::example("Operation cancelled").body();
    assert_read(&format!("next=https://example.com/?a&{body}"), "(1): next");
    assert_read(&format!("empty&{body}&next=/?a#b"), "(2): empty, next");
}

#[test]
fn lines_among_prose() {
    let lines = Pairs::example("Operation cancelled").table();
    assert_read(&format!("Why?\n\n{lines}\nThe end: so what?"), "(2): Why?, The");
    assert_read(&format!("Name | Value |\n---|---|\n{lines}"), "(2): Name, ---");
}

#[test]
fn lines_are_not_decoded() {
    let lines =
        Pairs::example("Version 3.0").with("WmLogin_Expires", "2015-01-12T15:31:29.997+03:00").lines("=");
    let run = inspect(&[], lines);
    assert!(run.stdout.contains("= 2015-01-12 12:31:29.997 UTC, 2 hours 28 minutes ago"), "{run}");
}

#[test]
fn bodies_broken_at_their_ampersands_are_decoded() {
    for separator in ["\n", "\n&", "&\n"] {
        let body = Pairs::example("Version 2.0").body().replace('&', separator);
        assert_eq!(inspect(&[], body), inspect(&[], Pairs::example("Version 2.0").body()));
    }
}

/// What browsers and their tools hand over.
#[test]
fn what_people_paste() {
    let body = Pairs::example("Version 3.0").body();
    let expected = inspect(&[], &body).stdout;
    let request = format!("POST /login?lang=en HTTP/1.1\nHost: example.com\nCookie: a=b; c=d\n\n{body}\n");
    let pairs: Vec<_> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let object: serde_json::Map<_, _> =
        pairs.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    let list: Vec<_> =
        pairs.iter().map(|(name, value)| serde_json::json!({ "name": name, "value": value })).collect();
    let post_data = serde_json::json!({ "mimeType": "application/x-www-form-urlencoded", "params": list });
    let archive = serde_json::json!({ "log": { "entries": [{ "request": { "postData": post_data } }] } });
    let text = serde_json::json!({ "postData": { "text": body } });
    for (form, pasted, kind) in [
        ("a request", request.clone(), "an HTTP request"),
        ("a request of Windows", request.replace('\n', "\r\n"), "an HTTP request"),
        ("a GET request", format!("GET /login?{body} HTTP/1.1\nHost: example.com\n\n"), "an HTTP request"),
        ("a query of a page", format!("/login?{}", body.replace('&', "&amp;")), "a part of an HTML page"),
        ("a body of a page", body.replace('&', "&amp;"), "a part of an HTML page"),
        ("an object", serde_json::Value::from(object).to_string(), "JSON"),
        ("a list", serde_json::Value::from(list).to_string(), "JSON"),
        ("an archive", archive.to_string(), "JSON"),
        ("a text", text.to_string(), "JSON"),
        (
            "curl",
            format!("curl 'https://example.com/' \\\n  -H 'a: b' \\\n  --data-raw '{body}'"),
            "a command for curl",
        ),
        (
            "fetch",
            format!("fetch(\"https://example.com/\", {{ \"body\": {body:?}, \"method\": \"POST\" }});"),
            "a call of fetch",
        ),
    ] {
        let run = inspect(&[], &pasted);
        assert_eq!(run.code, Some(0), "{form}: {run}");
        assert_eq!(run.stderr, format!("Read as {kind}, and the form body in it.\n"), "{form}");
        let lines = |text: &str| text.lines().filter(|line| !line.contains("gnored")).count();
        assert_eq!(lines(&run.stdout), lines(&expected), "{form}: {run}");
    }
}
