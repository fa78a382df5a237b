//! The characters that a token is made of, written as in a regular expression's class.

use crate::diagnostic::Diagnostic;
use crate::spec::Name;

/// Parses a class such as `a-zA-Z0-9/$` into ranges, the first and last character included.
///
/// A hyphen stands for itself at the beginning, at the end and after a range.
pub fn parse(class: &Name) -> Result<Vec<(u8, u8)>, Diagnostic> {
    check_syntax(class)?;
    let mut seen = 0;
    let mut ranges = Vec::new();
    let mut rest = class.text().as_bytes();
    while let [first, after_first @ ..] = rest {
        let offset = class.text().len() - rest.len();
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
fn check_syntax(class: &Name) -> Result<(), Diagnostic> {
    let text = class.text();
    if text.is_empty() {
        return Err(class.problem("a token without characters").expected("some, such as `a-zA-Z0-9`"));
    }
    if text.starts_with('[') && text.ends_with(']') {
        let problem = class.problem("the characters stand in brackets");
        return Err(problem.expected("only what is between the brackets"));
    }
    if text.starts_with('^') {
        let problem = class.problem_at(0, 1, "`^` does not exclude characters here");
        return Err(problem.expected("the characters themselves, and `^` not first among them"));
    }
    if let Some(offset) = text.find('\\') {
        let problem = class.problem_at(offset, 1, "`\\` does not escape anything here");
        return Err(problem.expected("every character as it is, a hyphen first or last"));
    }
    let invisible = text.char_indices().find(|(_, character)| !character.is_ascii_graphic());
    let Some((offset, found)) = invisible else { return Ok(()) };
    let problem = class.problem_at(offset, found.len_utf8(), format!("{found:?} cannot be in a token"));
    Err(problem.expected("visible ASCII characters, `!` to `~`"))
}

/// Marks the characters of a range as seen, one bit each.
fn take_range(
    class: &Name,
    offset: usize,
    (first, last): (u8, u8),
    seen: &mut u128,
) -> Result<(), Diagnostic> {
    let text = |byte| char::from(byte);
    let length = if first == last { 1 } else { 3 };
    if first > last {
        let message = format!("the range `{}-{}` is reversed", text(first), text(last));
        let problem = class.problem_at(offset, length, message);
        return Err(problem.expected(format!("`{}-{}`", text(last), text(first))));
    }
    for byte in first..=last {
        let bit = 1 << byte;
        if *seen & bit != 0 {
            let message = format!("`{}` is in the set twice", text(byte));
            return Err(class.problem_at(offset, length, message).expected("every character once"));
        }
        *seen |= bit;
    }
    Ok(())
}
