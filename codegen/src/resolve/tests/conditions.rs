use super::{RESPONSE, VERSIONS, WORLD, problems_of_fields, resolved};
use crate::diagnostic::Diagnostics;
use crate::model::Role;
use insta::assert_snapshot;

/// The problems of a field that depends on `P_Colour` in a way that the test says.
fn problems(keys: &str) -> Diagnostics {
    problems_of_fields(&format!(
        "    - {{ name: P_Colour, type: Tint, versions: '[1.0,)', description: d }}
    - {{ name: P_Time, type: DateTime, versions: '[1.0,)', description: d }}
    - name: P_Finish
      description: d
{}",
        keys.trim_start_matches('\n')
    ))
}

#[test]
fn roles_of_fields() {
    let text = format!(
        "{WORLD}{VERSIONS}{RESPONSE}
    - {{ name: P_Finish, type: Coat, versions: '[2.0,)', when: {{ P_Colour: Green }}, absent: Bare, description: d }}
    - {{ name: P_Colour, type: Tint, versions: '[2.0,)', description: d }}
    - {{ name: P_Coat, type: Coat, versions: '[2.0,)', when: {{ P_Colour: Red }}, description: d }}
    - {{ name: P_Time, type: DateTime, versions: '[2.0,)', description: d }}
"
    );
    let (model, diagnostics) = resolved(&[("a.yaml", &text)]);
    assert!(diagnostics.is_empty(), "{diagnostics}");
    let fields = model.unwrap().response.unwrap().fields;
    let roles: Vec<_> = fields.into_iter().map(|field| field.role).collect();
    assert_eq!(
        roles,
        [
            Role::Version,
            Role::Dependent { on: 2, value: 1, absent: Some(0) },
            Role::Condition { dependents: vec![1, 3] },
            Role::Dependent { on: 2, value: 0, absent: None },
            Role::Plain,
        ]
    );
}

#[test]
fn two_conditions() {
    assert_snapshot!(problems("
      versions: '[1.0,)'
      type: Coat
      when: { P_Colour: Red, P_Time: Green }
"), @"
    a.yaml:17:7: a condition of more than one field, expected one field and its value
       17 |       when: { P_Colour: Red, P_Time: Green }
          |       ^
    ");
}

#[test]
fn an_unknown_field() {
    assert_snapshot!(problems("
      versions: '[1.0,)'
      type: Coat
      when: { P_Color: Red }
"), @"
    a.yaml:17:15: unknown field `P_Color`, expected the name of a field of the response; did you mean `P_Colour`?
       17 |       when: { P_Color: Red }
          |               ^
    ");
}

#[test]
fn a_field_without_its_prefix() {
    assert_snapshot!(problems("
      versions: '[1.0,)'
      type: Coat
      when: { Colour: Red }
"), @"
    a.yaml:17:15: unknown field `Colour`, expected the whole name of a field; did you mean `P_Colour`?
       17 |       when: { Colour: Red }
          |               ^
    ");
}

#[test]
fn the_field_itself() {
    assert_snapshot!(problems("
      versions: '[1.0,)'
      type: Coat
      when: { P_Finish: Bare }
"), @"
    a.yaml:17:15: `P_Finish` depends on itself, expected another field
       17 |       when: { P_Finish: Bare }
          |               ^
    ");
}

#[test]
fn a_field_that_is_no_enum() {
    assert_snapshot!(problems("
      versions: '[1.0,)'
      type: Coat
      when: { P_Time: Red }
"), @"
    a.yaml:17:15: `P_Time` is of the type `DateTime`, expected one whose type is an enum
       17 |       when: { P_Time: Red }
          |               ^
    ");
}

#[test]
fn a_field_with_a_condition_of_its_own() {
    assert_snapshot!(problems("
      versions: '[1.0,)'
      type: Coat
      when: { P_Colour: Red }
    - name: P_Other
      description: d
      versions: '[1.0,)'
      type: Coat
      when: { P_Finish: Matt }
"), @"
    a.yaml:22:15: `P_Finish` has a condition itself, expected one without a condition; its condition is at a.yaml:17
       22 |       when: { P_Finish: Matt }
          |               ^
    ");
}

#[test]
fn a_value_that_the_enum_lacks() {
    assert_snapshot!(problems("
      versions: '[1.0,)'
      type: Coat
      when: { P_Colour: Grean }
"), @"
    a.yaml:17:25: `Tint` has no value `Grean`, expected `Red` or `Green`; did you mean `Green`?
       17 |       when: { P_Colour: Grean }
          |                         ^
    ");
}

#[test]
fn other_versions() {
    assert_snapshot!(problems("
      versions: '[1.0, 3.0)'
      type: Coat
      when: { P_Colour: Red }
"), @"
    a.yaml:15:17: versions `[1.0, 3.0)` differ from those of `P_Colour`, expected `[1.0,)`, for neither field comes without the other
       15 |       versions: '[1.0, 3.0)'
          |                 ^
    ");
}

#[test]
fn the_same_versions_in_other_words() {
    assert!(
        problems("      versions: '[1.0, 3.0]'\n      type: Coat\n      when: { P_Colour: Red }\n")
            .is_empty()
    );
}

#[test]
fn absence_without_a_condition() {
    assert_snapshot!(problems("
      versions: '[1.0,)'
      type: Coat
      absent: Bare
"), @"
    a.yaml:17:7: `absent` without `when`, expected a condition, for only a field with one can be absent
       17 |       absent: Bare
          |       ^
    ");
}

#[test]
fn absence_that_means_an_unknown_value() {
    assert_snapshot!(problems("
      versions: '[1.0,)'
      type: Coat
      when: { P_Colour: Red }
      absent: Bear
"), @"
    a.yaml:18:15: `Coat` has no value `Bear`, expected `Bare` or `Matt`
       18 |       absent: Bear
          |               ^
    ");
}

#[test]
fn a_dependent_field_that_is_no_enum() {
    assert_snapshot!(problems("
      versions: '[1.0,)'
      type: DateTime
      when: { P_Colour: Red }
"), @"
    a.yaml:16:13: field `P_Finish` has a condition and is of the type `DateTime`, expected an enum, for only those can depend on another field
       16 |       type: DateTime
          |             ^
    ");
}

#[test]
fn a_folded_type_whose_name_is_taken() {
    assert_snapshot!(problems_of_fields("
    - { name: P_Extras, type: Tint, versions: '[1.0,)', description: d }
    - { name: P_Finish, type: Coat, versions: '[1.0,)', when: { P_Extras: Red }, description: d }
"), @"
    a.yaml:11:15: `Extras`, the type of `P_Extras` and what depends on it, is a type at world.yaml:6 already
       11 |     - { name: P_Extras, type: Tint, versions: '[1.0,)', description: d }
          |               ^
    ");
}

#[test]
fn a_folded_type_whose_name_is_reserved() {
    assert_snapshot!(problems_of_fields("
    - { name: P_Period, type: Tint, versions: '[1.0,)', description: d }
    - { name: P_Finish, type: Coat, versions: '[1.0,)', when: { P_Period: Red }, description: d }
"), @"
    a.yaml:11:15: `Period`, the type of `P_Period` and what depends on it, is a type that the generator makes itself, expected another name
       11 |     - { name: P_Period, type: Tint, versions: '[1.0,)', description: d }
          |               ^
    ");
}
