use super::{model, problems};
use crate::model::DatePart;
use insta::assert_snapshot;

fn format(format: &str) -> String {
    format!("date_formats:\n  - {{ name: Time, description: d, format: {format} }}\n")
}

#[test]
fn parts_in_order() {
    let model = model(&format("'dd.MM.yyyyTHH:mm:ss.fffK'"));
    let parts = &model.date_formats[1].parts;
    assert_eq!(
        parts[..6],
        [
            DatePart::Day,
            DatePart::Literal('.'),
            DatePart::Month,
            DatePart::Literal('.'),
            DatePart::Year,
            DatePart::Literal('T'),
        ]
    );
    assert_eq!(parts[parts.len() - 2..], [DatePart::Millisecond, DatePart::Offset]);
}

#[test]
fn unknown_specifiers() {
    assert_snapshot!(problems(&format("d/MMM/yyyy hh:mm:ss tt")), @"
    a.yaml:2:43: unknown specifier `d`, expected `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss`, `fff` or `K`; did you mean `dd`, the day?
        2 |   - { name: Time, description: d, format: d/MMM/yyyy hh:mm:ss tt }
          |                                           ^

    a.yaml:2:45: unknown specifier `MMM`, expected `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss`, `fff` or `K`; did you mean `MM`, the month?
        2 |   - { name: Time, description: d, format: d/MMM/yyyy hh:mm:ss tt }
          |                                             ^

    a.yaml:2:54: unknown specifier `hh`, expected `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss`, `fff` or `K`; did you mean `HH`, the hour?
        2 |   - { name: Time, description: d, format: d/MMM/yyyy hh:mm:ss tt }
          |                                                      ^

    a.yaml:2:63: unknown specifier `tt`, expected `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss`, `fff` or `K`
        2 |   - { name: Time, description: d, format: d/MMM/yyyy hh:mm:ss tt }
          |                                                               ^
    ");
}

#[test]
fn parts_that_are_missing() {
    assert_snapshot!(problems(&format("yyyy-MM-dd HH:mm")), @"
    a.yaml:2:43: a format without second, expected `ss` as well
        2 |   - { name: Time, description: d, format: yyyy-MM-dd HH:mm }
          |                                           ^
    ");
    assert_snapshot!(problems(&format("'fff'")), @"
    a.yaml:2:43: a format without year, month, day, hour, minute, second, expected `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss` as well
        2 |   - { name: Time, description: d, format: 'fff' }
          |                                           ^
    ");
}

#[test]
fn a_part_twice() {
    assert_snapshot!(problems(&format("dd.MM.yyyy HH:mm:ss dd")), @"
    a.yaml:2:63: the day, `dd`, a second time, expected every part once
        2 |   - { name: Time, description: d, format: dd.MM.yyyy HH:mm:ss dd }
          |                                                               ^
    ");
}

#[test]
fn an_offset_before_the_end() {
    assert_snapshot!(problems(&format("dd.MM.yyyy HH:mm:ssK fff")), @"
    a.yaml:2:62: `K` before the end, expected it last, for it can be empty
        2 |   - { name: Time, description: d, format: dd.MM.yyyy HH:mm:ssK fff }
          |                                                              ^
    ");
}

#[test]
fn a_sign_beyond_ascii() {
    assert_snapshot!(problems(&format("dd.MM.yyyy HH:mm:ss·fff")), @"
    a.yaml:2:62: '·' in a date format, expected specifiers and visible ASCII signs or spaces
        2 |   - { name: Time, description: d, format: dd.MM.yyyy HH:mm:ss·fff }
          |                                                              ^
    ");
}

#[test]
fn a_control_character() {
    assert_snapshot!(problems(&format(r#""dd.MM.yyyy\tHH:mm:ss""#)), @r#"
    a.yaml:2:54: '\t' in a date format, expected specifiers and visible ASCII signs or spaces
        2 |   - { name: Time, description: d, format: "dd.MM.yyyy\tHH:mm:ss" }
          |                                                      ^
    "#);
}

#[test]
fn a_digit() {
    assert_snapshot!(problems(&format("dd.MM.20yyyy HH:mm:ss")), @"
    a.yaml:2:49: the digit `2` would be read as part of a number, expected specifiers and signs
        2 |   - { name: Time, description: d, format: dd.MM.20yyyy HH:mm:ss }
          |                                                 ^

    a.yaml:2:50: the digit `0` would be read as part of a number, expected specifiers and signs
        2 |   - { name: Time, description: d, format: dd.MM.20yyyy HH:mm:ss }
          |                                                  ^
    ");
}
