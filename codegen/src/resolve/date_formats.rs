//! Formats of dates and times.

use super::entry::{Files, Word, section};
use super::report::{Checked, Report};
use crate::choices::one_of_quoted;
use crate::diagnostic::{Diagnostic, Diagnostics, quoted};
use crate::model::{self, DatePart};

/// The specifiers that exist, with what they stand for in messages.
const SPECIFIERS: [(&str, DatePart, &str); 8] = [
    ("yyyy", DatePart::Year, "year"),
    ("MM", DatePart::Month, "month"),
    ("dd", DatePart::Day, "day"),
    ("HH", DatePart::Hour, "hour"),
    ("mm", DatePart::Minute, "minute"),
    ("ss", DatePart::Second, "second"),
    ("fff", DatePart::Millisecond, "millisecond"),
    ("K", DatePart::Offset, "offset"),
];

/// How many of them, from the first, a format needs so that it says a point in time.
const NEEDED: usize = 6;

/// The one letter that stands for itself: ISO 8601 has it between date and time.
const LITERAL_LETTER: char = 'T';

/// Resolves the date formats of all files, in the order of their indices. One with problems is
/// nothing, but keeps its place.
pub(super) fn resolve(files: &Files, diagnostics: &mut Diagnostics) -> Vec<Option<model::DateFormat>> {
    let formats = section(files, "date_formats", |file| &file.date_formats);
    formats
        .map(|entry| {
            let written = entry.spec;
            let parts = parse(entry.word("format", &written.format), diagnostics)?;
            Some(model::DateFormat {
                name: written.name.clone(),
                format: written.format.clone(),
                description: written.description.clone(),
                parts,
                printed: written.printed.clone(),
                erratum: written.erratum.clone(),
                origin: entry.origin,
            })
        })
        .collect()
}

/// What is written for a part in a format; nothing for a literal.
pub(super) fn specifier(part: DatePart) -> Option<&'static str> {
    SPECIFIERS.iter().find(|(_, known, _)| *known == part).map(|(specifier, ..)| *specifier)
}

fn parse(format: Word<'_>, diagnostics: &mut Diagnostics) -> Option<Vec<DatePart>> {
    let mut seen = Vec::new();
    // Every part is looked at before any is missed, so that all problems are reported.
    let parts: Vec<_> = runs(format.text)
        .map(|(offset, run)| diagnostics.keep(part(format, offset, run, &mut seen)))
        .collect();
    let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
    diagnostics.keep(check_complete(format, &parts))?;
    Some(parts)
}

/// Takes a format apart: a letter as often as it is repeated, any other character for itself.
fn runs(format: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = format;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = if is_specifying(first) {
            rest.len() - rest.trim_start_matches(first).len()
        } else {
            first.len_utf8()
        };
        let offset = format.len() - rest.len();
        let (run, after) = rest.split_at(length);
        rest = after;
        Some((offset, run))
    })
}

fn is_specifying(character: char) -> bool {
    character.is_ascii_alphabetic() && character != LITERAL_LETTER
}

fn part<'a>(format: Word<'a>, offset: usize, run: &'a str, seen: &mut Vec<&'a str>) -> Checked<DatePart> {
    let known = SPECIFIERS.iter().find(|(specifier, ..)| *specifier == run);
    let Some((_, part, name)) = known else {
        return literal(format, offset, run);
    };
    if seen.contains(&run) {
        let problem = format.problem_at(offset, format!("the {name}, `{run}`, a second time"));
        return Err(problem.expected("every part once").into());
    }
    seen.push(run);
    let is_last = offset + run.len() == format.text.len();
    if *part == DatePart::Offset && !is_last {
        let problem = format.problem_at(offset, format!("`{run}` before the end"));
        return Err(problem.expected("it last, for it can be empty").into());
    }
    Ok(*part)
}

fn literal(format: Word<'_>, offset: usize, run: &str) -> Checked<DatePart> {
    let character = run.chars().next().unwrap_or_default();
    if is_specifying(character) {
        return Err(unknown_specifier(format, offset, run).into());
    }
    let problem = |message| format.problem_at(offset, message);
    if character.is_ascii_digit() {
        Err(problem(format!("the digit `{character}` would be read as part of a number"))
            .expected("specifiers and signs")
            .into())
    } else if !character.is_ascii() || character.is_ascii_control() {
        Err(problem(format!("{character:?} in a date format"))
            .expected("specifiers and visible ASCII signs or spaces")
            .into())
    } else {
        Ok(DatePart::Literal(character))
    }
}

fn unknown_specifier(format: Word<'_>, offset: usize, run: &str) -> Diagnostic {
    let problem = format
        .problem_at(offset, format!("unknown specifier {}", quoted(run)))
        .expected(one_of_quoted(SPECIFIERS.iter().map(|(specifier, ..)| *specifier)));
    match closest_specifier(run) {
        Some((specifier, _, name)) => problem.help(format!("did you mean `{specifier}`, the {name}?")),
        None => problem,
    }
}

/// The specifier of the same letter, at best in the same case: `M` and `m` are both taken.
fn closest_specifier(run: &str) -> Option<&'static (&'static str, DatePart, &'static str)> {
    let letter = run.get(..1)?;
    let same_letter = SPECIFIERS.iter().find(|(specifier, ..)| specifier.starts_with(letter));
    same_letter.or_else(|| {
        let other_case = |text: &str| text[..1].eq_ignore_ascii_case(letter);
        SPECIFIERS.iter().find(|(specifier, ..)| other_case(specifier))
    })
}

fn check_complete(format: Word<'_>, parts: &[DatePart]) -> Checked {
    let missing = || SPECIFIERS[..NEEDED].iter().filter(|(_, part, _)| !parts.contains(part));
    if missing().next().is_none() {
        return Ok(());
    }
    let names: Vec<_> = missing().map(|(_, _, name)| *name).collect();
    let specifiers: Vec<_> = missing().map(|(specifier, ..)| format!("`{specifier}`")).collect();
    let problem = format.problem(format!("a format without {}", names.join(", ")));
    Err(problem.expected(format!("{} as well", specifiers.join(", "))).into())
}
