//! The program behind `cargo codegen`, run on a copy of the spec and of what is generated from it.

mod dependents;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

const GENERATED: &str = "wmlogin-types/src/generated";
const SCHEMA: &str = "codegen/schema";
const FOLDERS: [&str; 8] =
    ["spec", SCHEMA, GENERATED, CARRIED[0], CARRIED[1], CARRIED[2], "wmlogin-types", "wmlogin-types/src"];
const CARRIED: [&str; 3] = ["codegen/spec", "codegen/types", "codegen/src/carried"];
const FLAGS: &str = "wmlogin-types/src/generated/authentication_page.rs";
const SPEC: &str = "spec/authentication-page.yaml";

/// A copy of what the program reads and writes, in a folder of its own.
struct Workspace(PathBuf);

impl Workspace {
    fn new(test: &str) -> Self {
        let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&copy);
        for folder in FOLDERS {
            fs::create_dir_all(copy.join(folder)).expect("a folder");
            for entry in fs::read_dir(original.join(folder)).expect("a folder") {
                let entry = entry.expect("an entry");
                if entry.path().is_dir() {
                    continue;
                }
                fs::copy(entry.path(), copy.join(folder).join(entry.file_name())).expect("a copy");
            }
        }
        Self(copy)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut program = Command::new(env!("CARGO_BIN_EXE_wmlogin-codegen"));
        Run(program.args(arguments).current_dir(&self.0).output().expect("the program runs"))
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).expect("a file")
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).expect("a file is written");
    }

    /// Replaces the first occurrence of a text in a file.
    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has no `{from}`");
        self.write(file, &text.replacen(from, to, 1));
    }

    /// Every file with its text and the time when it was written, by path.
    fn files(&self) -> Vec<(PathBuf, String, SystemTime)> {
        let folders = FOLDERS.map(|folder| fs::read_dir(self.0.join(folder)).expect("a folder"));
        let paths = folders.into_iter().flatten().map(|entry| entry.expect("an entry").path());
        let mut files: Vec<_> = paths
            .filter(|path| path.is_file())
            .map(|path| {
                let written = path.metadata().and_then(|metadata| metadata.modified()).expect("a time");
                (path.clone(), fs::read_to_string(&path).expect("a text"), written)
            })
            .collect();
        files.sort();
        files
    }
}

struct Run(Output);

impl Run {
    fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    fn stdout(&self) -> &str {
        str::from_utf8(&self.0.stdout).expect("UTF-8")
    }

    fn stderr(&self) -> &str {
        str::from_utf8(&self.0.stderr).expect("UTF-8")
    }

    fn last_line(&self) -> &str {
        self.stdout().lines().last().unwrap_or_default()
    }
}

/// How many files are generated: all but those that are written by hand.
fn total(workspace: &Workspace) -> usize {
    let by_hand = |path: &Path| {
        let folder = path.parent().and_then(|folder| folder.strip_prefix(&workspace.0).ok());
        match folder.and_then(Path::to_str) {
            Some("spec") => !path.ends_with("REFERENCE.md"),
            Some("codegen/types") => path.ends_with("manifest.toml"),
            Some("wmlogin-types" | "wmlogin-types/src") => true,
            _ => false,
        }
    };
    workspace.files().iter().filter(|(path, ..)| !by_hand(path)).count()
}

#[test]
fn what_is_checked_in_is_fresh() {
    let workspace = Workspace::new("fresh");
    let run = workspace.run(&["--check"]);
    assert_eq!(run.stdout(), format!("{} generated files, 0 stale\n", total(&workspace)));
    assert_eq!((run.code(), run.stderr()), (Some(0), ""));
}

