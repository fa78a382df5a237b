use super::{problems, resolved};
use insta::assert_snapshot;

fn enumeration(name: &str) -> String {
    format!("enums:\n  - {{ name: {name}, description: d, values: [{{ name: A, description: d }}] }}\n")
}

#[test]
fn two_types_of_a_name() {
    let other = "date_formats:\n  - { name: Colour, description: d, format: yyyy-MM-dd HH:mm:ss }\n";
    let files = [("a.yaml", enumeration("Colour")), ("b.yaml", other.to_owned())];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    assert_snapshot!(resolved(&files).1, @"
    b.yaml:2:13: `Colour` is a type at a.yaml:2 already
        2 |   - { name: Colour, description: d, format: yyyy-MM-dd HH:mm:ss }
          |             ^
    ");
}

#[test]
fn a_built_in_name() {
    assert_snapshot!(problems(&enumeration("DateTime")), @"
    a.yaml:2:13: `DateTime` is a built-in type, expected another name
        2 |   - { name: DateTime, description: d, values: [{ name: A, description: d }] }
          |             ^
    ");
}

#[test]
fn a_name_that_the_generator_needs() {
    assert_snapshot!(problems(&enumeration("Response")), @"
    a.yaml:2:13: `Response` is a type that the generator makes itself, expected another name
        2 |   - { name: Response, description: d, values: [{ name: A, description: d }] }
          |             ^
    ");
}

#[test]
fn a_name_of_the_prelude() {
    assert_snapshot!(problems(&enumeration("Option")), @"
    a.yaml:2:13: `Option` is a name of Rust's prelude, expected another name
        2 |   - { name: Option, description: d, values: [{ name: A, description: d }] }
          |             ^
    ");
}

#[test]
fn a_name_in_the_wrong_letter_case() {
    assert_snapshot!(problems(&enumeration("login_type")), @"
    a.yaml:2:13: `login_type` is no name of a Rust type, expected a name such as `LoginType`
        2 |   - { name: login_type, description: d, values: [{ name: A, description: d }] }
          |             ^
    ");
}

#[test]
fn a_name_without_letters() {
    assert_snapshot!(problems(&enumeration("'123'")), @"
    a.yaml:2:13: `123` is no name of a Rust type, expected letters and digits, a capital letter first, and no word that Rust keeps for itself
        2 |   - { name: '123', description: d, values: [{ name: A, description: d }] }
          |             ^
    ");
}

#[test]
fn a_name_that_rust_reserves() {
    assert_snapshot!(problems(&enumeration("Self")), @"
    a.yaml:2:13: `Self` is no name of a Rust type, expected letters and digits, a capital letter first, and no word that Rust keeps for itself
        2 |   - { name: Self, description: d, values: [{ name: A, description: d }] }
          |             ^
    ");
}

#[test]
fn a_name_whose_module_rust_reserves() {
    assert_snapshot!(problems(&enumeration("Crate")), @"
    a.yaml:2:13: `Crate` has to live in a module `crate`, which Rust forbids, expected another name
        2 |   - { name: Crate, description: d, values: [{ name: A, description: d }] }
          |             ^
    ");
}

#[test]
fn names_that_differ_in_letter_case_alone() {
    assert_snapshot!(problems("
tables:
  - { name: UrlID, description: d, codes: [{ code: 0, name: A }] }
  - { name: UrlId, description: d, codes: [{ code: 0, name: A }] }
"), @"
    a.yaml:3:13: `UrlId` and the type at a.yaml:2 share a module `url_id`, expected another name
        3 |   - { name: UrlId, description: d, codes: [{ code: 0, name: A }] }
          |             ^
    ");
}
