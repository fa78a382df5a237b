use super::{RESPONSE, VERSIONS, WORLD, problems_of_fields, resolved};
use crate::diagnostic::Diagnostics;
use insta::assert_snapshot;
use std::ops::Range;

fn field(interval: &str) -> String {
    format!("    - {{ name: P_Colour, type: Tint, versions: '{interval}', description: d }}\n")
}

fn problems(interval: &str) -> Diagnostics {
    problems_of_fields(&field(interval))
}

fn versions(interval: &str) -> Range<usize> {
    let text = format!("{WORLD}{VERSIONS}{RESPONSE}{}", field(interval));
    let (model, diagnostics) = resolved(&[("a.yaml", &text)]);
    let model = model.unwrap_or_else(|| panic!("{diagnostics}"));
    model.response.unwrap().fields[1].versions.clone()
}

#[test]
fn the_usual_notation() {
    for (interval, expected) in [
        ("[1.0, 3.0)", 0..2),
        ("[1.0,)", 0..3),
        ("[1.0, 3.0]", 0..3),
        ("(1.0, 3.0]", 1..3),
        ("(1.0,3.0)", 1..2),
        ("(, 2.0]", 0..2),
        ("[,2.0)", 0..1),
        ("(,)", 0..3),
        ("[2.0]", 1..2),
        ("[ 2.0 , 2.0 ]", 1..2),
    ] {
        assert_eq!(versions(interval), expected, "{interval}");
    }
}

#[test]
fn no_bracket_at_the_beginning() {
    assert_snapshot!(problems("1.0, 3.0)"), @"
    a.yaml:11:48: the interval `1.0, 3.0)` does not begin with `[` or `(`, expected an interval such as `[1.0, 3.0)` or `[2.0,)`
       11 |     - { name: P_Colour, type: Tint, versions: '1.0, 3.0)', description: d }
          |                                                ^
    ");
}

#[test]
fn no_bracket_at_the_end() {
    assert_snapshot!(problems("[1.0, 3.0"), @"
    a.yaml:11:57: the interval `[1.0, 3.0` does not end with `]` or `)`, expected an interval such as `[1.0, 3.0)` or `[2.0,)`
       11 |     - { name: P_Colour, type: Tint, versions: '[1.0, 3.0', description: d }
          |                                                         ^
    ");
}

#[test]
fn no_comma() {
    assert_snapshot!(problems("[1.0)"), @"
    a.yaml:11:52: the interval `[1.0)` has no `,`, expected an interval such as `[1.0, 3.0)` or `[2.0,)`
       11 |     - { name: P_Colour, type: Tint, versions: '[1.0)', description: d }
          |                                                    ^
    ");
    assert_snapshot!(problems("[]"), @"
    a.yaml:11:49: the interval `[]` has no `,`, expected an interval such as `[1.0, 3.0)` or `[2.0,)`
       11 |     - { name: P_Colour, type: Tint, versions: '[]', description: d }
          |                                                 ^
    ");
}

#[test]
fn three_bounds() {
    assert_snapshot!(problems("[1.0, 2.0, 3.0]"), @"
    a.yaml:11:57: the interval `[1.0, 2.0, 3.0]` has more than two bounds, expected an interval such as `[1.0, 3.0)` or `[2.0,)`
       11 |     - { name: P_Colour, type: Tint, versions: '[1.0, 2.0, 3.0]', description: d }
          |                                                         ^
    ");
}

#[test]
fn nothing_at_all() {
    assert_snapshot!(problems(""), @"
    a.yaml:11:48: the interval `` does not begin with `[` or `(`, expected an interval such as `[1.0, 3.0)` or `[2.0,)`
       11 |     - { name: P_Colour, type: Tint, versions: '', description: d }
          |                                                ^
    ");
}

#[test]
fn backward() {
    assert_snapshot!(problems("[3.0, 1.0]"), @"
    a.yaml:11:47: the interval `[3.0, 1.0]` is backward, expected `1.0` before `3.0`
       11 |     - { name: P_Colour, type: Tint, versions: '[3.0, 1.0]', description: d }
          |                                               ^
    ");
}

#[test]
fn empty() {
    assert_snapshot!(problems("[1.0, 1.0)"), @"
    a.yaml:11:47: no version lies in the interval `[1.0, 1.0)`, expected at least one; `[` and `]` include a bound, `(` and `)` exclude it
       11 |     - { name: P_Colour, type: Tint, versions: '[1.0, 1.0)', description: d }
          |                                               ^
    ");
    assert_snapshot!(problems("(1.0, 2.0)"), @"
    a.yaml:11:47: no version lies in the interval `(1.0, 2.0)`, expected at least one; `[` and `]` include a bound, `(` and `)` exclude it
       11 |     - { name: P_Colour, type: Tint, versions: '(1.0, 2.0)', description: d }
          |                                               ^
    ");
    assert_snapshot!(problems("(3.0,)"), @"
    a.yaml:11:47: no version lies in the interval `(3.0,)`, expected at least one; `[` and `]` include a bound, `(` and `)` exclude it
       11 |     - { name: P_Colour, type: Tint, versions: '(3.0,)', description: d }
          |                                               ^
    ");
}

#[test]
fn undeclared_bounds() {
    assert_snapshot!(problems("[0.9, 30)"), @"
    a.yaml:11:49: unknown version `0.9`, expected `1.0`, `2.0` or `3.0`
       11 |     - { name: P_Colour, type: Tint, versions: '[0.9, 30)', description: d }
          |                                                 ^

    a.yaml:11:54: unknown version `30`, expected `1.0`, `2.0` or `3.0`
       11 |     - { name: P_Colour, type: Tint, versions: '[0.9, 30)', description: d }
          |                                                      ^
    ");
}
