//! The folder that the root and its certificates are kept in.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, SecondsFormat, Utc};
use rcgen::KeyPair;
use wmlogin_certificate::folder::{self, Content, Lock};
use wmlogin_certificate::{MAX_CERTIFICATE_LENGTH, PersonalCertificate, Serial};
use wmlogin_types::runtime::text::normalize;

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

/// A folder that nobody else uses.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _lock: Lock,
}

impl Folder {
    /// Takes the folder, and creates it if it is not there.
    pub(super) fn take(path: PathBuf) -> Result<Self, FolderError> {
        folder::create_folders(&path)?;
        let Some(lock) = Lock::try_exclusive(&path.join(LOCK))? else {
            return Err(FolderError::InUse(path));
        };
        folder::sweep(&path)?;
        Ok(Self { path, _lock: lock })
    }

    /// What is kept in it; a root is made if nothing is.
    pub(super) fn load(&self, names: &[String]) -> Result<(Root, Register), FolderError> {
        let (mut certificates, mut revoked) = (Vec::new(), BTreeMap::new());
        for name in folder::names(&self.path)? {
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

    /// Returns the bytes of a file, or `None` if it is not there. Whoever runs a stand-in may put the files of
    /// others there, or links.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, FolderError> {
        let limit = MAX_CERTIFICATE_LENGTH as u64;
        match folder::read_if_there(&self.path.join(name), Content::Any, limit) {
            Err(folder::Error::TooLong { .. }) => {
                Err(self.damaged(name, format!("it has more than {limit} bytes")))
            }
            read => Ok(read?),
        }
    }

    fn text(&self, name: &str) -> Result<Option<String>, FolderError> {
        let text =
            self.read(name)?.map(|bytes| String::from_utf8(normalize(&bytes).into_owned())).transpose();
        text.map_err(|_| self.damaged(name, "it is no text"))
    }

    /// Writes a file that is not there yet, for the owner alone: whole, or not at all.
    fn write(&self, name: &str, content: &[u8]) -> Result<(), FolderError> {
        Ok(folder::create(&self.path.join(name), content)?)
    }

    fn damaged(&self, name: &str, reason: impl Into<String>) -> FolderError {
        FolderError::Damaged { path: self.path.join(name), reason: reason.into() }
    }
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
