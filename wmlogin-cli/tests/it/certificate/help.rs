//! The help of each command.

use insta::assert_snapshot;

use crate::wmlogin::command;
use wmlogin_test_support::program::run;

fn help(name: &str) -> String {
    run(&mut command(&["certificate", name, "--help"]), b"").stdout
}

#[test]
fn of_the_command() {
    assert_snapshot!(run(&mut command(&["certificate", "--help"]), b"").stdout);
}

#[test]
fn of_each_subcommand() {
    let names =
        ["request", "register", "add", "backup", "harden", "status", "renew", "import", "export", "test"];
    for name in names {
        assert_snapshot!(format!("of_{name}"), help(name));
    }
}

#[test]
fn without_a_subcommand() {
    let run = run(&mut command(&["certificate"]), b"");
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("Usage: wmlogin certificate"), "{run}");
}
