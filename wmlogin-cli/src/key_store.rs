//! The key store: a folder with the key pairs and certificates of its owner, who can understand it.
//!
//! ```text
//! <store>/                    mode 0700
//!   lock                      held by whoever writes (alone) or reads (with others)
//!   secret                    32 random bytes, once a key is hardened
//!   123456789012-1/           a key pair: the WMID, and which of its key pairs it is
//!     key.pem                 the private key, encrypted; see `key::KeyProtection`
//!     request.pem             the request for a certificate, unless the key pair was imported
//!     signed.pem              a certificate that was signed but is not valid yet, until it is installed
//!     certificate.pem         the certificate, and the chain up to the root, once it is installed
//!     backup.json             which file was verified to be a backup, and when
//!   replaced/123456789012-1/  a key pair that a later one of the WMID has replaced
//! ```
//!
//! **Every command changes the store in one step**: a folder of a key pair takes its name, or one file in it
//! does. What is read before is gathered without the lock, since a prompt or a server may take its time;
//! then the lock is taken, what was read is compared with what is there, and the step is made. A process that is
//! ended leaves the store as before the step or as after it, and files in the making, which the next
//! writer removes.
//!
//! Two things are no steps. The `secret` is made before the first key is hardened, and does nothing by
//! itself. That a key pair is replaced needs none of its own: **of a WMID's installed certificates, the one with
//! the highest number counts**. The folders of others are moved to `replaced` by whoever writes next.

use std::fs;
use std::path::{Path, PathBuf};

use wmlogin_certificate::folder::{self, Lock};
use wmlogin_types::Wmid;

use layout::{BACKUP, LOCK, REPLACED, SECRET, SIGNED};

pub use contents::Contents;
pub use entry::{Damage, Entry, Installed, Pending, State};
pub use error::{Error, absolute};
pub use failures::{ANOTHER_BACKUP, other_backup, unusable_backup};
pub use layout::{CERTIFICATE, KEY, REQUEST};
pub use name::Name;
pub use passphrase::Passphrase;
pub use record::{BackupFile, BackupRecord};
pub use roots::{Roots, pem};
pub use secret::Secret;
pub use steps::{Answer, not_a_certificate, other_key};

mod chain;
mod contents;
mod entry;
mod error;
mod failures;
pub mod key;
mod layout;
mod name;
mod passphrase;
pub mod pkcs12;
mod record;
mod roots;
mod secret;
mod steps;

/// A store, which is there once something is written to it.
pub struct KeyStore {
    root: PathBuf,
}

impl KeyStore {
    /// The store in this folder.
    pub fn new(root: &Path) -> Self {
        // Where links lead to is what is checked and shown.
        Self { root: fs::canonicalize(root).unwrap_or_else(|_| absolute(root)) }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder of an entry, which may not exist yet.
    pub fn folder(&self, name: &Name) -> PathBuf {
        self.root.join(name.to_string())
    }

    /// Returns the folder of an entry that is replaced.
    pub fn replaced_folder(&self, name: &Name) -> PathBuf {
        self.root.join(REPLACED).join(name.to_string())
    }

    /// Reads the contents. Waits until nobody is writing.
    ///
    /// # Errors
    ///
    /// The store itself cannot be read. An entry that cannot be read is part of what is in it.
    pub fn read(&self) -> Result<Contents, Error> {
        match folder::check_folder(&self.root) {
            Err(error) if error.is_not_found() => return Ok(Contents::default()),
            checked => checked?,
        }
        // Whoever made the folder and was ended before the lock was there has written nothing else.
        let _lock = Lock::shared(&self.root.join(LOCK))?;
        Contents::read(&self.root)
    }

    /// Takes the lock for writing, and finishes what others left. Waits for whoever reads or writes.
    ///
    /// # Errors
    ///
    /// The store cannot be made, locked or changed.
    pub fn write(&self) -> Result<Writer<'_>, Error> {
        folder::create_folders(&self.root)?;
        folder::check_folder(&self.root)?;
        let lock = Lock::exclusive(&self.root.join(LOCK))?;
        let writer = Writer { store: self, _lock: lock };
        writer.tidy()?;
        Ok(writer)
    }

