//! Personal certificates, and the authorities that sign them.

use pki_types::CertificateDer;
use rcgen::string::Ia5String;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateSigningRequestParams, CertifiedIssuer, DistinguishedName,
    DnType, DnValue, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, SanType,
};

/// The WMID in these certificates.
pub const WMID: &str = "123456789012";

/// A key with a certificate that signs others.
pub type Authority = CertifiedIssuer<'static, KeyPair>;

/// The parameters of a personal certificate, valid for two years from 2025 on.
pub fn personal(common_name: &str) -> CertificateParams {
    let mut params = CertificateParams::new([]).expect("no names");
    params.distinguished_name = subject([common_name]);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.not_before = rcgen::date_time_ymd(2025, 1, 1);
    params.not_after = rcgen::date_time_ymd(2027, 1, 1);
    params
}

/// A subject with these common names, two at most.
pub fn subject<T: Into<DnValue>>(common_names: impl IntoIterator<Item = T>) -> DistinguishedName {
    // The name takes each type once, so the second one comes under its number.
    let types = [DnType::CommonName, DnType::CustomDnType(vec![2, 5, 4, 3])];
    let mut name = DistinguishedName::new();
    for (attribute, value) in types.into_iter().zip(common_names) {
        name.push(attribute, value);
    }
    name
}

/// An e-mail address of the subject.
pub fn email(address: &str) -> SanType {
    SanType::Rfc822Name(Ia5String::try_from(address).expect("ASCII"))
}

/// A root of this name, with a new key.
pub fn root(name: &str) -> Authority {
    CertifiedIssuer::self_signed(authority(name), new_key()).expect("a certificate")
}

/// An authority of this name that another one has certified, after changes.
pub fn intermediate(
    name: &str,
    issuer: &Authority,
    change: impl FnOnce(&mut CertificateParams),
) -> Authority {
    let mut params = authority(name);
    change(&mut params);
    CertifiedIssuer::signed_by(params, new_key(), issuer).expect("a certificate")
}

/// A certificate with a new key.
pub fn sign(params: &CertificateParams, issuer: &Authority) -> CertificateDer<'static> {
    params.signed_by(&new_key(), issuer).expect("a certificate").der().clone()
}

/// The certificate that a request in PEM asks for, after changes.
pub fn sign_request(
    request: &str,
    issuer: &Authority,
    change: impl FnOnce(&mut CertificateParams),
) -> CertificateDer<'static> {
    let mut request = CertificateSigningRequestParams::from_pem(request).expect("a request");
    change(&mut request.params);
    request.signed_by(issuer).expect("a certificate").der().clone()
}

/// A new key on P-256.
pub fn new_key() -> KeyPair {
    KeyPair::generate().expect("a key")
}

fn authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new([]).expect("no names");
    params.distinguished_name = subject([name]);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}
