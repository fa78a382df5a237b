//! Mappings, lists and the unions of them.

use super::{Inner, problems, problems_of};
use insta::assert_snapshot;

#[test]
fn an_unknown_key_is_compared_with_the_known_ones() {
    assert_snapshot!(problems("inner:\n  name: a\n  se: b\n"), @"
    a.yaml:3:3: unknown key `se`, expected `name` or `see`; did you mean `see`?
        3 |   se: b
          |   ^
    ");
}

#[test]
fn a_long_list_of_keys_is_cut() {
    assert_snapshot!(problems("qwertyuiop: 1\n"), @"
    a.yaml:1:1: unknown key `qwertyuiop`, expected `anything`, `bit`, `codes`, `either`, `few`, `id`, `inner`, `name`, `nested`, `origin`, `pair`, `ratio` or 5 others
        1 | qwertyuiop: 1
          | ^
    ");
}

#[test]
fn a_missing_key_says_what_it_is_missing_in() {
    assert_snapshot!(problems("nested:\n  values:\n    - name: a\n    - see: b\n"), @"
    a.yaml:4:7: missing key `name` in `nested.values[1]`
        4 |     - see: b
          |       ^
    ");
}

#[test]
fn a_missing_key_at_the_top_says_so() {
    assert_snapshot!(problems_of::<Inner>("see: a\n"), @"
    a.yaml:1:1: missing key `name` at the top of the file
        1 | see: a
          | ^
    ");
}

#[test]
fn a_list_has_enough_items() {
    assert_snapshot!(problems("few: []\n"), @"
    a.yaml:1:6: found 0 items, expected 1 to 2 items
        1 | few: []
          |      ^
    ");
}

#[test]
fn a_list_has_not_too_many_items() {
    assert_snapshot!(problems("few:\n  - a\n  - b\n  - c\n"), @"
    a.yaml:2:3: found 3 items, expected 1 to 2 items
        2 |   - a
          |   ^
    ");
}

#[test]
fn the_items_of_a_tuple_have_their_own_types() {
    assert_snapshot!(problems("pair: [1, a]\n"), @"
    a.yaml:1:8: found a number, expected text; put it in quotes
        1 | pair: [1, a]
          |        ^

    a.yaml:1:11: found text, expected a whole number
        1 | pair: [1, a]
          |           ^
    ");
}

#[test]
fn a_key_of_a_map_is_text() {
    assert_snapshot!(problems("when: {1: a}\n"), @"
    a.yaml:1:8: found a number as a key, expected text; put it in quotes
        1 | when: {1: a}
          |        ^
    ");
}

#[test]
fn a_key_of_a_numbered_map_is_a_whole_number() {
    assert_snapshot!(problems("codes:\n  one: {name: a}\n  2: {}\n"), @"
    a.yaml:2:3: found text as a key, expected a whole number
        2 |   one: {name: a}
          |   ^

    a.yaml:3:6: missing key `name` in `codes.2`
        3 |   2: {}
          |      ^
    ");
}

#[test]
fn a_union_reports_the_alternative_that_fits_best() {
    assert_snapshot!(problems("either: {min: 1, max: 256}\n"), @"
    a.yaml:1:23: `256` is out of range, expected a whole number from 0 to 255
        1 | either: {min: 1, max: 256}
          |                       ^
    ");
}

#[test]
fn a_union_reports_inside_the_alternative_of_its_kind() {
    assert_snapshot!(problems("either: [a, 1]\n"), @"
    a.yaml:1:13: found a number, expected text; put it in quotes
        1 | either: [a, 1]
          |             ^
    ");
}
