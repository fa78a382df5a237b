//! The steps in the life of a key pair, each of which changes the store once.

use chrono::Utc;
use wmlogin_certificate::{CertificateError, Holder, PersonalCertificate};
use wmlogin_types::Wmid;
use zeroize::Zeroizing;

use super::KeyStore;
use super::contents::Contents;
use super::entry::{Entry, Installed};
use super::error::{Error, shown};
use super::key::{self, KeyProtection, Kind, PrivateKey};
use super::layout::{CERTIFICATE, KEY, REQUEST};
use super::name::Name;
use super::passphrase::Passphrase;
use super::pkcs12::Backup;
use super::roots::{Roots, pem};
use crate::failure::Failure;

const TOO_LATE: &str = "\
The operator's way is the recovery of access to WM Keeper WebPro. After that, make a new request:
wmlogin certificate request, then register.";

/// The result of an answer to a request.
pub enum Answer {
    /// The certificate is installed, in the place of another one if there was any.
    Installed { certificate: Box<PersonalCertificate>, replaced: Option<Name> },
    /// The certificate is kept with its request until it is valid.
    NotYetValid { certificate: Box<PersonalCertificate> },
}

impl KeyStore {
    /// Checks that there is no request and no valid certificate of this WMID.
    pub fn check_request(&self, wmid: &Wmid) -> Result<(), Failure> {
        self.may_request(&self.read()?, wmid)
    }

    /// Makes a key pair and its request. Returns the name of the entry and the request.
    pub fn request(
        &self,
        holder: &Holder,
        kind: Kind,
        passphrase: &Passphrase,
    ) -> Result<(Name, String), Failure> {
        let key = NewKey::generate(kind, holder, passphrase)?;
        let writer = self.write()?;
        self.may_request(&writer.contents()?, holder.wmid())?;
        let name = writer.add(*holder.wmid(), &key.files())?;
        Ok((name, key.request))
    }

    fn may_request(&self, contents: &Contents, wmid: &Wmid) -> Result<(), Failure> {
        if let Some(pending) = contents.pending(wmid) {
            return Err(self.pending(&pending.name));
        }
        match contents.current(wmid) {
            Some((_, current)) if current.certificate.not_after() >= Utc::now() => {
                let until = current.certificate.not_after();
                let message = format!("{wmid} has a certificate, valid until {until}");
                Err(Failure::no("installed", message).advise("Renew it instead: wmlogin certificate renew"))
            }
            _ => Ok(()),
        }
    }

    fn pending(&self, name: &Name) -> Failure {
        let folder = self.folder(name);
        Failure::no("pending", format!("{name} waits for its certificate already")).advise(format!(
            "Register or install it: its request is {}.\nTo give that key pair up, delete {}.",
            shown(&folder.join(REQUEST)),
            shown(&folder)
        ))
    }

    /// Makes the key pair and the request that continue a certificate, if that can be renewed.
    pub fn request_renewal(
        &self,
        entry: &Entry,
        holder: &Holder,
        kind: Kind,
        passphrase: &Passphrase,
    ) -> Result<Name, Failure> {
        let wmid = *holder.wmid();
        let key = NewKey::generate(kind, holder, passphrase)?;
        let writer = self.write()?;
        let contents = writer.contents()?;
        if let Some(begun) = contents.pending(&wmid) {
            return Err(self.pending(&begun.name));
        }
        if contents.current(&wmid).is_none_or(|(current, _)| current.name != entry.name) {
            return Err(Error::Changed(entry.name).into());
        }
        Ok(writer.add(wmid, &key.files())?)
    }

    /// Checks the first of these certificates, and gives it to the entry whose request it answers.
    pub fn install(&self, entry: &Entry, ders: &[Vec<u8>], roots: &Roots) -> Result<Answer, Failure> {
        match self.answer(entry, ders, roots)? {
            Ok(answer) => Ok(answer),
            Err(error) => Err(error.into()),
        }
    }

    /// Does what [`install`](Self::install) does, or keeps a certificate that will be valid: the clock of whoever
    /// signed it may be ahead.
    pub fn install_or_keep(&self, entry: &Entry, ders: &[Vec<u8>], roots: &Roots) -> Result<Answer, Failure> {
        match self.answer(entry, ders, roots)? {
            Ok(answer) => Ok(answer),
            Err(CertificateError::NotYetValid { .. }) => {
                let certificate = Box::new(answering(entry, ders)?);
                self.write()?.keep(entry, &pem(ders))?;
                Ok(Answer::NotYetValid { certificate })
            }
            Err(error) => Err(error.into()),
        }
    }

    fn answer(
        &self,
        entry: &Entry,
        ders: &[Vec<u8>],
        roots: &Roots,
    ) -> Result<Result<Answer, CertificateError>, Failure> {
        let claimed = answering(entry, ders)?;
        let verified = match roots.verify(ders) {
            Ok(verified) => verified,
            Err(error) => return Ok(Err(error)),
        };
        let writer = self.write()?;
        let contents = writer.contents()?;
        let replaced = contents.current(claimed.holder().wmid()).map(|(replaced, _)| replaced.name);
        writer.install(entry, &pem(&verified.chain))?;
        Ok(Ok(Answer::Installed { certificate: Box::new(verified.certificate), replaced }))
    }

    /// Opens the key of an entry, if it is the certificate's.
    pub fn open_key(
        &self,
        entry: &Entry,
        installed: &Installed,
        passphrase: &Passphrase,
    ) -> Result<PrivateKey, Failure> {
        let key = installed.key.open(passphrase, self.secret()?.as_ref())?;
        if installed.certificate.is_for(key.public_key_der()) {
            return Ok(key);
        }
        let message = format!("the private key in {} is not the one of its certificate", entry.name);
        Err(Failure::no("swapped_key", message))
    }

