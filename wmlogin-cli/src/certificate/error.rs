//! Why a command about certificates did not do what it should.

use std::io;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use etcetera::HomeDirError;
use wmlogin_certificate::{
    CertificateError, CertificateVerifierBuildError, HolderError, KeyKind, ReadError, folder,
};
use wmlogin_types::Wmid;

use super::exit::Exit;
use super::store::{self, Name, NoneChosen, shown};
use super::{key, passphrase, pkcs12, server};
use crate::file;

/// What the layers below say.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a command about certificates did not do what it should. Its text is one line, and holds no
/// passphrase and no part of a key.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no place for the store.
    #[error("there is no folder for the certificates")]
    NoHome(#[source] HomeDirError),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    NoneChosen(#[from] NoneChosen),
    #[error(transparent)]
    Passphrase(#[from] passphrase::Error),
    #[error(transparent)]
    Key(#[from] key::Error),
    #[error(transparent)]
    Input(#[from] file::Error),
    #[error(transparent)]
    Server(#[from] server::Error),
    /// Nobody can be told by this.
    #[error(transparent)]
    Holder(#[from] HolderError),
    /// The WMID has a request already.
    #[error("{} waits for its certificate already", .0)]
    Pending(Name, PathBuf),
    /// The WMID has a certificate already.
    #[error("{wmid} has a certificate, valid until {until}")]
    Installed { wmid: Wmid, until: DateTime<Utc> },
    /// There is no request to go on with.
    #[error("no request waits for its certificate")]
    NothingPending,
    /// There is no request of this WMID to go on with.
    #[error("no request of {0} waits for its certificate")]
    NothingPendingOf(Wmid),
    /// There are several requests.
    #[error("requests of several WMIDs wait for their certificates: {}", .0.join(", "))]
    SeveralPending(Vec<String>),
    /// The file with the certificate cannot be read.
    #[error("{} cannot be used: {reason}", shown(file))]
    Certificate { file: PathBuf, reason: ReadError },
    /// The answer of the server is no certificate.
    #[error("the server answered with something else than a personal certificate: {0}")]
    Answer(ReadError),
    /// The file with the roots cannot be used.
    #[error("{} holds no root certificate", shown(file))]
    Root { file: PathBuf, source: Cause },
    /// The certificate is for a key that is not here.
    #[error("the certificate, of {wmid}, is for no key that waits for one in this store")]
    OtherKey { wmid: Wmid },
    /// The certificate is for somebody else.
    #[error("the certificate is for {found}, and the request is for {expected}")]
    OtherWmid { expected: Wmid, found: Wmid },
    /// The certificate is not to be believed.
    #[error(transparent)]
    Unverified(#[from] CertificateError),
    /// The roots are of no use.
    #[error(transparent)]
    Verifier(#[from] CertificateVerifierBuildError),
    /// The key in the store is not the certificate's.
    #[error("the private key in {0} is not the one of its certificate")]
    SwappedKey(Name),
    /// The file is no backup.
    #[error("{} cannot be used", shown(file))]
    Pkcs12 { file: PathBuf, source: pkcs12::Error },
    /// The backup cannot be written.
    #[error(transparent)]
    Write(pkcs12::Error),
    /// There is something else in the place of the backup.
    #[error("{} holds something else than this certificate and its key", shown(.0))]
    OtherBackup(PathBuf),
    /// There is no verified backup.
    #[error("{0} has no verified backup")]
    NoBackup(Name),
    /// The file is not the one that was verified.
    #[error("{} is not the file that was verified at {verified}", shown(file))]
    ChangedBackup { file: PathBuf, verified: DateTime<Utc> },
    /// Nobody said yes.
    #[error("not hardened: nobody said yes")]
    NotConfirmed,
    /// Nobody can be asked.
    #[error("there is no terminal to ask whether the exportable key may be removed")]
    NobodyToAsk,
    /// The key does not leave the store.
    #[error("the private key in {0} is hardened: it is used here and not exported")]
    Hardened(Name),
    /// The key is hardened already.
    #[error("the private key in {0} is hardened already")]
    HardenedAlready(Name),
    /// There is nothing left to renew.
    #[error("the certificate of {wmid} expired after {until}: it cannot be renewed any more")]
    Expired { wmid: Wmid, until: DateTime<Utc> },
    /// It is too soon.
    #[error("the renewal of the certificate of {wmid} is offered from {from} on")]
    NotDue { wmid: Wmid, from: DateTime<Utc> },
    /// A renewal with other data was begun.
    #[error("a renewal for {found} was begun, as {name}")]
    OtherRenewal { name: Name, found: String },
    /// The store has it.
    #[error("the certificate is in the store already, as {0}")]
    ImportedAlready(Name),
    /// The store has a later one.
    #[error("the store has a later certificate of {wmid}, valid until {until}")]
    ImportedLater { wmid: Wmid, until: DateTime<Utc> },
    /// The key is easily broken.
    #[error("the private key is {0}, which is not accepted")]
    WeakKey(KeyKind),
    /// The page cannot be asked for.
    #[error("cannot show the certificate to a server")]
    Tls(#[source] Cause),
    /// The system gives no resources to ask with.
    #[error("cannot begin to ask")]
    Runtime(#[source] io::Error),
    /// The server does not answer.
    #[error("no answer: the server cannot be reached, is not trusted, or does not take the certificate")]
    Page(#[source] reqwest::Error),
    /// What was done cannot be told.
    #[error("cannot write the report")]
    Print(#[source] io::Error),
}

impl From<folder::Error> for Error {
    fn from(error: folder::Error) -> Self {
        Self::Store(error.into())
    }
}

const TOO_LATE: &str = "\
The operator's way is the recovery of access to WM Keeper WebPro. After that, make a new request:
wmlogin certificate request, then register.";

impl Error {
    pub fn tls(error: impl Into<Cause>) -> Self {
        Self::Tls(error.into())
    }

    /// What to do, if there is something to do that the text does not say.
    pub fn advice(&self) -> Option<String> {
        let advice = match self {
            Self::Store(error) if error.is_there_already() => "Nothing is overwritten; give another name.",
            Self::Store(error) => return error.advice(),
            Self::NoneChosen(NoneChosen::Damaged { advice, .. }) => return advice.clone(),
            Self::NoneChosen(NoneChosen::None | NoneChosen::NoneOf(_)) => {
                "See what there is: wmlogin certificate status"
            }
            Self::NoneChosen(NoneChosen::Several(_)) | Self::SeveralPending(_) => "Say which with --wmid.",
            Self::Passphrase(error) => return error.advice(),
            Self::Pkcs12 { source, .. } => source.advice()?,
            Self::Pending(_, folder) => {
                return Some(format!(
                    "Register or install it: its request is {}.\nTo give that key pair up, delete {}.",
                    shown(&folder.join(store::REQUEST)),
                    shown(folder)
                ));
            }
            Self::Installed { .. } => "Renew it instead: wmlogin certificate renew",
            Self::NothingPending | Self::NothingPendingOf(_) => "Make one: wmlogin certificate request",
            Self::OtherKey { .. } => "See which requests wait: wmlogin certificate status",
            Self::NoBackup(_) => "Make one first: wmlogin certificate backup --to FILE",
            Self::ChangedBackup { .. } | Self::OtherBackup(_) => {
                "Make another backup under another name: wmlogin certificate backup --to FILE"
            }
            Self::NobodyToAsk => "Where nobody is to be asked, say --yes.",
            Self::Hardened(_) => "Its backup has the key in an exportable form.",
            Self::Expired { .. } => TOO_LATE,
            Self::NotDue { .. } => "To renew it before, say --early.",
            Self::OtherRenewal { .. } => {
                "Continue it without --email and --key, or delete its folder to begin another."
            }
            Self::Unverified(CertificateError::NotYetValid { .. } | CertificateError::Expired { .. }) => {
                "The time is that of this machine's clock; is it right?"
            }
            _ => return None,
        };
        Some(advice.to_owned())
    }

    /// How the command ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Pkcs12 { source: pkcs12::Error::Passphrase, .. }
            | Self::Passphrase(_)
            | Self::Key(key::Error::Passphrase) => Exit::Passphrase,
            Self::Pkcs12 { source: pkcs12::Error::OtherKey, .. } | Self::OtherKey { .. } => Exit::OtherKey,
            Self::NoneChosen(NoneChosen::Damaged { .. })
            | Self::Certificate { .. }
            | Self::Pkcs12 { .. }
            | Self::Key(_)
            | Self::SwappedKey(_)
            | Self::OtherBackup(_)
            | Self::ChangedBackup { .. } => Exit::Damaged,
            Self::OtherWmid { .. } => Exit::OtherWmid,
            Self::WeakKey(_) => Exit::Unfit,
            Self::Expired { .. } => Exit::OutsideDates,
            Self::Unverified(error) => unverified(error),
            Self::Server(error) => error.exit(),
            Self::Answer(_) => Exit::Refused,
            Self::Page(_) => Exit::Unreachable,
            _ => Exit::NotDone,
        }
    }
}

fn unverified(error: &CertificateError) -> Exit {
    match error {
        CertificateError::NotYetValid { .. }
        | CertificateError::Expired { .. }
        | CertificateError::IssuerDates { .. } => Exit::OutsideDates,
        CertificateError::Read(_) => Exit::Damaged,
        CertificateError::WeakKey { .. }
        | CertificateError::Authority
        | CertificateError::KeyUsage { .. }
        | CertificateError::Revoked => Exit::Unfit,
        _ => Exit::Untrusted,
    }
}
