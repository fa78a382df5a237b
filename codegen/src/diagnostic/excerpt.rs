//! The part of a line that is displayed below a problem.

/// How many characters of a line are displayed: with the line number it fits a wide terminal.
const WIDTH: usize = 100;

/// What stands for the part of a line that is not displayed.
const CUT: char = '…';

/// A part of a line, one character a column as far as the terminal's font goes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// How many characters of the text stand before the caret.
    pub(super) caret: usize,
}

impl Excerpt {
    /// The part of `line` around its column, which is counted from 1 and may lie past the end.
    pub(super) fn around(line: &str, column: usize) -> Self {
        let length = line.chars().count();
        let caret = column.saturating_sub(1).min(length);
        let start = caret.saturating_sub(WIDTH / 2).min(length.saturating_sub(WIDTH));
        let window = line.chars().skip(start).take(WIDTH);
        let mut shown: Vec<char> = window.map(visible).collect();
        if let (true, Some(first)) = (start > 0, shown.first_mut()) {
            *first = CUT;
        }
        if let (true, Some(last)) = (start + WIDTH < length, shown.last_mut()) {
            *last = CUT;
        }
        Self { text: shown.into_iter().collect(), caret: caret - start }
    }
}

/// The character in a form that takes one column and does nothing to the terminal: a tab becomes
/// a space, and what cannot be seen the replacement character.
pub(super) fn visible(character: char) -> char {
    match character {
        '\t' => ' ',
        _ if is_unseen(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    }
}

/// Whether a character shows nothing by itself, though it may act on the terminal, turn the
/// direction of the text around or break the line. A tab is seen.
pub(crate) fn is_unseen(character: char) -> bool {
    match character {
        '\t' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        _ => character.is_control(),
    }
}
