//! The folder that the root and its certificates are kept in.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};
use rcgen::KeyPair;
use wmlogin_certificate::{MAX_CERTIFICATE_LENGTH, PersonalCertificate, Serial};

use super::MAX_ISSUED;
use super::error::FolderError;
use super::register::Register;
use super::root::Root;

const KEY: &str = "root.key";
const ROOT: &str = "root.cer";
const LOCK: &str = "lock";

/// What the names end with, after the serial number.
const ISSUED: &str = ".cer";
const REVOKED: &str = ".revoked";

/// What the names begin with of files that are still being written.
const UNFINISHED: &str = ".new-";

/// A folder that nobody else uses.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Locked.
    lock: File,
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Closing it is not enough: a program that is being started at this moment still has it open, too.
        if let Err(error) = self.lock.unlock() {
            tracing::warn!(%error, folder = %self.path.display(), "still locked");
        }
    }
}

impl Folder {
    /// Takes the folder, and makes it if it is not there.
    pub(super) fn take(path: PathBuf) -> Result<Self, FolderError> {
        fs::create_dir_all(&path).map_err(|source| FolderError::write(&path, source))?;
        let lock = path.join(LOCK);
        let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&lock);
        let file = opened.map_err(|source| FolderError::write(&lock, source))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(FolderError::InUse(path)),
            Err(TryLockError::Error(source)) => return Err(FolderError::write(&lock, source)),
        }
        let folder = Self { path, lock: file };
        folder.sweep()?;
        Ok(folder)
    }

    /// What is kept in it; a root is made if nothing is.
    pub(super) fn load(&self, names: &[String]) -> Result<(Root, Register), FolderError> {
        let (mut certificates, mut revoked) = (Vec::new(), BTreeMap::new());
        for name in self.names()? {
            if let Some(serial) = serial(&name, ISSUED) {
                certificates.push(self.certificate(&name, &serial)?);
            } else if let Some(serial) = serial(&name, REVOKED) {
                revoked.insert(serial, self.revocation(&name)?);
            }
        }
        if certificates.len() > MAX_ISSUED {
            return Err(FolderError::Full(self.path.clone()));
        }
        let root = self.root(certificates.is_empty() && revoked.is_empty(), names)?;
        for certificate in &certificates {
            // On its first day it was valid, if it is genuine.
            let checked = root.verifier().check_chain(&[certificate.der().clone()], certificate.not_before());
            checked.map_err(|error| self.damaged(&name(certificate.serial(), ISSUED), error.to_string()))?;
        }
        self.complete(&root)?;
        Ok((root, Register::of(certificates, revoked)))
    }

    /// Keeps a certificate.
    pub(super) fn add(&self, certificate: &PersonalCertificate) -> Result<(), FolderError> {
        self.write(&name(certificate.serial(), ISSUED), certificate.der())
    }

    /// Keeps that a certificate is revoked.
    pub(super) fn revoke(&self, serial: &Serial, since: DateTime<Utc>) -> Result<(), FolderError> {
        let since = since.to_rfc3339_opts(SecondsFormat::Secs, true) + "\n";
        self.write(&name(serial, REVOKED), since.as_bytes())
    }

    /// The root of what is there, or a new one. Nothing is written yet.
    fn root(&self, is_new: bool, names: &[String]) -> Result<Root, FolderError> {
        let (key, certificate) = (self.text(KEY)?, self.text(ROOT)?);
        let key = match key {
            Some(key) => KeyPair::from_pem(&key).map_err(|_| self.damaged(KEY, "it holds no private key"))?,
            None if is_new && certificate.is_none() => {
                KeyPair::generate().map_err(|error| FolderError::Root(error.into()))?
            }
            None => return Err(FolderError::NoKey(self.path.join(KEY))),
        };
        match certificate {
            Some(text) => Root::read(text, key).map_err(|reason| self.damaged(ROOT, reason.to_string())),
            None => Root::of(key, names).map_err(FolderError::Root),
        }
    }

    /// Writes what is missing of the root. The key comes first: the rest can be made from it.
    fn complete(&self, root: &Root) -> Result<(), FolderError> {
        for (name, content) in [(KEY, &*root.secret_key_pem()), (ROOT, root.pem())] {
            if self.read(name)?.is_none() {
                self.write(name, content.as_bytes())?;
            }
        }
        Ok(())
    }

    fn certificate(&self, name: &str, serial: &Serial) -> Result<PersonalCertificate, FolderError> {
        let der = self.read(name)?.unwrap_or_default();
        let certificate = PersonalCertificate::from_der(&der);
        let certificate = certificate.map_err(|error| self.damaged(name, error.to_string()))?;
        if certificate.serial() == serial {
            Ok(certificate)
        } else {
            Err(self.damaged(name, format!("it has the serial number {}", certificate.serial())))
        }
    }

    fn revocation(&self, name: &str) -> Result<DateTime<Utc>, FolderError> {
        let text = self.text(name)?.unwrap_or_default();
        text.trim().parse().map_err(|_| self.damaged(name, "it does not say since when"))
    }

    fn names(&self) -> Result<Vec<String>, FolderError> {
        let unreadable = |source| FolderError::read(&self.path, source);
        let entries = fs::read_dir(&self.path).map_err(unreadable)?;
        let entries: Vec<_> = entries.collect::<io::Result<_>>().map_err(unreadable)?;
        Ok(entries.into_iter().filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    /// Removes what a stand-in was writing when it was killed.
    fn sweep(&self) -> Result<(), FolderError> {
        for name in self.names()?.into_iter().filter(|name| name.starts_with(UNFINISHED)) {
            let path = self.path.join(name);
            fs::remove_file(&path).map_err(|source| FolderError::write(&path, source))?;
        }
        Ok(())
    }

    /// The bytes of a file; none if it is not there.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FolderError> {
        let path = self.path.join(name);
        let mut bytes = Vec::new();
        let limit = MAX_CERTIFICATE_LENGTH as u64;
        match File::open(&path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)) {
            Ok(length) if length as u64 > limit => {
                Err(self.damaged(name, format!("it has more than {limit} bytes")))
            }
            Ok(_) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(FolderError::read(&path, source)),
        }
    }

    fn text(&self, name: &str) -> Result<Option<String>, FolderError> {
        let text = self.read(name)?.map(String::from_utf8).transpose();
        text.map_err(|_| self.damaged(name, "it is no text"))
    }

    /// Writes a file that is not there yet, for the owner alone: whole, or not at all.
    fn write(&self, name: &str, content: &[u8]) -> Result<(), FolderError> {
        let path = self.path.join(name);
        let written = || {
            let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&self.path)?;
            file.write_all(content)?;
            file.as_file().sync_all()?;
            file.persist_noclobber(&path)?;
            sync_folder(&self.path)
        };
        written().map_err(|source| FolderError::write(&path, source))
    }

    fn damaged(&self, name: &str, reason: impl Into<String>) -> FolderError {
        FolderError::Damaged { path: self.path.join(name), reason: reason.into() }
    }
}

/// Makes the names in the folder outlast a loss of power, where the system has a way to.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// The name of a certificate's file. A colon is no part of a name everywhere.
fn name(serial: &Serial, ending: &str) -> String {
    serial.to_string().replace(':', "") + ending
}

/// The serial number that a name is made of.
fn serial(file: &str, ending: &str) -> Option<Serial> {
    let serial = file.strip_suffix(ending)?.parse().ok()?;
    (name(&serial, ending) == file).then_some(serial)
}
