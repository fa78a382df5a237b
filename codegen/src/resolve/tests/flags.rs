use super::{model, problems};
use insta::assert_snapshot;

fn bits(bits: &str) -> String {
    format!(
        "flags:\n  - name: Options\n    description: d\n    separator: ','\n    \
         none: {{ name: None, description: d }}\n    bits:{bits}"
    )
}

fn separators(separators: &str) -> String {
    format!(
        "flags:\n  - name: Options\n    description: d\n    none: {{ name: None, description: d }}\n    bits: []{separators}"
    )
}

#[test]
fn a_bit_twice() {
    assert_snapshot!(problems(&bits("
      - { bit: 3, name: Fast, description: d }
      - { bit: 3, name: Safe, description: d }
")), @"
    a.yaml:8:16: duplicate bit `3`; the other is at a.yaml:7
        8 |       - { bit: 3, name: Safe, description: d }
          |                ^
    ");
}

#[test]
fn a_bit_out_of_range() {
    assert_snapshot!(problems(&bits("
      - { bit: 31, name: Fast, description: d }
      - { bit: 32, name: Safe, description: d }
")), @"
    a.yaml:8:16: `32` is out of range, expected a whole number from 0 to 31
        8 |       - { bit: 32, name: Safe, description: d }
          |                ^
    ");
}

#[test]
fn a_name_twice() {
    assert_snapshot!(problems(&bits("
      - { bit: 0, name: Fast, description: d }
      - { bit: 1, name: Fast, description: d }
")), @"
    a.yaml:8:25: duplicate flag `Fast`; the other is at a.yaml:7
        8 |       - { bit: 1, name: Fast, description: d }
          |                         ^
    ");
}

#[test]
fn names_that_become_the_same_constant() {
    assert_snapshot!(problems(&bits("
      - { bit: 0, name: VeryFast, description: d }
      - { bit: 1, name: veryFast, description: d }
")), @"
    a.yaml:8:25: flag `veryFast` becomes `VERY_FAST` in Rust, and so does `VeryFast` at a.yaml:7
        8 |       - { bit: 1, name: veryFast, description: d }
          |                         ^
    ");
}

#[test]
fn a_name_that_the_generator_needs() {
    assert_snapshot!(problems(&bits("
      - { bit: 0, name: Reserved, description: d }
")), @"
    a.yaml:7:25: flag `Reserved` becomes `RESERVED` in Rust, which the generator makes itself, expected another name
        7 |       - { bit: 0, name: Reserved, description: d }
          |                         ^
    ");
}

#[test]
fn a_bit_named_and_reserved() {
    assert_snapshot!(problems(&bits("
      - { bit: 0, name: Fast, reserved: true, description: d }
")), @"
    a.yaml:7:41: bit 0 is reserved and has the name `Fast`, expected either a `name` or `reserved: true`
        7 |       - { bit: 0, name: Fast, reserved: true, description: d }
          |                                         ^
    ");
}

#[test]
fn a_bit_neither_named_nor_reserved() {
    assert_snapshot!(problems(&bits("
      - { bit: 0, description: d }
")), @"
    a.yaml:7:9: bit 0 has no name and is not reserved, expected either a `name` or `reserved: true`
        7 |       - { bit: 0, description: d }
          |         ^
    ");
}

#[test]
fn a_flag_called_like_no_flag() {
    assert_snapshot!(problems(&bits("
      - { bit: 0, name: None, description: d }
")), @"
    a.yaml:7:25: `None` is what stands for no flag at all, expected another name
        7 |       - { bit: 0, name: None, description: d }
          |                         ^
    ");
}

#[test]
fn a_flag_with_the_separator_in_its_name() {
    assert_snapshot!(problems(&bits("
      - { bit: 0, name: 'Fast,Safe', description: d }
")), @"
    a.yaml:7:25: `Fast,Safe` contains the separator and would be read as two, expected another name
        7 |       - { bit: 0, name: 'Fast,Safe', description: d }
          |                         ^
    ");
}

#[test]
fn a_flag_called_like_a_number() {
    assert_snapshot!(problems(&bits("
      - { bit: 0, name: '12', description: d }
")), @"
    a.yaml:7:25: `12` would be read as the number of a whole set, expected another name
        7 |       - { bit: 0, name: '12', description: d }
          |                         ^
    ");
}

#[test]
fn a_flag_with_spaces_around_its_name() {
    assert_snapshot!(problems(&bits("
      - { bit: 0, name: ' Fast', description: d }
")), @"
    a.yaml:7:25: ` Fast` would lose its spaces when it is read, expected another name
        7 |       - { bit: 0, name: ' Fast', description: d }
          |                         ^
    ");
}

#[test]
fn no_flag_called_like_a_number() {
    let text = separators("\n    separator: ','\n").replace("name: None", "name: '0'");
    assert_snapshot!(problems(&text), @"
    a.yaml:4:19: `0` would be read as the number of a whole set, expected another name
        4 |     none: { name: '0', description: d }
          |                   ^
    ");
}

#[test]
fn an_empty_separator() {
    assert_snapshot!(problems(&separators("
    separator: ''
")), @"
    a.yaml:6:16: `` cannot separate names, expected one ASCII sign such as `,`; spaces after it are always read, and `written_separator` says whether to write them
        6 |     separator: ''
          |                ^
    ");
}

#[test]
fn a_separator_that_could_be_in_a_name() {
    assert_snapshot!(problems(&separators("
    separator: and
")), @"
    a.yaml:6:16: `and` cannot separate names, expected one ASCII sign such as `,`; spaces after it are always read, and `written_separator` says whether to write them
        6 |     separator: and
          |                ^
    ");
}

#[test]
fn a_separator_of_two_signs() {
    assert_snapshot!(problems(&separators("
    separator: '||'
")), @"
    a.yaml:6:16: `||` cannot separate names, expected one ASCII sign such as `,`; spaces after it are always read, and `written_separator` says whether to write them
        6 |     separator: '||'
          |                ^
    ");
}

#[test]
fn a_separator_with_its_space() {
    assert_snapshot!(problems(&separators("
    separator: ', '
")), @"
    a.yaml:6:16: `, ` cannot separate names, expected one ASCII sign such as `,`; spaces after it are always read, and `written_separator` says whether to write them
        6 |     separator: ', '
          |                ^
    ");
}

#[test]
fn a_written_separator_that_is_not_read() {
    assert_snapshot!(problems(&separators("
    separator: ','
    written_separator: '; '
")), @"
    a.yaml:7:24: `; ` would not be read as a separator, expected `,`, followed by nothing but spaces
        7 |     written_separator: '; '
          |                        ^
    ");
}

#[test]
fn a_bad_separator_says_nothing_of_names() {
    let text = bits("\n      - { bit: 0, name: x1, description: d }\n").replace("','", "x");
    assert_snapshot!(problems(&text), @"
    a.yaml:4:16: `x` cannot separate names, expected one ASCII sign such as `,`; spaces after it are always read, and `written_separator` says whether to write them
        4 |     separator: x
          |                ^
    ");
}

#[test]
fn the_separator_is_written_as_it_is_read() {
    let model = model(&bits("\n      - { bit: 5, name: veryFast, description: d }\n"));
    let flags = &model.flags[1];
    assert_eq!((flags.separator.as_str(), flags.written_separator.as_str()), (",", ","));
    assert_eq!(flags.bits[0].names.as_ref().unwrap().constant, "VERY_FAST");
}
