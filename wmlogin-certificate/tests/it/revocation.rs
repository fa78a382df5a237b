//! Revoked certificates, and unusable revocation lists.

use chrono::{DateTime, TimeDelta, Utc};
use rcgen::{
    CertificateParams, CertificateRevocationListParams, KeyIdMethod, RevokedCertParams, SerialNumber,
    date_time_ymd,
};
use wmlogin_certificate::CertificateVerifier;

use crate::verification::{TODAY, outcome, trusting};
use wmlogin_test_support::authority::{Authority, WMID, intermediate, personal, root, sign};

const SERIAL: u64 = 42;

fn own(serial: u64) -> CertificateParams {
    let mut params = personal(WMID);
    params.serial_number = Some(serial.into());
    params
}

/// Returns the list of an authority, valid for all of January 2026.
fn list(issuer: &Authority, revoked: &[u64]) -> String {
    list_of(2026, issuer, revoked)
}

/// Returns the list of an authority, valid for all of January.
fn list_of(year: i32, issuer: &Authority, revoked: &[u64]) -> String {
    let revoked = revoked.iter().map(|&serial| RevokedCertParams {
        serial_number: SerialNumber::from(serial),
        revocation_time: date_time_ymd(year, 1, 1),
        reason_code: None,
        invalidity_date: None,
    });
    let params = CertificateRevocationListParams {
        this_update: date_time_ymd(year, 1, 1),
        next_update: date_time_ymd(year, 2, 1),
        crl_number: SerialNumber::from(1),
        issuing_distribution_point: None,
        revoked_certs: revoked.collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    params.signed_by(issuer).expect("a list").pem().expect("PEM")
}

#[test]
fn a_revoked_certificate_is_refused() {
    let root = root("A test root");
    let own = sign(&own(SERIAL), &root);
    let with = |list: String| outcome(trusting(&root).revocation_list(list), &[&own]);
    assert_eq!(with(list(&root, &[])), WMID);
    assert_eq!(with(list(&root, &[SERIAL + 1])), WMID);
    let refused = [
        with(list(&root, &[SERIAL])),
        with(list(&wmlogin_test_support::authority::root("Another root"), &[])),
        with(list(&wmlogin_test_support::authority::root("A test root"), &[])),
    ];
    insta::assert_snapshot!(refused.join("\n"), @"
    revoked: the certificate is revoked; get a new one
    no_revocation_list: the revocation status cannot be determined: there is no revocation list of the issuer
    revocation_list_signature: the revocation list is not signed by the issuer of the certificate
    ");
}

/// Of a file with several lists, none is passed over.
#[test]
fn every_list_of_a_file_is_read() {
    let (root, other) = (root("A test root"), wmlogin_test_support::authority::root("Another root"));
    let own = sign(&own(SERIAL), &root);
    let both = format!("\u{feff}{}{}", list(&other, &[]), list(&root, &[SERIAL])).replace('\n', "\r\n");
    let refused = outcome(trusting(&root).revocation_list(both), &[&own]);
    assert!(refused.starts_with("revoked:"), "{refused}");
}

#[test]
fn every_issuer_needs_a_list() {
    let root = root("A test root");
    let between = intermediate("Between", &root, |params| params.serial_number = Some(7.into()));
    let own = sign(&own(SERIAL), &between);
    let chain = [&own, between.der()];
    let with = |of_root: &[u64], of_issuer: &[u64]| {
        let verifier = trusting(&root).revocation_list(list(&root, of_root));
        outcome(verifier.revocation_list(list(&between, of_issuer)), &chain)
    };
    assert_eq!(with(&[], &[]), WMID);
    // Serial numbers of one issuer have no meaning for another.
    assert_eq!(with(&[SERIAL], &[7]), WMID);
    let refused = [
        with(&[], &[SERIAL]),
        with(&[7], &[]),
        outcome(trusting(&root).revocation_list(list(&root, &[])), &chain),
        outcome(trusting(&root).revocation_list(list(&between, &[])), &chain),
    ];
    insta::assert_snapshot!(refused.join("\n"), @"
    revoked: the certificate is revoked; get a new one
    revoked: the certificate is revoked; get a new one
    no_revocation_list: the revocation status cannot be determined: there is no revocation list of the issuer
    no_revocation_list: the revocation status cannot be determined: there is no revocation list of the issuer
    ");
}

#[test]
fn an_outdated_list_is_refused() {
    let root = root("A test root");
    let chain = [sign(&own(SERIAL), &root)];
    let verifier = trusting(&root).revocation_list(list(&root, &[])).build().expect("a verifier");
    let due: DateTime<Utc> = "2026-02-01T00:00:00Z".parse().expect("a time");
    let at = |seconds| {
        let result = verifier.check_chain(&chain, due + TimeDelta::seconds(seconds));
        result.map(|_| ()).map_err(|error| format!("{}: {error}", error.kind()))
    };
    assert_eq!(at(0), Ok(()));
    assert_eq!(at(60), Ok(()));
    insta::assert_snapshot!(at(61).expect_err("too old"), @"old_revocation_list: the revocation status cannot be determined: a newer revocation list was due at 2026-02-01T00:00:00Z, and it is now 2026-02-01T00:01:01Z");
}

/// The list of another authority may be outdated.
#[test]
fn only_the_lists_of_the_issuers_matter() {
    let (root, other) = (root("A test root"), wmlogin_test_support::authority::root("Another root"));
    let chain = [sign(&own(SERIAL), &root)];
    let verifier = trusting(&root).build().expect("a verifier");
    let now = TODAY.parse().expect("a time");
    verifier.replace_revocation_lists([list(&root, &[]), list_of(2025, &other, &[])]).expect("lists");
    assert!(verifier.check_chain(&chain, now).is_ok());
}

#[test]
fn lists_are_replaced_for_every_clone() {
    let root = root("A test root");
    let chain = [sign(&own(SERIAL), &root)];
    let verifier = trusting(&root).build().expect("a verifier");
    let clone = verifier.clone();
    let kind = |verifier: &CertificateVerifier| {
        verifier.check_chain(&chain, TODAY.parse().expect("a time")).map_err(|error| error.kind()).err()
    };
    assert_eq!(kind(&clone), None);
    verifier.replace_revocation_lists([list(&root, &[SERIAL])]).expect("a list");
    assert_eq!(kind(&clone), Some("revoked"));
    assert!(verifier.replace_revocation_lists([list(&root, &[]), "hello".to_owned()]).is_err());
    assert_eq!(kind(&clone), Some("revoked"), "the others stay");
    verifier.replace_revocation_lists([] as [&[u8]; 0]).expect("no list");
    assert_eq!(kind(&clone), None);
}
