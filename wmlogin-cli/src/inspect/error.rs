//! Why a response cannot be shown.

use std::io;

use wmlogin_types::Field;

use crate::response;

/// Why a response cannot be shown. Its text is one line, and holds no credential that may not be shown.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no response to show.
    #[error(transparent)]
    Response(#[from] response::Error),
    /// The report cannot be written.
    #[error("cannot write the report")]
    Write(#[source] io::Error),
}

impl Error {
    /// What to do, if there is something to do.
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::Response(error) => error.advice(),
            Self::Write(_) => None,
        }
    }

    /// A name of the kind of error, for programs.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Response(error) => error.kind(),
            Self::Write(_) => "write",
        }
    }

    /// The field that is not as documented, if it is about one.
    pub const fn field(&self) -> Option<Field> {
        match self {
            Self::Response(error) => error.field(),
            Self::Write(_) => None,
        }
    }
}
