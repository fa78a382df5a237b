//! The record of a backup.

use std::fmt::Write;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::pkcs12::MAX_LENGTH;
use crate::file;

/// The file that was verified to be a backup of an entry, and the time of that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupRecord {
    /// The file, where it was.
    pub file: PathBuf,
    /// The SHA-256 digest of what was in it, in hexadecimal digits.
    pub sha256: String,
    /// The time at which it was opened and compared.
    pub verified: DateTime<Utc>,
}

/// The state of the file since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupFile {
    /// It is there, as it was.
    Unchanged,
    /// It is not where it was, as when its disk is not connected.
    NotThere,
    /// It is another one by now, or cannot be read.
    Changed,
}

impl BackupFile {
    /// A name, for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::NotThere => "not_there",
            Self::Changed => "changed",
        }
    }
}

impl BackupRecord {
    /// The record of a file with this in it.
    pub fn new(file: PathBuf, bytes: &[u8], verified: DateTime<Utc>) -> Self {
        Self { file, sha256: digest(bytes), verified }
    }

    /// Returns `true` if the file had these bytes.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        self.sha256 == digest(bytes)
    }

    /// Returns the state of the file.
    pub fn file_now(&self) -> BackupFile {
        match read(&self.file) {
            Ok(bytes) if self.is_of(&bytes) => BackupFile::Unchanged,
            Err(error) if error.kind() == ErrorKind::NotFound => BackupFile::NotThere,
            _ => BackupFile::Changed,
        }
    }

    /// The record as a file.
    pub fn to_json(&self) -> String {
        // Text and a time alone: nothing in it can fail.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file::open(path)?.take(MAX_LENGTH + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
