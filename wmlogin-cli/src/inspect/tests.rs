//! Damaged input: no credential is in the report on it, nor in the complaint.

use wmlogin_test_support::responses::{Pairs, READ_ID, TICKET};

use super::{Arguments, shown};
use crate::format::ReportFormat;
use crate::output;

/// Longer pieces of a credential must not be seen anywhere.
const LONGEST_PIECE: usize = 15;

/// Everything that the command prints about this input.
fn printed(input: &str, as_json: bool) -> String {
    let format = ReportFormat { json: as_json, ..ReportFormat::default() };
    let arguments = Arguments { file: None, format, show_credentials: false, at: None };
    shown(input.as_bytes(), &arguments).unwrap_or_else(|failure| {
        let report = output::failure_json(&failure).expect("JSON");
        [report, failure.message, failure.advice.unwrap_or_default()].concat()
    })
}

fn assert_concealed(input: &str) {
    for as_json in [false, true] {
        let printed = printed(input, as_json);
        for credential in [TICKET, READ_ID] {
            for start in 0..credential.len() - LONGEST_PIECE {
                let piece = &credential[start..=start + LONGEST_PIECE];
                assert!(!printed.contains(piece), "{input}\n{printed}");
            }
        }
    }
}

fn forms(pairs: &Pairs) -> [String; 4] {
    [pairs.body(), pairs.url(), pairs.table(), pairs.lines("=")]
}

#[test]
fn values_in_each_others_place() {
    for title in ["Version 1.0", "Version 3.0"] {
        let pairs = Pairs::example(title);
        for left in 0..pairs.0.len() {
            for right in 0..left {
                let mut mixed = pairs.clone();
                let value = mixed.0[left].1.clone();
                mixed.0[left].1 = std::mem::replace(&mut mixed.0[right].1, value);
                assert_concealed(&mixed.body());
            }
        }
    }
}

#[test]
fn input_broken_anywhere() {
    for title in ["Version 1.0", "Version 3.0"] {
        for (index, form) in forms(&Pairs::example(title)).iter().enumerate() {
            for (wedge, offset) in ["&", "=", "\n", " ", "|", ":", "?", "#", "%", "\u{0}"].iter().zip(0..) {
                for position in (offset + index..form.len()).step_by(23) {
                    let (head, tail) = form.split_at(position);
                    assert_concealed(&[head, wedge, tail].concat());
                }
            }
        }
    }
}

#[test]
fn input_with_pieces_missing() {
    for form in forms(&Pairs::example("Version 3.0")) {
        for position in (0..form.len()).step_by(7) {
            assert_concealed(&form[position..]);
            assert_concealed(&form[..position]);
            assert_concealed(&[&form[..position], form.get(position + 20..).unwrap_or_default()].concat());
        }
    }
}
