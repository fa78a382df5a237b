//! One key pair of a store.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use wmlogin_certificate::folder::{self, Content};
use wmlogin_certificate::{
    CertificateRequest, PersonalCertificate, ReadError, RequestError, read_certificates,
};
use wmlogin_types::Wmid;

use super::error::Error;
use super::key::{self, KeyFile, KeyProtection};
use super::layout::{BACKUP, CERTIFICATE, KEY, MAX_LENGTH, REPLACED, REQUEST, SIGNED};
use super::name::Name;
use super::record::BackupRecord;

/// One key pair of a store, with what is known about it.
#[derive(Debug)]
pub struct Entry {
    /// Its name.
    pub name: Name,
    /// Its folder.
    pub folder: PathBuf,
    /// `true` if it was moved to the replaced ones.
    pub retired: bool,
    /// Its stage, if it is complete.
    pub state: Result<State, Damage>,
    /// A digest of its files, by which a change is noticed.
    pub(super) version: [u8; 32],
}

/// The stage of a key pair.
#[derive(Debug)]
pub enum State {
    /// It waits for its certificate.
    Pending(Box<Pending>),
    /// It has its certificate.
    Installed(Box<Installed>),
}

/// A key pair that waits for its certificate.
#[derive(Debug)]
pub struct Pending {
    /// The request.
    pub request: CertificateRequest,
    /// The certificates that came and are not valid yet, in DER, the personal one first.
    pub signed: Vec<Vec<u8>>,
}

impl Pending {
    /// Returns the certificate that came and is not valid yet.
    pub fn signed(&self) -> Option<PersonalCertificate> {
        PersonalCertificate::from_der(self.signed.first()?).ok()
    }
}

/// A key pair with its certificate.
#[derive(Debug)]
pub struct Installed {
    /// The certificate. It was verified when it was installed; its file may have been changed since.
    pub certificate: PersonalCertificate,
    /// The certificates in DER, the personal one first, up to the root.
    pub chain: Vec<Vec<u8>>,
    /// The key, not opened.
    pub key: KeyFile,
    /// Its backup, if it has one.
    pub backup: Option<BackupRecord>,
}

