use super::{model, problems_in_world};
use crate::diagnostic::Diagnostics;
use crate::model::Type;
use crate::spec::Origin;
use insta::assert_snapshot;

fn problems_of_parameters(parameters: &str) -> Diagnostics {
    problems_in_world(&format!(
        "pages:\n  - name: LogOff\n    path: /off\n    description: d\n    parameters:{parameters}"
    ))
}

#[test]
fn a_page_with_its_parameters() {
    let model = model(
        "
pages:
  - name: LogOff
    path: /off
    description: d
    origin: published
    parameters:
      - { name: RID, type: Key, required: true, description: d }
      - { name: finish, type: Coat, when: { colour: Green }, description: d }
      - { name: colour, type: Tint, origin: observed, description: d }
",
    );
    let page = &model.pages[0];
    assert_eq!(page.module, "log_off");
    let [rid, finish, colour] = page.parameters.as_slice() else { panic!("three") };
    assert_eq!((rid.variant.as_str(), rid.value, rid.required), ("RID", Type::Identifier(1), true));
    assert_eq!((rid.accessor.as_str(), rid.may_be_empty), ("rid", false));
    assert_eq!((finish.variant.as_str(), finish.when), ("Finish", Some((2, 1))));
    assert_eq!((finish.origin, colour.origin), (Origin::Published, Origin::Observed));
}

