//! Sets of flags.

use super::claims::{Claims, Members};
use super::entry::{Entry, Files, Word, section};
use super::report::{Checked, Report};
use crate::diagnostic::Diagnostics;
use crate::model;
use crate::names;
use crate::spec;

/// Constants that every set of flags has.
const GENERATED: [&str; 2] = ["DOCUMENTED", "RESERVED"];

/// Resolves the flags of all files, in the order of their indices. A set with problems is nothing,
/// but keeps its place.
pub(super) fn resolve(files: &Files, diagnostics: &mut Diagnostics) -> Vec<Option<model::Flags>> {
    section(files, "flags", |file| &file.flags)
        .map(|entry| {
            let before = diagnostics.len();
            let flags = flags(entry, diagnostics);
            (diagnostics.len() == before).then_some(flags)
        })
        .collect()
}

fn flags(entry: Entry<'_, spec::Flags>, diagnostics: &mut Diagnostics) -> model::Flags {
    let written = entry.spec;
    let separator = diagnostics.keep(separator(entry));
    if let Some(separator) = separator {
        diagnostics.keep(check_written_separator(entry, separator));
    }
    let none = entry.part("none", &written.none).word("name", &written.none.name);
    diagnostics.keep(check_legible(none, separator));
    let mut members = Members::new("flag", &GENERATED);
    let mut positions = Claims::default();
    let mut bits = Vec::new();
    for bit in entry.children("bits", &written.bits) {
        positions.take("bit", bit.spec.bit, bit.place.key("bit"), diagnostics);
        check_named_or_reserved(bit, diagnostics);
        let names = bit.spec.name.as_ref().map(|name| {
            let name = bit.word("name", name);
            let constant = names::constant(name.text);
            let legible = check_not_none(name, none).and_then(|()| check_legible(name, separator));
            if diagnostics.keep(legible).is_some() {
                members.take(name, &constant, diagnostics);
            }
            model::FlagNames { name: name.text.to_owned(), constant }
        });
        bits.push(model::Flag {
            bit: bit.spec.bit,
            names,
            description: bit.spec.description.clone(),
            origin: bit.origin,
        });
    }
    let written_separator = written.written_separator.as_ref().unwrap_or(&written.separator);
    model::Flags {
        name: written.name.clone(),
        description: written.description.clone(),
        origin: entry.origin,
        separator: written.separator.clone(),
        written_separator: written_separator.clone(),
        none: written.none.name.clone(),
        none_description: written.none.description.clone(),
        bits,
    }
}

fn separator(entry: Entry<'_, spec::Flags>) -> Checked<&str> {
    let separator = entry.word("separator", &entry.spec.separator);
    if matches!(separator.text.as_bytes(), [sign] if sign.is_ascii_punctuation()) {
        return Ok(separator.text);
    }
    Err(separator
        .problem(format!("{separator} cannot separate names"))
        .expected("one ASCII sign such as `,`")
        .help("spaces after it are always read, and `written_separator` says whether to write them")
        .into())
}

fn check_written_separator(entry: Entry<'_, spec::Flags>, separator: &str) -> Checked {
    let Some(written) = &entry.spec.written_separator else { return Ok(()) };
    match written.strip_prefix(separator) {
        Some(rest) if rest.chars().all(|character| character == ' ') => Ok(()),
        _ => Err(entry
            .word("written_separator", written)
            .problem(format!("`{written}` would not be read as a separator"))
            .expected(format!("`{separator}`, followed by nothing but spaces"))
            .into()),
    }
}

fn check_named_or_reserved(bit: Entry<'_, spec::Flag>, diagnostics: &mut Diagnostics) {
    let expected = "either a `name` or `reserved: true`";
    let position = bit.spec.bit;
    match (&bit.spec.name, bit.spec.reserved) {
        (Some(_), false) | (None, true) => {}
        (None, false) => diagnostics.push(
            bit.place.problem(format!("bit {position} has no name and is not reserved")).expected(expected),
        ),
        (Some(name), true) => diagnostics.push(
            bit.place
                .key("reserved")
                .problem(format!("bit {position} is reserved and has the name `{name}`"))
                .expected(expected),
        ),
    }
}

fn check_not_none(name: Word<'_>, none: Word<'_>) -> Checked {
    if name.text != none.text {
        return Ok(());
    }
    Err(name.problem(format!("{name} is what stands for no flag at all")).expected("another name").into())
}

/// A written set of flags can be taken apart only if no name looks like something else.
fn check_legible(name: Word<'_>, separator: Option<&str>) -> Checked {
    let text = name.text;
    let mistaken = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        "would be read as the number of a whole set"
    } else if separator.is_some_and(|separator| text.contains(separator)) {
        "contains the separator and would be read as two"
    } else if text.trim() != text {
        "would lose its spaces when it is read"
    } else {
        return Ok(());
    };
    Err(name.problem(format!("{name} {mistaken}")).expected("another name").into())
}
