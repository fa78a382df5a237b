use super::{VERSIONS, WORLD, problems_in_world, problems_of_fields};
use crate::resolve::fields::MAX_FIELDS;
use insta::assert_snapshot;
use std::fmt::Write;

#[test]
fn no_prefix() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: Colour, type: Tint, versions: "[1.0,)", description: d }
"#), @r#"
    a.yaml:11:15: field `Colour` lacks the prefix `P_`, expected a name such as `P_Colour`
       11 |     - { name: Colour, type: Tint, versions: "[1.0,)", description: d }
          |               ^
    "#);
}

#[test]
fn nothing_but_the_prefix() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: P_, type: Tint, versions: "[1.0,)", description: d }
"#), @r#"
    a.yaml:11:15: field `P_` makes no Rust name, expected letters and digits, a letter first, and no word that Rust keeps for itself
       11 |     - { name: P_, type: Tint, versions: "[1.0,)", description: d }
          |               ^
    "#);
}

#[test]
fn a_name_twice() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: P_Colour, type: Tint, versions: "[1.0,)", description: d }
    - { name: P_Colour, type: Coat, versions: "[1.0,)", description: d }
"#), @r#"
    a.yaml:12:15: duplicate field `P_Colour`; the other is at a.yaml:11
       12 |     - { name: P_Colour, type: Coat, versions: "[1.0,)", description: d }
          |               ^
    "#);
}

#[test]
fn the_name_of_an_outcome() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: P_Code, type: Tint, versions: "[1.0,)", description: d }
"#), @"
    a.yaml:7:19: duplicate field `P_Code`; the other is at a.yaml:11
        7 |     code: { name: P_Code, description: d }
          |                   ^
    ");
}

#[test]
fn names_that_become_the_same_in_rust() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: P_UrlID, type: Key, versions: "[1.0,)", description: d }
    - { name: P_Url_Id, type: Key, versions: "[1.0,)", description: d }
"#), @r#"
    a.yaml:12:15: field `P_Url_Id` becomes `UrlId` in Rust, and so does `P_UrlID` at a.yaml:11
       12 |     - { name: P_Url_Id, type: Key, versions: "[1.0,)", description: d }
          |               ^
    "#);
}

#[test]
fn a_method_of_the_generator() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: P_visit, type: Tint, versions: "[1.0,)", description: d }
"#), @r#"
    a.yaml:11:15: field `P_visit` becomes `visit` in Rust, which the generator makes itself, expected another name
       11 |     - { name: P_visit, type: Tint, versions: "[1.0,)", description: d }
          |               ^
    "#);
}

#[test]
fn the_version_of_something_else() {
    let text = super::RESPONSE.replace("P_Version", "P_Ver")
        + "    - { name: P_Version, type: Tint, versions: '[1.0,)', description: d }\n";
    assert_snapshot!(problems_in_world(&format!("{VERSIONS}{text}")), @"
    a.yaml:15:15: field `P_Version` becomes `version` in Rust, which the generator makes itself, expected another name
       15 |     - { name: P_Version, type: Tint, versions: '[1.0,)', description: d }
          |               ^
    ");
}

#[test]
fn an_unknown_type() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: P_Colour, type: Tnit, versions: "[1.0,)", description: d }
"#), @r#"
    a.yaml:11:31: unknown type `Tnit`, expected an enum, a set of flags, an identifier, `Version`, `DateTime` or `IpAddress`; did you mean `Tint`?
       11 |     - { name: P_Colour, type: Tnit, versions: "[1.0,)", description: d }
          |                               ^
    "#);
}

#[test]
fn a_type_that_is_close_to_nothing() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: P_Colour, type: Elephant, versions: "[1.0,)", description: d }
"#), @r#"
    a.yaml:11:31: unknown type `Elephant`, expected an enum, a set of flags, an identifier, `Version`, `DateTime` or `IpAddress`
       11 |     - { name: P_Colour, type: Elephant, versions: "[1.0,)", description: d }
          |                               ^
    "#);
}

#[test]
fn a_date_format_for_a_type() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: P_Time, type: Stamp, versions: "[1.0,)", description: d }
"#), @r#"
    a.yaml:11:29: `Stamp` is a date format, expected an enum, a set of flags, an identifier, `Version`, `DateTime` or `IpAddress`
       11 |     - { name: P_Time, type: Stamp, versions: "[1.0,)", description: d }
          |                             ^
    "#);
}

#[test]
fn a_type_of_parameters() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: P_Text, type: Text, versions: "[1.0,)", description: d }
"#), @r#"
    a.yaml:11:29: no field of a response can be of the type `Text`, expected an enum, a set of flags, an identifier, `Version`, `DateTime` or `IpAddress`
       11 |     - { name: P_Text, type: Text, versions: "[1.0,)", description: d }
          |                             ^
    "#);
}

