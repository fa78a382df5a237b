//! Identifiers: strings with a grammar.

use super::character_class;
use super::heads::Heads;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{self, Shape};
use crate::spec::{self, IdentifierKind};

/// The most characters of a token. Tokens are kept where they are used, without an allocation, so each
/// takes the room of the longest of its type.
pub const MAX_TOKEN_LENGTH: u8 = 128;

pub fn resolve(
    written: &spec::Identifier,
    heads: &Heads,
    rust: String,
    diagnostics: &mut Diagnostics,
) -> model::Identifier {
    let shape = match *written.kind {
        IdentifierKind::Token => token(written, diagnostics),
        IdentifierKind::Guid => guid(written, diagnostics),
    };
    model::Identifier {
        head: heads.of(written, rust, &written.description),
        shape,
        credential: *written.credential,
        printed: written.printed.clone(),
        erratum: written.erratum.clone(),
    }
}

fn token(written: &spec::Identifier, diagnostics: &mut Diagnostics) -> Shape {
    let (name, lacks) = (&written.name, |key: &str| format!("token {} has no `{key}`", written.name));
    let mut ranges = Vec::new();
    match &written.characters {
        None => diagnostics
            .push(name.problem(lacks("characters")).expected("those it is made of, such as `a-zA-Z0-9`")),
        Some(class) => match character_class::parse(class) {
            Ok(parsed) => ranges = parsed,
            Err(problem) => diagnostics.push(problem),
        },
    }
    let (mut min, mut max) = (1, MAX_TOKEN_LENGTH);
    match &written.length {
        None => diagnostics
            .push(name.problem(lacks("length")).expected("the bounds, such as `{ min: 1, max: 32 }`")),
        Some(length) => {
            (min, max) = (*length.min, *length.max);
            check_length(length, diagnostics);
        }
    }
    let characters = written.characters.as_ref().map(|class| class.text().to_owned()).unwrap_or_default();
    Shape::Token { characters, ranges, min, max }
}

fn check_length(length: &spec::Length, diagnostics: &mut Diagnostics) {
    let (min, max) = (*length.min, *length.max);
    if min == 0 {
        diagnostics.push(length.min.problem("a token cannot be empty").expected("at least 1"));
    } else if max > MAX_TOKEN_LENGTH {
        let problem = length.max.problem(format!("{max} characters are too many for a token"));
        diagnostics.push(problem.expected(format!("at most {MAX_TOKEN_LENGTH}")));
    } else if min > max {
        let problem = length.max.problem(format!("the maximum, {max}, is less than the minimum, {min}"));
        diagnostics
            .push(problem.expected(format!("at least {min}")).other(length.min.place(), "the minimum"));
    }
}

fn guid(written: &spec::Identifier, diagnostics: &mut Diagnostics) -> Shape {
    let characters = written.characters.as_ref().map(|class| ("characters", class.place()));
    let length = written.length.as_ref().map(|length| ("length", length.place()));
    for (key, place) in characters.into_iter().chain(length) {
        let problem = Diagnostic::new(place, format!("a GUID has no `{key}` of its own"));
        diagnostics.push(problem.expected(format!("no `{key}`, or `kind: token`")));
    }
    Shape::Guid
}
