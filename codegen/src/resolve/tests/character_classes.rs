use super::{model, problems};
use crate::model::Shape;
use insta::assert_snapshot;

fn class(characters: &str) -> String {
    format!(
        "identifiers:\n  - name: Ticket\n    description: d\n    length: {{ min: 1, max: 4 }}\n    \
         characters: {characters}\n"
    )
}

fn ranges(characters: &str) -> Vec<(u8, u8)> {
    match &model(&class(characters)).identifiers[2].shape {
        Shape::Token { ranges, .. } => ranges.clone(),
        Shape::Guid => panic!("a token"),
    }
}

#[test]
fn ranges_and_single_characters() {
    assert_eq!(
        ranges("a-zA-Z0-9/$!"),
        [(b'a', b'z'), (b'A', b'Z'), (b'0', b'9'), (b'/', b'/'), (b'$', b'$'), (b'!', b'!')]
    );
    assert_eq!(ranges("'!-~'"), [(b'!', b'~')]);
}

#[test]
fn hyphens_that_stand_for_themselves() {
    assert_eq!(ranges("'-a'"), [(b'-', b'-'), (b'a', b'a')]);
    assert_eq!(ranges("a-"), [(b'a', b'a'), (b'-', b'-')]);
    assert_eq!(ranges("a-c-"), [(b'a', b'c'), (b'-', b'-')]);
}

#[test]
fn no_characters() {
    assert_snapshot!(problems(&class("''")), @"
    a.yaml:5:17: a token of no characters, expected some, such as `a-zA-Z0-9`
        5 |     characters: ''
          |                 ^
    ");
}

#[test]
fn a_backward_range() {
    assert_snapshot!(problems(&class("A-Zz-a")), @"
    a.yaml:5:20: the range `z-a` is backward, expected `a-z`
        5 |     characters: A-Zz-a
          |                    ^
    ");
}

#[test]
fn a_character_twice() {
    assert_snapshot!(problems(&class("a-z0-9m")), @"
    a.yaml:5:23: `m` is in the set twice, expected every character once
        5 |     characters: a-z0-9m
          |                       ^
    ");
}

#[test]
fn a_space() {
    assert_snapshot!(problems(&class("'a-z /'")), @"
    a.yaml:5:21: ' ' cannot be in a token, expected visible ASCII characters, `!` to `~`
        5 |     characters: 'a-z /'
          |                     ^
    ");
}

#[test]
fn a_character_beyond_ascii() {
    assert_snapshot!(problems(&class("a-zé")), @"
    a.yaml:5:20: 'é' cannot be in a token, expected visible ASCII characters, `!` to `~`
        5 |     characters: a-zé
          |                    ^
    ");
}

#[test]
fn brackets() {
    assert_snapshot!(problems(&class("'[a-z]'")), @"
    a.yaml:5:17: the characters stand in brackets, expected only what is between the brackets
        5 |     characters: '[a-z]'
          |                 ^
    ");
}

#[test]
fn negation() {
    assert_snapshot!(problems(&class("^a-z")), @"
    a.yaml:5:17: `^` does not exclude characters here, expected the characters themselves, and `^` not first among them
        5 |     characters: ^a-z
          |                 ^
    ");
}

#[test]
fn an_escape() {
    assert_snapshot!(problems(&class(r"a-z\$")), @r"
    a.yaml:5:20: `\` escapes nothing here, expected every character as it is, a hyphen first or last
        5 |     characters: a-z\$
          |                    ^
    ");
}
