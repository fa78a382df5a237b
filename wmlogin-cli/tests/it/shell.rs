//! Completions and manual pages.

use std::fs;

use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::{program, run};
use wmlogin_test_support::tools::require;

use crate::wmlogin::command;

#[test]
fn completions_for_every_shell() {
    for (shell, sign) in [
        ("bash", "complete -F _wmlogin"),
        ("zsh", "#compdef wmlogin"),
        ("fish", "complete -c wmlogin"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let run = run(&mut command(&["completions", shell]), b"");
        assert_eq!(run.code, Some(0), "{run}");
        assert!(run.stdout.contains(sign) && run.stdout.contains("passphrase-file"), "{shell}");
    }
    assert_eq!(run(&mut command(&["completions", "csh"]), b"").code, Some(2));
}

#[test]
fn bash_takes_its_completions() {
    if !require(["bash"]) {
        return;
    }
    let script = run(&mut command(&["completions", "bash"]), b"").stdout;
    let checked = run(program("bash").arg("-n"), script.as_bytes());
    assert_eq!((checked.code, checked.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_manual_page_for_every_command() {
    let folder = Folder::new();
    let written = run(&mut command(&["man", &folder.argument("")]), b"");
    assert_eq!(written.code, Some(0), "{written}");
    let mut names: Vec<_> = fs::read_dir(folder.root())
        .expect("the pages")
        .map(|entry| entry.expect("a page").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    insta::assert_snapshot!(names.join("\n"));
    assert!(folder.read_text("wmlogin-certificate-backup.1").contains("wmlogin certificate backup"));
    assert_eq!(run(&mut command(&["man", "/does/not/exist"]), b"").code, Some(2));
}
