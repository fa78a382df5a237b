use super::{model, problems};
use crate::spec::Origin;
use insta::assert_snapshot;

fn values(values: &str) -> String {
    format!("enums:\n  - name: Colour\n    description: d\n    values:{values}")
}

#[test]
fn no_values() {
    assert_snapshot!(problems(&values(" []\n")), @"
    a.yaml:4:13: `values` is empty, expected at least one
        4 |     values: []
          |             ^
    ");
}

#[test]
fn a_table_without_codes() {
    assert_snapshot!(problems("
tables:
  - { name: Status, description: d, codes: [] }
"), @"
    a.yaml:2:44: `codes` is empty, expected at least one
        2 |   - { name: Status, description: d, codes: [] }
          |                                            ^
    ");
}

#[test]
fn a_name_twice() {
    assert_snapshot!(problems(&values("
      - { name: Red, description: d }
      - { name: Green, description: d }
      - { name: Red, description: d }
")), @"
    a.yaml:7:17: duplicate value `Red`; the other is at a.yaml:5
        7 |       - { name: Red, description: d }
          |                 ^
    ");
}

#[test]
fn names_that_become_the_same_in_rust() {
    assert_snapshot!(problems(&values("
      - { name: foo-bar, description: d }
      - { name: FooBar, description: d }
")), @"
    a.yaml:6:17: value `FooBar` becomes `FooBar` in Rust, and so does `foo-bar` at a.yaml:5
        6 |       - { name: FooBar, description: d }
          |                 ^
    ");
}

#[test]
fn names_that_make_no_identifier() {
    assert_snapshot!(problems(&values("
      - { name: Self, description: d }
      - { name: 2nd, description: d }
      - { name: '---', description: d }
      - { name: '', description: d }
")), @"
    a.yaml:5:17: value `Self` makes no Rust name, expected letters and digits, a letter first, and no word that Rust keeps for itself
        5 |       - { name: Self, description: d }
          |                 ^

    a.yaml:6:17: value `2nd` makes no Rust name, expected letters and digits, a letter first, and no word that Rust keeps for itself
        6 |       - { name: 2nd, description: d }
          |                 ^

    a.yaml:7:17: value `---` makes no Rust name, expected letters and digits, a letter first, and no word that Rust keeps for itself
        7 |       - { name: '---', description: d }
          |                 ^

    a.yaml:8:17: value `` makes no Rust name, expected letters and digits, a letter first, and no word that Rust keeps for itself
        8 |       - { name: '', description: d }
          |                 ^
    ");
}

#[test]
fn a_name_that_the_generator_needs() {
    assert_snapshot!(problems(&values("
      - { name: ALL, description: d }
      - { name: all, description: d }
")), @"
    a.yaml:5:17: value `ALL` becomes `ALL` in Rust, which the generator makes itself, expected another name
        5 |       - { name: ALL, description: d }
          |                 ^
    ");
}

#[test]
fn names_that_look_reserved_and_are_not() {
    let text = values(
        "
      - { name: Enum, description: d }
      - { name: None, description: d }
      - { name: type, description: d }
",
    );
    let model = model(&text);
    let variants: Vec<_> = model.enums[2].values.iter().map(|value| value.variant.as_str()).collect();
    assert_eq!(variants, ["Enum", "None", "Type"]);
}

#[test]
fn an_id_twice() {
    assert_snapshot!(problems(&values("
      - { id: 1, name: Red, description: d }
      - { id: 1, name: Green, description: d }
")), @"
    a.yaml:6:15: duplicate id `1`; the other is at a.yaml:5
        6 |       - { id: 1, name: Green, description: d }
          |               ^
    ");
}

#[test]
fn an_id_missing() {
    assert_snapshot!(problems(&values("
      - { id: 1, name: Red, description: d }
      - { name: Green, description: d }
      - { name: Blue, description: d }
")), @"
    a.yaml:6:17: `Green` has no id, expected an id on every value of `Colour` or on none; `Red` at a.yaml:5 has one
        6 |       - { name: Green, description: d }
          |                 ^
    ");
}

#[test]
fn an_id_on_a_later_value_alone() {
    assert_snapshot!(problems(&values("
      - { name: Red, description: d }
      - { id: 1, name: Green, description: d }
")), @"
    a.yaml:5:17: `Red` has no id, expected an id on every value of `Colour` or on none; `Green` at a.yaml:6 has one
        5 |       - { name: Red, description: d }
          |                 ^
    ");
}

#[test]
fn see_an_unknown_enum() {
    assert_snapshot!(problems(&values("
      - { name: Red, description: d, see: Colur }
")), @"
    a.yaml:5:43: unknown enum `Colur`, expected `Colour`; did you mean `Colour`?
        5 |       - { name: Red, description: d, see: Colur }
          |                                           ^
    ");
}

#[test]
fn see_something_else() {
    assert_snapshot!(problems(&values("
      - { name: Red, description: d, see: Text }
")), @"
    a.yaml:5:43: `Text` is a built-in type, expected `Colour`
        5 |       - { name: Red, description: d, see: Text }
          |                                           ^
    ");
}

#[test]
fn a_status_code_twice() {
    assert_snapshot!(problems("
tables:
  - name: Status
    description: d
    codes:
      - { code: -1, name: Broken }
      - { code: 0, name: Fine }
      - { code: -1, name: Lost }
"), @"
    a.yaml:7:17: duplicate status code `-1`; the other is at a.yaml:5
        7 |       - { code: -1, name: Lost }
          |                 ^
    ");
}

#[test]
fn a_status_name_twice() {
    assert_snapshot!(problems("
tables:
  - name: Status
    description: d
    codes:
      - { code: 1, name: Broken }
      - { code: 2, name: Broken }
"), @"
    a.yaml:6:26: duplicate name `Broken`; the other is at a.yaml:5
        6 |       - { code: 2, name: Broken }
          |                          ^
    ");
}

#[test]
fn help_on_what_is_no_status_code() {
    assert_snapshot!(problems(&values("
      - { name: Red, description: d, help: stop }
")), @"
    a.yaml:5:38: unknown key `help`, expected `description`, `id`, `in_use`, `name`, `origin`, `present` or `see`
        5 |       - { name: Red, description: d, help: stop }
          |                                      ^
    ");
}

#[test]
fn help_is_kept_where_there_is_some() {
    let model = model(
        "
tables:
  - { name: Status, description: d, codes: [{ code: 7, name: Lost, help: look for it }, { code: 8, name: Fine }] }
  - { name: Older, description: d, codes: [{ code: 7, name: Lost }] }
",
    );
    let status: Vec<_> = model.enums[2].values.iter().map(|value| value.help.as_deref()).collect();
    assert_eq!(status, [Some("look for it"), None]);
    let with_help = model.enums.iter().filter(|definition| definition.has_help());
    assert_eq!(with_help.map(|definition| definition.name.as_str()).collect::<Vec<_>>(), ["Status"]);
}

#[test]
fn tables_follow_enums() {
    let model = model(
        "
tables:
  - { name: Status, description: d, codes: [{ code: 7, name: fine, coined: true }] }
",
    );
    let names: Vec<_> = model.enums.iter().map(|definition| definition.name.as_str()).collect();
    assert_eq!(names, ["Tint", "Coat", "Status"]);
    let status = &model.enums[2];
    assert!(status.table && status.numbered && status.values[0].coined && status.values[0].in_use);
    assert_eq!(status.values[0].variant, "Fine");
}

#[test]
fn origins_are_inherited() {
    let model = model(
        "
enums:
  - name: Shape
    description: d
    origin: published
    values:
      - { name: Round, description: d, origin: observed, see: Tint }
      - { name: Square, description: d }
",
    );
    let shape = &model.enums[2];
    let origins: Vec<_> = shape.values.iter().map(|value| value.origin).collect();
    assert_eq!((model.enums[0].origin, shape.origin), (Origin::Documented, Origin::Published));
    assert_eq!(origins, [Origin::Observed, Origin::Published]);
    assert_eq!(shape.values[0].see, Some(0));
    assert!(!shape.numbered);
}
