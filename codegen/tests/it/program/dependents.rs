//! What a change of the spec means for dependents, and the types that are written for them.

use std::fs;
use std::path::Path;

use super::{CARRIED, Run, SPEC, Workspace, total};

#[test]
fn a_change_is_additive_or_breaking() {
    let workspace = Workspace::new("changes");
    workspace.edit(
        SPEC,
        "      - { id: 9, name: PasswordSms,",
        "      - { id: 10, name: Passkey, description: a passkey }\n      - { id: 9, name: PasswordSms,",
    );
    let run = workspace.run(&[]);
    assert_eq!(run.code(), Some(0), "{}", run.stderr());
    let (_, told) = run.stdout().split_once('\n').expect("lines");
    assert_eq!(
        told,
        "additive for dependents:\n  + `AuthType::Passkey`\n  + `pages::authentication::AuthType::Passkey`\n"
    );
    assert_eq!(
        workspace.run(&["--check"]).stdout(),
        format!("{} generated files, 0 stale\n", total(&workspace))
    );

    fs::create_dir(workspace.0.join("released")).expect("a folder");
    for entry in fs::read_dir(workspace.0.join(CARRIED[0])).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), workspace.0.join("released").join(entry.file_name())).expect("a copy");
    }
    workspace.edit(SPEC, "{ name: lang, type: Text,", "{ name: lang, type: Text, required: true,");
    workspace.edit(SPEC, "{ id: 10, name: Passkey,", "{ id: 11, name: Passkey,");
    workspace.edit(SPEC, "separator: \",\"", "separator: \",\" # one sign");
    let breaking = "\
breaking for dependents:
  - `AuthType::Passkey` differs
      was: = \"Passkey\".id(10)
      is:  = \"Passkey\".id(11)
  - `pages::authentication::Parameter::Lang` differs
      was: : String = \"lang\"
      is:  : String = \"lang\".required()
  - `pages::authentication::Query::lang` differs
      was: Option<String>
      is:  String
  - `pages::authentication::Query::lang()` is gone
  - `pages::authentication::Query::new()` differs
      was: fn new(rid: UrlId) -> Self
      is:  fn new(rid: UrlId, lang: impl Into<String>) -> Self
";
    let told = |run: &Run| {
        let mut lines: Vec<_> =
            run.stdout().lines().skip_while(|line| !line.starts_with("breaking")).collect();
        lines[1..].sort_unstable();
        lines.join("\n")
    };
    let mut expected: Vec<_> = breaking.lines().collect();
    expected[1..].sort_unstable();
    assert_eq!(told(&workspace.run(&["--check"])), expected.join("\n"));
    let run = workspace.run(&["--additive"]);
    assert_eq!((run.code(), told(&run)), (Some(1), expected.join("\n")));
    // What is generated now is the earlier state of the next change, unless there is a better one.
    assert_eq!(workspace.run(&["--check", "--additive"]).code(), Some(0));
    let run = workspace.run(&["--check", "--additive", "--against", "released"]);
    assert_eq!((run.code(), told(&run)), (Some(1), expected.join("\n")));
    assert_eq!(workspace.run(&["--check", "--against", "released"]).code(), Some(0));
    assert_eq!(workspace.run(&["--check", "--against", "missing"]).code(), Some(1));
}

#[test]
fn the_types_of_an_extended_spec_are_a_whole_crate() {
    let workspace = Workspace::new("types");
    workspace.write(
        "ours.yaml",
        "document: { title: Ours, description: what we try }\norigin: inferred\nenums:\n  - name: AuthType\n    values: [{ id: 10, name: Passkey, description: a passkey }]\n",
    );
    let run = workspace.run(&["types", "--extend", "ours.yaml", "--output", "patched"]);
    assert_eq!((run.code(), run.stderr()), (Some(0), ""));
    assert!(workspace.read("patched/Cargo.toml").contains("\nname = \"wmlogin-types\"\n"));
    assert_eq!(workspace.read("patched/src/lib.rs"), workspace.read("wmlogin-types/src/lib.rs"));
    let own = workspace.read("patched/src/generated/authentication_page.rs");
    assert!(own.contains("Passkey = (\"Passkey\", \"a passkey\").inferred().id(10),"), "{own}");
    let run = workspace.run(&["types", "--extend", "ours.yaml", "-o", "patched"]);
    assert!(run.stdout().ends_with(" 0 changed\n"), "{}", run.stdout());

    workspace.edit("ours.yaml", "Passkey", "KeeperLight");
    let before = workspace.read("patched/src/generated/authentication_page.rs");
    let run = workspace.run(&["types", "--extend", "ours.yaml", "--output", "patched"]);
    assert_eq!(run.code(), Some(1));
    assert!(run.stderr().contains("--> ours.yaml:5:"), "{}", run.stderr());
    assert_eq!(workspace.read("patched/src/generated/authentication_page.rs"), before);
}

#[test]
fn the_crate_of_the_types_is_declared_like_the_published_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |file: &str| fs::read_to_string(root.join(file)).expect("a manifest");
    let (own, published) = (read("codegen/types/Cargo.toml"), read("wmlogin-types/Cargo.toml"));
    let section = |manifest: &str, name: &str| {
        let lines = manifest
            .lines()
            .skip_while(|line| *line != name)
            .skip(1)
            .take_while(|line| !line.starts_with('['));
        lines.filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(section(&own, "[features]"), section(&published, "[features]"));
    let names = |lines: Vec<String>| {
        lines
            .iter()
            .map(|line| line.split([' ', '.']).next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(section(&own, "[dependencies]")), names(section(&published, "[dependencies]")));
    assert!(own.contains("edition = \"2024\"") && read("Cargo.toml").contains("edition = \"2024\""));
}
