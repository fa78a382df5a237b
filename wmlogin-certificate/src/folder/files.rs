//! The operations on files and folders.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use tempfile::{Builder, TempPath};

use super::error::Error;
use super::guard::{self, Content};

/// The beginning of the names of temporary files and folders.
const TEMPORARY: &str = ".new-";

/// Reads a plain file of at most so many bytes that others can do nothing with that they may not.
///
/// # Errors
///
/// Returns an error if the file cannot be read, is too long, or not to be trusted.
pub fn read(path: &Path, content: Content, max_length: u64) -> Result<Vec<u8>, Error> {
    // No other user puts a file there meanwhile: the folder is checked before.
    guard::check_file(path, content)?;
    let mut bytes = Vec::new();
    let opened = File::open(path).map_err(|source| Error::read(path, source))?;
    let length = opened.take(max_length.saturating_add(1)).read_to_end(&mut bytes);
    match length.map_err(|source| Error::read(path, source))? {
        length if length as u64 > max_length => Err(Error::TooLong { path: path.to_owned(), max_length }),
        _ => Ok(bytes),
    }
}

/// Reads a file as [`read`] does, or returns `None` if there is none.
///
/// # Errors
///
/// As for [`read`].
pub fn read_if_there(path: &Path, content: Content, max_length: u64) -> Result<Option<Vec<u8>>, Error> {
    match read(path, content, max_length) {
        Err(error) if error.is_not_found() => Ok(None),
        read => read.map(Some),
    }
}

/// Returns the names in the folder, without the temporary ones.
///
/// # Errors
///
/// Returns an error if the folder cannot be read.
pub fn names(folder: &Path) -> Result<Vec<String>, Error> {
    let names = every_name(folder)?;
    Ok(names.into_iter().filter(|name| !name.starts_with(TEMPORARY)).collect())
}

fn every_name(folder: &Path) -> Result<Vec<String>, Error> {
    let listed = fs::read_dir(folder).and_then(|entries| {
        let names = entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        names.collect::<io::Result<Vec<_>>>()
    });
    let mut names = listed.map_err(|source| Error::read(folder, source))?;
    names.sort_unstable();
    Ok(names)
}

/// Creates the folder, for this user alone, and those above it, unless it is there.
///
/// # Errors
///
/// Returns the error of the system.
pub fn create_folders(folder: &Path) -> Result<(), Error> {
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => return Ok(()),
        Ok(_) => return Err(Error::NotAFolder { path: folder.to_owned() }),
        Err(_) => {}
    }
    create_folders(parent(folder))?;
    let made = || -> io::Result<()> {
        match step(|| private_folder().create(folder)) {
            // By another process that makes the store.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        }?;
        sync(parent(folder))
    };
    made().map_err(|source| Error::write(folder, source))
}

/// Creates the folder with these files, whole or not at all.
///
/// # Errors
///
/// Returns the error of the system.
pub fn create_folder(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), Error> {
    let parent = parent(folder);
    let made = || -> io::Result<()> {
        // Removes what it has if a step fails.
        let temporary = step(|| temporary_folder().tempdir_in(parent))?;
        for (name, bytes) in files {
            write(&temporary.path().join(name), bytes)?;
        }
        sync(temporary.path())?;
        step(|| fs::rename(temporary.path(), folder))?;
        // Its name is another one by now.
        let _ = temporary.keep();
        sync(parent)
    };
    made().map_err(|source| Error::write(folder, source))
}

/// Checks that there is no file of this name.
///
/// # Errors
///
/// Returns an error that [is one](Error::is_there_already) for a file that is there.
pub fn refuse_existing(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(Error::write(path, io::ErrorKind::AlreadyExists.into())),
        Err(_) => Ok(()),
    }
}

/// Creates the file, whole or not at all, and never in the place of another.
///
/// # Errors
///
/// Returns the error of the system, or [the one](Error::is_there_already) for a file that is there.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    place(path, bytes, |temporary| temporary.persist_noclobber(path).map_err(io::Error::from))
}

/// Creates the file, or puts it in the place of the one that is there, in one step.
///
/// # Errors
///
/// Returns the error of the system.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    place(path, bytes, |temporary| temporary.persist(path).map_err(io::Error::from))
}

/// Moves a folder to another parent.
///
/// # Errors
///
/// Returns the error of the system.
pub fn move_folder(from: &Path, to: &Path) -> Result<(), Error> {
    let moved = || -> io::Result<()> {
        step(|| fs::rename(from, to))?;
        sync(parent(to))?;
        sync(parent(from))
    };
    moved().map_err(|source| Error::write(to, source))
}

/// Removes the temporary files and folders that a program that was killed left in this folder.
///
/// # Errors
///
/// Returns the error of the system.
pub fn sweep(folder: &Path) -> Result<(), Error> {
    for name in every_name(folder)?.iter().filter(|name| name.starts_with(TEMPORARY)) {
        let path = folder.join(name);
        let removed = step(|| if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) });
        removed.map_err(|source| Error::write(&path, source))?;
    }
    Ok(())
}

fn place(path: &Path, bytes: &[u8], persist: impl FnOnce(TempPath) -> io::Result<()>) -> Result<(), Error> {
    let placed = || -> io::Result<()> {
        let mut temporary = step(|| temporary().tempfile_in(parent(path)))?;
        step(|| temporary.write_all(bytes))?;
        step(|| temporary.as_file().sync_all())?;
        step(|| persist(temporary.into_temp_path()))?;
        sync(parent(path))
    };
    placed().map_err(|source| Error::write(path, source))
}

/// Writes a file into a temporary folder.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    private_file(options.write(true).create_new(true));
    let mut file = step(|| options.open(path))?;
    step(|| file.write_all(bytes))?;
    step(|| file.sync_all())
}

/// Writes the names that a folder has to the disk.
#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    step(|| File::open(folder)?.sync_all())
}

/// Does nothing: the system keeps no folder open, and writes names to the disk by itself.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn sync(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// Returns a builder of files for this user alone: with the mode 0600.
fn temporary() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY);
    builder
}

#[cfg(unix)]
fn temporary_folder() -> Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;

    let mut builder = temporary();
    builder.permissions(fs::Permissions::from_mode(0o700));
    builder
}

#[cfg(not(unix))]
fn temporary_folder() -> Builder<'static, 'static> {
    temporary()
}

#[cfg(unix)]
fn private_folder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt;

    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn private_folder() -> DirBuilder {
    DirBuilder::new()
}

#[cfg(unix)]
pub(super) fn private_file(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;

    options.mode(0o600);
}

#[cfg(not(unix))]
pub(super) fn private_file(_options: &mut OpenOptions) {}

/// Performs one operation, before which a test may kill the program.
pub(super) fn step<T>(operation: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    crash_point();
    operation()
}

#[cfg(feature = "crash-points")]
fn crash_point() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    static PASSED: AtomicUsize = AtomicUsize::new(0);
    let passed = PASSED.fetch_add(1, Ordering::Relaxed) + 1;
    let wanted = std::env::var("WMLOGIN_CRASH_POINT").ok().and_then(|number| number.parse().ok());
    if wanted == Some(passed) {
        std::process::abort();
    }
}

#[cfg(not(feature = "crash-points"))]
const fn crash_point() {}
