//! Errors of generating.

use crate::diagnostic::Diagnostics;
use crate::load::ReadError;
use crate::wording::counted;
use crate::write::FileError;

/// An error of generating; nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A spec file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no spec to generate from.
    #[error("there is no spec file: {expected}")]
    NoSpec {
        /// Where one was expected.
        expected: &'static str,
    },
    /// A file beside the spec files looks like one and is not read.
    #[error("{path}: is not read, because its name does not end in `.yaml`")]
    OtherExtension {
        /// The path of the file.
        path: String,
    },
    /// There are problems in the spec.
    #[error("{0}\n\n{count}; nothing was written", count = counted(.0.len(), "problem"))]
    Spec(Diagnostics),
    /// A generated file could not be compared or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The environment is not that of a build script.
    #[error("the environment variable OUT_DIR is not set; `Builder` is for a build script")]
    NoOutDir,
}

// By hand, because `#[from]` would make a source of what the message contains in full.
impl From<Diagnostics> for Error {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Spec(diagnostics)
    }
}
