//! The builder of a verifier, which checks all settings before the first certificate.

use std::sync::{Arc, RwLock};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};

use super::build_error::{CertificateVerifierBuildError, MAX_SKEW};
use super::revocation::RevocationList;
use super::root::Root;
use super::{CertificateVerifier, Clock, Settings};
use crate::file::read_certificates;

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
