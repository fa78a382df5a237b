//! The characters that a token is made of, written as in a regular expression's class.

use super::entry::Word;
use super::report::Checked;

/// Parses a class such as `a-zA-Z0-9/$` into ranges, the first and last character included.
///
/// A hyphen stands for itself at the beginning, at the end and after a range.
pub(super) fn parse(class: Word<'_>) -> Checked<Vec<(u8, u8)>> {
    check_syntax(class)?;
    check_visible_ascii(class)?;
    let mut seen = 0;
    let mut ranges = Vec::new();
    let mut rest = class.text.as_bytes();
    while let [first, after_first @ ..] = rest {
        let offset = class.text.len() - rest.len();
        let (last, after) = match after_first {
            [b'-', last, after @ ..] => (last, after),
            after => (first, after),
        };
        take_range(class, offset, (*first, *last), &mut seen)?;
        ranges.push((*first, *last));
        rest = after;
    }
    Ok(ranges)
}

/// Refuses what means something else in a regular expression, for whoever writes it expects that.
fn check_syntax(class: Word<'_>) -> Checked {
    let text = class.text;
    if text.is_empty() {
        let problem = class.problem("a token of no characters");
        return Err(problem.expected("some, such as `a-zA-Z0-9`").into());
    }
    if text.starts_with('[') && text.ends_with(']') {
        let problem = class.problem("the characters stand in brackets");
        return Err(problem.expected("only what is between the brackets").into());
    }
    if text.starts_with('^') {
        let problem = class.problem("`^` does not exclude characters here");
        return Err(problem.expected("the characters themselves, and `^` not first among them").into());
    }
    if let Some(offset) = text.find('\\') {
        let problem = class.problem_at(offset, "`\\` escapes nothing here");
        return Err(problem.expected("every character as it is, a hyphen first or last").into());
    }
    Ok(())
}

fn check_visible_ascii(class: Word<'_>) -> Checked {
    let Some(offset) = class.text.find(|character: char| !character.is_ascii_graphic()) else {
        return Ok(());
    };
    let found = class.text[offset..].chars().next().unwrap_or_default();
    let problem = class.problem_at(offset, format!("{found:?} cannot be in a token"));
    Err(problem.expected("visible ASCII characters, `!` to `~`").into())
}

/// Marks the characters of a range as seen, one bit each.
fn take_range(class: Word<'_>, offset: usize, (first, last): (u8, u8), seen: &mut u128) -> Checked {
    let text = |byte| char::from(byte);
    if first > last {
        let message = format!("the range `{}-{}` is backward", text(first), text(last));
        let expected = format!("`{}-{}`", text(last), text(first));
        return Err(class.problem_at(offset, message).expected(expected).into());
    }
    for byte in first..=last {
        let bit = 1 << byte;
        if *seen & bit != 0 {
            let message = format!("`{}` is in the set twice", text(byte));
            return Err(class.problem_at(offset, message).expected("every character once").into());
        }
        *seen |= bit;
    }
    Ok(())
}
