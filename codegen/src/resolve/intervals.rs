//! Intervals of versions: `[1.0, 3.0)`, `[2.0,)`, `[1.1]`.

use std::ops::Range;

use super::versions::Versions;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::spec::Name;
use crate::wording::{one_of, quoted};

/// An end of an interval.
#[derive(Clone, Copy)]
struct Bound<'a> {
    version: &'a str,
    /// The byte of the interval at which the version begins.
    offset: usize,
    inclusive: bool,
}

/// The two ends of an interval; one that is missing is open.
type Bounds<'a> = (Option<Bound<'a>>, Option<Bound<'a>>);

/// The versions in an interval, as positions. `None` if a problem is reported, here or with the versions.
pub fn resolve(interval: &Name, versions: &Versions, diagnostics: &mut Diagnostics) -> Option<Range<usize>> {
    let (lower, upper) = match parse(interval) {
        Ok(bounds) => bounds,
        Err(problem) => {
            diagnostics.push(*problem);
            return None;
        }
    };
    if !versions.is_sound || versions.models.is_empty() {
        return None;
    }
    // Both are looked at before either is missed, so that both are reported.
    let lower = lower.map(|bound| position(interval, bound, versions, diagnostics).map(|at| (at, bound)));
    let upper = upper.map(|bound| position(interval, bound, versions, diagnostics).map(|at| (at, bound)));
    let (lower, upper) = (transposed(lower)?, transposed(upper)?);
    if let (Some((first, lower)), Some((last, upper))) = (lower, upper)
        && first > last
    {
        let problem = interval.problem(format!("the interval {interval} is reversed"));
        diagnostics.push(problem.expected(format!("`{}` before `{}`", upper.version, lower.version)));
        return None;
    }
    let start = lower.map_or(0, |(first, bound)| first + usize::from(!bound.inclusive));
    let end = upper.map_or(versions.models.len(), |(last, bound)| last + usize::from(bound.inclusive));
    if start >= end {
        let problem = interval.problem(format!("no version lies in the interval {interval}"));
        let expected = "at least one; `[` and `]` include a bound, `(` and `)` exclude it";
        diagnostics.push(problem.expected(expected));
        return None;
    }
    Some(start..end)
}

/// Nothing if something is missing, and nothing inside if there is none.
#[allow(clippy::option_option, reason = "a bound that is open differs from one that is reported")]
fn transposed<T>(found: Option<Option<T>>) -> Option<Option<T>> {
    match found {
        None => Some(None),
        Some(found) => found.map(Some),
    }
}

fn position(
    interval: &Name,
    bound: Bound<'_>,
    versions: &Versions,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let names = || versions.models.iter().map(|version| version.head.name.as_str());
    let found = names().position(|name| name == bound.version);
    if found.is_none() {
        // Versions look alike, so none is suggested before the others.
        let message = format!("unknown version {}", quoted(bound.version));
        let problem = interval.problem_at(bound.offset, bound.version.len(), message);
        diagnostics.push(problem.expected(one_of(names())));
    }
    found
}

fn parse(interval: &Name) -> Result<Bounds<'_>, Box<Diagnostic>> {
    let text = interval.text();
    let includes_lower = match text.as_bytes().first() {
        Some(b'[') => true,
        Some(b'(') => false,
        _ => return malformed(interval, 0, 1, "does not begin with `[` or `(`"),
    };
    let includes_upper = match text.as_bytes().last() {
        Some(b']') => true,
        Some(b')') => false,
        _ => {
            return malformed(interval, text.len().saturating_sub(1), 1, "does not end with `]` or `)`");
        }
    };
    // Both ends are ASCII, and a single character cannot be both.
    let inner = text.get(1..text.len() - 1).unwrap_or_default();
    let Some((lower, upper)) = inner.split_once(',') else {
        return match bound(inner, 1, true) {
            Some(only) if includes_lower && includes_upper => Ok((Some(only), Some(only))),
            _ => malformed(interval, 0, text.len(), "has no `,`"),
        };
    };
    let upper_offset = 1 + lower.len() + 1;
    if let Some(second) = upper.find(',') {
        return malformed(interval, upper_offset + second, 1, "has more than two bounds");
    }
    Ok((bound(lower, 1, includes_lower), bound(upper, upper_offset, includes_upper)))
}

/// A bound between signs and spaces; nothing for an open end.
fn bound(text: &str, offset: usize, inclusive: bool) -> Option<Bound<'_>> {
    let spaces = text.len() - text.trim_start().len();
    let version = text.trim();
    (!version.is_empty()).then_some(Bound { version, offset: offset + spaces, inclusive })
}

fn malformed<T>(interval: &Name, offset: usize, length: usize, how: &str) -> Result<T, Box<Diagnostic>> {
    let problem = interval.problem_at(offset, length, format!("the interval {interval} {how}"));
    Err(Box::new(problem.expected("an interval such as `[1.0, 3.0)` or `[2.0,)`")))
}
