//! An authority that signs whatever it is told to.

use std::path::Path;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, CertificateSigningRequestParams, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, SanType, SerialNumber,
};

pub const DAY: Duration = Duration::from_hours(24);

/// An authority.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub root_pem: String,
}

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name = named(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().unwrap();
        let root = params.self_signed(&key).unwrap();
        Self { issuer: Issuer::new(params, key), root_pem: root.pem() }
    }

    /// The certificate that a request asks for, valid from a day ago for two years, but for what is changed.
    pub fn sign(&self, request: &str, change: impl FnOnce(&mut CertificateParams)) -> Vec<u8> {
        let mut request = CertificateSigningRequestParams::from_pem(request).unwrap();
        defaults(&mut request.params);
        change(&mut request.params);
        request.signed_by(&self.issuer).unwrap().der().to_vec()
    }

    /// The certificate and the key of a person, without any request: in PEM.
    pub fn issue(&self, wmid: &str, change: impl FnOnce(&mut CertificateParams)) -> (String, KeyPair) {
        let mut params = CertificateParams::default();
        params.distinguished_name = named(wmid);
        params.subject_alt_names = vec![SanType::Rfc822Name("owner@example.com".try_into().unwrap())];
        defaults(&mut params);
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        (params.signed_by(&key, &self.issuer).unwrap().pem(), key)
    }

    /// Writes the root to a file.
    pub fn write_root(&self, path: &Path) {
        std::fs::write(path, &self.root_pem).unwrap();
    }
}

fn defaults(params: &mut CertificateParams) {
    valid(params, SystemTime::now() - DAY, SystemTime::now() + 730 * DAY + DAY / 2);
    params.serial_number = Some(SerialNumber::from(vec![0x0a, 0x1b, 0x2c]));
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.is_ca = IsCa::ExplicitNoCa;
}

/// Makes it valid from one moment to another.
pub fn valid(params: &mut CertificateParams, since: SystemTime, until: SystemTime) {
    params.not_before = since.into();
    params.not_after = until.into();
}

pub fn named(name: &str) -> DistinguishedName {
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, name);
    subject
}
