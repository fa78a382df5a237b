//! From the parser's events to a tree.

use super::text::Text;
use super::{Node, Position, Style, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, is_unseen, quoted};
use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use std::collections::HashMap;

/// How deep values may lie in each other. A spec needs a dozen levels; the reader and all checks
/// after it recurse once a level, so a file must not choose how much of the stack they take. It is
/// half of what `serde_yaml` allows, so that the problem is reported here, with its position.
const DEEPEST: usize = 64;

/// How long a line may be, in bytes. Every problem shows its line, so without a bound a file that
/// is one line with a problem in each word would be quadratic to report.
const LONGEST_LINE: usize = 4096;

/// Reads the tree of the document in `text`, if the syntax allows one.
pub(super) fn read(text: &Text, diagnostics: &mut Diagnostics) -> Option<Node> {
    if let Some(position) = text.line_longer_than(LONGEST_LINE) {
        diagnostics.push(
            text.problem(position, "this line is too long")
                .expected(format!("at most {LONGEST_LINE} bytes"))
                .help("break it into several"),
        );
        return None;
    }
    refuse_unseen_characters(text, diagnostics);
    let mut reader = Reader { text, events: Parser::new_from_str(text.content()), diagnostics };
    reader.document()
}

/// Nobody can review what nobody sees, and some of these break the line for the parser of
/// `serde_yaml` and not for the one used here.
fn refuse_unseen_characters(text: &Text, diagnostics: &mut Diagnostics) {
    let characters = text.characters();
    for (position, character) in characters.filter(|(_, character)| is_unseen(*character)) {
        let code = u32::from(character);
        let message = format!("there is U+{code:04X}, which is not seen");
        let help = format!("if it is meant, write `\\u{code:04x}` in double quotes");
        diagnostics.push(text.problem(position, message).help(help));
    }
}

/// Reads nodes off the events. `None` means that a reported problem leaves nothing to go on with.
struct Reader<'t, 'd> {
    text: &'t Text,
    events: Parser<'t, StrInput<'t>>,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> Reader<'t, '_> {
    fn document(&mut self) -> Option<Node> {
        loop {
            match self.next()? {
                (Event::DocumentStart(_), _) => break,
                (Event::StreamEnd, _) => {
                    let problem = self.text.problem(Position::START, "the file says nothing");
                    self.diagnostics.push(problem.expected("a YAML document"));
                    return None;
                }
                _ => {}
            }
        }
        let (event, span) = self.next()?;
        let root = self.node(&event, span, 0)?;
        self.end_of_stream()?;
        Some(root)
    }

    fn end_of_stream(&mut self) -> Option<()> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Some(()),
                (Event::DocumentStart(_), span) => {
                    let problem = self.problem(span, "a second YAML document starts here");
                    self.diagnostics.push(problem.expected("one in a file"));
                    return Some(());
                }
                _ => {}
            }
        }
    }

    fn node(&mut self, event: &Event<'t>, span: Span, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            let problem = self.problem(span, "this lies too deep");
            self.diagnostics.push(problem.expected(format!("at most {DEEPEST} levels")));
            return None;
        }
        self.refuse_anchor_and_tag(event, span);
        self.refuse_question_mark(event, span);
        let value = match event {
            Event::Scalar(text, style, ..) => {
                Value::Scalar { text: text.to_string(), style: Style::from(*style) }
            }
            Event::SequenceStart(..) => Value::Sequence(self.items(depth + 1)?),
            Event::MappingStart(..) => Value::Mapping(self.entries(depth + 1)?),
            _ => Value::Refused,
        };
        Some(Node { position: Position::from(span), value })
    }

    fn items(&mut self, depth: usize) -> Option<Vec<Node>> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Some(items),
                (event, span) => items.push(self.node(&event, span, depth)?),
            }
        }
    }

    fn entries(&mut self, depth: usize) -> Option<Vec<(Node, Node)>> {
        let mut entries = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                break;
            }
            let key = self.node(&event, span, depth)?;
            let (event, span) = self.next()?;
            let value = self.node(&event, span, depth)?;
            match key.value {
                Value::Scalar { .. } => entries.push((key, value)),
                Value::Refused => {}
                Value::Sequence(_) | Value::Mapping(_) => self.refuse_key(&key),
            }
        }
        self.refuse_repeated_keys(&entries);
        Some(entries)
    }

    /// Both would let a value stand somewhere else than where it is used, and a tag would let it
    /// mean something else than it shows; `serde_yaml` would follow them without a word.
    fn refuse_anchor_and_tag(&mut self, event: &Event<'_>, span: Span) {
        let (anchored, tagged) = match event {
            Event::Alias(_) => (true, false),
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag) => (*anchor > 0, tag.is_some()),
            _ => (false, false),
        };
        if anchored {
            let problem = self.problem(span, "anchors and aliases are not used in a spec");
            self.diagnostics.push(problem);
        }
        if tagged {
            let problem = self.problem(span, "tags are not used in a spec");
            self.diagnostics.push(problem.help("put text that begins with `!` in quotes"));
        }
    }

    /// Between brackets the parser of `serde_yaml` takes such a text for a key without its mark.
    fn refuse_question_mark(&mut self, event: &Event<'_>, span: Span) {
        if let Event::Scalar(text, ScalarStyle::Plain, ..) = event
            && text.starts_with('?')
        {
            let problem = self.problem(span, "found text that begins with `?`");
            self.diagnostics.push(problem.help("put it in quotes"));
        }
    }

    fn refuse_key(&mut self, key: &Node) {
        let problem = self
            .text
            .problem(key.position, "found a list or a mapping as a key")
            .expected("text")
            .help("put text that begins with `[` or `{` in quotes");
        self.diagnostics.push(problem);
    }

    fn refuse_repeated_keys(&mut self, entries: &[(Node, Node)]) {
        let mut first_lines = HashMap::new();
        for (key, _) in entries {
            let Value::Scalar { text, .. } = &key.value else {
                continue;
            };
            let line = *first_lines.entry(text).or_insert(key.position);
            if line != key.position {
                let message = format!("repeated key {}", quoted(text));
                self.diagnostics.push(
                    self.text
                        .problem(key.position, message)
                        .help(format!("it is on line {} already", line.line)),
                );
            }
        }
    }

    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        match self.events.next_event()? {
            Ok(marked) => Some(marked),
            Err(error) => {
                let position = Position::from(Span::empty(*error.marker()));
                let message = format!("this is not YAML: {}", error.info());
                self.diagnostics.push(self.text.problem(position, message));
                None
            }
        }
    }

    fn problem(&self, span: Span, message: &str) -> Diagnostic {
        self.text.problem(Position::from(span), message)
    }
}

impl From<Span> for Position {
    fn from(span: Span) -> Self {
        Self { line: span.start.line(), column: span.start.col() + 1 }
    }
}

impl From<ScalarStyle> for Style {
    fn from(style: ScalarStyle) -> Self {
        match style {
            ScalarStyle::Plain => Self::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Self::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Self::Block,
        }
    }
}
