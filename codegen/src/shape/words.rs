//! The words of the messages.

use super::Kind;
use std::ops::RangeInclusive;

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