#[test]
fn a_second_run_touches_nothing() {
    let workspace = Workspace::new("second_run");
    workspace.edit(FLAGS, "TicketFlags", "StaleFlags");
    assert_eq!(workspace.run(&[]).code(), Some(0));
    let before = workspace.files();
    let run = workspace.run(&[]);
    assert_eq!(run.stdout(), format!("{} generated files, 0 changed\n", total(&workspace)));
    assert_eq!(run.code(), Some(0));
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_stale_file_is_told_by_a_check_and_left_alone() {
    let workspace = Workspace::new("stale_check");
    workspace.edit(FLAGS, "CROSS_CHECK_DONE", "STALE");
    let before = workspace.files();
    let run = workspace.run(&["--check"]);
    assert_eq!(run.code(), Some(1));
    assert!(run.stdout().starts_with(&format!("--- a/{FLAGS}\n+++ b/{FLAGS}\n@@ ")), "{}", run.stdout());
    let changed =
        |sign: char| run.stdout().lines().skip(2).filter(|line| line.starts_with(sign)).collect::<Vec<_>>();
    assert_eq!(changed('-').len(), 1, "{}", run.stdout());
    assert_eq!(
        changed('-')
            .iter()
            .map(|line| line.replace("STALE", "CROSS_CHECK_DONE")[1..].to_owned())
            .collect::<Vec<_>>(),
        changed('+').iter().map(|line| line[1..].to_owned()).collect::<Vec<_>>()
    );
    assert_eq!(run.last_line(), format!("{} generated files, 1 stale", total(&workspace)));
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_stale_file_is_written_and_no_other() {
    let workspace = Workspace::new("stale_write");
    let fresh = workspace.files();
    workspace.edit(FLAGS, "CROSS_CHECK_DONE", "STALE");
    let run = workspace.run(&[]);
    assert_eq!((run.code(), run.stderr()), (Some(0), ""));
    assert_eq!(run.stdout(), format!("{} generated files, 1 changed\n", total(&workspace)));
    for ((path, before, written_before), (_, after, written_after)) in
        fresh.into_iter().zip(workspace.files())
    {
        assert_eq!(before, after, "{}", path.display());
        assert_eq!(
            written_before != written_after,
            path.ends_with("authentication_page.rs"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_missing_file_is_written() {
    let workspace = Workspace::new("missing");
    let fresh = workspace.read("spec/REFERENCE.md");
    fs::remove_file(workspace.0.join("spec/REFERENCE.md")).expect("the file is removed");
    assert_eq!(workspace.run(&["--check"]).code(), Some(1));
    assert_eq!(workspace.run(&[]).code(), Some(0));
    assert_eq!(workspace.read("spec/REFERENCE.md"), fresh);
}

#[test]
fn everything_can_be_written_from_the_spec_alone() {
    let workspace = Workspace::new("from_nothing");
    let fresh: Vec<_> = workspace.files().into_iter().map(|(path, text, _)| (path, text)).collect();
    fs::remove_dir_all(workspace.0.join(GENERATED)).expect("the folder is removed");
    let run = workspace.run(&[]);
    assert_eq!(run.code(), Some(0), "{}", run.stderr());
    assert_eq!(workspace.files().into_iter().map(|(path, text, _)| (path, text)).collect::<Vec<_>>(), fresh);
}

#[test]
fn a_file_that_is_no_longer_generated_is_removed() {
    let workspace = Workspace::new("leftover");
    let leftover = format!("{GENERATED}/v0_9.rs");
    workspace.write(&leftover, &workspace.read(FLAGS));
    let check = workspace.run(&["--check"]);
    assert_eq!(check.code(), Some(1));
    assert!(check.stdout().starts_with(&format!("--- a/{leftover}\n")), "{}", check.stdout());
    assert!(workspace.0.join(&leftover).exists(), "a check removes nothing");

    let run = workspace.run(&[]);
    assert_eq!(run.code(), Some(0));
    assert!(run.last_line().ends_with(" 1 changed"), "{}", run.stdout());
    assert!(!workspace.0.join(&leftover).exists());
}

#[test]
fn a_file_that_somebody_wrote_is_not_removed() {
    let workspace = Workspace::new("hand_written");
    let own = format!("{GENERATED}/own.rs");
    workspace.write(&own, "//! Written by hand.\n");
    assert_eq!(workspace.run(&["--check"]).code(), Some(0));
    assert_eq!(workspace.run(&[]).code(), Some(0));
    assert_eq!(workspace.read(&own), "//! Written by hand.\n");
}

#[test]
fn an_edit_of_the_spec_reaches_every_file_that_follows() {
    let workspace = Workspace::new("edit");
    workspace.edit(SPEC, "name: QuietAuthentication,", "name: HushedAuthentication,");
    let run = workspace.run(&[]);
    assert_eq!(run.code(), Some(0), "{}", run.stderr());
    for file in [FLAGS, "spec/REFERENCE.md"] {
        assert!(workspace.read(file).contains("HushedAuthentication"), "{file}");
    }
    assert!(run.stdout().contains(" 3 changed\n"), "{}", run.stdout());
}

#[test]
fn line_ends_of_windows_are_fresh() {
    let workspace = Workspace::new("line_ends");
    for (path, text, _) in workspace.files() {
        fs::write(path, text.replace('\n', "\r\n")).expect("a file is written");
    }
    let run = workspace.run(&["--check"]);
    assert_eq!(run.stdout(), format!("{} generated files, 0 stale\n", total(&workspace)));
    assert_eq!(run.code(), Some(0));
}

/// As editors and shells of every system save a text.
#[test]
fn every_form_of_a_text_is_the_same_spec() {
    let workspace = Workspace::new("forms_of_texts");
    let text = workspace.read(SPEC);
    let with_mark = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let wide = |unit: fn(u16) -> [u8; 2]| with_mark.encode_utf16().flat_map(unit).collect();
    for (form, bytes) in [
        ("a mark and line ends of Windows", with_mark.clone().into_bytes()),
        ("line ends of the old Macintosh", text.replace('\n', "\r").into_bytes()),
        ("UTF-16", wide(u16::to_le_bytes)),
        ("UTF-16 in the other order", wide(u16::to_be_bytes)),
    ] {
        fs::write(workspace.0.join(SPEC), bytes).expect("a file is written");
        let run = workspace.run(&["--check"]);
        assert_eq!(run.code(), Some(0), "{form}: {}{}", run.stdout(), run.stderr());
    }
}

#[test]
fn a_spec_with_problems_writes_nothing() {
    let workspace = Workspace::new("problems");
    workspace.edit(FLAGS, "TicketFlags", "StaleFlags");
    workspace.edit(SPEC, "type: TicketFlags", "type: TicketFlag");
    workspace.edit(SPEC, "{ id: 2, name: KeeperLight,", "{ id: 1, name: KeeperLight,");
    let before = workspace.files();
    for arguments in [&[][..], &["--check"]] {
        let run = workspace.run(arguments);
        assert_eq!((run.code(), run.stdout()), (Some(1), ""));
        assert!(run.stderr().contains("spec/authentication-page.yaml:"), "{}", run.stderr());
        assert!(run.stderr().contains("did you mean `TicketFlags`?"), "{}", run.stderr());
        assert!(run.stderr().ends_with("2 problems; nothing was written\n"), "{}", run.stderr());
        assert_eq!(workspace.files(), before);
    }
}

#[test]
fn without_a_spec_nothing_is_removed() {
    let workspace = Workspace::new("without_a_spec");
    for entry in fs::read_dir(workspace.0.join("spec")).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            fs::remove_file(path).expect("a file is removed");
        }
    }
    let before = workspace.files();
    let run = workspace.run(&[]);
    assert_eq!(run.code(), Some(1));
    assert_eq!(run.stderr(), "there is no spec file: expected `*.yaml` in the folder `spec`\n");
    assert_eq!(workspace.files(), before);

    fs::remove_dir_all(workspace.0.join("spec")).expect("the folder is removed");
    let run = workspace.run(&[]);
    assert_eq!(run.code(), Some(1));
    assert!(run.stderr().starts_with("spec: cannot be read: "), "{}", run.stderr());
}

#[test]
fn other_arguments_are_refused_with_the_usage() {
    let workspace = Workspace::new("usage");
    let before = workspace.files();
    for arguments in [
        &["--chekc"][..],
        &["spec"],
        &["--against"],
        &["--check", "--output", "a"],
        &["types"],
        &["types", "--output", "a", "--check"],
    ] {
        let run = workspace.run(arguments);
        assert_eq!((run.code(), run.stdout()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr().contains("Usage: cargo codegen [--check]"), "{}", run.stderr());
    }
    let help = workspace.run(&["--help"]);
    assert_eq!((help.code(), help.stderr()), (Some(0), ""));
    assert!(help.stdout().contains("Usage: cargo codegen [--check]"));
    assert_eq!(workspace.files(), before);
}
