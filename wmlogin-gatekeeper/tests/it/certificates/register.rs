//! Requests that are signed.

use chrono::{DateTime, TimeDelta, Utc};
use http::header::CONTENT_DISPOSITION;
use rcgen::string::Ia5String;
use rcgen::{
    BasicConstraints, DnType, ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose, PublicKeyData, SanType,
};
use wmlogin_certificate::{CertificateDer, CertificateVerifier};
use wmlogin_client::types::{CERTIFICATE_ROOT, CERTIFICATE_ROOT_AS_TEXT};
use wmlogin_gatekeeper::{Clock, EntryKind, Gatekeeper};
use wmlogin_types::CERTIFICATE_LIFETIME;

use super::owner::Owner;
use super::{authority, kinds, register, with, world};
use wmlogin_test_support::browser::http_client;
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::tools::require;
use wmlogin_test_support::world::{USER, settings};

fn start() -> DateTime<Utc> {
    "2015-01-12T14:31:29.997Z".parse().expect("a time")
}

#[tokio::test]
async fn a_certificate_is_valid_for_the_documented_time() {
    for start in ["2015-01-12T14:31:29.997Z", "2024-02-29T23:59:59Z", "2049-06-01T00:00:00.5Z"] {
        let start: DateTime<Utc> = start.parse().expect("a time");
        let world = with(settings(), Clock::fixed(start)).await;
        let certificate = register(&world, Owner::new().request(USER, None)).await;
        // Clocks differ, so it is valid an hour earlier.
        assert_eq!(certificate.not_before().timestamp(), start.timestamp() - 3600);
        assert_eq!(CERTIFICATE_LIFETIME.after(certificate.not_before()), Some(certificate.not_after()));
        assert_eq!(certificate.serial().as_bytes().len().max(15), certificate.serial().as_bytes().len());
    }
}

#[tokio::test]
async fn only_the_holder_is_taken_from_a_request() {
    let (world, owner) = (world().await, Owner::new());
    let request = owner.request_with(USER, |params| {
        params.distinguished_name.push(DnType::OrganizationName, "WebMoney");
        let names = ["admin@example.com"].map(|name| Ia5String::try_from(name).expect("a name"));
        params.subject_alt_names.extend(names.map(SanType::Rfc822Name));
        let name = Ia5String::try_from("bank.example").expect("a name");
        params.subject_alt_names.push(SanType::DnsName(name));
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    });
    let certificate = register(&world, request).await;
    assert_eq!(certificate.holder().email(), Some("admin@example.com"));
    assert_eq!(certificate.public_key_der(), owner.key.subject_public_key_info());
    if !require(["openssl"]) {
        return;
    }
    let folder = Folder::new();
    folder.write("user.cer", certificate.der());
    let extensions = "basicConstraints,keyUsage,extendedKeyUsage,subjectAltName";
    insta::assert_snapshot!(folder.openssl(&format!("x509 -in user.cer -noout -subject -ext {extensions}")), @r"
    subject=CN = 100000000001
    X509v3 Subject Alternative Name: 
        email:admin@example.com
    X509v3 Key Usage: critical
        Digital Signature
    X509v3 Extended Key Usage: 
        TLS Web Client Authentication
    X509v3 Basic Constraints: critical
        CA:FALSE
    ");
}

#[tokio::test]
async fn the_same_request_has_the_same_answer() {
    let (clock, owner) = (Clock::fixed(start()), Owner::new());
    let world = with(settings(), clock.clone()).await;
    let first = register(&world, owner.request(USER, None)).await;
    clock.advance(TimeDelta::days(1));
    assert_eq!(register(&world, owner.request(USER, None)).await, first);
    assert_eq!(kinds(&world), [EntryKind::Issued]);
    // Another address is another certificate; so is one that is asked for when the first has expired.
    let other = register(&world, owner.request(USER, Some("first@example.com"))).await;
    assert_ne!(other.serial(), first.serial());
    clock.advance(TimeDelta::days(3 * 366));
    let later = register(&world, owner.request(USER, None)).await;
    assert_ne!(later.serial(), first.serial());
    assert_eq!(kinds(&world), [EntryKind::Issued, EntryKind::Renewed, EntryKind::Issued]);
}

#[tokio::test]
async fn a_request_renews_a_valid_certificate() {
    let clock = Clock::fixed(start());
    let world = with(settings(), clock.clone()).await;
    let first = register(&world, Owner::new().request(USER, None)).await;
    register(&world, Owner::new().request("100000000002", None)).await;
    let second = register(&world, Owner::new().request(USER, None)).await;
    authority(&world).revoke(second.serial()).expect("revoked");
    let third = register(&world, Owner::new().request(USER, None)).await;
    let (issued, renewed) = (EntryKind::Issued, EntryKind::Renewed);
    assert_eq!(kinds(&world), [issued, issued, renewed, EntryKind::Revoked, renewed]);
    let renews: Vec<_> = authority(&world).issued().iter().map(|issued| issued.renews).collect();
    assert_eq!(renews, [None, None, Some(*first.serial()), Some(*first.serial())]);
    assert!(authority(&world).issued()[3].is_valid_at(clock.now()));
    assert_eq!(authority(&world).issued()[3].certificate, third);
    let entry = world.gatekeeper.journal().pop().expect("an entry");
    let names: Vec<_> = entry.fields.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["wmid", "serial", "until", "renews"]);
}

