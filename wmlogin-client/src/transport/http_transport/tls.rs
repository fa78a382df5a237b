//! The TLS settings: the roots to trust, and the client's certificate.

use std::sync::Arc;
use std::time::SystemTime;

use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;
use wmlogin_types::runtime::text::normalize;

use super::TransportBuildError as Error;
use no_roots::NoRoots;

mod no_roots;

/// The root certificates to trust.
pub(super) struct Trust {
    machine: bool,
    pems: Vec<Vec<u8>>,
}

impl Default for Trust {
    /// Trusts the machine's roots, which administrators know how to change: they can add the operator's root
    /// there, or have their organization's root there already. A compiled-in list would have neither, and
    /// would age with the program.
    fn default() -> Self {
        Self { machine: true, pems: Vec::new() }
    }
}

impl Trust {
    pub(super) fn add(&mut self, pem: &[u8]) {
        self.pems.push(normalize(pem).into_owned());
    }

    pub(super) const fn without_the_machines(&mut self) {
        self.machine = false;
    }

    fn certificates(&self) -> Result<Vec<CertificateDer<'static>>, Error> {
        let read: Result<Vec<_>, _> = self.pems.iter().map(|pem| read_certificates(pem)).collect();
        read.map(|read| read.concat()).map_err(|error| Error::RootsNotPem(error.into()))
    }
}

/// Reads at least one certificate.
fn read_certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, pem::Error> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>()?;
    if certificates.is_empty() { Err(pem::Error::NoItemsFound) } else { Ok(certificates) }
}

/// The client's certificates and private key, in PEM.
pub(super) struct Identity {
    certificates: Vec<u8>,
    private_key: Vec<u8>,
}

impl Identity {
    pub(super) fn new(certificates: &[u8], private_key: &[u8]) -> Self {
        Self {
            certificates: normalize(certificates).into_owned(),
            private_key: normalize(private_key).into_owned(),
        }
    }
}

/// Builds the configuration that every connection uses.
pub(super) fn client_config(trust: &Trust, identity: Option<&Identity>) -> Result<ClientConfig, Error> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_details(Arc::clone(&provider), Arc::new(Clock))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Root(error.into()))?;
    let certificates = trust.certificates()?;
    let roots = root_store(&certificates)?;
    let builder = if trust.machine {
        // rustls calls every custom verifier dangerous; this one is from the same project.
        builder.dangerous().with_custom_certificate_verifier(machine_verifier(certificates, provider)?)
    } else {
        builder.with_root_certificates(roots)
    };
    let Some(identity) = identity else { return Ok(builder.with_no_client_auth()) };
    let not_pem = |error: pem::Error| Error::IdentityNotPem(error.into());
    let chain = read_certificates(&identity.certificates).map_err(not_pem)?;
    let key = PrivateKeyDer::from_pem_slice(&identity.private_key).map_err(not_pem)?;
    builder.with_client_auth_cert(chain, key).map_err(|error| Error::Identity(error.into()))
}

/// The machine's clock. The one of rustls panics for a time before 1970; without a time, a connection fails.
#[derive(Debug)]
struct Clock;

impl TimeProvider for Clock {
    fn current_time(&self) -> Option<UnixTime> {
        unix_time(SystemTime::now())
    }
}

fn unix_time(now: SystemTime) -> Option<UnixTime> {
    now.duration_since(SystemTime::UNIX_EPOCH).ok().map(UnixTime::since_unix_epoch)
}

/// Adds the certificates to a store, even if the machine's verifier is used in the end: platforms differ in
/// when they report a certificate that cannot be used.
fn root_store(certificates: &[CertificateDer<'static>]) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates {
        roots.add(certificate.clone()).map_err(|error| Error::Root(error.into()))?;
    }
    Ok(roots)
}

fn machine_verifier(
    added: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    let is_alone = added.is_empty();
    match Verifier::new_with_extra_roots(added, Arc::clone(&provider)) {
        Ok(verifier) => Ok(Arc::new(verifier)),
        Err(cause) if is_alone => {
            tracing::warn!(%cause, "this machine has no root certificates, so every connection over TLS will fail");
            Ok(Arc::new(NoRoots::new(cause, provider)))
        }
        Err(cause) => Err(Error::Root(cause.into())),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::unix_time;

    #[test]
    fn before_1970_there_is_no_time() {
        let second = Duration::from_secs(1);
        assert_eq!(unix_time(SystemTime::UNIX_EPOCH - second), None);
        assert_eq!(unix_time(SystemTime::UNIX_EPOCH + second).map(|time| time.as_secs()), Some(1));
    }
}
