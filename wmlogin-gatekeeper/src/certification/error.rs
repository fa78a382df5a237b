//! What can go wrong with certificates.

use std::error::Error as StdError;
use std::path::PathBuf;

use thiserror::Error;
use wmlogin_certificate::folder;
use wmlogin_certificate::{RequestError, Serial};
use wmlogin_types::{AuthType, Wmid};

use super::MAX_ISSUED;

/// Why a certification server does not start, or cannot go on.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CertificationError {
    /// The folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Nothing can be signed.
    #[error("the root cannot sign")]
    Signing(#[source] Box<dyn StdError + Send + Sync>),
    /// The clock shows a time that no certificate can have.
    #[error("the clock of the stand-in shows a time that no certificate can have")]
    Clock,
    /// The system has no random numbers.
    #[error("no random numbers")]
    Random(#[from] getrandom::Error),
    /// The stand-in has stopped.
    #[error("the stand-in has stopped")]
    Stopped,
}

impl CertificationError {
    pub(super) fn signing(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Signing(error.into())
    }
}

/// Why a folder of certificates cannot be used. Nothing in it is changed then.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A file or folder cannot be read or written.
    #[error(transparent)]
    File(#[from] folder::Error),
    /// Another stand-in uses the folder.
    #[error("another stand-in uses {}; stop it, or give this one a folder of its own", .0.display())]
    InUse(PathBuf),
    /// The private key of the root is missing, and nothing can be signed without it.
    #[error("{} is missing; put it back, or start with an empty folder and register anew", .0.display())]
    NoKey(PathBuf),
    /// A file says what cannot be.
    #[error(
        "{} cannot be used: {reason}; put the file back as it was, or start with an empty folder and register anew",
        .path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// There is more than a certification server issues.
    #[error("{} has more than {MAX_ISSUED} certificates; start with an empty folder", .0.display())]
    Full(PathBuf),
    /// A root cannot be made.
    #[error("no root can be made")]
    Root(#[source] Box<dyn StdError + Send + Sync>),
}

/// Why a request for a certificate is refused.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RegistrationError {
    /// It cannot be read, its key is weak, or it is not signed with its own key.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// Only configured people have certificates, and this is none of them.
    #[error("there is no user {0}, and the settings say that nobody else can log in")]
    UnknownUser(Wmid),
    /// The user does not have the method that certificates are for.
    #[error("the user {0} does not have the method {method}, which certificates are for", method = AuthType::CERTIFICATE)]
    NoMethod(Wmid),
    /// A certificate of the same key is revoked.
    #[error("a certificate of this key is revoked; make a new key")]
    KeyRevoked,
    /// There is no room for another certificate.
    #[error("there are {MAX_ISSUED} certificates already; start the stand-in with an empty store")]
    Full,
    /// It is not the request that is wrong.
    #[error(transparent)]
    Failure(#[from] CertificationError),
}

/// Why a certificate is not revoked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RevocationError {
    /// No certificate with this serial number was issued.
    #[error("no certificate with the serial number {0} was issued")]
    Unknown(Serial),
    /// It is not the serial number that is wrong.
    #[error(transparent)]
    Failure(#[from] CertificationError),
}
