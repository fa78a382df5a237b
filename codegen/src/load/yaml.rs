//! From a text to nodes that know their place.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};
use serde_yaml::Value;

use super::slips;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Place, Source};
use crate::wording::{is_invisible, quoted};

/// How deep values may be nested. A spec needs a dozen levels; everything that walks the nodes recurses
/// once a level, so a file must not choose how much of the stack that takes. It is half of what
/// `serde_yaml` allows, so that the problem is reported here.
const DEEPEST: usize = 64;

/// How long a line may be, in bytes. Every problem shows its line.
const LONGEST_LINE: usize = 4096;

/// A value of a YAML document, and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// A scalar without its quotes where that is what it says; of a list or mapping, the beginning.
    pub place: Place,
    pub data: Data,
}

/// The data of a node, as `serde_yaml` takes it.
#[derive(Debug, Clone)]
pub enum Data {
    Nothing,
    Boolean(bool),
    Integer(i128),
    /// A number with a fraction or an exponent, or one that is not finite.
    Number,
    Text(String),
    List(Vec<Node>),
    Mapping(Vec<(Key, Node)>),
    /// A problem is reported already, so nothing more is said about it.
    Refused,
}

/// A key of a mapping.
#[derive(Debug, Clone)]
pub struct Key {
    pub place: Place,
    pub name: String,
    /// Says if it is text without quotes being needed.
    pub is_text: bool,
}

/// Reads a text as one YAML document and reports what is wrong with it. A node comes back unless the
/// syntax allows none.
pub fn read(source: &Source, file: u32, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut long = source.lines().filter(|(_, line)| line.len() > LONGEST_LINE);
    if let Some((start, _)) = long.next() {
        let problem = Diagnostic::new(Source::place(file, start, start), "line too long");
        diagnostics
            .push(problem.expected(format!("at most {LONGEST_LINE} bytes")).help("break it into several"));
        return None;
    }
    refuse_invisible(source, file, diagnostics);
    let before = diagnostics.len();
    let value = serde_yaml::from_str::<Value>(source.text());
    let refusal = value.as_ref().err().map(refusal);
    let events = Parser::new_from_str(source.text());
    let mut reader = Reader { source, file, events, diagnostics };
    let root = reader.document(value.ok())?;
    // Whatever only `serde_yaml` objects to.
    if let Some((line, column, message)) = refusal
        && diagnostics.len() == before
    {
        let byte = source.byte_at(line, column);
        diagnostics.push(Diagnostic::new(Source::place(file, byte, byte), message));
    }
    Some(root)
}

/// The position and message of an error, whose text ends with the position.
fn refusal(error: &serde_yaml::Error) -> (usize, usize, String) {
    let (line, column) =
        error.location().map_or((1, 0), |location| (location.line(), location.column().saturating_sub(1)));
    let message = error.to_string();
    (
        line,
        column,
        message.rsplit_once(" at line ").map_or(message.clone(), |(message, _)| message.to_owned()),
    )
}

/// An invisible character cannot be reviewed, and some of them break the line for one of the two parsers.
fn refuse_invisible(source: &Source, file: u32, diagnostics: &mut Diagnostics) {
    for (start, line) in source.lines() {
        for (offset, character) in line.char_indices().filter(|(_, character)| is_invisible(*character)) {
            let code = u32::from(character);
            let place = Source::place(file, start + offset, start + offset + character.len_utf8());
            let problem = Diagnostic::new(place, format!("invisible character U+{code:04X}"));
            diagnostics.push(problem.help(format!("if it is meant, write `\\u{code:04x}` in double quotes")));
        }
    }
}

