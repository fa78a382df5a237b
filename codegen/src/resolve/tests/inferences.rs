use super::{RESPONSE, VERSIONS, WORLD, problems_beside_fields, resolved};
use crate::diagnostic::Diagnostics;
use insta::assert_snapshot;

const FIELDS: &str = "
    - { name: P_Shade, type: Tint, versions: '[1.0, 2.0)', description: d }
    - { name: P_Always, type: Tint, versions: '[1.0,)', description: d }
    - { name: P_Middle, type: Tint, versions: '[2.0]', description: d }
    - { name: P_Time, type: DateTime, versions: '[1.0,)', description: d }
    - { name: P_Colour, type: Tint, versions: '[2.0,)', description: d }
    - { name: P_Finish, type: Coat, versions: '[2.0,)', when: { P_Colour: Red }, absent: Bare, description: d }
";

fn problems(inferences: &str) -> Diagnostics {
    problems_beside_fields(FIELDS, &format!("inferences:{inferences}"))
}

fn problems_of_rules(rules: &str) -> Diagnostics {
    problems(&format!("\n  - field: P_Shade\n    description: d\n    rules:{rules}"))
}

#[test]
fn the_versions_that_lack_the_field_and_have_the_rules() {
    let rules = "inferences:
  - field: P_Shade
    description: d
    rules:
      - { when: { P_Colour: [Red], P_Finish: [Matt] }, then: Green }
      - { when: { P_Colour: [Red, Green], P_Always: [Red] }, then: Red }
";
    let text = format!("{WORLD}{VERSIONS}{RESPONSE}{FIELDS}{rules}");
    let (model, diagnostics) = resolved(&[("a.yaml", &text)]);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    let inference = &model.unwrap().response.unwrap().inferences[0];
    assert_eq!((inference.field, &inference.versions), (1, &(1..3)));
    assert_eq!(inference.rules[0].when, [(5, vec![0]), (6, vec![1])]);
    assert_eq!(inference.rules[0].then, 1);
}

