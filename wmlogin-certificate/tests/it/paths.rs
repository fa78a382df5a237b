//! Certificates with issuers between them and a root.

use rcgen::{BasicConstraints, IsCa, KeyUsagePurpose, date_time_ymd};

use crate::verification::{outcome, trusting};
use wmlogin_test_support::authority::{WMID, intermediate, personal, root, sign};

#[test]
fn issuers_that_come_along_lead_to_the_root() {
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
    unknown_issuer: the certificate is issued by CN=Second, which does not lead to a root that is trusted here
    unknown_issuer: the certificate is issued by CN=Second, which does not lead to a root that is trusted here
    unknown_issuer: the certificate is issued by CN=Second, which does not lead to a root that is trusted here
    authority: it is the certificate of an authority, not of a person
    ");
}

#[test]
fn an_issuer_is_what_it_should_be() {
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
    issuer_dates: at 2026-01-12T14:31:29Z the certificate of an issuer is not valid
    issuer_dates: at 2026-01-12T14:31:29Z the certificate of an issuer is not valid
    issuer_not_authority: the certificate is issued by CN=Between, which is not allowed to do that
    issuer_not_authority: the certificate is issued by CN=Between, which is not allowed to do that
    key_usage: the certificate is not for signing in: its extKeyUsage lacks clientAuth
    ");
}

#[test]
fn an_owner_is_no_authority() {
    let root = root("A test root");
    let owner = intermediate("210987654321", &root, |params| {
        params.is_ca = IsCa::NoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    });
    let forged = sign(&personal(WMID), &owner);
    let told = outcome(trusting(&root), &[&forged, owner.der()]);
    insta::assert_snapshot!(told, @"issuer_not_authority: the certificate is issued by CN=210987654321, which is not allowed to do that");
}

#[test]
fn the_length_of_a_path_is_kept() {
    let root = root("A test root");
    let first = intermediate("First", &root, |params| {
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    });
    let second = intermediate("Second", &first, |_| {});
    let own = sign(&personal(WMID), &second);
    let chain = [&own, second.der(), first.der()];
    insta::assert_snapshot!(outcome(trusting(&root), &chain), @"issuer_not_authority: the certificate is issued by CN=Second, which is not allowed to do that");
}
