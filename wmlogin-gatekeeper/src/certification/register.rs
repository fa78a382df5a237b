//! What was issued, and what is revoked.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use wmlogin_certificate::{CertificateRequest, PersonalCertificate, Serial};
use wmlogin_types::Wmid;

use super::root::BACKDATED;

/// A certificate that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IssuedCertificate {
    /// The certificate, as its owner has it.
    pub certificate: PersonalCertificate,
    /// The certificate that it renews: the one that its owner had when it was issued.
    pub renews: Option<Serial>,
    /// Since when it is revoked, if it is.
    pub revoked: Option<DateTime<Utc>>,
}

impl IssuedCertificate {
    /// Whether it can be used at this moment.
    #[must_use]
    pub fn is_valid_at(&self, time: DateTime<Utc>) -> bool {
        let certificate = &self.certificate;
        // It is valid until its last second has passed.
        let is_in_time = (certificate.not_before().timestamp()..=certificate.not_after().timestamp())
            .contains(&time.timestamp());
        is_in_time && self.revoked.is_none_or(|since| time < since)
    }
}

/// What was issued, in that order, and what is revoked.
#[derive(Debug, Default)]
pub(super) struct Register {
    issued: Vec<IssuedCertificate>,
    /// With certificates that nobody has any more.
    revoked: BTreeMap<Serial, DateTime<Utc>>,
}

impl Register {
    /// The register of what was kept. Of certificates that were issued in the same second, it is not known
    /// which one renewed the other.
    pub(super) fn of(
        mut certificates: Vec<PersonalCertificate>,
        revoked: BTreeMap<Serial, DateTime<Utc>>,
    ) -> Self {
        certificates.sort_by_key(|certificate| (certificate.not_before(), *certificate.serial()));
        let mut register = Self { issued: Vec::with_capacity(certificates.len()), revoked };
        for certificate in certificates {
            register.add(certificate);
        }
        register
    }

    /// Adds a certificate; what comes back is what it renews.
    pub(super) fn add(&mut self, certificate: PersonalCertificate) -> Option<Serial> {
        let renews = self.renewed_by(&certificate);
        let revoked = self.revoked.get(certificate.serial()).copied();
        self.issued.push(IssuedCertificate { certificate, renews, revoked });
        renews
    }

    fn renewed_by(&self, certificate: &PersonalCertificate) -> Option<Serial> {
        let issued =
            certificate.not_before().checked_add_signed(BACKDATED).unwrap_or(certificate.not_before());
        let valid = self.valid_of(certificate.holder().wmid(), issued);
        valid.last().map(|issued| *issued.certificate.serial())
    }

    fn valid_of(&self, wmid: &Wmid, time: DateTime<Utc>) -> impl Iterator<Item = &IssuedCertificate> {
        self.issued.iter().filter(move |it| it.certificate.holder().wmid() == wmid && it.is_valid_at(time))
    }

    /// The certificate that the request was answered with already, if it can still be used.
    pub(super) fn answered(
        &self,
        request: &CertificateRequest,
        time: DateTime<Utc>,
    ) -> Option<&PersonalCertificate> {
        let mut valid = self.valid_of(request.holder().wmid(), time).map(|issued| &issued.certificate);
        valid.find(|it| {
            it.public_key_der() == request.public_key_der() && it.holder().email() == request.holder().email()
        })
    }

    /// Whether a certificate of this key is revoked.
    pub(super) fn is_key_revoked(&self, public_key_der: &[u8]) -> bool {
        let mut revoked = self.issued.iter().filter(|issued| issued.revoked.is_some());
        revoked.any(|issued| issued.certificate.public_key_der() == public_key_der)
    }

    /// Revokes a certificate that was issued.
    pub(super) fn revoke(&mut self, serial: &Serial, since: DateTime<Utc>) {
        let revoked = self.issued.iter_mut().find(|issued| issued.certificate.serial() == serial);
        if let Some(issued) = revoked {
            issued.revoked = Some(since);
            self.revoked.insert(*serial, since);
        }
    }

    pub(super) fn find(&self, serial: &Serial) -> Option<&IssuedCertificate> {
        self.issued.iter().find(|issued| issued.certificate.serial() == serial)
    }

    /// What is revoked, and since when.
    pub(super) fn all_revoked(&self) -> &BTreeMap<Serial, DateTime<Utc>> {
        &self.revoked
    }

    pub(super) fn issued(&self) -> &[IssuedCertificate] {
        &self.issued
    }
}
