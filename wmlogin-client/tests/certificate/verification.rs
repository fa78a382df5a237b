//! Which certificates are believed.

use chrono::{DateTime, TimeDelta, Utc};
use rcgen::KeyPair;
use wmlogin_client::certificate::{CertificateDer, CertificateVerifier, PresentedCertificate};

use crate::authority::{WMID, personal, root};

fn presented(chain: &[&CertificateDer<'static>]) -> PresentedCertificate {
    let chain = chain.iter().map(|&certificate| certificate.clone()).collect();
    PresentedCertificate::assume_possession_proved(chain).expect("a certificate")
}

#[test]
fn a_certificate_is_believed_within_its_dates() {
    let root = root("A test root");
    let mut params = personal(WMID);
    params.not_before = rcgen::date_time_ymd(2025, 3, 31);
    params.not_after = rcgen::date_time_ymd(2027, 3, 31);
    let signed = params.signed_by(&KeyPair::generate().expect("a key"), &root).expect("a certificate");
    let verifier = CertificateVerifier::builder().root_certificates(root.pem()).build().expect("a verifier");
    let chain = presented(&[signed.der()]);
    let at = |date: &str, seconds| {
        let date: DateTime<Utc> = date.parse().expect("a date");
        verifier.verify_at(&chain, date + TimeDelta::seconds(seconds)).map_err(|error| error.kind())
    };
    let (since, until) = ("2025-03-31T00:00:00Z", "2027-03-31T00:00:00Z");
    for (date, seconds, expected) in [
        (since, -61, Some("not_yet_valid")),
        (since, -60, None),
        (since, 0, None),
        (until, 0, None),
        (until, 60, None),
        (until, 61, Some("expired")),
    ] {
        let result = at(date, seconds);
        assert_eq!(result.as_ref().err().copied(), expected, "{seconds} s after {date}");
        assert!(result.is_err() || result.is_ok_and(|login| login.wmid().as_str() == WMID));
    }
}
