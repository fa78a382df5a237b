//! Identifiers: strings with a grammar.

use super::character_class;
use super::entry::{Entry, Files, section};
use super::report::{Checked, Report};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{self, Length, Shape};
use crate::spec::{self, IdentifierKind};

/// How long a token can be. Tokens are kept where they are used, without an allocation, so each
/// takes the room of the longest of its type.
pub const MAX_TOKEN_LENGTH: u8 = 128;

/// Resolves the identifiers of all files, in the order of their indices. One with problems is
/// nothing, but keeps its place.
pub(super) fn resolve(files: &Files, diagnostics: &mut Diagnostics) -> Vec<Option<model::Identifier>> {
    section(files, "identifiers", |file| &file.identifiers)
        .map(|entry| identifier(entry, diagnostics))
        .collect()
}

fn identifier(
    entry: Entry<'_, spec::Identifier>,
    diagnostics: &mut Diagnostics,
) -> Option<model::Identifier> {
    let written = entry.spec;
    let shape = match written.kind {
        IdentifierKind::Token => token(entry, diagnostics),
        IdentifierKind::Guid => guid(entry, diagnostics),
    };
    Some(model::Identifier {
        name: written.name.clone(),
        description: written.description.clone(),
        shape: shape?,
        credential: written.credential,
        printed: written.printed.clone(),
        erratum: written.erratum.clone(),
        origin: entry.origin,
    })
}

fn token(entry: Entry<'_, spec::Identifier>, diagnostics: &mut Diagnostics) -> Option<Shape> {
    // Both are looked at before either is missed, so that both are reported.
    let (ranges, length) = (diagnostics.keep(ranges(entry)), diagnostics.keep(length(entry)));
    Some(Shape::Token { characters: entry.spec.characters.clone()?, ranges: ranges?, length: length? })
}

fn ranges(entry: Entry<'_, spec::Identifier>) -> Checked<Vec<(u8, u8)>> {
    match &entry.spec.characters {
        Some(characters) => character_class::parse(entry.word("characters", characters)),
        None => Err(lacks(entry, "characters", "those it is made of, such as `a-zA-Z0-9`").into()),
    }
}

fn length(entry: Entry<'_, spec::Identifier>) -> Checked<Length> {
    match entry.spec.length {
        Some(length) => check_length(entry, length),
        None => Err(lacks(entry, "length", "the bounds, such as `{ min: 1, max: 32 }`").into()),
    }
}

fn lacks(entry: Entry<'_, spec::Identifier>, key: &str, expected: &str) -> Diagnostic {
    let name = entry.word("name", &entry.spec.name);
    name.problem(format!("token {name} has no `{key}`")).expected(expected)
}

fn check_length(entry: Entry<'_, spec::Identifier>, length: Length) -> Checked<Length> {
    let place = entry.place.key("length");
    let Length { min, max } = length;
    if min == 0 {
        let problem = place.key("min").problem("a token cannot be empty");
        Err(problem.expected("at least 1").into())
    } else if max > MAX_TOKEN_LENGTH {
        let problem = place.key("max").problem(format!("{max} characters are too many for a token"));
        Err(problem.expected(format!("at most {MAX_TOKEN_LENGTH}")).into())
    } else if min > max {
        let problem = place.key("max").problem(format!("the most, {max}, is less than the fewest, {min}"));
        Err(problem.expected(format!("at least {min}")).into())
    } else {
        Ok(length)
    }
}

fn guid(entry: Entry<'_, spec::Identifier>, diagnostics: &mut Diagnostics) -> Option<Shape> {
    let written = entry.spec;
    let keys = [("characters", written.characters.is_some()), ("length", written.length.is_some())];
    let mut only_guid = true;
    for (key, _) in keys.into_iter().filter(|(_, present)| *present) {
        only_guid = false;
        let problem = entry.place.key_name(key).problem(format!("a GUID has no `{key}` of its own"));
        diagnostics.push(problem.expected(format!("no `{key}`, or `kind: token`")));
    }
    only_guid.then_some(Shape::Guid)
}
