//! Whatever a file says, it is read or its problems are reported, in bounded time and space; nothing panics.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use wmlogin_codegen::{Diagnostics, Input, Spec};

/// The bytes that mean something in YAML, and some that mean nothing.
const STRUCTURE: &[u8] = b"\0\t\n\r !\"#%&'*+,-.0:<>?@A[\\]`a{|}~\x7f";

/// Values that mean something in some places of a spec.
const VALUES: [&str; 24] = [
    "",
    "~",
    "0",
    "-1",
    "1.0",
    "99999999999999999999",
    "true",
    "[]",
    "{}",
    "[a, b]",
    "{ a: b }",
    "Self",
    "crate",
    "\"[1.0,)\"",
    "\"(,)\"",
    "DateTime",
    "Text",
    "Version",
    "AuthType",
    "user",
    "ticket",
    "a-z",
    "yyyy",
    "\"\\n\"",
];

fn spec() -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec");
    let files = ["authentication-page.yaml", "personal-certificate.yaml", "ticket-service.yaml"];
    files.map(|file| Input::new(file, fs::read_to_string(folder.join(file)).expect("a file"))).to_vec()
}

/// Generates, or returns the problems, which have a text.
fn generated(inputs: Vec<Input>) -> Option<Diagnostics> {
    match Spec::read(inputs).and_then(Spec::resolve) {
        Ok(model) => {
            let text = model.to_file();
            assert!(!text.contains("compile_error!"), "what came out is no Rust:\n{text}");
            None
        }
        Err(problems) => {
            assert!(!problems.to_string().is_empty());
            Some(problems)
        }
    }
}

/// A small file with an entry of every kind that has a text.
const SMALL: &str = "\
document: { title: \"Титул\", description: >-
  to one }
origin: documented # a comment
enums:
  - name: 'Colour'
    description: |
      block
      text
    values:
      - { id: 0x1F, name: Red, \"description\": d }
      - { id: -1, name: Green, description: of
          lines, in_use: no }
periods: ~
hosts:
";

#[test]
fn every_truncation_is_read_or_reported() {
    for end in (0..SMALL.len()).filter(|end| SMALL.is_char_boundary(*end)) {
        let _ = generated(vec![Input::new("small.yaml", &SMALL[..end])]);
    }
}

#[test]
fn every_change_of_a_byte_is_read_or_reported() {
    for index in 0..SMALL.len() {
        for byte in STRUCTURE {
            let mut bytes = SMALL.as_bytes().to_owned();
            bytes[index] = *byte;
            if let Ok(text) = String::from_utf8(bytes) {
                let _ = generated(vec![Input::new("small.yaml", text)]);
            }
        }
    }
}

/// A change of a line: which, and what becomes of it.
fn changes() -> impl Strategy<Value = (prop::sample::Index, u8, prop::sample::Index)> {
    (any::<prop::sample::Index>(), 0..6_u8, any::<prop::sample::Index>())
}

/// The lines after a change. A value is what follows a colon and a space.
fn changed(
    mut lines: Vec<String>,
    (line, kind, other): &(prop::sample::Index, u8, prop::sample::Index),
) -> Vec<String> {
    let (at, from) = (line.index(lines.len()), other.index(lines.len()));
    match kind {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[from].clone()),
        2 => lines.swap(at, from),
        3 => {
            let cut: String = lines[at].chars().take(other.index(lines[at].chars().count() + 1)).collect();
            lines[at] = cut;
        }
        _ => {
            let colons: Vec<_> = lines[at].match_indices(": ").map(|(start, _)| start + 2).collect();
            if !colons.is_empty() {
                let start = colons[other.index(colons.len())];
                let end =
                    lines[at][start..].find([',', '}']).map_or(lines[at].len(), |length| start + length);
                lines[at].replace_range(start..end, VALUES[line.index(VALUES.len())]);
            }
        }
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_changes_of_the_spec(file in 0..3_usize, changes in prop::collection::vec(changes(), 1..4), extends in any::<bool>()) {
        let mut inputs = spec();
        let lines = inputs[file].text.lines().map(str::to_owned).collect();
        let lines = changes.iter().fold(lines, |lines: Vec<String>, change| if lines.is_empty() { lines } else { changed(lines, change) });
        let changed = Input::new("changed.yaml", lines.join("\n"));
        if extends {
            inputs.push(changed.extending());
        } else {
            inputs[file] = changed;
        }
        let _ = generated(inputs);
    }

    #[test]
    fn any_text(text in "[ -~\n]{0,200}") {
        let _ = generated(vec![Input::new("any.yaml", text)]);
    }
}

#[test]
fn problems_are_bounded_in_number_and_length() {
    let text = format!(
        "document: {{ title: t, description: \"{}\" }}\norigin: documented\n",
        "\u{200b}\n".repeat(200_000)
    );
    let problems = generated(vec![Input::new("a.yaml", text)]).expect("problems");
    assert!(problems.len() >= 200_000, "{}", problems.len());
    let told = problems.to_string();
    assert!(told.len() < 64 * 1024, "{} bytes", told.len());
    assert!(told.trim_end().ends_with("problems more"), "{}", &told[told.len() - 200..]);
}

#[test]
fn suggestions_take_no_long_time() {
    let values: String = (0..2_000)
        .map(|number| format!("      - {{ name: Value{number}, description: d }}\n"))
        .collect::<Vec<_>>()
        .concat();
    let names: String = (0..2_000)
        .map(|number| format!("      - {{ name: Other{number}, description: d, see: Clour{number} }}\n"))
        .collect::<Vec<_>>()
        .concat();
    let text = format!(
        "document: {{ title: t, description: d }}\norigin: documented\nenums:\n  - name: Colour\n    description: d\n    values:\n{values}  - name: Shade\n    description: d\n    values:\n{names}"
    );
    let begun = Instant::now();
    let problems = generated(vec![Input::new("a.yaml", text)]).expect("problems");
    assert_eq!(problems.len(), 2_000);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn hostile_depth_is_reported_in_time() {
    let problems = generated(vec![Input::new("a.yaml", "[\n".repeat(1 << 19))]).expect("a problem");
    assert_eq!(problems.len(), 1);
}
