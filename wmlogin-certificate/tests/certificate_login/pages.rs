//! The pages for visitors.

use chrono::TimeDelta;
use rcgen::date_time_ymd;

use crate::world::World;
use wmlogin_test_support::authority::{WMID, root, subject};

#[tokio::test]
async fn the_owner_of_a_certificate_is_signed_in() {
    let world = World::new().await;
    let owner = world.identity();
    assert_eq!(world.open("/account", Some(&owner)).await.body, format!("the account of {WMID}"));
    assert_eq!(world.open("/", Some(&owner)).await.body, WMID);
    assert_eq!(world.open("/own", Some(&owner)).await.body, WMID);
}

#[tokio::test]
async fn the_page_without_a_certificate() {
    let world = World::new().await;
    insta::assert_snapshot!(world.open("/account", None).await.shown());
    assert_eq!(world.open("/", None).await.body, "nobody");
    assert_eq!(world.open("/own", None).await.body, "our page: no_certificate");
}

#[tokio::test]
async fn the_page_of_a_refusal() {
    let world = World::new().await;
    let expired = world.identity_with(|params| params.not_after = date_time_ymd(2026, 1, 1), &world.root);
    insta::assert_snapshot!(world.open("/account", Some(&expired)).await.shown());
    assert_eq!(world.open("/own", Some(&expired)).await.body, "our page: expired");
    assert_eq!(world.open("/", Some(&expired)).await.status, 403, "its owner should learn of it");
}

#[tokio::test]
async fn the_page_names_the_reason() {
    let world = World::new().await;
    let mut report = String::new();
    let early = world.identity_with(|params| params.not_before = date_time_ymd(2026, 2, 1), &world.root);
    report += &reason(&world.open("/account", Some(&early)).await.body);
    let foreign = world.identity_with(|_| {}, &root("<script>alert(1)</script>"));
    report += &reason(&world.open("/account", Some(&foreign)).await.body);
    let nobody = world.identity_with(|params| params.distinguished_name = subject(["Keeper"]), &world.root);
    report += &reason(&world.open("/account", Some(&nobody)).await.body);
    let owner = world.identity();
    world.pass(TimeDelta::days(400));
    report += &reason(&world.open("/account", Some(&owner)).await.body);
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
