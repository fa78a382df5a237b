//! Formats of dates and times.

use wmlogin_runtime::generated::Part;

use super::heads::Heads;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model;
use crate::spec::{self, Name};
use crate::wording::{one_of, quoted};

/// How many of the parts, from the first, a format needs so that it says a point in time.
const NEEDED: usize = 6;

pub fn resolve(
    written: &spec::DateFormat,
    heads: &Heads,
    rust: String,
    diagnostics: &mut Diagnostics,
) -> model::DateFormat {
    model::DateFormat {
        head: heads.of(written, rust, &written.description),
        format: written.format.text().to_owned(),
        parts: parts(&written.format, diagnostics),
        printed: written.printed.clone(),
        erratum: written.erratum.clone(),
    }
}

/// The parts of a format. Every one is looked at before any is missed, so that all problems are reported.
fn parts(format: &Name, diagnostics: &mut Diagnostics) -> Vec<Part> {
    let before = diagnostics.len();
    let mut parts: Vec<Part> = Vec::new();
    let text = format.text();
    let mut start = 0;
    while let Some(first) = text.get(start..).and_then(|rest| rest.chars().next()) {
        let (part, length) = match Part::at(text.as_bytes(), start) {
            Some((part, length)) if first.is_ascii() => (Some(part), length),
            _ => (None, run(text, start, first)),
        };
        let is_last = start + length == text.len();
        if let Some(problem) = check(format, start, length, part, is_last, &parts) {
            diagnostics.push(problem);
        }
        parts.extend(part);
        start += length;
    }
    if diagnostics.len() == before {
        check_complete(format, &parts, diagnostics);
    }
    parts
}

/// The length of a run of a letter, or of another character.
fn run(text: &str, start: usize, first: char) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    if first.is_ascii_alphabetic() {
        rest.len() - rest.trim_start_matches(first).len()
    } else {
        first.len_utf8()
    }
}

fn check(
    format: &Name,
    start: usize,
    length: usize,
    part: Option<Part>,
    is_last: bool,
    before: &[Part],
) -> Option<Diagnostic> {
    let run = format.text().get(start..start + length).unwrap_or_default();
    let problem = |message: String| format.problem_at(start, length, message);
    match part {
        None if run.starts_with(|first: char| first.is_ascii_alphabetic()) => {
            Some(unknown_specifier(format, start, run))
        }
        None => Some(
            problem(format!("`{run}` in a date format"))
                .expected("specifiers and visible ASCII signs or spaces"),
        ),
        Some(Part::Literal(byte)) if byte.is_ascii_digit() => Some(
            problem(format!("the digit `{run}` would be read as part of a number"))
                .expected("specifiers and signs"),
        ),
        Some(Part::Literal(byte)) if byte.is_ascii_control() => Some(
            problem(format!("{run:?} in a date format"))
                .expected("specifiers and visible ASCII signs or spaces"),
        ),
        Some(Part::Literal(_)) => None,
        Some(part) if before.contains(&part) => {
            Some(problem(format!("the {}, `{run}`, a second time", noun(part))).expected("every part once"))
        }
        Some(Part::Offset) if !is_last => {
            Some(problem(format!("`{run}` before the end")).expected("it last, for it can be empty"))
        }
        Some(_) => None,
    }
}

/// The word of messages for a part that has a specifier.
fn noun(part: Part) -> &'static str {
    Part::SPECIFIED.iter().find(|(known, ..)| *known == part).map_or("sign", |(_, _, noun)| noun)
}

/// A specifier of the same letter is meant, at best in the same case: `M` and `m` are both taken.
fn unknown_specifier(format: &Name, start: usize, run: &str) -> Diagnostic {
    let problem = format
        .problem_at(start, run.len(), format!("unknown specifier {}", quoted(run)))
        .expected(one_of(Part::SPECIFIED.iter().map(|(_, specifier, _)| *specifier)));
    let first = run.as_bytes().first().copied().unwrap_or_default();
    let of =
        |wanted: u8| Part::SPECIFIED.iter().find(move |(_, specifier, _)| specifier.as_bytes()[0] == wanted);
    let meant = of(first).or_else(|| of(first ^ 0x20));
    match meant {
        Some((_, specifier, noun)) => problem.help(format!("did you mean `{specifier}`, the {noun}?")),
        None => problem,
    }
}

fn check_complete(format: &Name, parts: &[Part], diagnostics: &mut Diagnostics) {
    let missing = || Part::SPECIFIED[..NEEDED].iter().filter(|(part, ..)| !parts.contains(part));
    if missing().next().is_none() {
        return;
    }
    let nouns: Vec<_> = missing().map(|(_, _, noun)| *noun).collect();
    let specifiers: Vec<_> = missing().map(|(_, specifier, _)| format!("`{specifier}`")).collect();
    let problem = format.problem(format!("a date format without {}", nouns.join(", ")));
    diagnostics.push(problem.expected(format!("{} as well", specifiers.join(", "))));
}
