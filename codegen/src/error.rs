//! Why nothing was generated.

use crate::diagnostic::Diagnostics;
use crate::load::ReadError;
use crate::write::FileError;

/// Why nothing was generated.
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
    /// There are problems in the spec.
    #[error("{0}\n\n{count}; nothing was written", count = problems(.0))]
    Spec(Diagnostics),
    /// A generated file could not be compared or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A build script's own doing.
    #[error("the environment variable OUT_DIR is not set; `Builder` is for a build script")]
    NoOutDir,
}

// By hand, because `#[from]` would make a source of what the message tells in full.
impl From<Diagnostics> for Error {
    fn from(diagnostics: Diagnostics) -> Self {
        Self::Spec(diagnostics)
    }
}

fn problems(diagnostics: &Diagnostics) -> String {
    match diagnostics.len() {
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    }
}
