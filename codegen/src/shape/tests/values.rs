//! Single values: their kinds, the values of enums, the ranges of numbers.

use super::problems;
use insta::assert_snapshot;

#[test]
fn a_number_is_not_text() {
    assert_snapshot!(problems("name: 1.0\n"), @"
    a.yaml:1:7: found a number, expected text; put it in quotes
        1 | name: 1.0
          |       ^
    ");
}

#[test]
fn a_truth_value_is_not_text() {
    assert_snapshot!(problems("when: {a: true}\n"), @"
    a.yaml:1:11: found a truth value, expected text; put it in quotes
        1 | when: {a: true}
          |           ^
    ");
}

#[test]
fn nothing_is_not_text() {
    assert_snapshot!(problems("inner:\n  name:\n"), @"
    a.yaml:2:7: found nothing, expected text
        2 |   name:
          |       ^
    ");
}

#[test]
fn a_written_null_is_not_text() {
    assert_snapshot!(problems("inner:\n  name: null\n"), @"
    a.yaml:2:9: found nothing, expected text; put it in quotes
        2 |   name: null
          |         ^
    ");
}

#[test]
fn a_number_in_quotes_is_text() {
    assert_snapshot!(problems("id: '7'\n"), @"
    a.yaml:1:5: found text, expected a whole number; remove the quotes
        1 | id: '7'
          |     ^
    ");
}

#[test]
fn a_word_is_not_a_truth_value() {
    assert_snapshot!(problems("required: yes\n"), @"
    a.yaml:1:11: found text, expected `true` or `false`
        1 | required: yes
          |           ^
    ");
}

#[test]
fn a_fraction_is_not_a_whole_number() {
    assert_snapshot!(problems("id: 1.5\n"), @"
    a.yaml:1:5: found a number, expected a whole number
        1 | id: 1.5
          |     ^
    ");
}

#[test]
fn a_list_is_not_text() {
    assert_snapshot!(problems("name: [a]\n"), @"
    a.yaml:1:7: found a list, expected text
        1 | name: [a]
          |       ^
    ");
}

#[test]
fn text_is_not_a_list() {
    assert_snapshot!(problems("values: a\n"), @"
    a.yaml:1:9: found text, expected a list
        1 | values: a
          |         ^
    ");
}

#[test]
fn a_mapping_is_not_a_list() {
    assert_snapshot!(problems("values:\n  name: a\n"), @"
    a.yaml:2:3: found a mapping, expected a list
        2 |   name: a
          |   ^
    ");
}

#[test]
fn text_is_not_a_mapping() {
    assert_snapshot!(problems("inner: a\n"), @"
    a.yaml:1:8: found text, expected a mapping
        1 | inner: a
          |        ^
    ");
}

#[test]
fn a_list_at_the_top_is_not_a_mapping() {
    assert_snapshot!(problems("- name: a\n"), @"
    a.yaml:1:1: found a list, expected a mapping
        1 | - name: a
          | ^
    ");
}

#[test]
fn an_unknown_value_is_compared_with_the_known_ones() {
    assert_snapshot!(problems("origin: documentd\n"), @"
    a.yaml:1:9: unknown value `documentd`, expected `documented` or `observed`; did you mean `documented`?
        1 | origin: documentd
          |         ^
    ");
}

#[test]
fn the_values_of_a_documented_enum_are_known() {
    assert_snapshot!(problems("style: Guid\n"), @"
    a.yaml:1:8: unknown value `Guid`, expected `other`, `token` or `guid`; did you mean `guid`?
        1 | style: Guid
          |        ^
    ");
}

#[test]
fn a_whole_number_is_in_the_range_of_its_type() {
    assert_snapshot!(problems("id: 2147483648\nbit: 256\nwide: -1\n"), @"
    a.yaml:1:5: `2147483648` is out of range, expected a whole number from -2147483648 to 2147483647
        1 | id: 2147483648
          |     ^

    a.yaml:2:6: `256` is out of range, expected a whole number from 0 to 255
        2 | bit: 256
          |      ^

    a.yaml:3:7: `-1` is out of range, expected a whole number from 0 to 18446744073709551615
        3 | wide: -1
          |       ^
    ");
}

#[test]
fn a_number_past_every_type_is_out_of_range() {
    assert_snapshot!(problems("wide: 340282366920938463463374607431768211455\n"), @"
    a.yaml:1:7: `340282366920938463463374607431768211455` is out of range, expected a whole number from 0 to 18446744073709551615
        1 | wide: 340282366920938463463374607431768211455
          |       ^
    ");
}

#[test]
fn a_union_lists_the_kinds_it_allows() {
    assert_snapshot!(problems("either: 1.5\n"), @"
    a.yaml:1:9: found a number, expected text, a list or a mapping; put it in quotes
        1 | either: 1.5
          |         ^
    ");
}
