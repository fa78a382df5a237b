use super::{LARGEST_FILE, ReadError, load, read, text_of};
use crate::diagnostic::Diagnostics;
use crate::schema;
use crate::source::{Node, Source, Value};
use indexmap::IndexMap;
use insta::assert_snapshot;
use schemars::JsonSchema;
use serde::Deserialize;
use std::io::{self, Read};
use std::path::Path;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Sample {
    title: String,
    #[serde(default)]
    enums: Vec<Enum>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "reading them is what is tested")]
struct Enum {
    name: String,
    id: Option<u8>,
    #[serde(default)]
    when: IndexMap<String, String>,
    letter: Option<char>,
}

const TEXT: &str = "\
title: \"Титул\"
enums:
  - name: 'AuthType'
    id: 0x1F
    when: { a: b, \"c\": d }
  - name: |
      block
      text
    when:
      list: '[a, b)'
      folded: >-
        to
        one
      lines: of
        text
    # a comment
    id: ~
    letter: ж
";

/// The bytes that mean something in YAML, and some that mean nothing.
const STRUCTURE: &[u8] = b"\0\t\n\r !\"#%&'*+,-.0:<>?@A[\\]`a{|}~\x7f";

fn load_sample(text: &str) -> (Option<Sample>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let loaded = load("a.yaml", text.to_owned(), &schema::of::<Sample>(), &mut diagnostics);
    (loaded.map(|(_, value)| value), diagnostics)
}

fn problems(text: &str) -> Diagnostics {
    load_sample(text).1
}

#[test]
fn a_sound_file_is_read() {
    let (sample, diagnostics) = load_sample(TEXT);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    let sample = sample.unwrap();
    assert_eq!(sample.title, "Титул");
    assert_eq!(sample.enums.len(), 2);
}

#[test]
fn repeated_keys_and_shape_are_reported_together() {
    assert_snapshot!(problems("title: 1\nenums: []\nenums: {}\n"), @"
    a.yaml:1:8: found a number, expected text; put it in quotes
        1 | title: 1
          |        ^

    a.yaml:3:1: repeated key `enums`; it is on line 2 already
        3 | enums: {}
          | ^

    a.yaml:3:8: found a mapping, expected a list
        3 | enums: {}
          |        ^
    ");
}

#[test]
fn what_only_serde_knows_is_reported_at_its_place() {
    assert_snapshot!(problems("title: a\nenums:\n  - {name: b, letter: два}\n"), @r#"
    a.yaml:3:23: enums[0].letter: invalid value: string "два", expected a character
        3 |   - {name: b, letter: два}
          |                       ^
    "#);
}

#[test]
fn problems_of_another_file_do_not_keep_a_sound_one_back() {
    let mut diagnostics = Diagnostics::new();
    let schema = schema::of::<Sample>();
    assert!(load::<Sample>("a.yaml", "a: 1\n".to_owned(), &schema, &mut diagnostics).is_none());
    assert!(load::<Sample>("b.yaml", TEXT.to_owned(), &schema, &mut diagnostics).is_some());
}

#[test]
fn every_truncation_is_read_or_reported() {
    for end in (0..TEXT.len()).filter(|end| TEXT.is_char_boundary(*end)) {
        assert_read_or_reported(&TEXT[..end]);
    }
}

#[test]
fn every_change_of_a_byte_is_read_or_reported() {
    for index in 0..TEXT.len() {
        for byte in STRUCTURE {
            let mut bytes = TEXT.as_bytes().to_owned();
            bytes[index] = *byte;
            if let Ok(text) = String::from_utf8(bytes) {
                assert_read_or_reported(&text);
            }
        }
    }
}

fn assert_read_or_reported(text: &str) {
    let (sample, diagnostics) = load_sample(text);
    assert_eq!(sample.is_some(), diagnostics.is_empty(), "{text}");
    assert_eq!(diagnostics.is_empty(), diagnostics.to_string().is_empty());
    if let Some(source) = Source::read("a.yaml", text.to_owned(), &mut Diagnostics::new()) {
        let read = serde_yaml::from_str(source.text());
        let agree = read.is_ok_and(|read| agree(source.root(), &read));
        assert!(agree || !diagnostics.is_empty(), "{text}");
    }
}

/// Whether the tree, which the checks see, says what serde reads with another parser.
fn agree(node: &Node, read: &serde_yaml::Value) -> bool {
    use serde_yaml::Value as Read;
    match (&node.value, read) {
        (Value::Scalar { text, .. }, Read::String(read)) => text == read,
        (Value::Scalar { .. }, Read::Null | Read::Bool(_) | Read::Number(_)) => true,
        (Value::Sequence(nodes), Read::Sequence(read)) => {
            nodes.len() == read.len() && nodes.iter().zip(read).all(|(node, read)| agree(node, read))
        }
        (Value::Mapping(nodes), Read::Mapping(read)) => {
            let mut pairs = nodes.iter().zip(read);
            nodes.len() == read.len()
                && pairs.all(|(node, read)| agree(&node.0, read.0) && agree(&node.1, read.1))
        }
        _ => false,
    }
}

#[test]
fn a_file_is_read_as_it_is() {
    assert_eq!(read_bytes(TEXT.as_bytes()).unwrap(), TEXT);
}

#[test]
fn a_missing_file_is_named() {
    let message = read(Path::new("spec/nowhere.yaml")).unwrap_err().to_string();
    assert!(message.starts_with("spec/nowhere.yaml: cannot be read: "));
}

#[test]
fn a_file_that_is_not_text_is_named_with_the_line() {
    assert_snapshot!(read_bytes(&b"a: 1\nb: \xff\n"[..]).unwrap_err(), @"spec/a.yaml:2: is not text in UTF-8");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    assert_snapshot!(read_bytes(io::repeat(b' ')).unwrap_err(), @"spec/a.yaml: is larger than 16777216 bytes, so it is not a spec file");
}

#[test]
fn the_largest_file_is_read() {
    assert!(read_bytes(io::repeat(b' ').take(LARGEST_FILE)).is_ok());
}

fn read_bytes(content: impl Read) -> Result<String, ReadError> {
    text_of("spec/a.yaml".to_owned(), content)
}