    /// Puts this key, hardened, in the place of the one of an entry.
    pub fn harden(&self, entry: &Entry, key: &PrivateKey, passphrase: &Passphrase) -> Result<(), Failure> {
        let secret = self.write()?.secret()?;
        let hardened = key::seal(key, passphrase, &secret)?;
        Ok(self.write()?.replace_key(entry, &hardened)?)
    }

    /// Checks that the store has nothing that a backup would replace although it is later.
    pub fn check_import(&self, backup: &Backup) -> Result<(), Failure> {
        self.may_import(&self.read()?, backup)
    }

    /// Adds what is in a backup.
    pub fn import(&self, backup: &Backup, passphrase: &Passphrase) -> Result<Name, Failure> {
        let key = key::encrypt(&backup.key, passphrase)?;
        let certificates = pem(&backup.chain);
        let writer = self.write()?;
        self.may_import(&writer.contents()?, backup)?;
        let files = [(KEY, key.as_bytes()), (CERTIFICATE, certificates.as_bytes())];
        Ok(writer.add(*backup.certificate.holder().wmid(), &files)?)
    }

    fn may_import(&self, contents: &Contents, backup: &Backup) -> Result<(), Failure> {
        let wmid = *backup.certificate.holder().wmid();
        if let Some(pending) = contents.pending(&wmid) {
            return Err(self.pending(&pending.name));
        }
        let Some((entry, installed)) = contents.current(&wmid) else { return Ok(()) };
        if installed.certificate == backup.certificate {
            let message = format!("the certificate is in the store already, as {}", entry.name);
            return Err(Failure::no("imported_already", message));
        }
        let until = installed.certificate.not_after();
        if installed.certificate.not_before() <= backup.certificate.not_before() || until < Utc::now() {
            return Ok(());
        }
        let message = format!("the store has a later certificate of {wmid}, valid until {until}");
        Err(Failure::no("imported_later", message))
    }
}

impl Entry {
    /// Checks that the key may leave the store.
    pub fn check_exportable(&self, installed: &Installed) -> Result<(), Failure> {
        if installed.key.protection() == KeyProtection::Exportable {
            return Ok(());
        }
        let message =
            format!("the private key in {} is hardened: it is used here and not exported", self.name);
        Err(Failure::no("hardened", message).advise("Its backup has the key in an exportable form."))
    }

    /// Returns the failure of a step that needs a request that waits.
    pub fn nothing_pending(wmid: &Wmid) -> Failure {
        Failure::no("nothing_pending", format!("no request of {wmid} waits for its certificate"))
            .advise("Make one: wmlogin certificate request")
    }
}

impl Installed {
    /// Checks that the certificate can be renewed, early or not.
    pub fn check_renewal(&self, early: bool) -> Result<(), Failure> {
        let (certificate, now) = (&self.certificate, Utc::now());
        let wmid = certificate.holder().wmid();
        let (until, from) = (certificate.not_after(), certificate.renewal_from());
        if now > until {
            let message =
                format!("the certificate of {wmid} expired after {until}: it cannot be renewed any more");
            return Err(Failure::no("expired", message).advise(TOO_LATE));
        }
        if now < from && !early {
            let message = format!("the renewal of the certificate of {wmid} is offered from {from} on");
            return Err(Failure::no("not_due", message).advise("To renew it before, say --force."));
        }
        Ok(())
    }
}

/// Returns the first of these certificates, if it answers the request of the entry.
fn answering(entry: &Entry, ders: &[Vec<u8>]) -> Result<PersonalCertificate, Failure> {
    let request = entry.pending().ok_or_else(|| Entry::nothing_pending(&entry.name.wmid))?;
    let first = ders.first().map(Vec::as_slice).unwrap_or_default();
    let claimed = PersonalCertificate::from_der(first).map_err(|error| not_a_certificate(&error))?;
    let (expected, found) = (*request.holder().wmid(), *claimed.holder().wmid());
    if !claimed.is_for(request.public_key_der()) {
        return Err(other_key(&found));
    }
    if found != expected {
        let message = format!("the certificate is for {found}, and the request is for {expected}");
        return Err(Failure::no("other_wmid", message));
    }
    Ok(claimed)
}

/// Returns the failure of an answer that is not a certificate.
pub fn not_a_certificate(error: &wmlogin_certificate::ReadError) -> Failure {
    let message = format!("the server answered with something else than a personal certificate: {error}");
    Failure::no(error.kind(), message)
}

/// Returns the failure for a certificate of a key that is not in the store.
pub fn other_key(wmid: &Wmid) -> Failure {
    let message = format!("the certificate, of {wmid}, is for no key that waits for one in this store");
    Failure::no("other_key", message).advise("See which requests wait: wmlogin certificate status")
}

/// A new private key and its request, as they are kept.
struct NewKey {
    key: Zeroizing<String>,
    request: String,
}

impl NewKey {
    fn generate(kind: Kind, holder: &Holder, passphrase: &Passphrase) -> Result<Self, Failure> {
        let key = PrivateKey::generate(kind)?;
        let request = key.request(holder)?;
        Ok(Self { key: key::encrypt(&key, passphrase)?, request })
    }

    fn files(&self) -> [(&'static str, &[u8]); 2] {
        [(KEY, self.key.as_bytes()), (REQUEST, self.request.as_bytes())]
    }
}
