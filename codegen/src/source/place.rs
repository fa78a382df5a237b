//! Navigation from node to node without ever failing.

use super::{Node, Position, Source, Style, Value};
use crate::diagnostic::Diagnostic;

/// A node of a file, and the position in it that a problem would be reported at.
///
/// Every step that leads nowhere stays where it is, so a check that follows the data it was given
/// always has a place to report at.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    source: &'a Source,
    node: &'a Node,
    position: Position,
}

impl<'a> Place<'a> {
    pub(super) fn new(source: &'a Source, node: &'a Node) -> Self {
        Self { source, node, position: node.position }
    }

    /// The node that stands here.
    #[must_use]
    pub fn node(self) -> &'a Node {
        self.node
    }

    /// The file this is a place in.
    #[must_use]
    pub fn source(self) -> &'a Source {
        self.source
    }

    /// The line and column.
    #[must_use]
    pub fn position(self) -> Position {
        self.position
    }

    /// The place of the value under `name`; this place if there is none.
    #[must_use]
    pub fn key(self, name: &str) -> Self {
        self.entry(name).map_or(self, |(_, value)| value)
    }

    /// The place of the key `name` itself; this place if there is none.
    #[must_use]
    pub fn key_name(self, name: &str) -> Self {
        self.entry(name).map_or(self, |(key, _)| key)
    }

    /// The place of the item with this index in a list, or of the value in a mapping; this place
    /// if there is none.
    #[must_use]
    pub fn item(self, index: usize) -> Self {
        self.items().nth(index).unwrap_or(self)
    }

    /// The places of a list's items or of a mapping's values; none for a scalar.
    pub fn items(self) -> impl Iterator<Item = Self> {
        let items = match &self.node.value {
            Value::Sequence(items) => items.as_slice(),
            _ => &[],
        };
        let values = self.entries().map(|(_, value)| value);
        items.iter().map(move |item| self.at(item)).chain(values)
    }

    /// The places of a mapping's keys and values; none for anything else.
    pub fn entries(self) -> impl Iterator<Item = (Self, Self)> {
        let entries = match &self.node.value {
            Value::Mapping(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(move |(key, value)| (self.at(key), self.at(value)))
    }

    /// The characters of a scalar, without quotes and escapes.
    #[must_use]
    pub fn scalar(self) -> Option<&'a str> {
        match &self.node.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The place `offset` characters into a scalar, for a problem with a part of it.
    ///
    /// It stays at the beginning where the characters before it are not written as they read, as
    /// after an escape or a line break, because any other column would point at the wrong one.
    #[must_use]
    pub fn within(self, offset: usize) -> Self {
        let Value::Scalar { text, style } = &self.node.value else {
            return self;
        };
        let start = match style {
            Style::Quoted => self.node.position.column,
            Style::Plain | Style::Block => self.node.position.column - 1,
        };
        let line = self.source.text.line(self.node.position.line);
        let written = line.chars().skip(start).take(offset);
        if text.chars().count() < offset || !written.eq(text.chars().take(offset)) {
            return self;
        }
        let position = Position { column: start + offset + 1, ..self.node.position };
        Self { position, ..self }
    }

    /// A problem here, to be completed with what is expected and pushed to the
    /// [`Diagnostics`](crate::diagnostic::Diagnostics).
    #[must_use]
    pub fn problem(self, message: impl Into<String>) -> Diagnostic {
        self.source.text.problem(self.position, message)
    }

    fn entry(self, name: &str) -> Option<(Self, Self)> {
        self.entries().find(|(key, _)| key.scalar().is_some_and(|text| text == name))
    }

    fn at(self, node: &'a Node) -> Self {
        Self::new(self.source, node)
    }
}
