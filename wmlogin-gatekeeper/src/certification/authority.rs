//! The certification authority.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, SubsecRound, Utc};
use rcgen::KeyPair;
use rustls::ServerConfig;
use rustls::pki_types::CertificateDer;
use wmlogin_certificate::{
    CertificateError, CertificateRequest, Holder, PersonalCertificate, PresentedCertificate, Serial,
    VerifiedCertificate,
};
use wmlogin_types::AuthType;

use super::folder::Folder;
use super::register::Register;
use super::root::Root;
use super::{
    CertificateStore, CertificationError, FolderError, IssuedCertificate, MAX_ISSUED, RegistrationError,
    RevocationError,
};
use crate::{Entry, EntryKind, State};

/// The root, and everything that it has issued.
///
/// ```
/// use wmlogin_gatekeeper::Gatekeeper;
/// use wmlogin_gatekeeper::certification::CertificateStore;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let gatekeeper = Gatekeeper::builder().certificates(CertificateStore::Memory).start().await?;
/// let authority = gatekeeper.certification().expect("it is switched on");
/// assert!(authority.root_pem().starts_with("-----BEGIN CERTIFICATE-----"));
/// assert!(authority.issued().is_empty());
/// # Ok(())
/// # }
/// ```
pub struct CertificationAuthority {
    state: Arc<State>,
    store: CertificateStore,
    root: Root,
    ledger: Mutex<Ledger>,
}

/// Everything that the authority has issued and revoked, and its storage.
struct Ledger {
    register: Register,
    storage: Storage,
}

/// The storage to which changes are written before they take effect.
enum Storage {
    Memory,
    Folder(Folder),
    Stopped,
}

impl CertificationAuthority {
    /// Opens the store, and makes a root if there is none in it.
    pub(crate) fn open(
        store: CertificateStore,
        state: Arc<State>,
        names: &[String],
    ) -> Result<Self, CertificationError> {
        let (root, register, storage) = match &store {
            CertificateStore::Memory => {
                let key = KeyPair::generate().map_err(CertificationError::signing)?;
                let root = Root::of(key, names).map_err(CertificationError::Signing)?;
                (root, Register::default(), Storage::Memory)
            }
            CertificateStore::Folder(path) => {
                let folder = Folder::take(path.clone())?;
                let (root, register) = folder.load(names)?;
                (root, register, Storage::Folder(folder))
            }
        };
        Ok(Self { state, store, root, ledger: Mutex::new(Ledger { register, storage }) })
    }

    /// Where everything is kept.
    #[must_use]
    pub const fn store(&self) -> &CertificateStore {
        &self.store
    }

