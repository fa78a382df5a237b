//! From files to the spec as written: text, nodes that know their place, typed entries.
//!
//! `serde_yaml` decides what a text means. It keeps no positions, so a second parser marks where every
//! node stands; the two are walked in lock step, and a value takes its place along when it is
//! deserialized. Every stage reports all problems that it can see: a file with a syntax error is not read
//! any further, a value of another shape is replaced by an empty one, and the others are still looked at.

mod deserialize;
mod overlay;
mod slips;
mod spanned;
mod yaml;

use std::fs::File;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR_STR, Path};
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::spec::Document;
use wmlogin_runtime::text::normalize;
use yaml::Node;

pub use spanned::{Entries, Optional, Spanned};

/// How large a spec file may be, in bytes. A document as data takes some tens of kilobytes; what
/// is larger than this is not a spec, and reading it would only take memory.
const LARGEST_FILE: u64 = 16 << 20;

/// An error of reading a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// I/O error.
    #[error("{path}: cannot be read: {reason}")]
    Io {
        /// The path of the file.
        path: String,
        /// The system's error.
        reason: io::Error,
    },
    /// The file is too large.
    #[error("{path}: is larger than {LARGEST_FILE} bytes, so it is not a spec file")]
    TooLarge {
        /// The path of the file.
        path: String,
    },
    /// The file is not text in UTF-8, nor in UTF-16 with a byte order mark.
    #[error("{path}:{line}: is not text in UTF-8")]
    NotText {
        /// The path of the file.
        path: String,
        /// The number of the first line that is not.
        line: usize,
    },
}

/// The text of a spec file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The path that problems display.
    pub path: String,
    /// The text of the file.
    pub text: String,
    /// Says if the file adds to those before it, instead of standing for itself.
    pub extends: bool,
}

impl Input {
    /// A file that stands for itself.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), extends: false }
    }

    /// Reads a file, with a byte order mark or without, and whichever line ends it has.
    ///
    /// # Errors
    ///
    /// There is no such file, or it is too large or not text.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let displayed = displayed(path);
        match File::open(path) {
            Ok(file) => Ok(Self::new(displayed.clone(), text_of(displayed, file)?)),
            Err(reason) => Err(ReadError::Io { path: displayed, reason }),
        }
    }

    /// The file as one that adds to those before it.
    #[must_use]
    pub fn extending(self) -> Self {
        Self { extends: true, ..self }
    }
}

/// A spec as written: its files, and what they say.
#[derive(Debug)]
pub struct Spec {
    pub(crate) sources: Arc<[Source]>,
    pub(crate) documents: Vec<Document>,
}

impl Spec {
    /// Reads the texts of spec files, which are one spec together.
    ///
    /// # Errors
    ///
    /// Every problem of their syntax and shape; those of the shape of a file only if its syntax is correct.
    pub fn read(inputs: impl IntoIterator<Item = Input>) -> Result<Self, Diagnostics> {
        let (sources, extends): (Vec<_>, Vec<_>) =
            inputs.into_iter().map(|input| (Source::new(input.path, &input.text), input.extends)).unzip();
        let sources: Arc<[Source]> = sources.into();
        let mut diagnostics = Diagnostics::new(Arc::clone(&sources));
        let roots: Vec<_> =
            (0..).zip(sources.iter()).map(|(file, it)| yaml::read(it, file, &mut diagnostics)).collect();
        let mut merged: Vec<Node> = Vec::new();
        let mut is_whole = true;
        for (root, extends) in roots.into_iter().zip(extends) {
            match root {
                // The extension of an incomplete spec would look incomplete too.
                Some(_) if extends && !is_whole => {}
                Some(root) if extends => overlay::extend(&mut merged, root, &mut diagnostics),
                Some(root) => merged.push(root),
                None => is_whole = false,
            }
        }
        let documents = merged.iter().filter_map(|root| deserialize::read(root, &mut diagnostics)).collect();
        if diagnostics.is_empty() { Ok(Self { sources, documents }) } else { Err(diagnostics) }
    }
}

/// Reads one byte more than is allowed, which tells a file that is too large from one that just fits
/// without trusting what the system says about its size.
fn text_of(path: String, content: impl Read) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    if let Err(reason) = content.take(LARGEST_FILE + 1).read_to_end(&mut bytes) {
        return Err(ReadError::Io { path, reason });
    }
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(ReadError::TooLarge { path });
    }
    String::from_utf8(normalize(&bytes).into_owned()).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(valid).filter(|byte| **byte == b'\n').count() + 1;
        ReadError::NotText { path, line }
    })
}

/// The path as messages display it, with `/` on every system.
#[must_use]
pub fn displayed(path: &Path) -> String {
    path.to_string_lossy().replace(MAIN_SEPARATOR_STR, "/")
}
