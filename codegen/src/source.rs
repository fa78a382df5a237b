//! A spec file as a tree in which every node knows its line and column.
//!
//! Serde keeps no positions, so a problem found after it has read a file could only be described.
//! The tree keeps them: a check walks it by [`Place`] and points at the line to change.

mod place;
#[cfg(test)]
mod tests;
mod text;
mod tree;

pub use place::Place;

use crate::diagnostic::{Diagnostic, Diagnostics};
use text::Text;

/// A file that was read: its path, its text and the tree the text says.
#[derive(Debug)]
pub struct Source {
    text: Text,
    root: Node,
}

impl Source {
    /// Reads `text` as one YAML document and reports what is wrong with it.
    ///
    /// A tree comes back whenever the syntax allows one, even if there are problems, so that one
    /// run can go on and find the others.
    pub fn read(path: &str, text: String, diagnostics: &mut Diagnostics) -> Option<Self> {
        let text = Text::new(path, text);
        let root = tree::read(&text, diagnostics)?;
        Some(Self { text, root })
    }

    /// The path of the file as problems display it.
    #[must_use]
    pub fn path(&self) -> &str {
        self.text.path()
    }

    /// The text of the file, without a byte order mark and with an end to its last line.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.content()
    }

    /// The node that holds all others.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The place to navigate from.
    #[must_use]
    pub fn place(&self) -> Place<'_> {
        Place::new(self, &self.root)
    }

    /// A problem at a position that no [`Place`] stands for.
    #[must_use]
    pub fn problem(&self, position: Position, message: impl Into<String>) -> Diagnostic {
        self.text.problem(position, message)
    }
}

/// A line and a column, both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The number of the line.
    pub line: usize,
    /// The number of the character in the line.
    pub column: usize,
}

impl Position {
    /// Where a file begins.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// A value of a YAML document and where it begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Node {
    /// Where the value begins.
    pub position: Position,
    /// What the value is.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, a number, a truth value or nothing, as written and unescaped.
    Scalar {
        /// The characters, without quotes and escapes.
        text: String,
        /// How they are written, which decides what they can mean.
        style: Style,
    },
    /// The items of a list.
    Sequence(Vec<Node>),
    /// The entries of a mapping in their order: a key, which is a scalar, and its value.
    Mapping(Vec<(Node, Node)>),
    /// What stands where a problem was reported already, so nothing more is said about it.
    Refused,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: may mean a number, a truth value or nothing.
    Plain,
    /// In single or double quotes: always text.
    Quoted,
    /// Below a `|` or a `>`: always text.
    Block,
}
