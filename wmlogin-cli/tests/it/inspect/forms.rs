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
