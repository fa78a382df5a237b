//! Every operation on the files of a store, and how a crash between any two of them is tested.
//!
//! A file or folder comes into being under a temporary name beside its place, is written to the disk, and
//! then takes its name in one step; the folder that has the name is written to the disk after that. Whoever
//! ends the program meanwhile leaves nothing but a temporary file. In a store the next writer sweeps it;
//! beside a backup or an export it stays.
//!
//! With the Cargo feature `crash-points`, the variable `WMLOGIN_CRASH_POINT` names a number: the program
//! aborts right before the operation with that number, which is right after the one before as far as the
//! disk can tell. A test counts up from 1 until the program completes, and so ends it once at every place
//! where it could end. Without the feature none of this is compiled.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempPath};

use super::error::Error;
use super::guard::{self, Content};

/// What the names of files and folders in the making begin with.
const TEMPORARY: &str = ".new-";

/// The longest file of a store, in bytes: a chain of certificates is far below.
pub const MAX_LENGTH: u64 = 64 * 1024;

/// What the file holds, if it is a plain file that others cannot change, or with a secret cannot read
/// either, and not too long.
///
/// # Errors
///
/// It cannot be read, or is not to be trusted.
pub fn read(path: &Path, content: Content) -> Result<Vec<u8>, Error> {
    // Nobody puts another file there meanwhile: the folder is checked when the store is opened.
    guard::check_file(path, content)?;
    let mut bytes = Vec::new();
    let opened = File::open(path).map_err(|source| Error::read(path, source))?;
    let length = opened.take(MAX_LENGTH + 1).read_to_end(&mut bytes);
    match length.map_err(|source| Error::read(path, source))? {
        length if length as u64 > MAX_LENGTH => Err(Error::TooLong { path: path.to_owned() }),
        _ => Ok(bytes),
    }
}

/// What the file holds, or nothing if there is none.
///
/// # Errors
///
/// As of [`read`].
pub fn read_if_there(path: &Path, content: Content) -> Result<Option<Vec<u8>>, Error> {
    match read(path, content) {
        Err(error) if error.is_not_found() => Ok(None),
        read => read.map(Some),
    }
}

/// The names in the folder, without those of what is in the making.
///
/// # Errors
///
/// The folder cannot be read.
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

/// Makes the folder, for this user alone, and those above it, unless it is there.
///
/// # Errors
///
/// What the system says.
pub fn create_folders(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
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

/// Opens the lock file, and makes it if there is none.
///
/// # Errors
///
/// What the system says.
pub fn open_lock(path: &Path) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    private_file(&mut options);
    step(|| options.open(path)).map_err(|source| Error::write(path, source))
}

/// Makes the folder with these files, whole or not at all.
///
/// # Errors
///
/// What the system says.
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

/// Whether a file of this name can be made: there is none.
///
/// # Errors
///
/// [`Error::is_there_already`].
pub fn refuse_existing(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(Error::write(path, io::ErrorKind::AlreadyExists.into())),
        Err(_) => Ok(()),
    }
}

/// Makes the file, whole or not at all, and never in the place of another.
///
/// # Errors
///
/// What the system says; [`Error::is_there_already`] if there is one.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    place(path, bytes, |temporary| temporary.persist_noclobber(path).map_err(io::Error::from))
}

/// Makes the file, or puts it in the place of the one that is there, in one step.
///
/// # Errors
///
/// What the system says.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    place(path, bytes, |temporary| temporary.persist(path).map_err(io::Error::from))
}

/// Moves a folder to another parent.
///
/// # Errors
///
/// What the system says.
pub fn move_folder(from: &Path, to: &Path) -> Result<(), Error> {
    let moved = || -> io::Result<()> {
        step(|| fs::rename(from, to))?;
        sync(parent(to))?;
        sync(parent(from))
    };
    moved().map_err(|source| Error::write(to, source))
}

/// Removes what a program that was ended left in the making in this folder.
///
/// # Errors
///
/// What the system says.
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

/// Writes a file into a folder that nobody knows yet.
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

/// The system keeps no folder open, and writes names to the disk by itself.
#[cfg(not(unix))]
fn sync(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// Files are made for this user alone: with the mode 0600.
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
fn private_file(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;

    options.mode(0o600);
}

#[cfg(not(unix))]
fn private_file(_options: &mut OpenOptions) {}

/// One operation, before which a test may end the program.
fn step<T>(operation: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
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

/// An absolute path, for records and messages.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