#[test]
fn an_unknown_field() {
    assert_snapshot!(problems("
  - { field: P_Shape, description: d, rules: [{ when: { P_Colour: [Red] }, then: Red }] }
"), @"
    a.yaml:2:14: unknown field `P_Shape`, expected the name of a field of the response; did you mean `P_Shade`?
        2 |   - { field: P_Shape, description: d, rules: [{ when: { P_Colour: [Red] }, then: Red }] }
          |              ^
    ");
}

#[test]
fn a_field_that_is_no_enum() {
    assert_snapshot!(problems("
  - { field: P_Time, description: d, rules: [{ when: { P_Colour: [Red] }, then: Red }] }
"), @"
    a.yaml:2:14: `P_Time` is of the type `DateTime`, expected one whose type is an enum
        2 |   - { field: P_Time, description: d, rules: [{ when: { P_Colour: [Red] }, then: Red }] }
          |              ^
    ");
}

#[test]
fn a_field_twice() {
    assert_snapshot!(problems("
  - { field: P_Shade, description: d, rules: [{ when: { P_Colour: [Red] }, then: Red }] }
  - { field: P_Shade, description: d, rules: [{ when: { P_Colour: [Green] }, then: Red }] }
"), @"
    a.yaml:3:14: duplicate inference of `P_Shade`; the other is at a.yaml:2
        3 |   - { field: P_Shade, description: d, rules: [{ when: { P_Colour: [Green] }, then: Red }] }
          |              ^
    ");
}

#[test]
fn no_rules() {
    assert_snapshot!(problems_of_rules(" []\n"), @"
    a.yaml:4:12: an inference without rules, expected at least one rule
        4 |     rules: []
          |            ^
    ");
}

#[test]
fn rules_on_unknown_fields_and_values() {
    assert_snapshot!(problems_of_rules("
      - { when: { P_Color: [Red] }, then: Red }
      - { when: { P_Time: [Red] }, then: Red }
      - { when: { P_Colour: [Red, Grene] }, then: Red }
      - { when: { P_Colour: [Green] }, then: Rde }
"), @"
    a.yaml:5:19: unknown field `P_Color`, expected the name of a field of the response; did you mean `P_Colour`?
        5 |       - { when: { P_Color: [Red] }, then: Red }
          |                   ^

    a.yaml:6:19: `P_Time` is of the type `DateTime`, expected one whose type is an enum
        6 |       - { when: { P_Time: [Red] }, then: Red }
          |                   ^

    a.yaml:7:35: `Tint` has no value `Grene`, expected `Red` or `Green`; did you mean `Green`?
        7 |       - { when: { P_Colour: [Red, Grene] }, then: Red }
          |                                   ^

    a.yaml:8:46: `Tint` has no value `Rde`, expected `Red` or `Green`; did you mean `Red`?
        8 |       - { when: { P_Colour: [Green] }, then: Rde }
          |                                              ^
    ");
}

#[test]
fn a_rule_without_values() {
    assert_snapshot!(problems_of_rules("
      - { when: { P_Colour: [] }, then: Red }
"), @"
    a.yaml:5:29: no values of `P_Colour`, so the rule never applies, expected at least one value
        5 |       - { when: { P_Colour: [] }, then: Red }
          |                             ^
    ");
}

#[test]
fn a_rule_with_a_value_twice() {
    assert_snapshot!(problems_of_rules("
      - { when: { P_Colour: [Red, Red] }, then: Red }
"), @"
    a.yaml:5:35: duplicate value `Red`; the other is at a.yaml:5
        5 |       - { when: { P_Colour: [Red, Red] }, then: Red }
          |                                   ^
    ");
}

#[test]
fn a_dependent_field_without_its_condition() {
    assert_snapshot!(problems_of_rules("
      - { when: { P_Finish: [Matt] }, then: Red }
"), @"
    a.yaml:5:19: `P_Finish` without its condition, expected `P_Colour: [Red]` in the same rule
        5 |       - { when: { P_Finish: [Matt] }, then: Red }
          |                   ^
    ");
}

#[test]
fn a_dependent_field_beside_more_than_its_condition() {
    assert_snapshot!(problems_of_rules("
      - { when: { P_Colour: [Red, Green], P_Finish: [Matt] }, then: Red }
"), @"
    a.yaml:5:43: `P_Finish` without its condition, expected `P_Colour: [Red]` in the same rule
        5 |       - { when: { P_Colour: [Red, Green], P_Finish: [Matt] }, then: Red }
          |                                           ^
    ");
}

#[test]
fn a_rule_that_never_decides() {
    assert_snapshot!(problems_of_rules("
      - { when: { P_Colour: [Red] }, then: Red }
      - { when: { P_Colour: [Red], P_Finish: [Matt] }, then: Green }
"), @"
    a.yaml:6:9: this rule never decides, expected the stricter rule first; where it applies, the rule at a.yaml:5 does already
        6 |       - { when: { P_Colour: [Red], P_Finish: [Matt] }, then: Green }
          |         ^
    ");
}

#[test]
fn no_version_in_which_it_applies() {
    assert_snapshot!(problems("
  - { field: P_Always, description: d, rules: [{ when: { P_Colour: [Red] }, then: Red }] }
"), @"
    a.yaml:2:14: no version lacks `P_Always` and has all that the rules look at, expected at least one, for a version with the field needs no inference; `P_Always` is in `[1.0,)`
        2 |   - { field: P_Always, description: d, rules: [{ when: { P_Colour: [Red] }, then: Red }] }
          |              ^
    ");
}

#[test]
fn versions_with_a_gap() {
    assert_snapshot!(problems("
  - { field: P_Middle, description: d, rules: [{ when: { P_Always: [Red] }, then: Red }] }
"), @"
    a.yaml:2:14: versions both before and after those of `P_Middle` lack it, expected versions without a gap; `P_Middle` is in `[2.0]`
        2 |   - { field: P_Middle, description: d, rules: [{ when: { P_Always: [Red] }, then: Red }] }
          |              ^
    ");
}
