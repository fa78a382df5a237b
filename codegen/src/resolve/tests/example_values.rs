use super::problems_beside_fields;
use crate::diagnostic::Diagnostics;
use insta::assert_snapshot;

/// The problems of one value in an example, whose name is that of its type.
fn problems(name: &str, value: &str) -> Diagnostics {
    let field = format!("    - {{ name: P_{name}, type: {name}, versions: '[1.0,)', description: d }}\n");
    let example = format!(
        "examples:\n  - title: An example\n    fields:\n      P_Version: '10'\n      P_{name}: {value}\n"
    );
    problems_beside_fields(&field, &example)
}

#[test]
fn sound_values() {
    for (name, value) in [
        ("Tint", "Red"),
        ("Extras", "None"),
        ("Extras", "Fast"),
        ("Extras", "Fast,   Safe"),
        ("Extras", "'17'"),
        ("Number", "'0123'"),
        ("Key", "01234567-89AB-cdef-0123-456789abcdef"),
        ("DateTime", "2015-99-12T14:31:29"),
        ("IpAddress", "192.0.2.1"),
        ("IpAddress", "2001:db8::1"),
    ] {
        let problems = problems(name, value);
        assert!(problems.is_empty(), "{problems}");
    }
}

#[test]
fn no_value_of_the_enum() {
    assert_snapshot!(problems("Tint", "red"), @"
    a.yaml:5:15: `Tint` has no value `red`, expected `Red` or `Green`; did you mean `Red`?
        5 |       P_Tint: red
          |               ^
    ");
}

#[test]
fn an_unknown_flag() {
    assert_snapshot!(problems("Extras", "Fast, Saef"), @"
    a.yaml:5:23: unknown flag `Saef`, expected `Fast` or `Safe`; did you mean `Safe`?
        5 |       P_Extras: Fast, Saef
          |                       ^
    ");
}

#[test]
fn no_flags_beside_flags() {
    assert_snapshot!(problems("Extras", "Fast, None"), @"
    a.yaml:5:23: `None` beside other flags, expected it alone
        5 |       P_Extras: Fast, None
          |                       ^
    ");
}

#[test]
fn a_number_that_is_too_large_for_flags() {
    assert_snapshot!(problems("Extras", "'4294967296'"), @"
    a.yaml:5:18: `4294967296` is no set of flags, expected at most 4294967295
        5 |       P_Extras: '4294967296'
          |                  ^
    ");
}

#[test]
fn a_token_of_the_wrong_length() {
    assert_snapshot!(problems("Number", "'12345'"), @"
    a.yaml:5:17: a `Number` of 5 characters, expected 3 to 4
        5 |       P_Number: '12345'
          |                 ^
    ");
}

#[test]
fn a_token_of_the_wrong_characters() {
    assert_snapshot!(problems("Number", "12x4"), @"
    a.yaml:5:19: 'x' cannot be in a `Number`, expected characters out of `0-9`
        5 |       P_Number: 12x4
          |                   ^
    ");
}

#[test]
fn no_guid() {
    assert_snapshot!(problems("Key", "'{01234567-89ab-cdef-0123-456789abcdef}'"), @"
    a.yaml:5:14: `{01234567-89ab-cdef-0123-456789abcdef}` is no `Key`, expected a GUID with hyphens, such as `01234567-89ab-cdef-0123-456789abcdef`
        5 |       P_Key: '{01234567-89ab-cdef-0123-456789abcdef}'
          |              ^
    ");
}

#[test]
fn a_time_without_zeros() {
    assert_snapshot!(problems("DateTime", "2015-1-12T14:31:29"), @"
    a.yaml:5:24: `2015-1-12T14:31:29` departs from the format `yyyy-MM-ddTHH:mm:ss`, expected 2 digits for `MM`
        5 |       P_DateTime: 2015-1-12T14:31:29
          |                        ^
    ");
}

#[test]
fn a_time_with_another_sign() {
    assert_snapshot!(problems("DateTime", "2015-01-12 14:31:29"), @"
    a.yaml:5:29: `2015-01-12 14:31:29` departs from the format `yyyy-MM-ddTHH:mm:ss`, expected `T`
        5 |       P_DateTime: 2015-01-12 14:31:29
          |                             ^
    ");
}

#[test]
fn a_time_that_goes_on() {
    assert_snapshot!(problems("DateTime", "2015-01-12T14:31:29.997"), @"
    a.yaml:5:38: `2015-01-12T14:31:29.997` is longer than its format, `yyyy-MM-ddTHH:mm:ss`, expected nothing more
        5 |       P_DateTime: 2015-01-12T14:31:29.997
          |                                      ^
    ");
}

#[test]
fn offsets() {
    for (offset, sound) in [
        ("", true),
        ("Z", true),
        ("+03:00", true),
        ("-11:30", true),
        ("+3:00", false),
        ("z", false),
        ("Z ", false),
    ] {
        let fields = "    - { name: P_Time, type: DateTime, versions: '[1.0,)', description: d }\n";
        let text = format!(
            "{}{}{}{fields}",
            super::WORLD.replace("mm:ss", "mm:ssK"),
            super::VERSIONS,
            super::RESPONSE
        );
        let example = format!(
            "examples: [{{ title: t, fields: {{ P_Version: '10', P_Time: '2015-01-12T14:31:29{offset}' }} }}]\n"
        );
        let problems = super::problems(&(text + &example));
        assert_eq!(problems.is_empty(), sound, "{problems}");
    }
}

#[test]
fn no_address() {
    assert_snapshot!(problems("IpAddress", "192.0.2.256"), @"
    a.yaml:5:20: `192.0.2.256` is no IP address, expected one such as `192.0.2.1`
        5 |       P_IpAddress: 192.0.2.256
          |                    ^
    ");
}