/// The damage that keeps an entry from being used. Its text is one line.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// A file cannot be read, or is not to be trusted.
    #[error(transparent)]
    File(#[from] Error),
    /// A file is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The private key cannot be used.
    #[error("{KEY} cannot be used")]
    Key(#[source] key::Error),
    /// The request cannot be read.
    #[error("{REQUEST} cannot be used: {0}")]
    Request(RequestError),
    /// The certificate cannot be read.
    #[error("{CERTIFICATE} cannot be used: {0}")]
    Certificate(ReadError),
    /// The record of the backup cannot be read.
    #[error("{BACKUP} cannot be used")]
    Backup(#[source] serde_json::Error),
    /// A file names another WMID than its folder.
    #[error("{file} is for the WMID {found}")]
    OtherWmid { file: &'static str, found: Wmid },
    /// The certificate and the request are for different keys.
    #[error("{CERTIFICATE} and {REQUEST} are for different keys")]
    OtherKey,
}

impl Damage {
    /// Returns the advice, if there is something to do that is not always to be done.
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::File(error) => error.advice(),
            _ => None,
        }
    }
}

/// The files of an entry, as far as there are any.
struct Files {
    key: Option<Vec<u8>>,
    request: Option<Vec<u8>>,
    signed: Option<Vec<u8>>,
    certificate: Option<Vec<u8>>,
    backup: Option<Vec<u8>>,
}

impl Entry {
    /// Reads an entry, of a store that has its secret or not.
    pub(super) fn read(name: Name, folder: PathBuf, has_secret: bool) -> Self {
        let retired = folder.parent().is_some_and(|parent| parent.ends_with(REPLACED));
        let files = Files::read(&folder);
        let version = files.as_ref().map_or([0; 32], Files::digest);
        let state = files.map_err(Damage::from).and_then(|files| state(&name, &files, has_secret));
        Self { name, folder, retired, state, version }
    }

    /// Returns its contents, if it has its certificate and is complete.
    pub fn installed(&self) -> Option<&Installed> {
        match &self.state {
            Ok(State::Installed(installed)) => Some(installed),
            _ => None,
        }
    }

    /// Returns `true` if its key is hardened with a secret that is gone.
    pub(super) fn lacks_secret(&self) -> bool {
        matches!(&self.state, Err(Damage::Key(key::Error::NoSecret))) && !self.retired
    }

    /// Its request, if it waits for its certificate and is whole.
    pub fn pending(&self) -> Option<&CertificateRequest> {
        match &self.state {
            Ok(State::Pending(pending)) => Some(&pending.request),
            _ => None,
        }
    }

    /// The certificates that came and are not valid yet, if there are any.
    pub fn signed(&self) -> &[Vec<u8>] {
        match &self.state {
            Ok(State::Pending(pending)) => &pending.signed,
            _ => &[],
        }
    }
}

impl Files {
    fn read(path: &Path) -> Result<Self, Error> {
        folder::check_folder(path)?;
        let read = |name, content| folder::read_if_there(&path.join(name), content, MAX_LENGTH);
        Ok(Self {
            key: read(KEY, Content::Secret)?,
            request: read(REQUEST, Content::Public)?,
            signed: read(SIGNED, Content::Public)?,
            certificate: read(CERTIFICATE, Content::Public)?,
            backup: read(BACKUP, Content::Public)?,
        })
    }

    fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for file in [&self.key, &self.request, &self.signed, &self.certificate, &self.backup] {
            digest.update(file.as_ref().map_or([0; 32], |bytes| Sha256::digest(bytes).into()));
        }
        digest.finalize().into()
    }
}

fn state(name: &Name, files: &Files, has_secret: bool) -> Result<State, Damage> {
    let key = KeyFile::read(files.key.as_deref().ok_or(Damage::Missing(KEY))?).map_err(Damage::Key)?;
    if key.protection() == KeyProtection::Hardened && !has_secret {
        return Err(Damage::Key(key::Error::NoSecret));
    }
    let request = files.request.as_deref().map(CertificateRequest::from_pem);
    let request = request.transpose().map_err(Damage::Request)?;
    if let Some(request) = &request {
        same_wmid(name, REQUEST, request.holder().wmid())?;
    }
    let Some(file) = &files.certificate else {
        let request = request.ok_or(Damage::Missing(CERTIFICATE))?;
        // What cannot be read is asked for again.
        let signed =
            files.signed.as_deref().and_then(|file| read_certificates(file).ok()).unwrap_or_default();
        let signed = signed.iter().map(|certificate| certificate.to_vec()).collect();
        return Ok(State::Pending(Box::new(Pending { request, signed })));
    };
    let chain = read_certificates(file).map_err(Damage::Certificate)?;
    let leaf = chain.first().ok_or(Damage::Missing(CERTIFICATE))?;
    let certificate = PersonalCertificate::from_der(leaf).map_err(Damage::Certificate)?;
    same_wmid(name, CERTIFICATE, certificate.holder().wmid())?;
    if request.is_some_and(|request| !certificate.is_for(request.public_key_der())) {
        return Err(Damage::OtherKey);
    }
    let backup = files.backup.as_deref().map(serde_json::from_slice).transpose().map_err(Damage::Backup)?;
    let chain = chain.iter().map(|certificate| certificate.to_vec()).collect();
    Ok(State::Installed(Box::new(Installed { certificate, chain, key, backup })))
}

fn same_wmid(name: &Name, file: &'static str, found: &Wmid) -> Result<(), Damage> {
    if *found == name.wmid { Ok(()) } else { Err(Damage::OtherWmid { file, found: *found }) }
}
