//! Every reason for which a response cannot be read.

use std::fmt::Write as _;

use insta::assert_snapshot;

use crate::wmlogin::inspect;
use wmlogin_test_support::responses::{Pairs, READ_ID, TICKET};

/// Shows what standard error says, after a line with the kind that the JSON has.
fn failures(responses: &[String]) -> String {
    let mut shown = String::new();
    for response in responses {
        let text = inspect(&[], response);
        let json = inspect(&["--json"], response);
        assert_eq!((text.code, text.stdout.as_str()), (Some(1), ""), "{text}");
        assert_eq!((json.code, json.stderr.lines().count()), (Some(1), 1), "{json}");
        let error: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
        let error = &error["error"];
        assert_eq!(text.stderr.lines().next(), json.stderr.lines().next());
        assert_eq!(json.stderr, format!("wmlogin: {}\n", error["message"].as_str().unwrap()));
        writeln!(shown, "{} {}\n{}", error["kind"], error["field"], text.stderr).unwrap();
    }
    shown
}

fn v1() -> Pairs {
    Pairs::example("Version 1.0")
}

fn v3() -> Pairs {
    Pairs::example("Version 3.0")
}

fn cancelled() -> Pairs {
    Pairs::example("Operation cancelled")
}

#[test]
fn the_whole() {
    let long = v3().and("long", &"x".repeat(17_000)).body();
    let many = [v3().body(), "&a=b".repeat(200)].concat();
    assert_snapshot!(failures(&[
        long,
        many,
        "lang=en&theme=dark".to_owned(),
        "Hello\nworld".to_owned(),
        "https://example.com/login".to_owned(),
        [v3().table(), v1().table()].concat(),
    ]));
}

#[test]
fn missing_and_superfluous_fields() {
    let miscased = v3().body().replace("WmLogin_WMID", "wmlogin_wmid");
    assert_snapshot!(failures(&[
        v3().without("WmLogin_Version").body(),
        v3().without("WmLogin_Ticket").body(),
        miscased,
        v3().and("WmLogin_AuthType", "KeeperLight").body(),
        v3().and("WmLogin_Factor1_EnumType", "Application").body(),
    ]));
}

#[test]
fn values() {
    assert_snapshot!(failures(&[
        v3().with("WmLogin_Version", "31").body(),
        v1().with("WmLogin_AuthType", "keeperlight").body(),
        v1().with("WmLogin_Created", "12.1.2015 14:25:22").body(),
        v3().with("WmLogin_Created", "2015-02-29T14:31:29.997Z").body(),
        v3().with("WmLogin_Flags", "RealmWantCrossCheck, RealmWantCrossCheck").body(),
        v3().with("WmLogin_UrlID", "\u{1b}]0;title\u{7}").body(),
        v3().with("WmLogin_UserAddress", "123.45.67.890").body(),
        v3().with("WmLogin_WMID", &"1".repeat(600)).body(),
        v3().body().replace("=123.45", "=%zz"),
        v3().body().replace("=123.45", "=%ff"),
    ]));
}

#[test]
fn credentials() {
    assert_snapshot!(failures(&[
        v3().with("WmLogin_Ticket", "short").body(),
        v3().with("WmLogin_Ticket", &TICKET.replace('B', "-")).body(),
        v3().with("WmLogin_ReadId", &READ_ID.repeat(2)).body(),
        v3().with("WmLogin_WMID", TICKET).body(),
        v3().with("WmLogin_UserAddress", READ_ID).body(),
        v3().with("WmLogin_WMID", &format!("1&WmLogin_Ticket={TICKET}")).body(),
    ]));
}

#[test]
fn outcomes() {
    assert_snapshot!(failures(&[
        cancelled().with("WmLogin_KeeperRetVal", "5").body(),
        cancelled().with("WmLogin_KeeperRetStr", "cancelled").body(),
        cancelled().without("WmLogin_KeeperRetVal").body(),
        v3().and("WmLogin_KeeperRetVal", "4").body(),
    ]));
}
