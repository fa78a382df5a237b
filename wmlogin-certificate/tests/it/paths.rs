//! Certificates with issuers between them and a root.

use rcgen::{BasicConstraints, IsCa, KeyUsagePurpose, date_time_ymd};

use crate::verification::{outcome, trusting};
use wmlogin_test_support::authority::{WMID, intermediate, personal, root, sign};

#[test]
fn intermediates_of_the_chain_lead_to_the_root() {
    let root = root("A test root");
    let first = intermediate("First", &root, |_| {});
    let second = intermediate("Second", &first, |_| {});
    let own = sign(&personal(WMID), &second);
    let (first, second) = (first.der(), second.der());
    for chain in [&[&own, second, first][..], &[&own, first, second], &[&own, second, first, root.der()]] {
        assert_eq!(outcome(trusting(&root), chain), WMID);
    }
    let refused = [
        outcome(trusting(&root), &[&own]),
        outcome(trusting(&root), &[&own, second]),
        outcome(trusting(&root), &[&own, first]),
        outcome(trusting(&root), &[second, first]),
    ];
    insta::assert_snapshot!(refused.join("\n"), @"
    unknown_issuer: the certificate is issued by CN=Second, which does not lead to a trusted root
    unknown_issuer: the certificate is issued by CN=Second, which does not lead to a trusted root
    unknown_issuer: the certificate is issued by CN=Second, which does not lead to a trusted root
    authority: the certificate is that of a certification authority, expected that of a person
    ");
}

#[test]
fn an_issuer_must_be_a_valid_authority() {
    let root = root("A test root");
    let through = |change: &dyn Fn(&mut rcgen::CertificateParams)| {
        let between = intermediate("Between", &root, change);
        outcome(trusting(&root), &[&sign(&personal(WMID), &between), between.der()])
    };
    assert_eq!(through(&|_| {}), WMID);
    let refused = [
        through(&|params| params.not_after = date_time_ymd(2026, 1, 12)),
        through(&|params| params.not_before = date_time_ymd(2026, 1, 13)),
        through(&|params| params.is_ca = IsCa::ExplicitNoCa),
        through(&|params| params.is_ca = IsCa::NoCa),
        through(&|params| params.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ServerAuth]),
    ];
    insta::assert_snapshot!(refused.join("\n"), @"
    issuer_dates: the certificate of an issuer is not valid at 2026-01-12T14:31:29Z
    issuer_dates: the certificate of an issuer is not valid at 2026-01-12T14:31:29Z
    issuer_not_authority: the certificate is issued by CN=Between, which is not permitted to issue it
    issuer_not_authority: the certificate is issued by CN=Between, which is not permitted to issue it
    key_usage: the certificate is not for signing in: its extKeyUsage lacks clientAuth
    ");
}

#[test]
fn a_personal_certificate_cannot_issue_certificates() {
    let root = root("A test root");
    let owner = intermediate("210987654321", &root, |params| {
        params.is_ca = IsCa::NoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    });
    let forged = sign(&personal(WMID), &owner);
    let report = outcome(trusting(&root), &[&forged, owner.der()]);
    insta::assert_snapshot!(report, @"issuer_not_authority: the certificate is issued by CN=210987654321, which is not permitted to issue it");
}

#[test]
fn path_length_constraints_are_enforced() {
    let root = root("A test root");
    let first = intermediate("First", &root, |params| {
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    });
    let second = intermediate("Second", &first, |_| {});
    let own = sign(&personal(WMID), &second);
    let chain = [&own, second.der(), first.der()];
    insta::assert_snapshot!(outcome(trusting(&root), &chain), @"issuer_not_authority: the certificate is issued by CN=Second, which is not permitted to issue it");
}
