//! Every example of the documents, in every form.

use insta::assert_snapshot;
use wmlogin_types::EXAMPLES;

use crate::wmlogin::inspect;
use wmlogin_test_support::program::Run;
use wmlogin_test_support::responses::Pairs;

fn example(title: &str) -> Run {
    inspect(&[], Pairs::example(title).table())
}

#[test]
fn every_form_is_read_alike() {
    for example in EXAMPLES {
        let pairs = Pairs::new(example.fields);
        let table = inspect(&[], pairs.table());
        assert_eq!(table.code, Some(0), "{table}");
        for text in [
            pairs.body(),
            pairs.body() + "\n",
            pairs.body().replace('&', "\r\n"),
            pairs.url(),
            format!("/login?{}", pairs.body()),
            format!("?{}", pairs.body()),
            format!("| {}", pairs.table().replace("\nW", "\n| W")),
            pairs.lines("\t"),
            pairs.lines("   "),
            pairs.lines(": "),
            pairs.lines("=").replace('\n', "\r\n"),
            format!("\u{feff}\n{}", pairs.table()),
        ] {
            assert_eq!(inspect(&[], &text), table, "{text}");
        }
    }
}

#[test]
fn version_1_0() {
    assert_snapshot!(example("Version 1.0"));
}

#[test]
fn version_1_1() {
    assert_snapshot!(example("Version 1.1"));
}

#[test]
fn version_2_0() {
    assert_snapshot!(example("Version 2.0"));
}

#[test]
fn version_3_0() {
    assert_snapshot!(example("Version 3.0"));
}

#[test]
fn cancelled() {
    assert_snapshot!(example("Operation cancelled"));
}

#[test]
fn logged_off() {
    assert_snapshot!(example("Redirection to a return page after a request to log out"));
}
