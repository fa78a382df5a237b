//! The pages for visitors.

use chrono::TimeDelta;
use rcgen::date_time_ymd;
use wmlogin_test_support::tools::require;

use super::site::Site;
use wmlogin_test_support::authority::{WMID, root, subject};

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_of_a_certificate_is_signed_in() {
    if !require(["curl"]) {
        return;
    }
    let site = Site::new().await;
    let owner = site.identity();
    assert_eq!(site.open("/account", Some(&owner)).body, format!("the account of {WMID}"));
    assert_eq!(site.open("/", Some(&owner)).body, WMID);
    assert_eq!(site.open("/own", Some(&owner)).body, WMID);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_without_a_certificate() {
    if !require(["curl"]) {
        return;
    }
    let site = Site::new().await;
    insta::assert_snapshot!(site.open("/account", None).shown());
    assert_eq!(site.open("/", None).body, "nobody");
    assert_eq!(site.open("/own", None).body, "our page: no_certificate");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_refusal() {
    if !require(["curl"]) {
        return;
    }
    let site = Site::new().await;
    let expired = site.identity_with(|params| params.not_after = date_time_ymd(2026, 1, 1), &site.root);
    insta::assert_snapshot!(site.open("/account", Some(&expired)).shown());
    assert_eq!(site.open("/own", Some(&expired)).body, "our page: expired");
    assert_eq!(site.open("/", Some(&expired)).status, 403, "its owner should learn of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_names_the_reason() {
    if !require(["curl"]) {
        return;
    }
    let site = Site::new().await;
    let mut report = String::new();
    let early = site.identity_with(|params| params.not_before = date_time_ymd(2026, 2, 1), &site.root);
    report += &reason(&site.open("/account", Some(&early)).body);
    let foreign = site.identity_with(|_| {}, &root("<script>alert(1)</script>"));
    report += &reason(&site.open("/account", Some(&foreign)).body);
    let nobody = site.identity_with(|params| params.distinguished_name = subject(["Keeper"]), &site.root);
    report += &reason(&site.open("/account", Some(&nobody)).body);
    let owner = site.identity();
    site.clock.advance(TimeDelta::days(400));
    report += &reason(&site.open("/account", Some(&owner)).body);
    insta::assert_snapshot!(report, @"
    Your certificate was refused: the certificate is valid from 2026-02-01T00:00:00Z, and it is now 2026-01-12T14:31:29Z; check the clock, or wait.
    Your certificate was refused: the certificate is issued by CN=&lt;script&gt;alert(1)&lt;/script&gt;, which does not lead to a trusted root.
    Your certificate was refused: not a personal certificate: the commonName of the subject is `Keeper`, which is not a WMID: expected 12 digits (character 1 is not allowed).
    Your certificate was refused: the certificate expired after 2027-01-01T00:00:00Z, and it is now 2027-02-16T14:31:29Z; get a new one.
    ");
}

/// Returns the first paragraph of the page.
fn reason(page: &str) -> String {
    let (_, paragraph) = page.split_once("<p>").expect("a paragraph");
    format!("{}\n", paragraph.split_once("</p>").expect("its end").0)
}
