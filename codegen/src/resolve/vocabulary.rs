//! The types that everything else refers to.

use super::entry::Files;
use super::enums::Enums;
use super::types::Types;
use super::{date_formats, flags, identifiers};
use crate::diagnostic::Diagnostics;
use crate::model;

/// All types of a spec, by the indices that [`Types`] gives them.
#[derive(Debug)]
pub(super) struct Vocabulary<'a> {
    /// The names.
    pub types: Types<'a>,
    /// Enums and tables.
    pub enums: Enums<'a>,
    /// Sets of flags; one with problems is nothing.
    pub flags: Vec<Option<model::Flags>>,
    /// Identifiers; one with problems is nothing.
    pub identifiers: Vec<Option<model::Identifier>>,
    /// Date formats; one with problems is nothing.
    pub date_formats: Vec<Option<model::DateFormat>>,
}

impl<'a> Vocabulary<'a> {
    /// Resolves the types of all files.
    pub fn resolve(files: &'a Files, diagnostics: &mut Diagnostics) -> Self {
        let types = Types::collect(files, diagnostics);
        Self {
            enums: Enums::resolve(files, &types, diagnostics),
            flags: flags::resolve(files, diagnostics),
            identifiers: identifiers::resolve(files, diagnostics),
            date_formats: date_formats::resolve(files, diagnostics),
            types,
        }
    }
}
