//! The width of the terminal, and texts that fit into it.

use std::io::{self, IsTerminal};
use std::iter;

/// The least room for the values beside the names.
const LEAST_ROOM: usize = 20;

/// Breaks the lines that are longer than the terminal is wide, if standard output is a terminal. A value goes on
/// below its beginning.
pub fn fit(text: String) -> String {
    match columns() {
        Some(width) => text.split_inclusive('\n').map(|line| fit_line(line, width)).collect(),
        None => text,
    }
}

#[cfg(unix)]
fn columns() -> Option<usize> {
    let stdout = io::stdout();
    let size = stdout.is_terminal().then(|| rustix::termios::tcgetwinsize(&stdout).ok()).flatten()?;
    (size.ws_col > 0).then_some(size.ws_col.into())
}

#[cfg(not(unix))]
fn columns() -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok()?.parse().ok()?;
    (columns > 0 && io::stdout().is_terminal()).then_some(columns)
}

fn fit_line(line: &str, width: usize) -> String {
    if visible(line.trim_end()).count() <= width {
        return line.to_owned();
    }
    let indent = Some(value_column(line)).filter(|column| column + LEAST_ROOM <= width).unwrap_or(2);
    let (mut fitted, mut column) = (String::new(), 0);
    for piece in line.split_inclusive(' ').flat_map(|word| pieces(word, width - indent.min(width))) {
        if column > indent && column + visible(piece.trim_end()).count() > width {
            fitted.truncate(fitted.trim_end_matches(' ').len());
            fitted.push('\n');
            fitted.extend(iter::repeat_n(' ', indent));
            column = indent;
        }
        fitted += piece;
        column += visible(piece).count();
    }
    fitted
}

/// A word, or a fingerprint that is too long in pieces. Paths and URLs stay whole, to be copied.
fn pieces(word: &str, room: usize) -> impl Iterator<Item = &str> {
    let is_broken = visible(word.trim_end()).count() > room && !word.contains(['/', '\\']);
    word.split_inclusive(move |character| is_broken && character == ':')
}

/// The column in which the text of a line goes on: after its name or its bullet.
fn value_column(line: &str) -> usize {
    let text: String = visible(line).collect();
    let begin = text.len() - text.trim_start_matches(' ').len();
    if let Some((name, rest)) = text[begin..].split_once("  ") {
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        return begin + name.chars().count() + 2 + gap;
    }
    if text[begin..].starts_with("- ") { begin + 2 } else { begin }
}

/// The characters of a text that take room: all but the codes of colours.
fn visible(text: &str) -> impl Iterator<Item = char> {
    let mut is_code = false;
    text.chars().filter(move |character| {
        let was_code = is_code;
        is_code = *character == '\u{1b}' || is_code && *character != 'm';
        !was_code && !is_code
    })
}

#[cfg(test)]
mod tests {
    use super::{fit_line, visible};

    #[test]
    fn values_go_on_below_their_beginning() {
        let line =
            "\u{1b}[36mPrivate key  \u{1b}[0mRSA with 2048 bits, hardened: used here and not exported\n";
        let expected = "\u{1b}[36mPrivate key  \u{1b}[0mRSA with 2048 bits, hardened:\n             \
                        used here and not exported\n";
        assert_eq!(fit_line(line, 44), expected);
        assert_eq!(fit_line(line, 80), line);
    }

    #[test]
    fn bullets_and_sentences_are_broken() {
        assert_eq!(
            fit_line("  - one two three four five six\n", 24),
            "  - one two three four\n    five six\n"
        );
        assert_eq!(fit_line("one two three four five six\n", 24), "one two three four five\nsix\n");
    }

    #[test]
    fn fingerprints_are_broken_and_paths_are_not() {
        let fingerprint = ["AB:"; 31].concat() + "AB";
        let fitted = fit_line(&format!("SHA-256      {fingerprint}\n"), 60);
        assert!(fitted.lines().all(|line| visible(line).count() <= 60), "{fitted}");
        assert_eq!(fitted.replace(['\n', ' '], ""), format!("SHA-256{fingerprint}"));
        let path = format!("Folder       /{}\n", "name/".repeat(20));
        assert_eq!(fit_line(&path, 60), path);
    }
}
