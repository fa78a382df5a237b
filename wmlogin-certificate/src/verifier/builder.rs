//! Building a verifier: everything is checked before the first certificate.

use std::sync::{Arc, RwLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use pki_types::{CertificateDer, TrustAnchor};
use webpki::anchor_from_trusted_cert;
use x509_parser::x509::X509Version;

use super::{CertificateVerifier, Clock, Settings};
use crate::file::read_certificates;
use crate::key::KeyKind;
use crate::name::printable;
use crate::personal::parse;
use crate::read_error::ReadError;
use crate::revocation::{RevocationList, RevocationListError};

/// The longest clock skew that a verifier tolerates.
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
        Self { roots: Vec::new(), revocation: Vec::new(), skew: DEFAULT_SKEW, clock: Box::new(Utc::now) }
    }

    /// Trusts these roots: a certificate in DER, or one or several in PEM.
    ///
    /// Take them from the operator by a way that you trust. Those of the machine are not trusted: they
    /// vouch for names of hosts, and some of them sign whatever subject somebody asks for.
    pub fn root_certificates(mut self, file: impl Into<Vec<u8>>) -> Self {
        self.roots.push(file.into());
        self
    }

    /// Adds a revocation list, in DER or PEM. As soon as there is one, there must be one of every issuer.
    ///
    /// Lists are good until the next one is due; see
    /// [`replace_revocation_lists`](CertificateVerifier::replace_revocation_lists).
    pub fn revocation_list(mut self, file: impl Into<Vec<u8>>) -> Self {
        self.revocation.push(file.into());
        self
    }

    /// How far the clocks of the authority and of this machine may be apart; a minute unless it is set.
    pub fn clock_skew(mut self, skew: Duration) -> Self {
        self.skew = skew;
        self
    }

    /// Another clock, for tests; the system's unless it is set.
    pub fn clock(mut self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// The verifier.
    ///
    /// # Errors
    ///
    /// The first setting that cannot work.
    pub fn build(self) -> Result<CertificateVerifier, CertificateVerifierBuildError> {
        let mut roots = Vec::new();
        for file in &self.roots {
            for certificate in read_certificates(file).map_err(CertificateVerifierBuildError::Root)? {
                roots.push(root(&certificate)?);
            }
        }
        if roots.is_empty() {
            return Err(CertificateVerifierBuildError::NoRoot);
        }
        let skew = TimeDelta::from_std(self.skew).ok().filter(|_| self.skew <= MAX_SKEW);
        let lists: Result<Arc<[_]>, _> =
            self.revocation.iter().map(|list| RevocationList::read(list)).collect();
        Ok(CertificateVerifier(Arc::new(Settings {
            roots,
            skew: skew.ok_or(CertificateVerifierBuildError::Skew(self.skew))?,
            clock: self.clock,
            revocation: RwLock::new(lists?),
        })))
    }
}

fn root(certificate: &CertificateDer<'_>) -> Result<TrustAnchor<'static>, CertificateVerifierBuildError> {
    let parsed = parse(certificate).map_err(CertificateVerifierBuildError::Root)?;
    // Before version 3 a certificate could not tell.
    if parsed.version() == X509Version::V3 && !parsed.is_ca() {
        return Err(CertificateVerifierBuildError::NoAuthority { subject: printable(parsed.subject()) });
    }
    let key = KeyKind::of(parsed.public_key());
    if !key.is_accepted() {
        return Err(CertificateVerifierBuildError::WeakRoot { subject: printable(parsed.subject()), key });
    }
    let anchor = anchor_from_trusted_cert(certificate).map_err(ReadError::malformed);
    anchor.map(|anchor| anchor.to_owned()).map_err(CertificateVerifierBuildError::Root)
}

/// Why a [`CertificateVerifierBuilder`] makes no verifier.
///
/// Its text is one line for people, and does not repeat its [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateVerifierBuildError {
    /// There is no root.
    #[error("a verifier needs at least one root: `root_certificates(file)`")]
    NoRoot,
    /// A root cannot be read.
    #[error("a root certificate cannot be used")]
    Root(#[source] ReadError),
    /// A root is not the certificate of an authority.
    #[error("{subject} is no authority, so nobody's certificate leads to it")]
    NoAuthority {
        /// Its subject.
        subject: String,
    },
    /// The key of a root is weak, or of a kind that is not accepted.
    #[error("the key of the root {subject} is {key}, which is not accepted")]
    WeakRoot {
        /// Its subject.
        subject: String,
        /// The kind of its key.
        key: KeyKind,
    },
    /// A revocation list cannot be used.
    #[error(transparent)]
    RevocationList(#[from] RevocationListError),
    /// The clock skew is too long.
    #[error("a clock skew of {} s accepts too much: at most {} s", .0.as_secs(), MAX_SKEW.as_secs())]
    Skew(Duration),
}
