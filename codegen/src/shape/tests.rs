mod collections;
mod values;

use super::check;
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use indexmap::IndexMap;
use insta::assert_snapshot;
use schemars::JsonSchema;

/// A type for every shape that a spec can have; only its schema is used.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "the schema is derived from the fields")]
struct Sample {
    name: Option<String>,
    id: Option<i32>,
    bit: Option<u8>,
    wide: Option<u64>,
    ratio: Option<f64>,
    #[serde(default)]
    required: bool,
    origin: Option<Origin>,
    style: Option<Style>,
    values: Option<Vec<Inner>>,
    when: Option<IndexMap<String, String>>,
    codes: Option<IndexMap<i32, Inner>>,
    inner: Option<Inner>,
    either: Option<Either>,
    pair: Option<(String, u8)>,
    #[schemars(length(min = 1, max = 2))]
    few: Option<Vec<String>>,
    nested: Option<Box<Sample>>,
    anything: Option<serde_json::Value>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "the schema is derived from the fields")]
struct Inner {
    name: String,
    see: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "the schema is derived from the variants")]
enum Origin {
    Documented,
    Observed,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "the schema is derived from the variants")]
enum Style {
    /// A doc comment makes it a schema of its own.
    Token,
    /// So this is another.
    Guid,
    Other,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "the schema is derived from the variants")]
enum Either {
    Name(String),
    Names(Vec<String>),
    Inner(Inner),
    Range(Range),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "the schema is derived from the fields")]
struct Range {
    min: u8,
    max: u8,
}

fn problems_of<T: JsonSchema>(text: &str) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let source = Source::read("a.yaml", text.to_owned(), &mut diagnostics).unwrap();
    let schema = crate::schema::of::<T>();
    check(&source, &schema, &mut diagnostics);
    diagnostics
}

fn problems(text: &str) -> Diagnostics {
    problems_of::<Sample>(text)
}

#[test]
fn everything_a_type_allows_is_fine() {
    let text = "\
name: text
id: -0x10
bit: 255
wide: 18446744073709551615
ratio: 3
required: True
origin: observed
style: guid
values: [{name: a}, {name: b, see: ~}]
when: {a: b, \"1\": \"2\"}
codes: {-1: {name: a}, 2: {name: b}}
inner:
  name: '1'
either: [a, b]
pair: [a, 1]
few: [a]
nested: {nested: {nested: {either: {min: 1, max: 2}}}}
anything: [1, {a: ~}]
";
    assert_snapshot!(problems(text), @"");
}

#[test]
fn what_is_optional_may_be_nothing() {
    assert_snapshot!(problems("name:\nid: ~\norigin: null\ninner:\nvalues:\neither:\n"), @"");
}

#[test]
fn a_refused_alias_is_reported_once() {
    assert_snapshot!(problems("name: &a b\ninner: *a\n"), @"
    a.yaml:1:7: anchors and aliases are not used in a spec
        1 | name: &a b
          |       ^

    a.yaml:2:8: anchors and aliases are not used in a spec
        2 | inner: *a
          |        ^
    ");
}

#[test]
fn all_problems_of_a_file_come_together_and_in_order() {
    let text = "\
values:
  - nam: Имя
    see: 7
required: да
origin: seen
bit: 300
required: false
";
    assert_snapshot!(problems(text), @"
    a.yaml:2:5: unknown key `nam`, expected `name` or `see`; did you mean `name`?
        2 |   - nam: Имя
          |     ^

    a.yaml:2:5: missing key `name` in `values[0]`
        2 |   - nam: Имя
          |     ^

    a.yaml:3:10: found a number, expected text; put it in quotes
        3 |     see: 7
          |          ^

    a.yaml:4:11: found text, expected `true` or `false`
        4 | required: да
          |           ^

    a.yaml:5:9: unknown value `seen`, expected `documented` or `observed`
        5 | origin: seen
          |         ^

    a.yaml:6:6: `300` is out of range, expected a whole number from 0 to 255
        6 | bit: 300
          |      ^

    a.yaml:7:1: repeated key `required`; it is on line 4 already
        7 | required: false
          | ^
    ");
}
