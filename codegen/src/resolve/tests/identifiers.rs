use super::problems;
use crate::resolve::identifiers::MAX_TOKEN_LENGTH;
use insta::assert_snapshot;

fn identifier(keys: &str) -> String {
    format!("identifiers:\n  - name: Ticket\n    description: d\n{}", keys.trim_start_matches('\n'))
}

#[test]
fn a_token_that_says_nothing() {
    assert_snapshot!(problems(&identifier("")), @"
    a.yaml:2:11: token `Ticket` has no `characters`, expected those it is made of, such as `a-zA-Z0-9`
        2 |   - name: Ticket
          |           ^

    a.yaml:2:11: token `Ticket` has no `length`, expected the bounds, such as `{ min: 1, max: 32 }`
        2 |   - name: Ticket
          |           ^
    ");
}

#[test]
fn a_token_that_may_be_empty() {
    assert_snapshot!(problems(&identifier("
    characters: a-z
    length: { min: 0, max: 4 }
")), @"
    a.yaml:5:20: a token cannot be empty, expected at least 1
        5 |     length: { min: 0, max: 4 }
          |                    ^
    ");
}

#[test]
fn a_token_of_a_backward_length() {
    assert_snapshot!(problems(&identifier("
    characters: a-z
    length: { min: 5, max: 4 }
")), @"
    a.yaml:5:28: the most, 4, is less than the fewest, 5, expected at least 5
        5 |     length: { min: 5, max: 4 }
          |                            ^
    ");
}

#[test]
fn a_token_that_is_too_long() {
    let most = MAX_TOKEN_LENGTH;
    let longest = identifier(&format!("    characters: a-z\n    length: {{ min: 1, max: {most} }}\n"));
    assert!(problems(&longest).is_empty());
    assert_snapshot!(problems(&identifier("
    characters: a-z
    length: { min: 1, max: 129 }
")), @"
    a.yaml:5:28: 129 characters are too many for a token, expected at most 128
        5 |     length: { min: 1, max: 129 }
          |                            ^
    ");
}

#[test]
fn a_guid_with_the_keys_of_a_token() {
    assert_snapshot!(problems(&identifier("
    kind: guid
    characters: a-z
    length: { min: 1, max: 4 }
")), @"
    a.yaml:5:5: a GUID has no `characters` of its own, expected no `characters`, or `kind: token`
        5 |     characters: a-z
          |     ^

    a.yaml:6:5: a GUID has no `length` of its own, expected no `length`, or `kind: token`
        6 |     length: { min: 1, max: 4 }
          |     ^
    ");
}
