//! The verification of certificates.

use std::fmt::Write;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose};
use wmlogin_certificate::{
    CertificateDer, CertificateError, CertificateVerifier, CertificateVerifierBuilder, MAX_CERTIFICATES,
    PresentedCertificate,
};

use wmlogin_test_support::authority::{Authority, WMID, new_key, personal, root, sign, subject};

/// A day on which the certificates of most tests are valid.
pub const TODAY: &str = "2026-01-12T14:31:29Z";

pub fn trusting(root: &Authority) -> CertificateVerifierBuilder {
    CertificateVerifier::builder().root_certificates(root.pem())
}

/// Returns the WMID, or the reason for a refusal.
pub fn outcome(verifier: CertificateVerifierBuilder, chain: &[&CertificateDer<'static>]) -> String {
    let chain: Vec<_> = chain.iter().map(|&certificate| certificate.clone()).collect();
    let now = TODAY.parse().expect("a time");
    let verifier = verifier.clock(move || now).build().expect("a verifier");
    let presented = PresentedCertificate::assume_possession_proved(chain.clone()).expect("a certificate");
    let result = verifier.verify(&presented);
    let checked = verifier.check_chain(&chain, now).map_err(|error| error.to_string());
    assert_eq!(
        checked.map(|certificate| *certificate.holder().wmid()),
        result.as_ref().map(|login| *login.wmid()).map_err(CertificateError::to_string),
    );
    match result {
        Ok(login) => login.wmid().to_string(),
        Err(error) => format!("{}: {error}", error.kind()),
    }
}

#[test]
fn a_certificate_is_accepted_within_its_dates() {
    let root = root("A test root");
    let chain = vec![sign(&personal(WMID), &root)];
    let presented = PresentedCertificate::assume_possession_proved(chain).expect("a certificate");
    let (since, until) = ("2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    for (skew, date, milliseconds, expected) in [
        (None, since, -61_000, Some("not_yet_valid")),
        (None, since, -60_000, None),
        (None, until, 60_999, None),
        (None, until, 61_000, Some("expired")),
        (Some(0), since, -1, Some("not_yet_valid")),
        (Some(0), since, 0, None),
        (Some(0), until, 999, None),
        (Some(0), until, 1_000, Some("expired")),
        (Some(3600), since, -3_601_000, Some("not_yet_valid")),
        (Some(3600), since, -3_600_000, None),
        (Some(3600), until, 3_600_000, None),
        (Some(3600), until, 3_601_000, Some("expired")),
    ] {
        let verifier = trusting(&root);
        let verifier = match skew {
            Some(skew) => verifier.clock_skew(Duration::from_secs(skew)),
            None => verifier,
        };
        let now = date.parse::<DateTime<Utc>>().expect("a date") + TimeDelta::milliseconds(milliseconds);
        let result = verifier.build().expect("a verifier").verify_at(&presented, now);
        let case = format!("{milliseconds} ms after {date} with {skew:?}");
        assert_eq!(result.as_ref().map_err(CertificateError::kind).err(), expected, "{case}");
        assert!(result.is_err() || result.is_ok_and(|login| login.verified_at() == now), "{case}");
    }
}

#[test]
fn extreme_times_are_refused() {
    let root = root("A test root");
    let chain = [sign(&personal(WMID), &root)];
    let verifier = trusting(&root).build().expect("a verifier");
    for (now, expected) in [
        (DateTime::<Utc>::MIN_UTC, "not_yet_valid"),
        (DateTime::UNIX_EPOCH, "not_yet_valid"),
        (DateTime::<Utc>::MAX_UTC, "expired"),
    ] {
        assert_eq!(verifier.check_chain(&chain, now).expect_err("no").kind(), expected);
    }
}

#[test]
fn key_usages_must_permit_signing_in() {
    let root = root("A test root");
    let with = |change: &dyn Fn(&mut CertificateParams)| {
        let mut params = personal(WMID);
        change(&mut params);
        outcome(trusting(&root), &[&sign(&params, &root)])
    };
    for accepted in [
        with(&|params| params.key_usages = vec![]),
        with(&|params| params.key_usages.push(KeyUsagePurpose::KeyEncipherment)),
        with(&|params| params.extended_key_usages = vec![]),
        with(&|params| params.extended_key_usages.push(ExtendedKeyUsagePurpose::EmailProtection)),
        with(&|params| params.is_ca = IsCa::ExplicitNoCa),
    ] {
        assert_eq!(accepted, WMID);
    }
    let refused = [
        with(&|params| params.key_usages = vec![KeyUsagePurpose::KeyEncipherment]),
        with(&|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth]),
        with(&|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::EmailProtection]),
        with(&|params| params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0))),
        with(&|params| params.distinguished_name = subject(["Keeper"])),
        with(&|params| params.distinguished_name = subject([WMID, WMID])),
        with(&|params| std::mem::swap(&mut params.not_before, &mut params.not_after)),
    ];
    insta::assert_snapshot!(refused.join("\n"), @"
    key_usage: the certificate is not for signing in: its keyUsage lacks digitalSignature
    key_usage: the certificate is not for signing in: its extKeyUsage lacks clientAuth
    key_usage: the certificate is not for signing in: its extKeyUsage lacks clientAuth
    authority: the certificate is that of a certification authority, expected that of a person
    wmid: not a personal certificate: the commonName of the subject is `Keeper`, which is not a WMID: expected 12 digits (character 1 is not allowed)
    several_wmids: not a personal certificate: the subject has 2 commonName attributes, expected one
    path: the path from the certificate to a root is invalid
    ");
}

