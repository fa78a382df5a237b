//! The contents of a store.

use std::path::Path;

use wmlogin_certificate::folder;
use wmlogin_types::Wmid;

use super::entry::{Entry, Installed};
use super::error::Error;
use super::layout::{REPLACED, SECRET};
use super::name::Name;
use super::secret;
use crate::failure::chain;

/// The contents of a store.
#[derive(Debug, Default)]
pub struct Contents {
    /// In the order of their names.
    entries: Vec<Entry>,
}

/// The reason that no certificate is chosen.
#[derive(Debug, thiserror::Error)]
pub enum NoneChosen {
    /// There is none.
    #[error("there is no certificate in the store")]
    None,
    /// There is none of this WMID.
    #[error("there is no certificate of {0} in the store")]
    NoneOf(Wmid),
    /// There are several.
    #[error("there are certificates of several WMIDs in the store: {}", list(.0))]
    Several(Vec<Wmid>),
    /// Its entry cannot be used.
    #[error("the entry {name} is damaged: {reason}")]
    Damaged { name: Name, reason: String, advice: Option<String> },
}

impl Contents {
    /// Reads a store, which is locked.
    pub(super) fn read(root: &Path) -> Result<Self, Error> {
        let has_secret = secret::read(&root.join(SECRET)).is_ok_and(|secret| secret.is_some());
        let mut entries = Vec::new();
        for path in [root.to_owned(), root.join(REPLACED)] {
            let names = match folder::names(&path) {
                Err(error) if error.is_not_found() => continue,
                names => names?,
            };
            let found = names.iter().filter_map(|name| Some((Name::parse(name)?, path.join(name))));
            entries.extend(found.map(|(name, folder)| Entry::read(name, folder, has_secret)));
        }
        entries.sort_by_key(|entry| (entry.name.wmid.to_string(), entry.name.number));
        Ok(Self { entries })
    }

    /// Every entry, replaced ones included.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.entries.iter().map(|entry| &entry.name)
    }

    /// Returns `true` if a later key pair of the same WMID has its certificate.
    pub fn is_replaced(&self, entry: &Entry) -> bool {
        let current = self.current(&entry.name.wmid);
        entry.retired || current.is_some_and(|(current, _)| current.name.number > entry.name.number)
    }

    /// The entry with the certificate of this WMID that counts.
    pub fn current(&self, wmid: &Wmid) -> Option<(&Entry, &Installed)> {
        let of_wmid = self.entries.iter().filter(|entry| entry.name.wmid == *wmid && !entry.retired);
        of_wmid.filter_map(|entry| Some((entry, entry.installed()?))).next_back()
    }

    /// The entry of this WMID that waits for its certificate.
    pub fn pending(&self, wmid: &Wmid) -> Option<&Entry> {
        self.all_pending().filter(|entry| entry.name.wmid == *wmid).last()
    }

    /// The entries that wait for their certificates.
    pub fn all_pending(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.pending().is_some() && !self.is_replaced(entry))
    }

    /// The entry with the certificate that is meant: that of the WMID, or the only one.
    ///
    /// # Errors
    ///
    /// There is none, it is damaged, or there are several.
    pub fn choose(&self, wmid: Option<Wmid>) -> Result<(&Entry, &Installed), NoneChosen> {
        let wmid = match wmid {
            Some(wmid) => wmid,
            None => self.only_wmid()?,
        };
        if let Some(chosen) = self.current(&wmid) {
            return Ok(chosen);
        }
        let damaged = self
            .entries
            .iter()
            .rev()
            .find(|entry| entry.name.wmid == wmid && !entry.retired && entry.state.is_err());
        Err(match damaged.map(|entry| (entry.name, &entry.state)) {
            Some((name, Err(damage))) => {
                NoneChosen::Damaged { name, reason: chain(damage), advice: damage.advice() }
            }
            _ => NoneChosen::NoneOf(wmid),
        })
    }

    /// The only WMID that has a certificate.
    ///
    /// # Errors
    ///
    /// There is none, or there are several.
    pub fn only_wmid(&self) -> Result<Wmid, NoneChosen> {
        let has_come = |entry: &&Entry| entry.pending().is_none() && !entry.retired;
        let mut wmids: Vec<_> = self.entries.iter().filter(has_come).map(|entry| entry.name.wmid).collect();
        wmids.dedup();
        match wmids[..] {
            [] => Err(NoneChosen::None),
            [wmid] => Ok(wmid),
            _ => Err(NoneChosen::Several(wmids)),
        }
    }
}

fn list(wmids: &[Wmid]) -> String {
    wmids.iter().map(Wmid::to_string).collect::<Vec<_>>().join(", ")
}
