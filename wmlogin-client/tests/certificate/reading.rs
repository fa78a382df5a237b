//! What is read from certificates and requests.

use rcgen::KeyPair;
use wmlogin_client::certificate::{CertificateRequest, KeyKind, PersonalCertificate, read_certificates};

use crate::authority::{WMID, email, personal, root};

#[test]
fn a_certificate_tells_what_a_list_shows() {
    let mut params = personal(WMID);
    params.subject_alt_names.push(email("keeper@example.com"));
    params.serial_number = Some(vec![0x0A, 0x1B, 0x2C].into());
    params.not_before = rcgen::date_time_ymd(2025, 3, 31);
    params.not_after = rcgen::date_time_ymd(2027, 3, 31);
    let root = root("A test root");
    let signed = params.signed_by(&KeyPair::generate().expect("a key"), &root).expect("a certificate");
    let certificate = PersonalCertificate::from_der(signed.der()).expect("a personal certificate");
    assert_eq!(certificate.holder().wmid().as_str(), WMID);
    assert_eq!(certificate.holder().email(), Some("keeper@example.com"));
    assert_eq!(certificate.serial().to_string(), "0A:1B:2C");
    assert_eq!(certificate.issuer(), "CN=A test root");
    assert_eq!(certificate.key(), KeyKind::EcdsaP256);
    assert_eq!(certificate.not_after().to_string(), "2027-03-31 00:00:00 UTC");
    assert_eq!(certificate.renewal_from().to_string(), "2027-02-28 00:00:00 UTC");
    for file in [signed.der().to_vec(), signed.pem().into_bytes()] {
        assert_eq!(read_certificates(&file).expect("certificates"), [signed.der().clone()]);
    }
}

#[test]
fn a_request_tells_whom_it_is_for() {
    let mut params = personal(WMID);
    params.subject_alt_names.push(email("keeper@example.com"));
    let key = KeyPair::generate().expect("a key");
    let signed = params.serialize_request(&key).expect("a request");
    for file in [signed.der().to_vec(), signed.pem().expect("PEM").into_bytes()] {
        let request = CertificateRequest::read(&file).expect("a request");
        assert_eq!(request.holder().wmid().as_str(), WMID);
        assert_eq!(request.holder().email(), Some("keeper@example.com"));
        assert_eq!(request.key(), KeyKind::EcdsaP256);
        assert_eq!(request.public_key_der(), rcgen::PublicKeyData::subject_public_key_info(&key));
        assert_eq!(request.der(), &**signed.der());
    }
}
