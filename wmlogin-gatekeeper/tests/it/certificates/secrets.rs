//! Keys and codes that are never shown.

use std::fs;

use wmlogin_gatekeeper::Gatekeeper;
use wmlogin_gatekeeper::certification::CertificateStore;

use super::authority;
use super::login::choose_certificate;
use super::owner::Owner;
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::world::{USER, World, settings};

#[tokio::test]
async fn keys_and_codes_are_never_shown() {
    let folder = Folder::new();
    let builder = Gatekeeper::builder().settings(settings());
    let store = CertificateStore::folder(folder.root());
    let world = World::of(builder.certificates(store).start().await.expect("a stand-in"));
    let owner = Owner::new();
    let (_, mut browser) = owner.registered(&world, USER);
    let page = world.open(&mut browser, |query| query).await;
    let url = choose_certificate(&mut browser, &page).await;
    let back = browser.open(&url).await.location();
    let page = browser.open(&back).await;
    browser.open(&back).await;
    browser.submit(&page, page.form().press("allow")).await;

    let root_key = fs::read_to_string(folder.path("root.key")).expect("a key");
    let key: Vec<_> = root_key.lines().filter(|line| !line.starts_with('-')).collect();
    let (_, code) = back.query_pairs().find(|(name, _)| name == "gatekeeper-code").expect("a code");
    let form = page.form();
    let codes = [&code[..8], &form.value("certificate").expect("a code")[..8]];
    let secrets = [&key[..], &codes].concat();
    let mut told = vec![
        format!("{:?}", world.gatekeeper.journal()),
        format!("{:?} {:?}", world.gatekeeper, authority(&world)),
        format!("{:?}", authority(&world).issued()),
    ];
    for path in ["/log", "/certificates", "/certificates/root.pem", "/"] {
        told.push(browser.open(&world.url(path)).await.body.clone());
    }
    for entry in fs::read_dir(folder.root()).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.file_name().is_some_and(|name| name != "root.key") {
            told.push(String::from_utf8_lossy(&fs::read(path).expect("a file")).into_owned());
        }
    }
    for text in told {
        for secret in &secrets {
            assert!(!text.contains(secret), "{text}");
        }
    }
}