#[test]
fn an_unknown_type_is_reported_once() {
    let fields = r#"
    - { name: P_Colour, type: Tnit, versions: "[1.0,)", description: d }
    - { name: P_Finish, type: Coat, versions: "[1.0,)", when: { P_Colour: Red }, description: d }
    - { name: P_Other, type: Caot, versions: "[1.0,)", when: { P_Finish: Bare }, absent: Bare, description: d }
"#;
    let rest = r"
inferences:
  - { field: P_Colour, description: d, rules: [{ when: { P_Finish: [Bare] }, then: Red }] }
examples:
  - { title: t, fields: { P_Version: '10', P_Colour: Red } }
";
    assert_snapshot!(super::problems_beside_fields(fields.trim_start_matches('\n'), rest), @r#"
    world.yaml:31:31: unknown type `Tnit`, expected an enum, a set of flags, an identifier, `Version`, `DateTime` or `IpAddress`; did you mean `Tint`?
       31 |     - { name: P_Colour, type: Tnit, versions: "[1.0,)", description: d }
          |                               ^

    world.yaml:33:30: unknown type `Caot`, expected an enum, a set of flags, an identifier, `Version`, `DateTime` or `IpAddress`; did you mean `Coat`?
       33 |     - { name: P_Other, type: Caot, versions: "[1.0,)", when: { P_Finish: Bare }, absent: Bare, desc…
          |                              ^

    world.yaml:33:64: `P_Finish` has a condition itself, expected one without a condition; its condition is at world.yaml:32
       33 | …: P_Other, type: Caot, versions: "[1.0,)", when: { P_Finish: Bare }, absent: Bare, description: d }
          |                                                     ^
    "#);
}

#[test]
fn no_version_field() {
    assert_snapshot!(problems_in_world(&format!("{VERSIONS}
response:
  prefix: P_
  description: d
  outcomes:
    string: {{ name: P_String, description: d }}
    code: {{ name: P_Code, description: d }}
    values: [{{ name: Over, code: 1, description: d }}]
  fields:
    - {{ name: P_Colour, type: Tint, versions: '[1.0,)', description: d }}
")), @"
    a.yaml:13:3: no field of the type `Version`, expected exactly one, which says the version of a response
       13 |   fields:
          |   ^
    ");
}

#[test]
fn two_version_fields() {
    assert_snapshot!(problems_of_fields(r#"
    - { name: P_Level, type: Version, versions: "[1.0,)", description: d }
"#), @r#"
    a.yaml:11:30: `P_Level` is a second field of the type `Version`, expected exactly one; the other, `P_Version`, is at a.yaml:10
       11 |     - { name: P_Level, type: Version, versions: "[1.0,)", description: d }
          |                              ^
    "#);
}

#[test]
fn a_version_field_that_some_versions_lack() {
    let text = format!("{VERSIONS}{}", super::RESPONSE).replace("[1.0,)", "[2.0,)");
    assert_snapshot!(problems_in_world(&text), @r#"
    a.yaml:14:51: `[2.0,)` leaves out versions, which could not be told from others, expected all versions, `[1.0,)`
       14 |     - { name: P_Version, type: Version, versions: "[2.0,)", description: d }
          |                                                   ^
    "#);
}

#[test]
fn a_version_field_with_a_condition() {
    let text = super::RESPONSE
        .replace(r#"versions: "[1.0,)""#, "versions: '[1.0,)', when: { P_Colour: Red }")
        + "    - { name: P_Colour, type: Tint, versions: '[1.0,)', description: d }\n";
    assert_snapshot!(problems_in_world(&format!("{VERSIONS}{text}")), @"
    a.yaml:14:61: the version, `P_Version`, depends on another field, expected no condition, for nothing can be read before the version
       14 | …  - { name: P_Version, type: Version, versions: '[1.0,)', when: { P_Colour: Red }, description: d }
          |                                                            ^
    ");
}

#[test]
fn too_many_fields() {
    let fields = |count| {
        (0..count).fold(String::new(), |mut fields, index| {
            let _ = writeln!(
                fields,
                "    - {{ name: P_N{index}, type: Tint, versions: '[1.0,)', description: d }}"
            );
            fields
        })
    };
    // Beside the version and the two of the outcomes.
    let most = MAX_FIELDS - 3;
    assert!(problems_of_fields(&fields(most)).is_empty());
    assert_snapshot!(problems_of_fields(&fields(most + 2)), @"
    a.yaml:72:15: 64 fields are too many for a response, expected at most 62 beside the two of its outcomes
       72 |     - { name: P_N61, type: Tint, versions: '[1.0,)', description: d }
          |               ^
    ");
}

#[test]
fn the_world_of_these_tests_is_sound() {
    assert!(super::problems(WORLD).is_empty());
}
