//! Truncated, modified and random input.

use std::sync::LazyLock;

use proptest::prelude::*;
use wmlogin_certificate::{
    CertificateDer, CertificateRequest, CertificateVerifier, PersonalCertificate, PresentedCertificate,
    read_certificates,
};

use crate::verification::{TODAY, trusting};
use wmlogin_test_support::authority::{WMID, email, new_key, personal, root, sign};

/// A certificate, its verifier, and a request.
static GENUINE: LazyLock<(Vec<u8>, CertificateVerifier, Vec<u8>)> = LazyLock::new(|| {
    let root = root("A test root");
    let mut params = personal(WMID);
    params.subject_alt_names.push(email("keeper@example.com"));
    let request = params.serialize_request(&new_key()).expect("a request").der().to_vec();
    (sign(&params, &root).to_vec(), trusting(&root).build().expect("a verifier"), request)
});

/// Returns the user that would be signed in.
fn signed_in(certificate: &[u8]) -> Option<String> {
    let chain = vec![CertificateDer::from(certificate.to_vec())];
    let presented = PresentedCertificate::assume_possession_proved(chain).expect("a certificate");
    let _ = format!("{presented:?}");
    let login = GENUINE.1.verify_at(&presented, TODAY.parse().expect("a time"));
    login.ok().map(|login| login.wmid().to_string())
}

#[test]
fn truncated_input_is_rejected() {
    let (certificate, _, request) = &*GENUINE;
    assert_eq!(signed_in(certificate).as_deref(), Some(WMID));
    for length in 0..certificate.len() {
        assert_eq!(signed_in(&certificate[..length]), None, "{length}");
        assert!(read_certificates(&certificate[..length]).is_err(), "{length}");
    }
    for length in 0..request.len() {
        assert!(CertificateRequest::read(&request[..length]).is_err(), "{length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_modified_byte_signs_nobody_in(place: prop::sample::Index, byte: u8) {
        let mut certificate = GENUINE.0.clone();
        let place = place.index(certificate.len());
        prop_assume!(certificate[place] != byte);
        certificate[place] = byte;
        prop_assert_eq!(signed_in(&certificate), None);
    }

    /// Some bytes around the signed part have no effect.
    #[test]
    fn a_modified_byte_does_not_change_a_request(place: prop::sample::Index, byte: u8) {
        let mut request = GENUINE.2.clone();
        let place = place.index(request.len());
        request[place] = byte;
        if let Ok(request) = CertificateRequest::from_der(&request) {
            let genuine = CertificateRequest::from_der(&GENUINE.2).expect("a request");
            prop_assert_eq!(request.holder(), genuine.holder());
            prop_assert_eq!(request.public_key_der(), genuine.public_key_der());
        }
    }

    #[test]
    fn no_input_panics(bytes in prop::collection::vec(any::<u8>(), 0..300), place: prop::sample::Index) {
        let _ = PersonalCertificate::from_der(&bytes);
        let _ = GENUINE.1.replace_revocation_lists([&bytes]);
        // In the middle of genuine input, so that parsing reaches that place.
        for genuine in [&GENUINE.0, &GENUINE.2] {
            let place = place.index(genuine.len());
            let mut mixed = genuine.clone();
            mixed.splice(place..(place + bytes.len()).min(genuine.len()), bytes.iter().copied());
            let _ = read_certificates(&mixed);
            let _ = CertificateRequest::read(&mixed);
        }
    }
}
