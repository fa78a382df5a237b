//! The text of a file, by lines.

use super::Position;
use crate::diagnostic::Diagnostic;

/// What editors of some systems put before the text; it is no part of what the file says.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A text whose lines are found once, so that reaching one costs nothing.
#[derive(Debug)]
pub(super) struct Text {
    path: String,
    content: String,
    line_starts: Vec<usize>,
}

impl Text {
    pub(super) fn new(path: &str, mut content: String) -> Self {
        if content.starts_with(BYTE_ORDER_MARK) {
            content.drain(..BYTE_ORDER_MARK.len_utf8());
        }
        // Parsers differ in whether a block that the file ends in has the end of its last line.
        if !content.ends_with('\n') {
            content.push('\n');
        }
        Self { path: path.to_owned(), line_starts: line_starts(&content), content }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn content(&self) -> &str {
        &self.content
    }

    /// The line with this number, without its end; nothing for a number past the last line.
    pub(super) fn line(&self, number: usize) -> &str {
        let Some(&start) = self.line_starts.get(number.saturating_sub(1)) else {
            return "";
        };
        let end = self.line_starts.get(number).copied();
        self.content
            .get(start..end.unwrap_or(self.content.len()))
            .unwrap_or_default()
            .trim_end_matches(['\n', '\r'])
    }

    /// The position of the first line that is longer than `bytes`.
    pub(super) fn line_longer_than(&self, bytes: usize) -> Option<Position> {
        (1..=self.line_starts.len())
            .find(|&line| self.line(line).len() > bytes)
            .map(|line| Position { line, column: 1 })
    }

    /// Every character of every line, without the ends of the lines.
    pub(super) fn characters(&self) -> impl Iterator<Item = (Position, char)> {
        (1..=self.line_starts.len()).flat_map(|line| {
            let columns = self.line(line).chars().zip(1..);
            columns.map(move |(character, column)| (Position { line, column }, character))
        })
    }

    pub(super) fn problem(&self, position: Position, message: impl Into<String>) -> Diagnostic {
        let position = self.within_bounds(position);
        Diagnostic::new(&self.path, position, self.line(position.line), message)
    }

    /// The parser places what is missing at the end on a line after the last one, which no editor
    /// shows; such a position becomes the end of the last line.
    fn within_bounds(&self, position: Position) -> Position {
        let last = self.line_starts.len();
        if position.line <= last {
            return position;
        }
        Position { line: last, column: self.line(last).chars().count() + 1 }
    }
}

/// Where every line begins. Lines end where YAML says they do: at `\n`, `\r\n` and a lone `\r`.
/// No line begins after the last end.
fn line_starts(content: &str) -> Vec<usize> {
    let bytes = content.as_bytes();
    let after_breaks = bytes.iter().enumerate().filter_map(|(index, byte)| {
        let ends_line = match byte {
            b'\n' => true,
            b'\r' => bytes.get(index + 1) != Some(&b'\n'),
            _ => false,
        };
        let next = index + 1;
        (ends_line && next < bytes.len()).then_some(next)
    });
    std::iter::once(0).chain(after_breaks).collect()
}
