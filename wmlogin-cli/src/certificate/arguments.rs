//! Arguments that several commands about certificates have.

use std::env;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use etcetera::BaseStrategy;
use wmlogin_certificate::MAX_FILE_LENGTH;
use wmlogin_client::Service;
use wmlogin_types::Wmid;

use super::passphrase::Source;
use super::server;
use crate::failure::{Failure, chain};
use crate::file::{self, shown};
use crate::key_store::Roots;
use crate::key_store::key::Kind;

const STORE: &str = "WMLOGIN_STORE";

/// The folder with the certificates.
#[derive(Args)]
pub struct Store {
    /// Folder with the certificates; else the variable `WMLOGIN_STORE`, else a folder
    /// `wmlogin/certificates` among the user's data
    #[arg(long, global = true, value_name = "DIR", verbatim_doc_comment)]
    store: Option<PathBuf>,
}

impl Store {
    /// Returns the folder with the certificates.
    pub fn folder(&self) -> Result<PathBuf, Failure> {
        if let Some(store) = &self.store {
            return Ok(store.clone());
        }
        match env::var_os(STORE) {
            Some(store) if !store.is_empty() => Ok(store.into()),
            _ => {
                let data = etcetera::choose_base_strategy().map_err(|error| {
                    let reason = chain(&error);
                    Failure::input("no_home", format!("there is no folder for the certificates: {reason}"))
                })?;
                Ok(data.data_dir().join("wmlogin").join("certificates"))
            }
        }
    }
}

/// The kind of a new key.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum KeyType {
    /// RSA with 2048 bits: what every browser, card and server takes
    #[default]
    #[value(name = "rsa-2048")]
    Rsa2048,
    /// ECDSA on the curve P-256: made in no time, with shorter signatures
    #[value(name = "ecdsa-p256")]
    EcdsaP256,
}

impl From<KeyType> for Kind {
    fn from(key: KeyType) -> Self {
        match key {
            KeyType::Rsa2048 => Self::Rsa2048,
            KeyType::EcdsaP256 => Self::EcdsaP256,
        }
    }
}

/// The choice of a certificate.
#[derive(Args)]
pub struct Choice {
    /// The WMID of the certificate; not needed if there is only one
    #[arg(long, value_name = "WMID")]
    pub wmid: Option<Wmid>,
}

/// The source of the passphrase of the private key.
#[derive(Args)]
pub struct KeyPassphrase {
    /// File with the passphrase of the private key; else the variable `WMLOGIN_PASSPHRASE`,
    /// else a prompt
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    passphrase_file: Option<PathBuf>,
}

impl KeyPassphrase {
    /// Returns the source of the passphrase.
    pub fn source(&self) -> Source<'_> {
        Source {
            of: "the private key",
            file: self.passphrase_file.as_deref(),
            option: "--passphrase-file",
            variable: "WMLOGIN_PASSPHRASE",
        }
    }
}

/// The source of the passphrase of the backup file.
#[derive(Args)]
pub struct BackupPassphrase {
    /// File with the passphrase of the backup file; else the variable
    /// `WMLOGIN_BACKUP_PASSPHRASE`, else a prompt
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    backup_passphrase_file: Option<PathBuf>,
}

impl BackupPassphrase {
    /// Returns the source of the passphrase.
    pub fn source(&self) -> Source<'_> {
        Source {
            of: "the backup file",
            file: self.backup_passphrase_file.as_deref(),
            option: "--backup-passphrase-file",
            variable: "WMLOGIN_BACKUP_PASSPHRASE",
        }
    }
}

/// The roots that certificates have to lead to.
#[derive(Args)]
pub struct Root {
    /// File with the root certificates that the certificate has to lead to, in DER or PEM
    #[arg(long, value_name = "FILE", env = "WMLOGIN_ROOT")]
    root: PathBuf,
}

impl Root {
    /// Reads the file.
    pub fn read(&self) -> Result<Roots, Failure> {
        read_roots(&self.root)
    }
}

/// Reads a file with root certificates.
pub fn read_roots(path: &Path) -> Result<Roots, Failure> {
    let bytes = file::read(path, MAX_FILE_LENGTH as u64)?;
    Roots::read(&bytes).map_err(|error| {
        Failure::input("root", format!("{} holds no root certificate: {}", shown(path), chain(&error)))
    })
}

/// The certification server and its roots.
#[derive(Args)]
pub struct Server {
    /// The certification server, such as the address that `wmlogin gatekeeper` prints
    #[arg(long, value_name = "URL", env = "WMLOGIN_SERVER", value_parser = server::parse)]
    pub server: Service,

    #[command(flatten)]
    pub root: Root,
}