#[test]
fn names_and_paths_twice() {
    assert_snapshot!(problems_in_world("
pages:
  - { name: LogOff, path: /off, description: d, parameters: [] }
  - { name: LogOff, path: /off, description: d, parameters: [] }
  - { name: Log-Off, path: /other, description: d, parameters: [] }
"), @"
    a.yaml:3:13: duplicate page `LogOff`; the other is at a.yaml:2
        3 |   - { name: LogOff, path: /off, description: d, parameters: [] }
          |             ^

    a.yaml:3:27: duplicate path `/off`; the other is at a.yaml:2
        3 |   - { name: LogOff, path: /off, description: d, parameters: [] }
          |                           ^

    a.yaml:4:13: page `Log-Off` becomes `log_off` in Rust, and so does `LogOff` at a.yaml:2
        4 |   - { name: Log-Off, path: /other, description: d, parameters: [] }
          |             ^
    ");
}

#[test]
fn a_name_that_the_generator_needs() {
    assert_snapshot!(problems_in_world("
pages:
  - { name: Runtime, path: /off, description: d, parameters: [] }
"), @"
    a.yaml:2:13: page `Runtime` becomes `runtime` in Rust, which the generator makes itself, expected another name
        2 |   - { name: Runtime, path: /off, description: d, parameters: [] }
          |             ^
    ");
}

#[test]
fn a_path_without_its_slash() {
    assert_snapshot!(problems_in_world("
pages:
  - { name: LogOff, path: off.aspx, description: d, parameters: [] }
"), @"
    a.yaml:2:27: path `off.aspx` does not begin with `/`, expected a path such as `/off.aspx`
        2 |   - { name: LogOff, path: off.aspx, description: d, parameters: [] }
          |                           ^
    ");
}

#[test]
fn an_unknown_type() {
    assert_snapshot!(problems_of_parameters("
      - { name: rnd, type: Txet, description: d }
"), @"
    a.yaml:6:28: unknown type `Txet`, expected an enum, a set of flags, an identifier or a built-in type: `IpAddress`, `Text`, `Integer` or `Boolean`; did you mean `Text`?
        6 |       - { name: rnd, type: Txet, description: d }
          |                            ^
    ");
}

#[test]
fn a_parameter_twice() {
    assert_snapshot!(problems_of_parameters("
      - { name: rnd, type: Text, description: d }
      - { name: rnd, type: Text, description: d }
      - { name: Rnd, type: Text, description: d }
"), @"
    a.yaml:7:17: duplicate parameter `rnd`; the other is at a.yaml:6
        7 |       - { name: rnd, type: Text, description: d }
          |                 ^

    a.yaml:8:17: parameter `Rnd` becomes `Rnd` in Rust, and so does `rnd` at a.yaml:6
        8 |       - { name: Rnd, type: Text, description: d }
          |                 ^
    ");
}

#[test]
fn conditions_on_nothing() {
    assert_snapshot!(problems_of_parameters("
      - { name: colour, type: Tint, description: d }
      - { name: text, type: Text, description: d }
      - { name: a, type: Text, when: { color: Red }, description: d }
      - { name: b, type: Text, when: { colour: Rde }, description: d }
      - { name: c, type: Text, when: { text: Red }, description: d }
      - { name: d, type: Text, when: { d: Red }, description: d }
      - { name: e, type: Text, when: { colour: Red, text: Red }, description: d }
"), @"
    a.yaml:8:40: unknown parameter `color`, expected another parameter; did you mean `colour`?
        8 |       - { name: a, type: Text, when: { color: Red }, description: d }
          |                                        ^

    a.yaml:9:48: `Tint` has no value `Rde`, expected `Red` or `Green`; did you mean `Red`?
        9 |       - { name: b, type: Text, when: { colour: Rde }, description: d }
          |                                                ^

    a.yaml:10:40: `text` is of the type `Text`, expected one whose type is an enum
       10 |       - { name: c, type: Text, when: { text: Red }, description: d }
          |                                        ^

    a.yaml:11:40: `d` depends on itself, expected another parameter
       11 |       - { name: d, type: Text, when: { d: Red }, description: d }
          |                                        ^

    a.yaml:12:32: a condition of more than one parameter, expected one parameter and its value
       12 |       - { name: e, type: Text, when: { colour: Red, text: Red }, description: d }
          |                                ^
    ");
}

#[test]
fn an_unknown_type_is_reported_once() {
    assert_snapshot!(problems_of_parameters("
      - { name: colour, type: Tnit, description: d }
      - { name: finish, type: Coat, when: { colour: Red }, description: d }
"), @"
    a.yaml:6:31: unknown type `Tnit`, expected an enum, a set of flags, an identifier or a built-in type: `IpAddress`, `Text`, `Integer` or `Boolean`; did you mean `Tint`?
        6 |       - { name: colour, type: Tnit, description: d }
          |                               ^
    ");
}

#[test]
fn a_condition_on_a_condition() {
    assert_snapshot!(problems_of_parameters("
      - { name: colour, type: Tint, description: d }
      - { name: finish, type: Coat, when: { colour: Red }, description: d }
      - { name: shine, type: Text, when: { finish: Mat }, description: d }
"), @"
    a.yaml:8:44: `finish` has a condition itself, expected one without a condition; its condition is at a.yaml:7
        8 |       - { name: shine, type: Text, when: { finish: Mat }, description: d }
          |                                            ^

    a.yaml:8:52: `Coat` has no value `Mat`, expected `Bare` or `Matt`; did you mean `Matt`?
        8 |       - { name: shine, type: Text, when: { finish: Mat }, description: d }
          |                                                    ^
    ");
}

#[test]
fn members_of_the_same_name() {
    assert_snapshot!(problems_of_parameters("
      - { name: RID, type: Text, description: d }
      - { name: Rid, type: Text, description: d }
      - { name: to-pairs, type: Text, description: d }
      - { name: New, type: Text, description: d }
      - { name: Crate, type: Text, description: d }
      - { name: type, type: Text, description: d }
"), @"
    a.yaml:7:17: parameter `Rid` becomes `rid` in Rust, and so does `RID` at a.yaml:6
        7 |       - { name: Rid, type: Text, description: d }
          |                 ^

    a.yaml:8:17: parameter `to-pairs` becomes `to_pairs` in Rust, which the generator makes itself, expected another name
        8 |       - { name: to-pairs, type: Text, description: d }
          |                 ^

    a.yaml:9:17: parameter `New` becomes `new` in Rust, which the generator makes itself, expected another name
        9 |       - { name: New, type: Text, description: d }
          |                 ^

    a.yaml:10:17: parameter `Crate` makes no Rust name, but `crate`, expected letters and digits, a letter first, and no word that Rust keeps for itself
       10 |       - { name: Crate, type: Text, description: d }
          |                 ^
    ");
}

#[test]
fn types_of_the_same_name() {
    assert_snapshot!(problems_of_parameters("
      - { name: query, type: Tint, description: d }
      - { name: option, type: Tint, description: d }
      - { name: parameter, type: Tint, description: d }
      - { name: a, type: Text, when: { query: Red }, description: d }
      - { name: b, type: Text, when: { query: Green }, description: d }
      - { name: c, type: Text, when: { option: Red }, description: d }
"), @"
    a.yaml:6:17: `Query`, the type of `query` and what depends on it, is a type that the generator makes itself, expected another name
        6 |       - { name: query, type: Tint, description: d }
          |                 ^

    a.yaml:7:17: `Option`, the type of `option` and what depends on it, is a name of Rust's prelude, expected another name
        7 |       - { name: option, type: Tint, description: d }
          |                 ^
    ");
}

#[test]
fn a_type_that_needs_a_version() {
    assert_snapshot!(problems_of_parameters("
      - { name: since, type: DateTime, description: d }
      - { name: version, type: Version, description: d }
"), @"
    a.yaml:6:30: no parameter can be of the type `DateTime`, expected an enum, a set of flags, an identifier or a built-in type: `IpAddress`, `Text`, `Integer` or `Boolean`; responses alone have versions, and dates in the format of their version
        6 |       - { name: since, type: DateTime, description: d }
          |                              ^

    a.yaml:7:32: no parameter can be of the type `Version`, expected an enum, a set of flags, an identifier or a built-in type: `IpAddress`, `Text`, `Integer` or `Boolean`; responses alone have versions, and dates in the format of their version
        7 |       - { name: version, type: Version, description: d }
          |                                ^
    ");
}

#[test]
fn an_emptiness_that_says_nothing() {
    assert_snapshot!(problems_of_parameters("
      - { name: colour, type: Tint, may_be_empty: true, description: d }
      - { name: words, type: Text, required: true, may_be_empty: true, description: d }
      - { name: finish, type: Coat, required: true, may_be_empty: true, description: d }
"), @"
    a.yaml:6:37: `may_be_empty` without `required`, expected both, for what is not required is left out instead
        6 |       - { name: colour, type: Tint, may_be_empty: true, description: d }
          |                                     ^

    a.yaml:7:52: `may_be_empty` of the type `Text`, which can be empty anyway
        7 |       - { name: words, type: Text, required: true, may_be_empty: true, description: d }
          |                                                    ^
    ");
}
