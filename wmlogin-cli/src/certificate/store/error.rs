//! Why the store cannot be read or changed.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::files::MAX_LENGTH;
use super::name::Name;
use crate::foreign;

/// Why the store cannot be read or changed. Its text is one line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read {}", shown(path))]
    Read { path: PathBuf, source: io::Error },
    /// A file or folder cannot be made or changed.
    #[error("cannot write {}", shown(path))]
    Write { path: PathBuf, source: io::Error },
    /// The lock cannot be taken.
    #[error("cannot lock {}", shown(path))]
    Lock { path: PathBuf, source: io::Error },
    /// A link stands in the place of a file or folder.
    #[error("{} is a link", shown(path))]
    Link { path: PathBuf },
    /// Something else stands in the place of a file.
    #[error("{} is not a file", shown(path))]
    NotAFile { path: PathBuf },
    /// Something else stands in the place of a folder.
    #[error("{} is not a folder", shown(path))]
    NotAFolder { path: PathBuf },
    /// Another user could have put it there.
    #[error("{} belongs to the user {owner}, and this program runs as {user}", shown(path))]
    Owner { path: PathBuf, owner: u32, user: u32 },
    /// Others can read or change it.
    #[error("{} is open to other users: its mode is {mode:04o}", shown(path))]
    Open { path: PathBuf, mode: u32 },
    /// The file is longer than any that belongs here.
    #[error("{} is longer than {MAX_LENGTH} bytes", shown(path))]
    TooLong { path: PathBuf },
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
    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }

    pub(super) fn write(path: &Path, source: io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }

    /// Whether there is no such file.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Read { source, .. } if source.kind() == ErrorKind::NotFound)
    }

    /// Whether there is such a file already.
    pub fn is_there_already(&self) -> bool {
        matches!(self, Self::Write { source, .. } if source.kind() == ErrorKind::AlreadyExists)
    }

    /// What to do, if there is something to do.
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::Open { path, .. } => {
                Some(format!("If nobody else was to see or change it: chmod go= {}", shown(path)))
            }
            Self::SecretGone { .. } => {
                Some("Import the backup of that key first: wmlogin certificate import FILE".to_owned())
            }
            Self::Changed(_) => Some("Look at `wmlogin certificate status`, and try again.".to_owned()),
            _ => None,
        }
    }
}

/// A path as it may be shown.
pub fn shown(path: &Path) -> String {
    foreign::escape(&path.to_string_lossy())
}
