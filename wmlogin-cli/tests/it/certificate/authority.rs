//! Certificates that are valid today.

use std::time::{Duration, SystemTime};

use rcgen::{CertificateParams, IsCa, KeyPair, SerialNumber};
use wmlogin_test_support::authority::{Authority, email, new_key, personal, sign_request};

use super::workplace::EMAIL;

pub const DAY: Duration = Duration::from_hours(24);

/// The certificate that a request asks for, in DER, after changes.
pub fn sign(authority: &Authority, request: &str, change: impl FnOnce(&mut CertificateParams)) -> Vec<u8> {
    let certificate = sign_request(request, authority, |params| {
        let names = std::mem::replace(params, current(""));
        params.distinguished_name = names.distinguished_name;
        params.subject_alt_names = names.subject_alt_names;
        change(params);
    });
    certificate.to_vec()
}

/// A certificate in PEM with its key, made without a request.
pub fn issue(
    authority: &Authority,
    common_name: &str,
    change: impl FnOnce(&mut CertificateParams),
) -> (String, KeyPair) {
    let mut params = current(common_name);
    params.subject_alt_names = vec![email(EMAIL)];
    change(&mut params);
    let key = new_key();
    (params.signed_by(&key, authority).unwrap().pem(), key)
}

/// Valid from a day ago for two years.
fn current(common_name: &str) -> CertificateParams {
    let mut params = personal(common_name);
    valid(&mut params, SystemTime::now() - DAY, SystemTime::now() + 730 * DAY + DAY / 2);
    params.serial_number = Some(SerialNumber::from(vec![0x0a, 0x1b, 0x2c]));
    params.is_ca = IsCa::ExplicitNoCa;
    params
}

/// Makes it valid from one moment to another.
pub fn valid(params: &mut CertificateParams, since: SystemTime, until: SystemTime) {
    params.not_before = since.into();
    params.not_after = until.into();
}