#[test]
fn a_certificate_must_lead_to_a_root() {
    let root = root("A test root");
    let own = sign(&personal(WMID), &root);
    assert_eq!(outcome(trusting(&root), &[&own]), WMID);
    let self_signed = personal(WMID).self_signed(&new_key()).expect("a certificate").der().clone();
    let namesake = wmlogin_test_support::authority::root("A test root");
    let stranger = wmlogin_test_support::authority::root("Another root");
    let both = CertificateVerifier::builder().root_certificates(format!("{}{}", stranger.pem(), root.pem()));
    assert_eq!(outcome(both, &[&own]), WMID);
    assert_eq!(outcome(trusting(&namesake).root_certificates(&**root.der()), &[&own]), WMID);
    let too_long = CertificateDer::from(vec![0x30; 20_000]);
    let refused = [
        outcome(trusting(&stranger), &[&own]),
        outcome(trusting(&namesake), &[&own]),
        outcome(trusting(&root), &[&self_signed]),
        outcome(trusting(&root), &[root.der()]),
        outcome(trusting(&root), &[&CertificateDer::from(own[..own.len() - 1].to_vec())]),
        outcome(trusting(&root), &[&CertificateDer::from([&own[..], b"\0"].concat())]),
        outcome(trusting(&root), &[&too_long]),
        outcome(trusting(&root), &[&own, &too_long]),
        outcome(trusting(&root), &[&own; MAX_CERTIFICATES + 1]),
    ];
    insta::assert_snapshot!(refused.join("\n"), @"
    unknown_issuer: the certificate is issued by CN=A test root, which does not lead to a trusted root
    bad_signature: the certificate is not signed by the issuer that it names, CN=A test root
    unknown_issuer: the certificate is issued by CN=123456789012, which does not lead to a trusted root
    authority: the certificate is that of a certification authority, expected that of a person
    malformed: cannot be parsed as an X.509 certificate; it may be truncated
    trailing_bytes: the certificate is followed by unexpected data of length 1
    too_long: the certificate is 20000 bytes long, expected at most 16384
    too_long: the certificate is 20000 bytes long, expected at most 16384
    too_many: found 9 certificates, expected at most 8
    ");
    assert_eq!(outcome(trusting(&root), &[&own; MAX_CERTIFICATES]), WMID);
}

#[test]
fn an_empty_chain_is_rejected() {
    assert_eq!(PresentedCertificate::assume_possession_proved(vec![]), None);
    let verifier = trusting(&root("A test root")).build().expect("a verifier");
    assert_eq!(verifier.check_chain(&[], Utc::now()).expect_err("nothing").kind(), "no_certificate");
}

#[test]
fn invalid_settings_are_rejected() {
    let root = root("A test root");
    let own = sign(&personal(WMID), &root);
    let mut report = String::new();
    for builder in [
        CertificateVerifier::builder(),
        CertificateVerifier::builder().root_certificates("hello"),
        CertificateVerifier::builder().root_certificates(own.to_vec()),
        trusting(&root).clock_skew(Duration::from_secs(3601)),
        trusting(&root).revocation_list("hello"),
        trusting(&root).revocation_list(own.to_vec()),
        trusting(&root).revocation_list(vec![0; 9 << 20]),
    ] {
        let error = builder.build().expect_err("no verifier");
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(report, "{error}\n    {source}");
    }
    insta::assert_snapshot!(report, @"
    no root certificate: add at least one with `root_certificates`
        
    a root certificate cannot be used
        no certificate found
    the root CN=123456789012 is not the certificate of a certification authority
        
    the clock skew is 3601 s, expected at most 3600 s
        
    cannot be parsed as an X.509 revocation list with a nextUpdate
        no revocation list found
    cannot be parsed as an X.509 revocation list with a nextUpdate
        BadDer
    the revocation list is 9437184 bytes long, expected at most 8388608
    ");
    insta::assert_debug_snapshot!(trusting(&root).build().expect("a verifier"), @"
    CertificateVerifier {
        roots: 1,
        clock_skew: TimeDelta {
            secs: 60,
            nanos: 0,
        },
        revocation_lists: 0,
        ..
    }
    ");
}
