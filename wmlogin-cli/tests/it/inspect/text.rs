//! Remarks, times and colours of the report.

use insta::assert_snapshot;

use crate::wmlogin::{AT, command, inspect};
use wmlogin_test_support::program::run;
use wmlogin_test_support::responses::Pairs;

fn line(text: &str, name: &str) -> String {
    text.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned()
}

#[test]
fn not_in_use_not_sent_and_ignored() {
    let pairs = Pairs::example("Version 3.0")
        .with("WmLogin_Factor1", "Enum")
        .without("WmLogin_Factor1_PasswordType")
        .with("WmLogin_Flags", "None")
        .and("lang", "the value is not shown")
        .and("\u{1b}[31m\u{202e}\"red\"\u{9b}", "")
        .and("", "no name");
    assert_snapshot!(inspect(&[], pairs.body()));
}

#[test]
fn values_are_shown_as_received() {
    let pairs = Pairs::example("Operation cancelled").with("WmLogin_KeeperRetStr", "Canceled");
    let run = inspect(&[], pairs.body());
    assert_eq!(
        line(&run.stdout, "WmLogin_KeeperRetStr"),
        "WmLogin_KeeperRetStr  Canceled = the user cancelled authentication during the authentication process"
    );
}

#[test]
fn times_are_relative() {
    let body = Pairs::example("Version 3.0").with("WmLogin_Expires", "2015-01-12T15:31:29.997+03:00").body();
    let expires = |at: &str| {
        let run = run(&mut command(&["inspect", &format!("--at={at}")]), body.as_bytes());
        line(&run.stdout, "WmLogin_Expires").split(", ").nth(1).unwrap().to_owned()
    };
    assert_eq!(expires("2015-01-12T12:31:29.997Z"), "now");
    assert_eq!(expires("2015-01-12T15:31:30.500+03:00"), "now");
    assert_eq!(expires("2015-01-12T12:31:28.900Z"), "in 1 second");
    assert_eq!(expires("2015-01-12T12:33:30.997Z"), "2 minutes 1 second ago");
    assert_eq!(expires("2015-01-12T11:31:29.997Z"), "in 1 hour");
    assert_eq!(expires("2015-01-09T11:30:29.997Z"), "in 3 days 1 hour");
    assert_eq!(expires("2015-01-13T12:31:59.997Z"), "1 day ago");
    assert_eq!(expires("2016-01-12T12:31:29.996Z"), "364 days 23 hours ago");
    assert_eq!(expires("2016-01-12T12:31:29.997Z"), "1 year ago");
    assert_eq!(expires("2026-01-12T12:31:29.997Z"), "11 years ago");
}

#[test]
fn now_is_the_default() {
    let body = Pairs::example("Version 3.0").body();
    let run = run(&mut command(&["inspect"]), body.as_bytes());
    assert!(line(&run.stdout, "WmLogin_Expires").ends_with(" years ago"), "{run}");
}

#[test]
fn colours_only_where_they_are_wanted() {
    let body = Pairs::example("Version 3.0").with("WmLogin_Factor2_EnumType", "Sms").body();
    let plain = inspect(&[], &body);
    assert!(!plain.stdout.contains('\u{1b}'), "{plain}");

    let mut forced = command(&["inspect", AT]);
    let coloured = run(forced.env("CLICOLOR_FORCE", "1"), body.as_bytes());
    assert_snapshot!(coloured.stdout.replace('\u{1b}', "ESC"));

    let refused = run(forced.env("CLICOLOR_FORCE", "0").env("NO_COLOR", "1"), body.as_bytes());
    assert_eq!(refused, plain);

    let json = run(command(&["inspect", AT, "--json"]).env("CLICOLOR_FORCE", "1"), body.as_bytes());
    assert!(!json.stdout.contains('\u{1b}'), "{json}");
}
