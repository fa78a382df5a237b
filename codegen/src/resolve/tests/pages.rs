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
    a.yaml:6:28: unknown type `Txet`, expected an enum, a set of flags, an identifier or a built-in type: `Version`, `DateTime`, `IpAddress`, `Text`, `Integer` or `Boolean`; did you mean `Text`?
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
    a.yaml:6:31: unknown type `Tnit`, expected an enum, a set of flags, an identifier or a built-in type: `Version`, `DateTime`, `IpAddress`, `Text`, `Integer` or `Boolean`; did you mean `Tint`?
        6 |       - { name: colour, type: Tnit, description: d }
          |                               ^
    ");
}
