use super::problems_beside_fields;
use crate::diagnostic::Diagnostics;
use insta::assert_snapshot;

const FIELDS: &str = "
    - { name: P_Colour, type: Tint, versions: '[1.0, 3.0)', description: d }
    - { name: P_Extras, type: Extras, versions: '[2.0,)', description: d }
    - { name: P_Finish, type: Coat, versions: '[1.0, 3.0)', when: { P_Colour: Red }, description: d }
    - { name: P_Coat, type: Coat, versions: '[1.0, 3.0)', when: { P_Colour: Red }, absent: Bare, description: d }
";

fn problems(fields: &str) -> Diagnostics {
    problems_beside_fields(FIELDS, &format!("examples:\n  - title: An example\n    fields:{fields}"))
}

#[test]
fn sound_examples() {
    for fields in [
        "{ P_Version: '10', P_Colour: Green }",
        "{ P_Version: '10', P_Colour: Red, P_Finish: Matt }",
        "{ P_Version: '20', P_Colour: Red, P_Extras: Fast, P_Finish: Matt, P_Coat: Matt }",
        "{ P_Version: '30', P_Extras: None }",
        "{ P_String: Left, P_Code: '5' }",
    ] {
        let problems = problems(&format!(" {fields}\n"));
        assert!(problems.is_empty(), "{problems}");
    }
}

#[test]
fn another_order() {
    assert_snapshot!(problems("
      P_Version: '20'
      P_Extras: Fast
      P_Colour: Green
"), @"
    a.yaml:6:7: field `P_Colour` after `P_Extras`, expected the order in which the response has its fields
        6 |       P_Colour: Green
          |       ^
    ");
}

#[test]
fn a_title_twice() {
    assert_snapshot!(problems_beside_fields(FIELDS, "
examples:
  - { title: An example, fields: { P_Version: '30', P_Extras: None } }
  - { title: An example, fields: { P_Version: '30', P_Extras: Fast } }
"), @"
    a.yaml:3:14: duplicate title `An example`; the other is at a.yaml:2
        3 |   - { title: An example, fields: { P_Version: '30', P_Extras: Fast } }
          |              ^
    ");
}

#[test]
fn an_unknown_field() {
    assert_snapshot!(problems("
      P_Version: '30'
      P_Extra: None
"), @"
    a.yaml:5:7: unknown field `P_Extra`, expected the name of a field of the response; did you mean `P_Extras`?
        5 |       P_Extra: None
          |       ^
    ");
}

#[test]
fn an_unknown_field_beside_an_outcome() {
    assert_snapshot!(problems("
      P_String: Left
      P_Coed: '5'
"), @"
    a.yaml:5:7: unknown field `P_Coed`, expected the name of a field of the response; did you mean `P_Code`?
        5 |       P_Coed: '5'
          |       ^
    ");
}

#[test]
fn no_version() {
    assert_snapshot!(problems("
      P_Extras: None
"), @"
    a.yaml:2:12: an example without `P_Version`, expected it, for it says which version the example is of
        2 |   - title: An example
          |            ^
    ");
}

#[test]
fn an_unknown_version_value() {
    assert_snapshot!(problems("
      P_Version: '3.0'
      P_Extras: None
"), @"
    a.yaml:4:18: no version has the value `3.0`, expected `10`, `20` or `30`
        4 |       P_Version: '3.0'
          |                  ^
    ");
}

#[test]
fn a_field_that_the_version_lacks() {
    assert_snapshot!(problems("
      P_Version: '30'
      P_Colour: Green
      P_Extras: None
"), @"
    a.yaml:5:7: version 3.0 has no `P_Colour`, expected it in versions `[1.0, 3.0)` alone
        5 |       P_Colour: Green
          |       ^
    ");
}

#[test]
fn required_fields_that_are_missing() {
    assert_snapshot!(problems("
      P_Version: '20'
"), @"
    a.yaml:2:12: an example without `P_Colour`, `P_Extras`, expected every field that version 2.0 requires
        2 |   - title: An example
          |            ^
    ");
}

#[test]
fn a_dependent_field_that_is_missing() {
    assert_snapshot!(problems("
      P_Version: '10'
      P_Colour: Red
"), @"
    a.yaml:2:12: an example without `P_Finish`, expected every field that version 1.0 requires
        2 |   - title: An example
          |            ^
    ");
}

#[test]
fn dependent_fields_without_their_condition() {
    assert_snapshot!(problems("
      P_Version: '10'
      P_Colour: Green
      P_Finish: Matt
      P_Coat: Matt
"), @"
    a.yaml:6:7: `P_Finish` without its condition, expected it beside `P_Colour: Red` alone
        6 |       P_Finish: Matt
          |       ^

    a.yaml:7:7: `P_Coat` without its condition, expected it beside `P_Colour: Red` alone
        7 |       P_Coat: Matt
          |       ^
    ");
}

#[test]
fn a_condition_that_is_misspelt() {
    assert_snapshot!(problems("
      P_Version: '10'
      P_Colour: Rad
      P_Finish: Matt
"), @"
    a.yaml:5:17: `Tint` has no value `Rad`, expected `Red` or `Green`; did you mean `Red`?
        5 |       P_Colour: Rad
          |                 ^
    ");
}

#[test]
fn a_field_that_is_declared_twice_is_reported_once() {
    let fields = "
    - { name: P_Colour, type: Tint, versions: '[1.0,)', description: d }
    - { name: P_Colour, type: Coat, versions: '[1.0,)', description: d }
";
    let example = "examples: [{ title: t, fields: { P_Version: '10', P_Colour: Red } }]\n";
    assert_snapshot!(problems_beside_fields(fields, example), @"
    world.yaml:33:15: duplicate field `P_Colour`; the other is at world.yaml:32
       33 |     - { name: P_Colour, type: Coat, versions: '[1.0,)', description: d }
          |               ^
    ");
}

#[test]
fn an_outcome_beside_fields_of_a_success() {
    assert_snapshot!(problems("
      P_Version: '30'
      P_String: Left
      P_Code: '5'
"), @"
    a.yaml:4:7: `P_Version`, a field of a success, beside an outcome, expected `P_String` and `P_Code` alone
        4 |       P_Version: '30'
          |       ^
    ");
}

#[test]
fn half_an_outcome() {
    assert_snapshot!(problems(" { P_String: Left }\n"), @"
    a.yaml:2:12: an outcome without `P_Code`, expected `P_String` and `P_Code` together
        2 |   - title: An example
          |            ^
    ");
    assert_snapshot!(problems(" { P_Code: '5' }\n"), @"
    a.yaml:2:12: an outcome without `P_String`, expected `P_String` and `P_Code` together
        2 |   - title: An example
          |            ^
    ");
}

#[test]
fn an_unknown_outcome() {
    assert_snapshot!(problems("
      P_String: Lift
      P_Code: '5'
"), @"
    a.yaml:4:17: unknown outcome `Lift`, expected `Cancelled` or `Left`; did you mean `Left`?
        4 |       P_String: Lift
          |                 ^
    ");
}

#[test]
fn a_string_and_a_code_that_disagree() {
    assert_snapshot!(problems("
      P_String: Left
      P_Code: '4'
"), @"
    a.yaml:5:15: `4` is not the code of `Left`, expected `5`
        5 |       P_Code: '4'
          |               ^
    ");
}
