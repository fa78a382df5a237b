//! The words of the messages.

use super::Kind;
use crate::diagnostic::quoted;
use std::ops::RangeInclusive;

/// How many things a message lists; who needs all of a longer list looks it up.
const MOST_LISTED: usize = 12;

pub(super) fn found(kind: Kind) -> &'static str {
    match kind {
        Kind::Boolean => "a truth value",
        Kind::WholeNumber | Kind::Number => "a number",
        _ => expected(kind),
    }
}

pub(super) fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Nothing => "nothing",
        Kind::Boolean => "`true` or `false`",
        Kind::WholeNumber => "a whole number",
        Kind::Number => "a number",
        Kind::Text => "text",
        Kind::List => "a list",
        Kind::Mapping => "a mapping",
    }
}

pub(super) fn one_of_quoted(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().copied().map(quoted).collect();
    one_of(&quoted)
}

/// "a, b or c"; a long list is cut.
pub(super) fn one_of(choices: &[impl AsRef<str>]) -> String {
    let (shown, left_out) = choices.split_at(choices.len().min(MOST_LISTED));
    let mut shown: Vec<_> = shown.iter().map(AsRef::as_ref).collect();
    let others = format!("{} others", left_out.len());
    if !left_out.is_empty() {
        shown.push(&others);
    }
    match shown.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, first)) => format!("{} or {last}", first.join(", ")),
        None => "nothing".to_owned(),
    }
}

pub(super) fn range(range: &RangeInclusive<i128>) -> String {
    format!("a whole number from {} to {}", range.start(), range.end())
}

pub(super) fn items(count: usize) -> String {
    let noun = if count == 1 { "item" } else { "items" };
    format!("{count} {noun}")
}

pub(super) fn counts(counts: &RangeInclusive<usize>) -> String {
    match (*counts.start(), *counts.end()) {
        (least, usize::MAX) => format!("at least {}", items(least)),
        (0, most) => format!("at most {}", items(most)),
        (least, most) if least == most => items(least),
        (least, most) => format!("{least} to {}", items(most)),
    }
}
