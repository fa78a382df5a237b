use super::{RESPONSE, problems_in_world};
use crate::diagnostic::Diagnostics;
use insta::assert_snapshot;

fn problems(versions: &str) -> Diagnostics {
    problems_in_world(&format!("versions:{versions}{RESPONSE}"))
}

#[test]
fn a_version_twice() {
    assert_snapshot!(problems(r#"
  - { version: "1.0", value: 10, description: d, date_format: Stamp }
  - { version: "1.0", value: 11, description: d, date_format: Stamp }
"#), @r#"
    a.yaml:3:16: duplicate version `1.0`; the other is at a.yaml:2
        3 |   - { version: "1.0", value: 11, description: d, date_format: Stamp }
          |                ^
    "#);
}

#[test]
fn a_value_twice() {
    assert_snapshot!(problems(r#"
  - { version: "1.0", value: 10, description: d, date_format: Stamp }
  - { version: "1.1", value: 10, description: d, date_format: Stamp }
"#), @r#"
    a.yaml:3:30: duplicate version value `10`; the other is at a.yaml:2
        3 |   - { version: "1.1", value: 10, description: d, date_format: Stamp }
          |                              ^
    "#);
}

#[test]
fn no_version_numbers() {
    assert_snapshot!(problems(r#"
  - { version: "1", value: 1, description: d, date_format: Stamp }
  - { version: "1.0.0", value: 2, description: d, date_format: Stamp }
  - { version: "1.01", value: 3, description: d, date_format: Stamp }
  - { version: "1.x", value: 4, description: d, date_format: Stamp }
"#), @r#"
    a.yaml:2:16: `1` is no version, expected two numbers, such as `1.0`
        2 |   - { version: "1", value: 1, description: d, date_format: Stamp }
          |                ^

    a.yaml:3:16: `1.0.0` is no version, expected two numbers, such as `1.0`
        3 |   - { version: "1.0.0", value: 2, description: d, date_format: Stamp }
          |                ^

    a.yaml:4:16: `1.01` is no version, expected two numbers, such as `1.0`
        4 |   - { version: "1.01", value: 3, description: d, date_format: Stamp }
          |                ^

    a.yaml:5:16: `1.x` is no version, expected two numbers, such as `1.0`
        5 |   - { version: "1.x", value: 4, description: d, date_format: Stamp }
          |                ^
    "#);
}

#[test]
fn out_of_order() {
    assert_snapshot!(problems(r#"
  - { version: "1.0", value: 10, description: d, date_format: Stamp }
  - { version: "3.0", value: 30, description: d, date_format: Stamp }
  - { version: "2.0", value: 20, description: d, date_format: Stamp }
"#), @r#"
    a.yaml:4:16: version `2.0` after `3.0`, expected the oldest version first; `3.0` is at a.yaml:3
        4 |   - { version: "2.0", value: 20, description: d, date_format: Stamp }
          |                ^
    "#);
}

#[test]
fn numbers_are_compared_as_numbers() {
    let problems = problems(
        r#"
  - { version: "1.9", value: 19, description: d, date_format: Stamp }
  - { version: "1.10", value: 20, description: d, date_format: Stamp }
"#,
    );
    // The response's field begins with 1.0, which is no version here.
    assert_eq!(problems.len(), 1, "{problems}");
}

#[test]
fn an_unknown_date_format() {
    assert_snapshot!(problems(r#"
  - { version: "1.0", value: 10, description: d, date_format: Stmap }
"#), @r#"
    a.yaml:2:63: unknown date format `Stmap`, expected `Stamp`; did you mean `Stamp`?
        2 |   - { version: "1.0", value: 10, description: d, date_format: Stmap }
          |                                                               ^
    "#);
}

#[test]
fn a_type_that_is_no_date_format() {
    assert_snapshot!(problems(r#"
  - { version: "1.0", value: 10, description: d, date_format: DateTime }
"#), @r#"
    a.yaml:2:63: `DateTime` is a built-in type, expected `Stamp`
        2 |   - { version: "1.0", value: 10, description: d, date_format: DateTime }
          |                                                               ^
    "#);
}
