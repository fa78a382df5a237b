//! The reasons that a file or folder cannot be used.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// An error that occurs when a file or folder is read or written.
///
/// The text is one line and does not repeat the [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file or folder cannot be read.
    #[error("cannot read {}", shown(path))]
    Read {
        /// The file or folder that cannot be read.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The file or folder cannot be created or changed.
    #[error("cannot write {}", shown(path))]
    Write {
        /// The file or folder that cannot be created or changed.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// The file cannot be locked.
    #[error("cannot lock {}", shown(path))]
    Lock {
        /// The file that is to be locked.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// There is a symbolic link in the place of a file or folder.
    #[error("{} is a link", shown(path))]
    Link {
        /// The place of the link.
        path: PathBuf,
    },
    /// There is something else in the place of a file.
    #[error("{} is not a file", shown(path))]
    NotAFile {
        /// The place of what is not a file.
        path: PathBuf,
    },
    /// There is something else in the place of a folder.
    #[error("{} is not a folder", shown(path))]
    NotAFolder {
        /// The place of what is not a folder.
        path: PathBuf,
    },
    /// Another user could have put it there.
    #[error("{} belongs to the user {owner}, and this program runs as {user}", shown(path))]
    Owner {
        /// The file or folder of another user.
        path: PathBuf,
        /// The number of its owner.
        owner: u32,
        /// The number of the user of this program.
        user: u32,
    },
    /// Other users can read or change it.
    #[error("{} is open to other users: its mode is {mode:04o}", shown(path))]
    Open {
        /// The file or folder that others can use.
        path: PathBuf,
        /// The permissions.
        mode: u32,
    },
    /// The file is longer than the limit.
    #[error("{} is longer than {max_length} bytes", shown(path))]
    TooLong {
        /// The file that is too long.
        path: PathBuf,
        /// The limit.
        max_length: u64,
    },
}

impl Error {
    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }

    pub(super) fn write(path: &Path, source: io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }

    /// Returns `true` if there is no such file.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Read { source, .. } if source.kind() == ErrorKind::NotFound)
    }

    /// Returns `true` if there is already such a file.
    #[must_use]
    pub fn is_there_already(&self) -> bool {
        matches!(self, Self::Write { source, .. } if source.kind() == ErrorKind::AlreadyExists)
    }

    /// Returns what to do about it, if there is something.
    #[must_use]
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::Open { path, .. } => {
                Some(format!("If nobody else was to see or change it: chmod go= {}", shown(path)))
            }
            _ => None,
        }
    }
}

/// Returns the path, sanitized for display.
fn shown(path: &Path) -> String {
    path.to_string_lossy().chars().fold(String::new(), |mut shown, character| {
        match character {
            '"' | '\'' => shown.push(character),
            other => shown.extend(other.escape_debug()),
        }
        shown
    })
}
