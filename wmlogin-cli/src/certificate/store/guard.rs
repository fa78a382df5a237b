//! Whose the files of a store are, and who else could read or change them.
//!
//! The rules are those of `ssh` for its keys: what another user could have put there, or could read, is
//! not used.

use std::fs::{self, Metadata};
use std::path::Path;

use super::error::Error;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// What others may read, but not change.
    Public,
    /// What nobody else may read.
    Secret,
}

/// A plain file, of this user or the system's.
///
/// # Errors
///
/// There is none, it is another kind of file, or others can do with it what they may not.
pub fn check_file(path: &Path, content: Content) -> Result<(), Error> {
    let metadata = metadata(path)?;
    if !metadata.is_file() {
        return Err(Error::NotAFile { path: path.to_owned() });
    }
    check(path, &metadata, if content == Content::Secret { 0o077 } else { 0o022 })
}

/// A folder, of this user or the system's, that nobody else can change.
///
/// # Errors
///
/// There is none, it is no folder, or others can change it.
pub fn check_folder(path: &Path) -> Result<(), Error> {
    let metadata = metadata(path)?;
    if !metadata.is_dir() {
        return Err(Error::NotAFolder { path: path.to_owned() });
    }
    check(path, &metadata, 0o022)
}

/// Of the path itself: a link leads to where another may write.
fn metadata(path: &Path) -> Result<Metadata, Error> {
    let metadata = fs::symlink_metadata(path).map_err(|source| Error::read(path, source))?;
    if metadata.is_symlink() { Err(Error::Link { path: path.to_owned() }) } else { Ok(metadata) }
}

#[cfg(unix)]
fn check(path: &Path, metadata: &Metadata, forbidden: u32) -> Result<(), Error> {
    use std::os::unix::fs::MetadataExt;

    const ROOT: u32 = 0;
    let owner = metadata.uid();
    let user = rustix::process::geteuid().as_raw();
    if owner != user && owner != ROOT {
        return Err(Error::Owner { path: path.to_owned(), owner, user });
    }
    let mode = metadata.mode() & 0o7777;
    if mode & forbidden != 0 { Err(Error::Open { path: path.to_owned(), mode }) } else { Ok(()) }
}

/// The system's access lists are its administrator's.
#[cfg(not(unix))]
fn check(_path: &Path, _metadata: &Metadata, _forbidden: u32) -> Result<(), Error> {
    Ok(())
}

/// Whether others than its owner can read the file, as far as the system tells.
#[cfg(unix)]
pub fn others_can_read(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    metadata.is_file() && metadata.mode() & 0o044 != 0
}

/// Whether others than its owner can read the file, as far as the system tells.
#[cfg(not(unix))]
pub const fn others_can_read(_metadata: &Metadata) -> bool {
    false
}
