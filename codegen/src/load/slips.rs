//! Where a syntax error begins.
//!
//! A parser reports an error where it cannot go on, which is often lines after the slip. This looks for
//! the slips that people make in spec files, in the text up to there.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::{Place, Source};
use crate::wording::quoted;

/// The problem that made the parser give up at a byte, at the place where it begins if that can be found.
pub fn explain(source: &Source, file: u32, error: usize, message: &str) -> Diagnostic {
    let mut scan = Scan { text: source.text(), at: 0, open: Vec::new() };
    let slip = scan.run(error);
    let error_line = source.line_of(to_u32(error));
    let first = slip.map_or(error_line.saturating_sub(1), |slip| source.line_of(to_u32(slip.start)));
    let intervals = (first..=error_line).filter_map(|index| {
        let (start, line) = source.line(index);
        interval(line).map(|(offset, length)| (start + offset, length))
    });
    if let Some((start, length)) = intervals.into_iter().next() {
        let place = Source::place(file, start, start + length);
        let text = source.text().get(start..start + length).unwrap_or_default();
        let problem = Diagnostic::new(place, format!("interval {} without quotes", quoted(text)));
        return problem.help(format!("put the range in quotes: \"{text}\""));
    }
    let at = |byte: usize| Source::place(file, byte, byte + 1);
    if let Some(slip) = slip {
        return match slip.kind {
            Kind::Bracket(bracket) => unclosed(at(slip.start), bracket, closing(bracket), source, error_line),
            Kind::Quote(quote) => unclosed(at(slip.start), quote, quote, source, error_line),
        };
    }
    for index in (error_line.saturating_sub(2)..=error_line).rev() {
        let (start, line) = source.line(index);
        if let Some(offset) = colon_without_space(line) {
            return Diagnostic::new(at(start + offset), "no space after the colon")
                .expected("a key, a colon and a space")
                .help("if the colon belongs to the text, put it in quotes");
        }
    }
    if message.starts_with(STRAY_TEXT)
        && let Some(stray) = stray_text(source, error_line)
    {
        let place = Source::place(file, stray.start, stray.end);
        return Diagnostic::new(place, "text where a key is expected")
            .expected("a key, a colon and a space")
            .help("if it is a comment, put `#` and a space before it");
    }
    let problem = Diagnostic::new(Source::place(file, error, error), message);
    let is_colon = source.text().get(error..).is_some_and(|rest| rest.starts_with(':'));
    if is_colon { problem.help("if the colon belongs to the text, put the text in quotes") } else { problem }
}

/// The parser's message once it finds that a text was no key: at the next line that is one.
const STRAY_TEXT: &str = "invalid YAML: simple key expect";

/// The text without a colon before the line at which the parser noticed it.
fn stray_text(source: &Source, noticed: usize) -> Option<Range<usize>> {
    let lines = (0..noticed).rev().map(|index| source.line(index));
    let (start, line) = lines.map(|(start, line)| (start, line.trim_end())).find(|(_, line)| {
        let text = line.trim_start();
        !text.is_empty() && !text.starts_with('#')
    })?;
    let text = line.trim_start();
    let is_key = text.contains(": ") || text.ends_with(':');
    (!is_key).then(|| start + line.len() - text.len()..start + line.len())
}

fn unclosed(place: Place, opening: char, closing: char, source: &Source, noticed: usize) -> Diagnostic {
    let problem = Diagnostic::new(place, format!("`{opening}` is not closed"));
    let here = source.line_of(place.start);
    let problem = problem.expected(format!("`{closing}`"));
    if here == noticed { problem } else { problem.help(format!("noticed on line {}", noticed + 1)) }
}

fn closing(bracket: char) -> char {
    if bracket == '{' { '}' } else { ']' }
}

fn to_u32(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// A bracket or quote that is opened and not closed.
#[derive(Clone, Copy)]
struct Slip {
    start: usize,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Bracket(char),
    Quote(char),
}

/// A walk through the text that knows comments, quotes and brackets, and nothing else of YAML.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    open: Vec<(usize, char)>,
}

impl Scan<'_> {
    /// The first slip up to a byte.
    fn run(&mut self, end: usize) -> Option<Slip> {
        // `true` if a value can begin here, so that a quote or bracket means something.
        let mut begins = true;
        while self.at <= end {
            let Some(character) = self.rest().chars().next() else { break };
            let start = self.at;
            self.at += character.len_utf8();
            match character {
                '#' if self.follows_space(start) => self.skip_line(),
                '"' | '\'' if begins => {
                    if !self.skip_quoted(character) {
                        return Some(Slip { start, kind: Kind::Quote(character) });
                    }
                    begins = false;
                }
                '{' | '[' if begins => self.open.push((start, character)),
                '}' | ']' if !self.open.is_empty() => {
                    let opened = self.open.pop();
                    if let Some((start, bracket)) =
                        opened.filter(|(_, bracket)| closing(*bracket) != character)
                    {
                        return Some(Slip { start, kind: Kind::Bracket(bracket) });
                    }
                    begins = false;
                }
                ',' if !self.open.is_empty() => begins = true,
                ':' | '-' | '?' => begins |= self.rest().starts_with([' ', '\n', '\r']),
                '\n' => begins = true,
                ' ' | '\t' | '\r' => {}
                _ => begins = false,
            }
        }
        self.open.first().map(|(start, bracket)| Slip { start: *start, kind: Kind::Bracket(*bracket) })
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn follows_space(&self, start: usize) -> bool {
        self.text.get(..start).unwrap_or_default().chars().next_back().is_none_or(char::is_whitespace)
    }

    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    /// Goes behind the end of a quoted text. A text that goes on over lines is taken for one whose end is
    /// missing: spec files have none.
    fn skip_quoted(&mut self, quote: char) -> bool {
        let line = self.rest().split('\n').next().unwrap_or_default();
        let mut characters = line.char_indices().peekable();
        while let Some((offset, character)) = characters.next() {
            if character == '\\' && quote == '"' {
                characters.next();
            } else if character == quote {
                if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') {
                    characters.next();
                    continue;
                }
                self.at += offset + character.len_utf8();
                return true;
            }
        }
        false
    }
}

/// An interval of versions that stands without quotes where a value can stand, such as `[1.0,)`.
fn interval(line: &str) -> Option<(usize, usize)> {
    let code = line.split(" #").next().unwrap_or_default();
    code.match_indices(['[', '(']).find_map(|(start, opening)| {
        let begins = code.get(..start).unwrap_or_default().ends_with([' ', '{', ',']);
        let rest = code.get(start + 1..)?;
        let length = rest.find(|character: char| !matches!(character, '0'..='9' | '.' | ' ' | ','))?;
        let (inside, after) = rest.split_at_checked(length)?;
        let closing = after.chars().next().filter(|closing| matches!(closing, ')' | ']'))?;
        let is_half_open = opening == "(" || closing == ')';
        (begins && inside.contains(',') && is_half_open).then_some((start, length + 2))
    })
}

/// The colon of `key:value` at the beginning of a line.
fn colon_without_space(line: &str) -> Option<usize> {
    let entry = line.trim_start_matches([' ', '-']);
    let (key, value) = entry.split_once(':')?;
    let is_key =
        !key.is_empty() && key.chars().all(|character| character.is_alphanumeric() || character == '_');
    let is_value = value.starts_with(|first: char| !first.is_whitespace() && first != '/');
    (is_key && is_value).then_some(line.len() - entry.len() + key.len())
}
