//! The errors of the store.

use std::path::{self, Path, PathBuf};

use wmlogin_certificate::folder;

use super::name::Name;
pub use crate::file::shown;

/// The reason that the store cannot be read or changed. Its text is one line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read or written.
    #[error(transparent)]
    Folder(#[from] folder::Error),
    /// The secret of the store is no such thing.
    #[error("{} is damaged", shown(path))]
    Secret { path: PathBuf },
    /// The secret of the store is gone, and a key does not open without it.
    #[error("{} is missing, and the private key in {name} was hardened with it", shown(path))]
    SecretGone { path: PathBuf, name: Name },
    /// Another process changed the entry meanwhile.
    #[error("{0} changed meanwhile: another process works on this store")]
    Changed(Name),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    Random(#[from] getrandom::Error),
}

impl Error {
    /// Returns the advice, if there is something to do.
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::Folder(error) => error.advice(),
            Self::SecretGone { .. } => {
                Some("Import the backup of that key first: wmlogin certificate import FILE".to_owned())
            }
            Self::Changed(_) => Some("Look at `wmlogin certificate status`, and try again.".to_owned()),
            _ => None,
        }
    }
}

/// An absolute path, for records and messages.
pub fn absolute(path: &Path) -> PathBuf {
    path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
