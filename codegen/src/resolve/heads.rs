//! The parts of every entry: names, a description and an origin.

use crate::model::{Head, Origin};
use crate::spec::{Document, Entry, Name};

/// The origins that the entries of each file inherit.
pub struct Heads {
    /// The file of each document, and its origin.
    origins: Vec<(u32, Origin)>,
}

impl Heads {
    pub fn new(documents: &[Document]) -> Self {
        Self { origins: (0..).zip(documents).map(|(file, document)| (file, document.origin)).collect() }
    }

    /// The head of an entry that stands in a file by itself.
    pub fn of<E: Entry>(&self, entry: &E, rust: String, description: &str) -> Head {
        self.inside(None, entry, rust, description)
    }

    /// The head of an entry that stands in another, whose origin it inherits. In an extension, entries
    /// inherit the origin of their own file.
    pub fn inside<E: Entry>(
        &self,
        parent: Option<&Head>,
        entry: &E,
        rust: String,
        description: &str,
    ) -> Head {
        let name = entry.name();
        let file = name.place().file as usize;
        let parent = parent.filter(|parent| parent.file == file).map(|parent| parent.origin);
        let origin = entry.origin().or(parent).unwrap_or_else(|| self.of_file(file));
        Head { name: name.text().to_owned(), rust, description: description.to_owned(), origin, file }
    }

    /// The origin that the entries of a file have.
    pub fn of_file(&self, file: usize) -> Origin {
        let found = self.origins.iter().find(|(other, _)| *other as usize == file);
        found.map_or(Origin::Documented, |(_, origin)| *origin)
    }
}

/// The words that the Rust names of an entry are made of.
pub fn words<E: Entry>(entry: &E) -> &Name {
    entry.rust().unwrap_or_else(|| entry.name())
}