/// Reads nodes off the events, and their data off the value. `None` means that a reported problem leaves
/// nothing to go on with.
struct Reader<'t, 'd> {
    source: &'t Source,
    file: u32,
    events: Parser<'t, StrInput<'t>>,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> Reader<'t, '_> {
    fn document(&mut self, value: Option<Value>) -> Option<Node> {
        loop {
            match self.next()? {
                (Event::DocumentStart(_), _) => break,
                (Event::StreamEnd, _) => {
                    let problem = Diagnostic::new(Source::place(self.file, 0, 0), "the file is empty");
                    self.diagnostics.push(problem.expected("a YAML document"));
                    return None;
                }
                _ => {}
            }
        }
        let (event, span) = self.next()?;
        let root = self.node(&event, span, value, 0)?;
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Some(root),
                (Event::DocumentStart(_), span) => {
                    let problem = self.problem(span, "a second YAML document starts here");
                    self.diagnostics.push(problem.expected("one per file"));
                    return Some(root);
                }
                _ => {}
            }
        }
    }

    fn node(&mut self, event: &Event<'t>, span: Span, value: Option<Value>, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            let problem = self.problem(span, "nesting too deep");
            self.diagnostics.push(problem.expected(format!("at most {DEEPEST} levels")));
            return None;
        }
        let is_refused = self.refuse_anchor_or_tag(event, span) || self.refuse_question_mark(event, span);
        let value = value.filter(|_| !is_refused);
        let (place, data) = match event {
            Event::Scalar(text, style, ..) => (self.scalar_place(span, text, *style), scalar(value)),
            Event::SequenceStart(..) => {
                let items = match value {
                    Some(Value::Sequence(items)) => items,
                    _ => Vec::new(),
                };
                let items = self.items(items, depth + 1)?;
                (self.beginning(span, items.first().map(|item| item.place)), Data::List(items))
            }
            Event::MappingStart(..) => {
                let entries = match value {
                    Some(Value::Mapping(entries)) => entries.into_iter().collect(),
                    _ => Vec::new(),
                };
                let entries = self.entries(entries, depth + 1)?;
                (self.beginning(span, entries.first().map(|(key, _)| key.place)), Data::Mapping(entries))
            }
            _ => (self.place(span), Data::Refused),
        };
        Some(Node { place, data })
    }

    fn items(&mut self, values: Vec<Value>, depth: usize) -> Option<Vec<Node>> {
        let (mut items, mut values) = (Vec::new(), values.into_iter());
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Some(items),
                (event, span) => items.push(self.node(&event, span, values.next(), depth)?),
            }
        }
    }

    fn entries(&mut self, values: Vec<(Value, Value)>, depth: usize) -> Option<Vec<(Key, Node)>> {
        let (mut entries, mut values) = (Vec::new(), values.into_iter());
        let mut first_places = HashMap::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                return Some(entries);
            }
            let (key_value, value) = values.next().unzip();
            let is_text = key_value.as_ref().is_none_or(Value::is_string);
            let key = self.node(&event, span, key_value, depth)?;
            let (next, next_span) = self.next()?;
            let node = self.node(&next, next_span, value, depth)?;
            let Event::Scalar(name, ..) = event else {
                self.refuse_key(&key);
                continue;
            };
            let first = *first_places.entry(name.to_string()).or_insert(key.place);
            if first != key.place {
                let problem = Diagnostic::new(key.place, format!("repeated key {}", quoted(&name)));
                self.diagnostics.push(problem.other(first, "first used here"));
                continue;
            }
            entries.push((Key { place: key.place, name: name.to_string(), is_text }, node));
        }
    }

    /// Both would let a value stand somewhere else than where it is used, and a tag would let it mean
    /// something else than it shows; `serde_yaml` would follow them silently.
    fn refuse_anchor_or_tag(&mut self, event: &Event<'_>, span: Span) -> bool {
        let (anchored, tagged) = match event {
            Event::Alias(_) => (true, false),
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag) => (*anchor > 0, tag.is_some()),
            _ => (false, false),
        };
        if anchored {
            let problem = self.problem(span, "anchors and aliases are not allowed in a spec");
            self.diagnostics.push(problem);
        }
        if tagged {
            let problem = self.problem(span, "tags are not allowed in a spec");
            self.diagnostics.push(problem.help("put text that begins with `!` in quotes"));
        }
        anchored || tagged
    }

    /// Between brackets the parser of `serde_yaml` takes such a text for a key without its mark.
    fn refuse_question_mark(&mut self, event: &Event<'_>, span: Span) -> bool {
        let is_question =
            matches!(event, Event::Scalar(text, ScalarStyle::Plain, ..) if text.starts_with('?'));
        if is_question {
            let problem = self.problem(span, "found text that begins with `?`");
            self.diagnostics.push(problem.help("put it in quotes"));
        }
        is_question
    }

    fn refuse_key(&mut self, key: &Node) {
        let problem = Diagnostic::new(key.place, "found a list or a mapping as a key").expected("text");
        self.diagnostics.push(problem.help("put text that begins with `[` or `{` in quotes"));
    }

    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        match self.events.next_event()? {
            Ok(marked) => Some(marked),
            Err(error) => {
                let byte = self.byte(error.marker().line(), error.marker().col());
                self.diagnostics.push(slips::explain(self.source, self.file, byte, &of_syntax(&error)));
                None
            }
        }
    }

    fn problem(&self, span: Span, message: &str) -> Diagnostic {
        Diagnostic::new(self.place(span), message)
    }

    fn byte(&self, line: usize, column: usize) -> usize {
        self.source.byte_at(line, column)
    }

    fn place(&self, span: Span) -> Place {
        let start = self.byte(span.start.line(), span.start.col());
        Source::place(self.file, start, self.byte(span.end.line(), span.end.col()))
    }

    /// The characters of a scalar where they are written as they read, without the quotes.
    fn scalar_place(&self, span: Span, text: &str, style: ScalarStyle) -> Place {
        let place = self.place(span);
        let quote = usize::from(matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted));
        let start = place.start as usize + quote;
        let written = self.source.text().get(start..).unwrap_or_default();
        if !text.is_empty() && written.starts_with(text) {
            Source::place(self.file, start, start + text.len())
        } else {
            // A block goes on over many lines, and its first one says enough.
            self.first_line(place)
        }
    }

    /// The place of a list or mapping: its bracket, or the beginning of its first entry.
    fn beginning(&self, span: Span, first: Option<Place>) -> Place {
        let place = self.place(span);
        match first {
            Some(first) if place.length() == 0 => Place { start: place.start.min(first.start), ..first },
            _ => self.first_line(place),
        }
    }

    fn first_line(&self, place: Place) -> Place {
        let (start, line) = self.source.line(self.source.line_of(place.start));
        Source::place(self.file, place.start as usize, (place.end as usize).min(start + line.len()))
    }
}

fn of_syntax(error: &ScanError) -> String {
    format!("invalid YAML: {}", error.info())
}

/// The data of a scalar. Without a value, a problem is reported already.
fn scalar(value: Option<Value>) -> Data {
    match value {
        Some(Value::Null) => Data::Nothing,
        Some(Value::Bool(boolean)) => Data::Boolean(boolean),
        Some(Value::Number(number)) => {
            let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
            integer.map_or(Data::Number, Data::Integer)
        }
        Some(Value::String(text)) => Data::Text(text),
        _ => Data::Refused,
    }
}
