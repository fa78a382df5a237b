//! Passphrases: prompts, files, variables, and nobody to ask.

use std::fs;
use std::process::Command;

use insta::assert_snapshot;

use crate::program::{Run, run};
use crate::workplace::{BACKUP_PASSPHRASE, EMAIL, PASSPHRASE, WMID, Workplace};

const REQUEST: [&str; 7] = ["request", "--wmid", WMID, "--email", EMAIL, "--key", "ecdsa-p256"];

/// Runs the program without any passphrase in its environment, on another program's terminal or without one.
fn below(workplace: &Workplace, wrapper: &[&str], arguments: &[&str]) -> Run {
    let program = [wrapper, &[env!("CARGO_BIN_EXE_wmlogin"), "certificate"], arguments].concat();
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).current_dir(workplace.folder()).env("WMLOGIN_STORE", workplace.path("store"));
    command.env_remove("WMLOGIN_PASSPHRASE").env_remove("WMLOGIN_BACKUP_PASSPHRASE").env("NO_COLOR", "1");
    let pipe = std::process::Stdio::piped;
    run(command.stdin(pipe()).stdout(pipe()).stderr(pipe()), b"")
}

/// What is typed where nothing is shown: the passphrase and the Return key.
fn secret(passphrase: &str) -> String {
    format!("?{passphrase}\n")
}

/// Runs it on a terminal, where this is typed.
fn typing(workplace: &Workplace, answers: &[String], arguments: &[&str]) -> Run {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/certificate/terminal.py");
    let run = below(workplace, &["python3", script, &answers.join("|")], arguments);
    assert!(!run.stdout.contains("The terminal is not as it was"), "{run}");
    for secret in [PASSPHRASE, BACKUP_PASSPHRASE] {
        assert!(!run.to_string().contains(secret), "echoed: {run}");
    }
    run
}

fn without_terminal(workplace: &Workplace, arguments: &[&str]) -> Run {
    below(workplace, &["setsid", "--wait"], arguments)
}

#[test]
fn are_asked_for_without_echo() {
    let workplace = Workplace::new();
    let request = typing(&workplace, &[secret(PASSPHRASE), secret(PASSPHRASE)], &REQUEST);
    assert_eq!(request.code, Some(0), "{request}");
    workplace.sign(1, "certificate.cer", |_| {});
    workplace.done(&["install", "certificate.cer", "--root", "root.pem"]);
    let answers = [PASSPHRASE, BACKUP_PASSPHRASE, BACKUP_PASSPHRASE].map(secret);
    let backup = typing(&workplace, &answers, &["backup", "--to", "backup.p12"]);
    assert_eq!(backup.code, Some(0), "{backup}");
    let no = typing(&workplace, &["no\n".to_owned()], &["harden"]);
    assert_eq!(no.code, Some(1), "{no}");
    let answers = ["yes\n".to_owned(), secret(PASSPHRASE), secret(BACKUP_PASSPHRASE)];
    let yes = typing(&workplace, &answers, &["harden"]);
    assert_eq!(yes.code, Some(0), "{yes}");
    let told = [request, backup, no, yes].map(|run| workplace.redact(&run.stdout));
    assert_snapshot!(told.join("\n----\n"));
}

#[test]
fn are_refused_when_they_are_short_empty_or_mistyped() {
    let workplace = Workplace::new();
    let typed = [
        vec![secret("")],
        vec![secret("short")],
        vec![secret(PASSPHRASE), secret("correct hose")],
        // Ctrl-D, and Ctrl-C in the middle.
        vec!["?\u{4}".to_owned()],
        vec!["?corr\u{3}".to_owned()],
    ];
    let told = typed.map(|answers| {
        let run = typing(&workplace, &answers, &REQUEST);
        assert_eq!(run.code, Some(6), "{run}");
        workplace.redact(&run.stdout)
    });
    assert_snapshot!(told.join("\n----\n"));
    assert!(!workplace.path("store").exists());
}

#[test]
fn nobody_to_ask() {
    let workplace = Workplace::with_backup();
    let told = [
        without_terminal(&workplace, &["--store", "other", "request", "--wmid", WMID, "--email", EMAIL]),
        without_terminal(&workplace, &["backup", "--to", "another.p12"]),
        without_terminal(&workplace, &["import", "backup.p12"]),
        without_terminal(&workplace, &["harden"]),
    ]
    .map(|run| workplace.redact(&run.to_string()));
    assert_snapshot!(told.join("\n"));
}

#[test]
fn come_from_files() {
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
    workplace.done(&["install", "certificate.cer", "--root", "root.pem"]);
    let files = ["--passphrase-file", "passphrase", "--backup-passphrase-file", "backup passphrase"];
    let backup = without_terminal(&workplace, &[&["backup", "--to", "backup.p12"], &files[..]].concat());
    assert_eq!(backup.code, Some(0), "{backup}");
    workplace.done(&["harden", "--yes"]);
}

#[test]
fn files_that_do_not_do() {
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
fn a_file_that_others_can_read_is_warned_about() {
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
        assert_eq!(run.code, Some(6), "{run}");
        workplace.redact(&run.stderr)
    };
    let key = fs::read(workplace.entry(1, "key.pem")).unwrap();
    let told = [
        wrong("WMLOGIN_PASSPHRASE", &["backup", "--to", "another.p12"]),
        wrong("WMLOGIN_PASSPHRASE", &["export", "--form", "p12", "--to", "another.p12"]),
        wrong("WMLOGIN_PASSPHRASE", &["harden", "--yes"]),
        wrong("WMLOGIN_BACKUP_PASSPHRASE", &["harden", "--yes"]),
        wrong("WMLOGIN_BACKUP_PASSPHRASE", &["backup", "--to", "backup.p12"]),
        wrong("WMLOGIN_PASSPHRASE", &["login", "https://127.0.0.1:1/"]),
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
