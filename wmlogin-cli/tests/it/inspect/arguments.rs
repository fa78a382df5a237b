//! Help and wrong arguments.

use insta::assert_snapshot;

use crate::wmlogin::{command, inspect};
use wmlogin_test_support::program::{Run, run};
use wmlogin_test_support::responses::{Pairs, TICKET};

fn wmlogin(arguments: &[&str]) -> Run {
    run(&mut command(arguments), b"")
}

#[test]
fn help() {
    assert_snapshot!(wmlogin(&["--help"]));
}

#[test]
fn help_on_inspect() {
    assert_snapshot!(wmlogin(&["inspect", "--help"]));
}

#[test]
fn short_help_on_inspect() {
    assert_snapshot!(wmlogin(&["inspect", "-h"]));
}

#[test]
fn version() {
    let version = wmlogin(&["--version"]);
    assert_eq!((version.code, version.stdout), (Some(0), format!("wmlogin {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn no_command() {
    let run = wmlogin(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("Usage: wmlogin [OPTIONS] <COMMAND>"), "{run}");
}

#[test]
fn an_invalid_moment() {
    assert_snapshot!(wmlogin(&["inspect", "--at", "12.01.2015 14:25:22"]));
}

#[test]
fn a_response_as_an_argument() {
    let body = Pairs::example("Version 1.0").body();
    assert_snapshot!(inspect(&[&body], ""));
    for arguments in [&[body.as_str()][..], &["inspect", "a", &body], &["inspect", "--at", &body]] {
        let run = wmlogin(arguments);
        assert_eq!(run.code, Some(2));
        assert!(!run.stderr.contains(TICKET), "{run}");
    }
}
