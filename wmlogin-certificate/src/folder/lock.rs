//! The lock of a folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::error::Error;
use super::files::{private_file, step};

/// A lock that is held until it is dropped, by this process alone or by several that only read.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Waits until nobody else has the lock. The file is created if there is none.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is a link, or cannot be created or locked.
    pub fn exclusive(path: &Path) -> Result<Self, Error> {
        let file = create(path)?;
        file.lock().map_err(|source| failed(path, source))?;
        Ok(Self(file))
    }

    /// Takes the lock if nobody else has it. The file is created if there is none.
    ///
    /// # Errors
    ///
    /// As for [`exclusive`](Self::exclusive).
    pub fn try_exclusive(path: &Path) -> Result<Option<Self>, Error> {
        let file = create(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(failed(path, source)),
        }
    }

    /// Waits until nobody has the lock alone. Returns `None` if there is no such file.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is a link, or cannot be opened or locked.
    pub fn shared(path: &Path) -> Result<Option<Self>, Error> {
        refuse_link(path)?;
        match File::open(path) {
            Ok(file) => {
                file.lock_shared().map_err(|source| failed(path, source))?;
                Ok(Some(Self(file)))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(failed(path, source)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file is not enough: a process that is being started at this moment still has it open, too.
        let _ = self.0.unlock();
    }
}

fn create(path: &Path) -> Result<File, Error> {
    refuse_link(path)?;
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    private_file(&mut options);
    step(|| options.open(path)).map_err(|source| Error::write(path, source))
}

/// A link would create a file elsewhere, and a pipe would never open. Nobody puts one there meanwhile, because the
/// folder is the user's.
fn refuse_link(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => Err(Error::Link { path: path.to_owned() }),
        Ok(metadata) if !metadata.is_file() => Err(Error::NotAFile { path: path.to_owned() }),
        _ => Ok(()),
    }
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::Lock { path: path.to_owned(), source }
}
