//! Files that commands are given, and files that they are told to write.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::store::shown;

/// What is in the file.
///
/// # Errors
///
/// It cannot be read, or is longer than this.
pub fn read(path: &Path, max_length: u64) -> Result<Zeroizing<Vec<u8>>, Error> {
    let unreadable = |source| Error::Read { path: path.to_owned(), source };
    let mut bytes = Zeroizing::new(Vec::new());
    let file = File::open(path).map_err(unreadable)?;
    match file.take(max_length + 1).read_to_end(&mut bytes).map_err(unreadable)? {
        length if length as u64 > max_length => Err(Error::TooLong { path: path.to_owned(), max_length }),
        _ => Ok(bytes),
    }
}

/// Why there is nothing to read. Its text is one line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be read.
    #[error("cannot read {}", shown(path))]
    Read { path: PathBuf, source: io::Error },
    /// It is too long.
    #[error("{} is longer than {max_length} bytes", shown(path))]
    TooLong { path: PathBuf, max_length: u64 },
}
