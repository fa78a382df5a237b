//! The report for programs.

use insta::assert_snapshot;
use serde_json::Value;

use crate::wmlogin::inspect;
use wmlogin_test_support::responses::Pairs;

#[test]
fn success() {
    let pairs = Pairs::example("Version 3.0")
        .with("WmLogin_Factor2_EnumType", "Sms")
        .without("WmLogin_Factor1_PasswordType")
        .and("lang", "en")
        .and("\u{9b}31m", "");
    assert_snapshot!(inspect(&["--json"], pairs.body()));
}

#[test]
fn outcome() {
    assert_snapshot!(inspect(&["--json"], Pairs::example("Operation cancelled").url()));
}

#[test]
fn failure() {
    assert_snapshot!(inspect(&["--json"], Pairs::example("Version 3.0").with("WmLogin_WMID", "12").table()));
}

#[test]
fn failure_without_a_field() {
    assert_snapshot!(inspect(&["--json", "does not exist.txt"], ""));
}

#[test]
fn both_reports_hold_the_same_fields() {
    for title in ["Version 1.0", "Version 3.0"] {
        let body = Pairs::example(title).body();
        let text = inspect(&[], &body).stdout;
        let json: Value = serde_json::from_str(&inspect(&["--json"], &body).stdout).unwrap();
        for field in json["fields"].as_array().unwrap() {
            for part in ["name", "value", "description"] {
                assert!(text.contains(field[part].as_str().unwrap()), "{title}: {field}");
            }
        }
    }
}
