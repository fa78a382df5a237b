//! Personal certificates for tests, and requests for them.

use rcgen::string::Ia5String;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    IsCa, KeyPair, KeyUsagePurpose, SanType,
};

/// The WMID of whoever is in these certificates.
pub const WMID: &str = "123456789012";

/// What a personal certificate has; tests change it.
pub fn personal(common_name: &str) -> CertificateParams {
    let mut params = CertificateParams::new([]).expect("no names");
    params.distinguished_name = subject(&[common_name]);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params
}

/// A subject with these common names.
pub fn subject(common_names: &[&str]) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    for common_name in common_names {
        name.push(DnType::CommonName, *common_name);
    }
    name
}

/// An e-mail address of the subject.
pub fn email(address: &str) -> SanType {
    SanType::Rfc822Name(Ia5String::try_from(address).expect("ASCII"))
}

/// A root of this name, with a new key.
pub fn root(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new([]).expect("no names");
    params.distinguished_name = subject(&[name]);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("a certificate")
}