    /// The root, in DER.
    #[must_use]
    pub const fn root(&self) -> &CertificateDer<'static> {
        self.root.der()
    }

    /// The root, in PEM, as openssl and curl want it.
    #[must_use]
    pub fn root_pem(&self) -> &str {
        self.root.pem()
    }

    /// Every certificate that was issued, the oldest first.
    #[must_use]
    pub fn issued(&self) -> Vec<IssuedCertificate> {
        self.ledger().register.issued().to_vec()
    }

    /// Signs a request, in DER or PEM, for its holder; the [module](super) tells what is signed.
    ///
    /// # Errors
    ///
    /// Why it is not signed.
    pub fn register(&self, request: &[u8]) -> Result<PersonalCertificate, RegistrationError> {
        let read = CertificateRequest::read(request).map_err(RegistrationError::from);
        let holder = read.as_ref().ok().map(|request| request.holder().clone());
        let registered = read.and_then(|request| self.issue(&request));
        if let Err(error) = &registered {
            let entry = Entry::new(EntryKind::Rejected).note(error.to_string());
            self.state.record(match &holder {
                Some(holder) => entry.holder(holder),
                None => entry,
            });
        }
        registered
    }

    fn issue(&self, request: &CertificateRequest) -> Result<PersonalCertificate, RegistrationError> {
        self.check_user(request.holder())?;
        let (mut ledger, now) = (self.ledger(), self.state.clock().now());
        if let Some(certificate) = ledger.register.answered(request, now) {
            return Ok(certificate.clone());
        }
        if ledger.register.is_key_revoked(request.public_key_der()) {
            return Err(RegistrationError::KeyRevoked);
        }
        if ledger.register.issued().len() >= MAX_ISSUED {
            return Err(RegistrationError::Full);
        }
        let certificate = self.sign(request, now)?;
        ledger.storage.write(|folder| folder.add(&certificate))?;
        let renews = ledger.register.add(certificate.clone());
        self.record_issued(&certificate, renews);
        Ok(certificate)
    }

    fn check_user(&self, holder: &Holder) -> Result<(), RegistrationError> {
        let (settings, wmid) = (self.state.settings(), holder.wmid());
        if !settings.knows(wmid) {
            return Err(RegistrationError::UnknownUser(*wmid));
        }
        let has_method = settings.has_method(wmid, AuthType::CERTIFICATE);
        has_method.then_some(()).ok_or(RegistrationError::NoMethod(*wmid))
    }

    fn sign(
        &self,
        request: &CertificateRequest,
        now: DateTime<Utc>,
    ) -> Result<PersonalCertificate, CertificationError> {
        let mut serial = [0; 16];
        getrandom::fill(&mut serial)?;
        let serial = Serial::from_bytes(&serial).map_err(CertificationError::signing)?;
        let signed = self.root.sign(request, &serial, now).map_err(CertificationError::signing)?;
        let signed = signed.ok_or(CertificationError::Clock)?;
        PersonalCertificate::from_der(&signed).map_err(CertificationError::signing)
    }

    /// Revokes a certificate; it stays revoked, whatever happens to it afterwards.
    ///
    /// # Errors
    ///
    /// There is no such certificate, or it cannot be written down.
    pub fn revoke(&self, serial: &Serial) -> Result<(), RevocationError> {
        // Certificates and lists count in whole seconds.
        let (mut ledger, now) = (self.ledger(), self.state.clock().now().trunc_subsecs(0));
        let issued = ledger.register.find(serial).ok_or(RevocationError::Unknown(*serial))?;
        if issued.revoked.is_some() {
            return Ok(());
        }
        let entry = Entry::new(EntryKind::Revoked).certificate(&issued.certificate);
        ledger.storage.write(|folder| folder.revoke(serial, now))?;
        ledger.register.revoke(serial, now);
        self.state.record(entry);
        Ok(())
    }

    /// The revocation list as of now, in DER (RFC 5280 section 5).
    ///
    /// # Errors
    ///
    /// It cannot be signed.
    pub fn revocation_list(&self) -> Result<Vec<u8>, CertificationError> {
        let revoked = self.ledger().register.all_revoked().clone();
        let list = self.root.revocation_list(revoked.into_iter(), self.state.clock().now());
        list.map_err(CertificationError::signing)?.ok_or(CertificationError::Clock)
    }

    /// Verifies a certificate that a client presented, at the time of the stand-in's clock.
    ///
    /// # Errors
    ///
    /// Why nobody is signed in with it.
    pub fn verify(&self, presented: &PresentedCertificate) -> Result<VerifiedCertificate, CertificateError> {
        let verified = self.root.verifier().verify_at(presented, self.state.clock().now())?;
        self.check_revocation(verified.certificate())?;
        Ok(verified)
    }

    /// Verifies once more a certificate that was verified before.
    pub(crate) fn verify_again(&self, certificate: &PersonalCertificate) -> Result<(), CertificateError> {
        let chain = [certificate.der().clone()];
        self.root.verifier().check_chain(&chain, self.state.clock().now())?;
        self.check_revocation(certificate)
    }

    fn check_revocation(&self, certificate: &PersonalCertificate) -> Result<(), CertificateError> {
        if self.is_revoked(certificate.serial()) { Err(CertificateError::Revoked) } else { Ok(()) }
    }

    /// How the TLS listener speaks.
    pub(crate) fn server_config(&self, names: &[String]) -> Result<ServerConfig, CertificationError> {
        self.root.server_config(names).map_err(CertificationError::Signing)
    }

    /// Whether a certificate is revoked.
    #[must_use]
    pub fn is_revoked(&self, serial: &Serial) -> bool {
        self.ledger().register.all_revoked().contains_key(serial)
    }

    /// Lets go of the store, so that another stand-in can have it.
    pub(crate) fn stop(&self) {
        self.ledger().storage = Storage::Stopped;
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        // A panic leaves no change incomplete: every change is one insertion.
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record_issued(&self, certificate: &PersonalCertificate, renews: Option<Serial>) {
        let kind = if renews.is_some() { EntryKind::Renewed } else { EntryKind::Issued };
        let entry = Entry::new(kind).certificate(certificate);
        let entry = entry.field("until", &certificate.not_after().to_rfc3339(), false);
        self.state.record(match renews {
            Some(former) => entry.renews(&former),
            None => entry,
        });
    }
}

impl Storage {
    fn write(
        &self,
        write: impl FnOnce(&Folder) -> Result<(), FolderError>,
    ) -> Result<(), CertificationError> {
        match self {
            Self::Memory => Ok(()),
            Self::Folder(folder) => Ok(write(folder)?),
            Self::Stopped => Err(CertificationError::Stopped),
        }
    }
}

impl fmt::Debug for CertificationAuthority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertificationAuthority")
            .field("issued", &self.ledger().register.issued().len())
            .finish_non_exhaustive()
    }
}
