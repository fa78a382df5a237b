use super::{VERSIONS, problems_in_world};
use crate::diagnostic::Diagnostics;
use insta::assert_snapshot;

fn problems(outcomes: &str) -> Diagnostics {
    problems_in_world(&format!(
        "{VERSIONS}
response:
  prefix: P_
  description: d
  fields: [{{ name: P_Version, type: Version, versions: '[1.0,)', description: d }}]
  outcomes:{outcomes}"
    ))
}

fn problems_of_values(values: &str) -> Diagnostics {
    problems(&format!(
        "
    string: {{ name: P_String, description: d }}
    code: {{ name: P_Code, description: d }}
    values:{values}"
    ))
}

#[test]
fn no_outcomes() {
    assert_snapshot!(problems_of_values(" []"), @"
    a.yaml:13:13: a response without outcomes, expected at least one
       13 |     values: []
          |             ^
    ");
}

#[test]
fn fields_without_the_prefix() {
    assert_snapshot!(problems("
    string: { name: String, description: d }
    code: { name: Code, description: d }
    values: [{ name: Over, code: 1, description: d }]
"), @"
    a.yaml:11:21: field `String` lacks the prefix `P_`, expected a name such as `P_String`
       11 |     string: { name: String, description: d }
          |                     ^

    a.yaml:12:19: field `Code` lacks the prefix `P_`, expected a name such as `P_Code`
       12 |     code: { name: Code, description: d }
          |                   ^
    ");
}

#[test]
fn one_field_for_both() {
    assert_snapshot!(problems("
    string: { name: P_Result, description: d }
    code: { name: P_Result, description: d }
    values: [{ name: Over, code: 1, description: d }]
"), @"
    a.yaml:12:19: duplicate field `P_Result`; the other is at a.yaml:11
       12 |     code: { name: P_Result, description: d }
          |                   ^
    ");
}

#[test]
fn a_field_of_the_success() {
    assert_snapshot!(problems("
    string: { name: P_Version, description: d }
    code: { name: P_Code, description: d }
    values: [{ name: Over, code: 1, description: d }]
"), @"
    a.yaml:11:21: duplicate field `P_Version`; the other is at a.yaml:9
       11 |     string: { name: P_Version, description: d }
          |                     ^
    ");
}

#[test]
fn a_name_twice() {
    assert_snapshot!(problems_of_values("
      - { name: Left, code: 4, description: d }
      - { name: Left, code: 5, description: d }
"), @"
    a.yaml:15:17: duplicate outcome `Left`; the other is at a.yaml:14
       15 |       - { name: Left, code: 5, description: d }
          |                 ^
    ");
}

#[test]
fn a_code_twice() {
    assert_snapshot!(problems_of_values("
      - { name: Left, code: 4, description: d }
      - { name: Lost, code: 4, description: d }
"), @"
    a.yaml:15:29: duplicate outcome code `4`; the other is at a.yaml:14
       15 |       - { name: Lost, code: 4, description: d }
          |                             ^
    ");
}

#[test]
fn a_spelling_that_means_something_else() {
    assert_snapshot!(problems_of_values("
      - { name: Left, code: 4, also: [{ name: Lost }], description: d }
      - { name: Lost, code: 5, description: d }
"), @"
    a.yaml:14:47: duplicate outcome `Lost`; the other is at a.yaml:15
       14 |       - { name: Left, code: 4, also: [{ name: Lost }], description: d }
          |                                               ^
    ");
}

#[test]
fn a_spelling_twice() {
    assert_snapshot!(problems_of_values("
      - { name: Left, code: 4, also: [{ name: Gone }], description: d }
      - { name: Lost, code: 5, also: [{ name: Gone }], description: d }
"), @"
    a.yaml:15:47: duplicate outcome `Gone`; the other is at a.yaml:14
       15 |       - { name: Lost, code: 5, also: [{ name: Gone }], description: d }
          |                                               ^
    ");
}

#[test]
fn names_that_become_the_same_in_rust() {
    assert_snapshot!(problems_of_values("
      - { name: LoggedOff, code: 4, description: d }
      - { name: logged-off, code: 5, description: d }
"), @"
    a.yaml:15:17: outcome `logged-off` becomes `LoggedOff` in Rust, and so does `LoggedOff` at a.yaml:14
       15 |       - { name: logged-off, code: 5, description: d }
          |                 ^
    ");
}

#[test]
fn success() {
    assert_snapshot!(problems_of_values("
      - { name: success, code: 0, description: d }
"), @"
    a.yaml:14:17: outcome `success` becomes `Success` in Rust, which the generator makes itself, expected another name
       14 |       - { name: success, code: 0, description: d }
          |                 ^
    ");
}
