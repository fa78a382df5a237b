//! How problems are worded and collected.

use std::collections::HashMap;

use super::entry::Word;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Place;
use crate::suggest::did_you_mean;

/// What a check found out. The problem is boxed, so that the result is small where all is well.
pub(super) type Checked<T = ()> = Result<T, Box<Diagnostic>>;

/// Collects problems out of results.
pub(super) trait Report {
    /// What was found, or nothing once the problem is reported.
    fn keep<T>(&mut self, result: Checked<T>) -> Option<T>;
}

impl Report for Diagnostics {
    fn keep<T>(&mut self, result: Checked<T>) -> Option<T> {
        result.map_err(|problem| self.push(*problem)).ok()
    }
}

/// A reference to nothing, with what is close to it.
pub(super) fn unknown<'c>(
    name: Word<'_>,
    message: String,
    expected: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Diagnostic {
    name.problem(message).expected(expected).suggestion(did_you_mean(name.text, candidates))
}

/// The index of each name. The first of two equal ones counts; the second is reported elsewhere.
pub(super) fn first_indices<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut indices = HashMap::new();
    for (index, name) in names.enumerate() {
        indices.entry(name).or_insert(index);
    }
    indices
}

/// Points to the other one of two that exclude each other.
pub(super) fn other_at(other: Place<'_>) -> String {
    format!("the other is at {}", location(other))
}

/// A place as `file:line`.
pub(super) fn location(place: Place<'_>) -> String {
    format!("{}:{}", place.source().path(), place.position().line)
}
