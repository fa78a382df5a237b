//! Passphrases: prompts, files, variables, and no terminal to ask on.

use std::fs;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;
use wmlogin_test_support::program::{Run, program, run};
use wmlogin_test_support::terminal::{self, Screen, Typed};
use wmlogin_test_support::tools::require;

use super::workplace::{BACKUP_PASSPHRASE, EMAIL, PASSPHRASE, WMID, Workplace};
use crate::wmlogin::WMLOGIN;

const REQUEST: [&str; 7] = ["request", "--wmid", WMID, "--email", EMAIL, "--key-type", "ecdsa-p256"];

/// Lets a command find the store, and no passphrase in its environment.
fn prepare(workplace: &Workplace, command: &mut Command) {
    command.current_dir(workplace.root()).env("WMLOGIN_STORE", workplace.path("store"));
    command.env_remove("WMLOGIN_PASSPHRASE").env_remove("WMLOGIN_BACKUP_PASSPHRASE").env("NO_COLOR", "1");
}

/// Runs it on a terminal, where this is typed.
fn typing(workplace: &Workplace, typed: &[Typed<'_>], arguments: &[&str]) -> Screen {
    let arguments = [&["certificate"], arguments].concat();
    let screen = terminal::run(Path::new(WMLOGIN), &arguments, typed, |command| prepare(workplace, command));
    assert!(screen.is_restored, "{screen:?}");
    for secret in [PASSPHRASE, BACKUP_PASSPHRASE] {
        assert!(!screen.text.contains(secret), "echoed: {screen:?}");
    }
    screen
}

/// Runs it without a terminal.
fn without_terminal(workplace: &Workplace, arguments: &[&str]) -> Run {
    let mut command = program(terminal::PROGRAM);
    command.args(["--wait", WMLOGIN, "certificate"]).args(arguments);
    prepare(workplace, &mut command);
    run(&mut command, b"")
}

#[test]
fn are_asked_for_without_echo() {
    if !require(["setsid"]) {
        return;
    }
    let workplace = Workplace::new();
    let [key, backup] = [PASSPHRASE, BACKUP_PASSPHRASE].map(Typed::Secret);
    let request = typing(&workplace, &[key, key], &REQUEST);
    assert_eq!(request.code, Some(0), "{request:?}");
    workplace.sign(1, "certificate.cer", |_| {});
    workplace.done(&["add", "certificate.cer", "--root", "root.pem"]);
    let made = typing(&workplace, &[key, backup, backup], &["backup", "--output", "backup.p12"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let no = typing(&workplace, &[Typed::Line("no")], &["harden"]);
    assert_eq!(no.code, Some(1), "{no:?}");
    let yes = typing(&workplace, &[Typed::Line("yes"), key, backup], &["harden"]);
    assert_eq!(yes.code, Some(0), "{yes:?}");
    let told = [request, made, no, yes].map(|screen| workplace.redact(&screen.text));
    assert_snapshot!(told.join("\n----\n"));
}

#[test]
fn are_refused_when_they_are_short_empty_or_mistyped() {
    if !require(["setsid"]) {
        return;
    }
    let workplace = Workplace::new();
    let typed = [
        &[Typed::Secret("")][..],
        &[Typed::Secret("short")],
        &[Typed::Secret(PASSPHRASE), Typed::Secret("correct hose")],
        // Ctrl-D, and Ctrl-C in the middle.
        &[Typed::Keys("\u{4}")],
        &[Typed::Keys("corr\u{3}")],
    ];
    let told = typed.map(|typed| {
        let screen = typing(&workplace, typed, &REQUEST);
        assert_eq!(screen.code, Some(2), "{screen:?}");
        workplace.redact(&screen.text)
    });
    assert_snapshot!(told.join("\n----\n"));
    assert!(!workplace.path("store").exists());
}

#[test]
fn without_a_terminal_there_is_no_prompt() {
    if !require(["setsid"]) {
        return;
    }
    let workplace = Workplace::with_backup();
    let told = [
        without_terminal(&workplace, &["--store", "other", "request", "--wmid", WMID, "--email", EMAIL]),
        without_terminal(&workplace, &["backup", "--output", "another.p12"]),
        without_terminal(&workplace, &["import", "backup.p12"]),
        without_terminal(&workplace, &["harden"]),
    ]
    .map(|run| workplace.redact(&run.to_string()));
    assert_snapshot!(told.join("\n"));
}

#[test]
fn come_from_files() {
    if !require(["setsid"]) {
        return;
    }
    let workplace = Workplace::new();
    let file = |name: &str, text: &[u8]| {
        workplace.write(name, text);
        restrict(&workplace, name);
    };
    file("passphrase", format!("{PASSPHRASE}\r\n").as_bytes());
    file("backup passphrase", format!("{BACKUP_PASSPHRASE}\n").as_bytes());
    let request = [&REQUEST[..], &["--passphrase-file", "passphrase"]].concat();
    let run = without_terminal(&workplace, &request);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run}");
    workplace.sign(1, "certificate.cer", |_| {});
    // The variables say the same.
    workplace.done(&["add", "certificate.cer", "--root", "root.pem"]);
    let files = ["--passphrase-file", "passphrase", "--backup-passphrase-file", "backup passphrase"];
    let backup = without_terminal(&workplace, &[&["backup", "--output", "backup.p12"], &files[..]].concat());
    assert_eq!(backup.code, Some(0), "{backup}");
    workplace.done(&["harden", "--yes"]);
}

#[test]
fn files_without_a_usable_passphrase() {
    let workplace = Workplace::new();
    let told = [
        ("empty", &b"\n"[..]),
        ("short", b"secret"),
        ("latin-1", b"p\xe4ssw\xf6rter"),
        ("long", &[b'a'; 5000]),
    ]
    .map(|(name, text)| {
        workplace.write(name, text);
        restrict(&workplace, name);
        workplace.told(&[&REQUEST[..], &["--passphrase-file", name]].concat())
    });
    let missing = workplace.told(&[&REQUEST[..], &["--passphrase-file", "not there"]].concat());
    assert_snapshot!([&told[..], &[missing]].concat().join("\n"));
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_causes_a_warning() {
    use std::os::unix::fs::PermissionsExt;

    let workplace = Workplace::new();
    workplace.write("passphrase", PASSPHRASE);
    fs::set_permissions(workplace.path("passphrase"), fs::Permissions::from_mode(0o644)).unwrap();
    let run = workplace.done(&[&REQUEST[..], &["--passphrase-file", "passphrase"]].concat());
    assert_snapshot!(run.stderr, @"Warning: other users can read the passphrase in passphrase; chmod go= passphrase");
}

#[test]
fn a_wrong_one_opens_nothing() {
    let workplace = Workplace::with_backup();
    let wrong = |variable: &str, arguments: &[&str]| {
        let mut command = workplace.command(arguments);
        let run = run(command.env(variable, "something else"), b"");
        assert_eq!(run.code, Some(1), "{run}");
        workplace.redact(&run.stderr)
    };
    let key = fs::read(workplace.entry(1, "key.pem")).unwrap();
    let told = [
        wrong("WMLOGIN_PASSPHRASE", &["backup", "--output", "another.p12"]),
        wrong("WMLOGIN_PASSPHRASE", &["export", "--format", "p12", "--output", "another.p12"]),
        wrong("WMLOGIN_PASSPHRASE", &["harden", "--yes"]),
        wrong("WMLOGIN_BACKUP_PASSPHRASE", &["harden", "--yes"]),
        wrong("WMLOGIN_BACKUP_PASSPHRASE", &["backup", "--output", "backup.p12"]),
        wrong("WMLOGIN_PASSPHRASE", &["test", "https://127.0.0.1:1/"]),
    ];
    assert_snapshot!(told.join("\n"));
    assert_eq!(fs::read(workplace.entry(1, "key.pem")).unwrap(), key);
    assert!(!workplace.path("another.p12").exists());
}

fn restrict(workplace: &Workplace, name: &str) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        fs::set_permissions(workplace.path(name), fs::Permissions::from_mode(0o600)).unwrap();
    }
}