#[tokio::test]
async fn a_time_that_no_certificate_has_is_reported() {
    for (time, is_possible) in [
        ("1960-01-01T00:00:00Z", false),
        ("1969-12-31T23:59:59Z", false),
        ("1970-01-02T00:00:00Z", true),
        ("9997-01-01T00:00:00Z", true),
        ("9999-01-01T00:00:00Z", false),
    ] {
        let world = with(settings(), Clock::fixed(time.parse().expect("a time"))).await;
        let request = Owner::new().request(USER, None);
        let registered = authority(&world).register(&request).map_err(|error| error.to_string());
        let list = authority(&world).revocation_list().map_err(|error| error.to_string());
        assert_eq!(registered.is_ok(), is_possible, "{time}: {registered:?}");
        // A list ends sooner.
        assert_eq!(list.is_ok(), is_possible || time > "9999", "{time}: {list:?}");
        let reason = "the clock of the stand-in shows a time that no certificate can have";
        assert!(registered.err().is_none_or(|error| error.contains(reason)), "{time}");
        assert!(list.err().is_none_or(|error| error.contains(reason)), "{time}");
    }
}

#[tokio::test]
async fn the_root_is_public() {
    let world = world().await;
    let certificate = register(&world, Owner::new().request(USER, None)).await;
    for (path, name) in [
        (CERTIFICATE_ROOT.path, "wmlogin-test-root.cer"),
        (CERTIFICATE_ROOT_AS_TEXT.path, "wmlogin-test-root.pem"),
    ] {
        let answer = http_client().get(world.url(path)).send().await.expect("an answer");
        let disposition = answer.headers()[CONTENT_DISPOSITION].to_str().expect("text");
        assert!(disposition.contains(name), "{disposition}");
        if path == CERTIFICATE_ROOT.path {
            assert_eq!(answer.headers()["content-type"], CERTIFICATE_ROOT.answer_type);
        }
        let root = answer.bytes().await.expect("a body");
        let verifier = CertificateVerifier::builder().root_certificates(root).build().expect("a verifier");
        let chain = [CertificateDer::from(certificate.der().to_vec())];
        assert_eq!(verifier.check_chain(&chain, Utc::now()).expect("it is genuine"), certificate);
    }
}

#[tokio::test]
async fn without_certificates_there_is_no_root() {
    let gatekeeper = Gatekeeper::start().await.expect("a stand-in");
    assert!(gatekeeper.certification().is_none());
    let url = gatekeeper.base_url().join(CERTIFICATE_ROOT.path).expect("an address");
    assert_eq!(http_client().get(url).send().await.expect("an answer").status(), 404);
}
