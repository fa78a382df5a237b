//! The owners of files and folders, and the other users who could read or change them.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use super::error::Error;

/// The content of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Anything that may also be someone else's, or a link.
    Any,
    /// Content that others may read but not change.
    Public,
    /// Content that nobody else may read.
    Secret,
}

/// Checks that there is a plain file, and that others can do nothing with it that they may not.
pub(super) fn check_file(path: &Path, content: Content) -> Result<(), Error> {
    let forbidden = match content {
        Content::Any => {
            let metadata = fs::metadata(path).map_err(|source| Error::read(path, source))?;
            return is_file(path, &metadata);
        }
        Content::Public => 0o022,
        Content::Secret => 0o077,
    };
    let metadata = metadata(path)?;
    is_file(path, &metadata)?;
    check(path, &metadata, forbidden)
}

fn is_file(path: &Path, metadata: &Metadata) -> Result<(), Error> {
    if metadata.is_file() { Ok(()) } else { Err(Error::NotAFile { path: path.to_owned() }) }
}

/// Checks that there is a folder, of this user or the system's, that nobody else can change.
///
/// # Errors
///
/// Returns an error if there is none, or others can change it.
pub fn check_folder(path: &Path) -> Result<(), Error> {
    let metadata = metadata(path)?;
    if !metadata.is_dir() {
        return Err(Error::NotAFolder { path: path.to_owned() });
    }
    check(path, &metadata, 0o022)
}

/// Returns the metadata of the path itself: a link leads to where another user may write.
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
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn check(_path: &Path, _metadata: &Metadata, _forbidden: u32) -> Result<(), Error> {
    Ok(())
}

/// Returns the nearest folder above the path in which every user can replace what is there: one that all may write
/// to, without the bit that protects the entries of others, as in `/tmp`.
#[cfg(unix)]
#[must_use]
pub fn writable_above(path: &Path) -> Option<PathBuf> {
    use std::os::unix::fs::MetadataExt;

    let is_open = |folder: &Path| {
        let mode = fs::metadata(folder).map_or(0, |metadata| metadata.mode());
        mode & 0o002 != 0 && mode & 0o1000 == 0
    };
    path.ancestors().skip(1).find(|folder| is_open(folder)).map(Path::to_owned)
}

/// Returns nothing: the system's access lists are its administrator's.
#[cfg(not(unix))]
#[must_use]
pub fn writable_above(_path: &Path) -> Option<PathBuf> {
    None
}

/// Returns `true` if others than its owner can read the file, as far as the system tells.
#[cfg(unix)]
#[must_use]
pub fn others_can_read(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    metadata.is_file() && metadata.mode() & 0o044 != 0
}

/// Returns `true` if others than its owner can read the file, as far as the system tells.
#[cfg(not(unix))]
#[must_use]
pub const fn others_can_read(_metadata: &Metadata) -> bool {
    false
}
