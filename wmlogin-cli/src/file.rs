//! Files that are named on the command line.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::failure::{Failure, chain};
use crate::foreign;

/// Opens a file. A named pipe is refused, because nobody may ever write to it; what a shell puts in the place of
/// a command, `<(command)`, is one that somebody writes to.
///
/// # Errors
///
/// Returns the error of the system.
pub fn open(path: &Path) -> io::Result<File> {
    let is_of_system = ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder));
    let kind = fs::metadata(path)?.file_type();
    if !is_of_system && !kind.is_file() && !kind.is_dir() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a file"));
    }
    File::open(path)
}

/// Reads a file of at most so many bytes; `-` is standard input.
///
/// # Errors
///
/// Returns an error if the file cannot be read, or is longer.
pub fn read(path: &Path, max_length: u64) -> Result<Zeroizing<Vec<u8>>, Error> {
    let unreadable = |source| Error::Read { path: path.to_owned(), source };
    let mut bytes = Zeroizing::new(Vec::new());
    let mut file: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(open(path).map_err(unreadable)?)
    };
    match file.by_ref().take(max_length + 1).read_to_end(&mut bytes).map_err(unreadable)? {
        length if length as u64 > max_length => Err(Error::TooLong { path: path.to_owned(), max_length }),
        _ => Ok(bytes),
    }
}

/// An error that occurs when a file is read. Its text is one line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read {}", shown(path))]
    Read { path: PathBuf, source: io::Error },
    /// The file is too long.
    #[error("{} is longer than {max_length} bytes", shown(path))]
    TooLong { path: PathBuf, max_length: u64 },
}

/// Returns the path, sanitized for display.
pub fn shown(path: &Path) -> String {
    foreign::escape(&path.to_string_lossy())
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::input("file", chain(&error))
    }
}
