//! The failures of the key store and of what it stands on.

use std::path::Path;

use wmlogin_certificate::{CertificateError, folder};

use super::contents::NoneChosen;
use super::error::Error;
use super::{key, pkcs12};
use crate::failure::{Failure, chain};
use crate::file::shown;

/// The advice on a backup that is not the one that was verified.
pub const ANOTHER_BACKUP: &str =
    "Make another backup under another name: wmlogin certificate backup --output FILE";

/// Returns the failure of a file that is not a backup.
pub fn unusable_backup(file: &Path, error: pkcs12::Error) -> Failure {
    let failure = Failure::from(error);
    Failure { message: format!("{} cannot be used: {}", shown(file), failure.message), ..failure }
}

/// Returns the failure of a backup of something else.
pub fn other_backup(file: &Path) -> Failure {
    let message = format!("{} holds something else than this certificate and its key", shown(file));
    Failure::no("other_backup", message).advise(ANOTHER_BACKUP)
}

impl From<folder::Error> for Failure {
    fn from(error: folder::Error) -> Self {
        Error::from(error).into()
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let message = chain(&error);
        match &error {
            Error::Folder(folder) if folder.is_there_already() => {
                Self::input("exists", message).advise("Nothing is overwritten; give another name.")
            }
            Error::Changed(_) => Self::no("changed", message).advise_if(error.advice()),
            _ => Self::not_asked("store", message).advise_if(error.advice()),
        }
    }
}

impl From<NoneChosen> for Failure {
    fn from(error: NoneChosen) -> Self {
        let message = error.to_string();
        match error {
            NoneChosen::None | NoneChosen::NoneOf(_) => {
                Self::no("no_certificate", message).advise("See what there is: wmlogin certificate status")
            }
            NoneChosen::Several(_) => Self::input("several_wmids", message).advise("Say which with --wmid."),
            NoneChosen::Damaged { advice, .. } => Self::no("damaged", message).advise_if(advice),
        }
    }
}

impl From<key::Error> for Failure {
    fn from(error: key::Error) -> Self {
        let kind = if matches!(error, key::Error::Passphrase) { "passphrase" } else { "key" };
        Self::no(kind, chain(&error))
    }
}

impl From<CertificateError> for Failure {
    fn from(error: CertificateError) -> Self {
        let of_clock =
            matches!(error, CertificateError::NotYetValid { .. } | CertificateError::Expired { .. });
        let advice = of_clock.then_some("The time is that of this machine's clock; is it right?");
        Self::no(error.kind(), chain(&error)).advise_if(advice)
    }
}

impl From<pkcs12::Error> for Failure {
    fn from(error: pkcs12::Error) -> Self {
        let make = if matches!(error, pkcs12::Error::SeveralKeys { .. }) { Self::input } else { Self::no };
        make(error.kind(), chain(&error)).advise_if(error.advice())
    }
}