    /// The secret that hardened keys are opened with, if there is one.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn secret(&self) -> Result<Option<Secret>, Error> {
        secret::read(&self.root.join(SECRET))
    }
}

/// The store, locked for writing until it is dropped.
pub struct Writer<'a> {
    store: &'a KeyStore,
    _lock: Lock,
}

impl Writer<'_> {
    /// Returns the contents of the store.
    ///
    /// # Errors
    ///
    /// As of [`KeyStore::read`].
    pub fn contents(&self) -> Result<Contents, Error> {
        Contents::read(&self.store.root)
    }

    /// Adds a key pair of this WMID with these files.
    ///
    /// # Errors
    ///
    /// Returns the error of the system.
    pub fn add(&self, wmid: Wmid, files: &[(&str, &[u8])]) -> Result<Name, Error> {
        let contents = self.contents()?;
        let name = Name::next(wmid, contents.names());
        folder::create_folder(&self.store.folder(&name), files)?;
        self.retire()?;
        Ok(name)
    }

    /// Gives the certificate to an entry that has none and is as it was read.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`], or what the system says.
    pub fn install(&self, entry: &Entry, pem: &str) -> Result<(), Error> {
        self.unchanged(entry)?;
        folder::create(&entry.folder.join(CERTIFICATE), pem.as_bytes())?;
        self.retire()
    }

    /// Keeps a certificate that is not valid yet, with an entry that has none and is as it was read.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`], or what the system says.
    pub fn keep(&self, entry: &Entry, pem: &str) -> Result<(), Error> {
        self.unchanged(entry)?;
        Ok(folder::replace(&entry.folder.join(SIGNED), pem.as_bytes())?)
    }

    /// Notes the backup of an entry that is as it was read.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`], or what the system says.
    pub fn note_backup(&self, entry: &Entry, record: &BackupRecord) -> Result<(), Error> {
        self.unchanged(entry)?;
        Ok(folder::replace(&entry.folder.join(BACKUP), record.to_json().as_bytes())?)
    }

    /// Puts another form of its key into an entry that is as it was read.
    ///
    /// # Errors
    ///
    /// [`Error::Changed`], or what the system says.
    pub fn replace_key(&self, entry: &Entry, pem: &str) -> Result<(), Error> {
        self.unchanged(entry)?;
        Ok(folder::replace(&entry.folder.join(KEY), pem.as_bytes())?)
    }

    /// The secret that hardened keys are opened with; made if there is none.
    ///
    /// # Errors
    ///
    /// It cannot be read or made, or is gone while a key needs it.
    pub fn secret(&self) -> Result<Secret, Error> {
        let path = self.store.root.join(SECRET);
        match secret::read(&path)? {
            Some(secret) => Ok(secret),
            // With another one in its place, nobody would see that those keys do not open.
            None => match self.contents()?.entries().find(|entry| entry.lacks_secret()) {
                Some(entry) => Err(Error::SecretGone { path, name: entry.name }),
                None => secret::create(&path),
            },
        }
    }

    fn unchanged(&self, entry: &Entry) -> Result<(), Error> {
        let has_secret = self.store.secret().is_ok_and(|secret| secret.is_some());
        let now = Entry::read(entry.name, entry.folder.clone(), has_secret);
        if now.version == entry.version { Ok(()) } else { Err(Error::Changed(entry.name)) }
    }

    /// Removes what is left in the making, and moves what is replaced.
    fn tidy(&self) -> Result<(), Error> {
        folder::sweep(&self.store.root)?;
        for entry in self.contents()?.entries() {
            folder::sweep(&entry.folder)?;
        }
        self.retire()
    }

    /// Moves what is replaced.
    fn retire(&self) -> Result<(), Error> {
        let contents = self.contents()?;
        for entry in contents.entries().filter(|entry| contents.is_replaced(entry)) {
            if !entry.retired {
                folder::create_folders(&self.store.root.join(REPLACED))?;
                folder::move_folder(&entry.folder, &self.store.replaced_folder(&entry.name))?;
            }
        }
        Ok(())
    }
}
