//! The report on a store, before it is put into words or JSON.

use std::path::Path;

use chrono::{DateTime, Utc};

use crate::exit::Exit;
use crate::key_store::{BackupFile, BackupRecord, Contents, Damage, Entry, Installed, Pending, State};

/// The report on a store.
pub struct Report<'a> {
    /// Its folder.
    pub store: &'a Path,
    /// The moment from which times are counted.
    pub at: DateTime<Utc>,
    /// The certificates.
    pub certificates: Vec<Certificate<'a>>,
    /// The requests that wait.
    pub pending: Vec<(&'a Entry, &'a Pending)>,
    /// The entries that cannot be used, with the reasons.
    pub damaged: Vec<(&'a Entry, &'a Damage)>,
}

/// The report on a certificate.
pub struct Certificate<'a> {
    /// Its folder.
    pub entry: &'a Entry,
    /// The contents of its entry.
    pub installed: &'a Installed,
    /// The state of its dates.
    pub validity: Validity,
    /// Its backup, and what became of the file.
    pub backup: Option<(&'a BackupRecord, BackupFile)>,
}

/// The state of the dates of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// It is valid.
    Valid,
    /// It is valid, and its renewal is due.
    Due,
    /// It will be valid.
    NotYet,
    /// It was valid.
    Expired,
    /// A later one has replaced it.
    Replaced,
}

impl Validity {
    fn of(installed: &Installed, at: DateTime<Utc>) -> Self {
        let certificate = &installed.certificate;
        if at < certificate.not_before() {
            Self::NotYet
        } else if at > certificate.not_after() {
            Self::Expired
        } else if at >= certificate.renewal_from() {
            Self::Due
        } else {
            Self::Valid
        }
    }

    /// A name, for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Due => "renewal_due",
            Self::NotYet => "not_yet_valid",
            Self::Expired => "expired",
            Self::Replaced => "replaced",
        }
    }
}

impl<'a> Report<'a> {
    /// Returns the report on this store at this time.
    pub fn new(store: &'a Path, contents: &'a Contents, all: bool, at: DateTime<Utc>) -> Self {
        let mut report =
            Self { store, at, certificates: Vec::new(), pending: Vec::new(), damaged: Vec::new() };
        for entry in contents.entries() {
            let replaced = contents.is_replaced(entry);
            if replaced && !all {
                continue;
            }
            match &entry.state {
                Ok(State::Installed(installed)) => {
                    let validity = if replaced { Validity::Replaced } else { Validity::of(installed, at) };
                    let backup = installed.backup.as_ref().map(|backup| (backup, backup.file_now()));
                    report.certificates.push(Certificate { entry, installed, validity, backup });
                }
                Ok(State::Pending(pending)) => report.pending.push((entry, pending)),
                Err(damage) => report.damaged.push((entry, damage)),
            }
        }
        report
    }

    /// The worst of what there is.
    pub fn exit(&self) -> Exit {
        let is_any = |wanted: &[Validity]| self.certificates.iter().any(|it| wanted.contains(&it.validity));
        if self.damaged.iter().any(|(entry, _)| !entry.retired)
            || is_any(&[Validity::NotYet, Validity::Expired])
        {
            Exit::No
        } else if is_any(&[Validity::Due]) {
            Exit::Due
        } else {
            Exit::Done
        }
    }
}
