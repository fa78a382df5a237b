//! The builder of a verifier, which checks all settings before the first certificate.

use std::sync::{Arc, RwLock};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};

use super::revocation::{RevocationList, RevocationListError};
use super::root::Root;
use super::{CertificateVerifier, Clock, Settings};
use crate::file::read_certificates;
use crate::key::{KeyKind, accepted_kinds};
use crate::read_error::ReadError;

/// The maximum clock skew.
const MAX_SKEW: Duration = Duration::from_hours(1);

/// The clock skew unless another one is set.
const DEFAULT_SKEW: Duration = Duration::from_mins(1);

/// Builds a [`CertificateVerifier`].
#[must_use = "nothing is checked before `build`"]
pub struct CertificateVerifierBuilder {
    roots: Vec<Vec<u8>>,
    revocation: Vec<Vec<u8>>,
    skew: Duration,
    clock: Clock,
}

impl CertificateVerifierBuilder {
    pub(super) fn new() -> Self {
        Self {
            roots: Vec::new(),
            revocation: Vec::new(),
            skew: DEFAULT_SKEW,
            clock: Box::new(|| SystemTime::now().into()),
        }
    }

    /// Adds trusted roots: one certificate in DER, or one or several in PEM.
    ///
    /// Obtain them from the operator by a channel that you trust. The roots of the system are not trusted:
    /// they vouch for host names, and some of them sign any subject on request.
    pub fn root_certificates(mut self, file: impl Into<Vec<u8>>) -> Self {
        self.roots.push(file.into());
        self
    }

    /// Adds a revocation list in DER, or one or several in PEM. If there is any list, every issuer must have one.
    ///
    /// There may be several lists of one issuer: what is in any of them is revoked, and one of them has to be
    /// current. A list is current from its date until the next one is due; see
    /// [`replace_revocation_lists`](CertificateVerifier::replace_revocation_lists).
    pub fn revocation_list(mut self, file: impl Into<Vec<u8>>) -> Self {
        self.revocation.push(file.into());
        self
    }

    /// Sets the tolerated difference between the clocks of the authority and of this machine. The default is
    /// one minute.
    pub fn clock_skew(mut self, skew: Duration) -> Self {
        self.skew = skew;
        self
    }

    /// Sets the clock, for tests. The default is the system's.
    pub fn clock(mut self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Builds the verifier.
    ///
    /// # Errors
    ///
    /// Returns the first setting that is invalid.
    pub fn build(self) -> Result<CertificateVerifier, CertificateVerifierBuildError> {
        let mut roots = Vec::new();
        for file in &self.roots {
            for certificate in read_certificates(file).map_err(CertificateVerifierBuildError::Root)? {
                roots.push(Root::read(&certificate)?);
            }
        }
        if roots.is_empty() {
            return Err(CertificateVerifierBuildError::NoRoot);
        }
        let skew = TimeDelta::from_std(self.skew).ok().filter(|_| self.skew <= MAX_SKEW);
        let lists = RevocationList::read_all(&self.revocation)?;
        Ok(CertificateVerifier(Arc::new(Settings {
            roots,
            skew: skew.ok_or(CertificateVerifierBuildError::Skew(self.skew))?,
            clock: self.clock,
            revocation: RwLock::new(lists),
        })))
    }
}

/// An error that occurs when a [`CertificateVerifier`] is built.
///
/// The text is one line for people and does not repeat the [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateVerifierBuildError {
    /// There is no root.
    #[error("no root certificate: add at least one with `root_certificates`")]
    NoRoot,
    /// A root cannot be read.
    #[error("a root certificate cannot be used")]
    Root(#[source] ReadError),
    /// A root is not a CA certificate.
    #[error("the root {subject} is not the certificate of a certification authority")]
    NoAuthority {
        /// The subject of the root.
        subject: String,
    },
    /// The key of a root is weak or of an unsupported kind.
    #[error("the key of the root {subject} is {key}, expected {}", accepted_kinds())]
    WeakRoot {
        /// The subject of the root.
        subject: String,
        /// The kind of its key.
        key: KeyKind,
    },
    /// A root is for another use.
    #[error("the root {subject} is not for certificates of persons: it lacks {lacking}")]
    RootUsage {
        /// The subject of the root.
        subject: String,
        /// The use that is missing in it.
        lacking: &'static str,
    },
    /// A revocation list cannot be used.
    #[error(transparent)]
    RevocationList(#[from] RevocationListError),
    /// The clock skew is too long.
    #[error("the clock skew is {} s, expected at most {} s", .0.as_secs(), MAX_SKEW.as_secs())]
    Skew(Duration),
}
