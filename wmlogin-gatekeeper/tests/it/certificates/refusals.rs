//! Requests that are not signed.

use wmlogin_client::types::AuthType;
use wmlogin_gatekeeper::{Clock, EntryKind, Person};
use wmlogin_test_support::tools::require;

use super::REQUEST_TYPE;
use super::owner::Owner;
use super::{authority, kinds, post, register, with};
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::world::{USER, settings, wmid};

/// A request whose key is too short.
fn weak() -> Vec<u8> {
    let folder = Folder::new();
    let out = "-nodes -outform DER -out request.p10 -keyout key.pem";
    folder.openssl(&format!("req -new -newkey rsa:1024 -subj /CN={USER} {out}"));
    folder.read("request.p10")
}

#[tokio::test]
async fn every_refusal_is_one_line() {
    if !require(["openssl"]) {
        return;
    }
    let without_method = Person::new(wmid("100000000002"), "Somebody").methods([AuthType::Telepat]);
    let people = [Person::new(wmid(USER), "First"), without_method];
    let world = with(settings().people(people).strict_people(), Clock::system()).await;
    let revoked = Owner::new();
    let certificate = register(&world, revoked.request(USER, None)).await;
    authority(&world).revoke(certificate.serial()).expect("revoked");

    let good = Owner::new().request(USER, None);
    let mut forged = good.clone();
    // The signature is at the end.
    *forged.last_mut().expect("bytes") ^= 1;
    let cases = [
        ("another content type", "application/x-www-form-urlencoded", good.clone()),
        ("nothing", REQUEST_TYPE, Vec::new()),
        ("half of it", REQUEST_TYPE, good[..good.len() / 2].to_vec()),
        ("a broken signature", REQUEST_TYPE, forged),
        ("a weak key", REQUEST_TYPE, weak()),
        ("no WMID", REQUEST_TYPE, Owner::new().request("somebody", None)),
        ("an unknown person", REQUEST_TYPE, Owner::new().request("999999999999", None)),
        ("without the method", REQUEST_TYPE, Owner::new().request("100000000002", None)),
        ("a revoked key", REQUEST_TYPE, revoked.request(USER, None)),
        ("too long", REQUEST_TYPE, vec![0x30; 20_000]),
    ];
    let mut shown = Vec::new();
    for (name, content_type, request) in cases {
        let answer = post(&world, content_type, request).await;
        let (status, headers) = (answer.status(), answer.headers().clone());
        assert_eq!(headers["content-type"], "text/plain; charset=utf-8", "{name}");
        shown.push(format!("{name}:\n    {status} {}\n", answer.text().await.expect("text").trim_end()));
    }
    let before = [EntryKind::Issued, EntryKind::Revoked];
    let rejected = kinds(&world).into_iter().skip(before.len()).collect::<Vec<_>>();
    assert_eq!(rejected, [EntryKind::Rejected; 8]);
    assert_eq!(authority(&world).issued().len(), 1);
    insta::assert_snapshot!(shown.concat());
}
