use super::{RESPONSE, VERSIONS, WORLD, problems_in_world, resolved};
use insta::assert_snapshot;

#[test]
fn two_responses() {
    let first = format!("{WORLD}{VERSIONS}{RESPONSE}");
    assert_snapshot!(resolved(&[("a.yaml", &first), ("b.yaml", RESPONSE)]).1, @"
    b.yaml:2:1: a second response, expected one in all files together; the other is at a.yaml:22
        2 | response:
          | ^
    ");
}

#[test]
fn no_versions() {
    assert_snapshot!(problems_in_world(RESPONSE), @"
    a.yaml:1:1: a response without versions, expected at least one entry in a section `versions`
        1 | response:
          | ^
    ");
}

#[test]
fn sections_that_need_a_response() {
    assert_snapshot!(problems_in_world("
versions:
  - { version: '1.0', value: 10, description: d, date_format: Stamp }
inferences:
  - { field: P_Colour, description: d, rules: [] }
examples:
  - { title: t, fields: {} }
"), @"
    a.yaml:1:1: `versions` without a response, expected a section `response` in one of the files
        1 | versions:
          | ^

    a.yaml:3:1: `inferences` without a response, expected a section `response` in one of the files
        3 | inferences:
          | ^

    a.yaml:5:1: `examples` without a response, expected a section `response` in one of the files
        5 | examples:
          | ^
    ");
}
