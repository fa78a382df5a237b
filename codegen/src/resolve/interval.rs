//! Intervals of versions: `[1.0, 3.0)`, `[2.0,)`, `[1.1]`.

use std::ops::Range;

use super::entry::Word;
use super::report::{Checked, Report};
use super::versions::Versions;
use crate::choices::one_of_quoted;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// An end of an interval.
#[derive(Debug, Clone, Copy)]
struct Bound<'a> {
    version: &'a str,
    /// The byte in the interval's text at which the version begins.
    offset: usize,
    inclusive: bool,
}

/// The two ends of an interval; one that is missing is open.
type Bounds<'a> = (Option<Bound<'a>>, Option<Bound<'a>>);

/// The versions in an interval, by index. Nothing if a problem is reported, here or with the
/// versions.
pub(super) fn resolve(
    interval: Word<'_>,
    versions: &Versions<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Range<usize>> {
    let (lower, upper) = diagnostics.keep(parse(interval))?;
    if !versions.is_sound() {
        return None;
    }
    let lower = lower.map(|bound| version(interval, bound, versions)).transpose();
    let upper = upper.map(|bound| version(interval, bound, versions)).transpose();
    // Both are looked at before either is missed, so that both are reported.
    let (lower, upper) = (diagnostics.keep(lower), diagnostics.keep(upper));
    diagnostics.keep(range(interval, lower?, upper?, versions.models.len()))
}

/// The index of a bound's version, with the bound.
fn version<'a>(interval: Word<'a>, bound: Bound<'a>, versions: &Versions<'_>) -> Checked<(usize, Bound<'a>)> {
    let version = Word { text: bound.version, place: interval.place_at(bound.offset) };
    versions.by_name(bound.version).map(|index| (index, bound)).ok_or_else(|| {
        // Versions look alike, so none is suggested before the others.
        let problem = version.problem(format!("unknown version {version}"));
        problem.expected(one_of_quoted(versions.names())).into()
    })
}

fn range(
    interval: Word<'_>,
    lower: Option<(usize, Bound<'_>)>,
    upper: Option<(usize, Bound<'_>)>,
    count: usize,
) -> Checked<Range<usize>> {
    if let (Some((first, lower)), Some((last, upper))) = (lower, upper)
        && first > last
    {
        let (lower, upper) = (lower.version, upper.version);
        return Err(interval
            .problem(format!("the interval {interval} is backward"))
            .expected(format!("`{upper}` before `{lower}`"))
            .into());
    }
    let start = lower.map_or(0, |(first, bound)| first + usize::from(!bound.inclusive));
    let end = upper.map_or(count, |(last, bound)| last + usize::from(bound.inclusive));
    if start >= end {
        return Err(interval
            .problem(format!("no version lies in the interval {interval}"))
            .expected("at least one; `[` and `]` include a bound, `(` and `)` exclude it")
            .into());
    }
    Ok(start..end)
}

fn parse(interval: Word<'_>) -> Checked<Bounds<'_>> {
    let text = interval.text;
    let includes_lower = match text.as_bytes().first() {
        Some(b'[') => true,
        Some(b'(') => false,
        _ => return Err(malformed(interval, 0, "does not begin with `[` or `(`").into()),
    };
    let includes_upper = match text.as_bytes().last() {
        Some(b']') => true,
        Some(b')') => false,
        _ => return Err(malformed(interval, text.len(), "does not end with `]` or `)`").into()),
    };
    // Both ends are ASCII, and a single character cannot be both.
    let inner = &text[1..text.len() - 1];
    let Some((lower, upper)) = inner.split_once(',') else {
        return match bound(inner, 1, true) {
            Some(only) if includes_lower && includes_upper => Ok((Some(only), Some(only))),
            _ => Err(malformed(interval, text.len() - 1, "has no `,`").into()),
        };
    };
    let upper_offset = 1 + lower.len() + 1;
    if let Some(second) = upper.find(',') {
        return Err(malformed(interval, upper_offset + second, "has more than two bounds").into());
    }
    Ok((bound(lower, 1, includes_lower), bound(upper, upper_offset, includes_upper)))
}

/// A bound between signs and spaces; nothing for an open end.
fn bound(text: &str, offset: usize, inclusive: bool) -> Option<Bound<'_>> {
    let spaces = text.len() - text.trim_start().len();
    let version = text.trim();
    (!version.is_empty()).then_some(Bound { version, offset: offset + spaces, inclusive })
}

fn malformed(interval: Word<'_>, offset: usize, how: &str) -> Diagnostic {
    interval
        .problem_at(offset, format!("the interval {interval} {how}"))
        .expected("an interval such as `[1.0, 3.0)` or `[2.0,)`")
}
