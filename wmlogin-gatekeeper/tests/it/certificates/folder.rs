//! Certificates in a folder.

use std::error::Error as _;
use std::fs;
use std::path::{Path, PathBuf};

use wmlogin_certificate::PersonalCertificate;
use wmlogin_gatekeeper::certification::{CertificateStore, CertificationError, FolderError};
use wmlogin_gatekeeper::{Gatekeeper, StartError};
use wmlogin_test_support::folder::Folder;

use super::owner::Owner;
use super::{authority, register};
use wmlogin_test_support::world::{USER, World, settings};

async fn start(folder: &Path) -> Result<Gatekeeper, StartError> {
    let store = CertificateStore::folder(folder);
    Gatekeeper::builder().settings(settings()).certificates(store).start().await
}

async fn world(folder: &Path) -> World {
    World::of(start(folder).await.expect("a stand-in"))
}

/// A folder with a certificate that is good and one that is revoked.
async fn used() -> (Folder, [PersonalCertificate; 2]) {
    let folder = Folder::new();
    let world = world(folder.root()).await;
    let good = register(&world, Owner::new().request(USER, Some("first@example.com"))).await;
    let revoked = register(&world, Owner::new().request(USER, None)).await;
    authority(&world).revoke(revoked.serial()).expect("revoked");
    world.gatekeeper.stop().await;
    (folder, [good, revoked])
}

fn file(folder: &Path, certificate: &PersonalCertificate, ending: &str) -> PathBuf {
    folder.join(certificate.serial().to_string().replace(':', "") + ending)
}

/// The files of a folder, apart from the lock.
fn content(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let read = |path: PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        (name, fs::read(&path).expect("a file"))
    };
    let mut content: Vec<_> = entries.map(read).filter(|(name, _)| name != "lock").collect();
    content.sort();
    content
}

#[tokio::test]
async fn a_restart_keeps_everything() {
    let (folder, [good, revoked]) = used().await;
    let before = content(folder.root());
    let world = world(folder.root()).await;
    let [first, second] = &authority(&world).issued()[..] else { panic!("two") };
    let known = [&first.certificate, &second.certificate];
    assert!(known.contains(&&good) && known.contains(&&revoked), "{known:?}");
    assert!(authority(&world).is_revoked(revoked.serial()));
    assert!(!authority(&world).is_revoked(good.serial()));
    let root = fs::read_to_string(folder.path("root.cer")).expect("a file");
    assert_eq!(authority(&world).root_pem(), root);
    assert_eq!(content(folder.root()), before);
}

#[tokio::test]
async fn an_answer_is_remembered_over_a_restart() {
    let folder = Folder::new();
    let (first, owner) = (world(folder.root()).await, Owner::new());
    let certificate = register(&first, owner.request(USER, None)).await;
    // Dropped in the middle of things, it lets go of the folder too.
    drop(first);
    let second = world(folder.root()).await;
    assert_eq!(register(&second, owner.request(USER, None)).await, certificate);
}

#[tokio::test]
#[cfg(unix)]
async fn only_the_owner_can_read_the_key() {
    use std::os::unix::fs::PermissionsExt;

    let (folder, _) = used().await;
    let metadata = fs::metadata(folder.path("root.key")).expect("a file");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_folder_is_used_by_one_stand_in() {
    let folder = Folder::new();
    let first = start(folder.root()).await.expect("a stand-in");
    let second = start(folder.root()).await.expect_err("it is in use");
    let in_use =
        StartError::Certification(CertificationError::Folder(FolderError::InUse(folder.root().into())));
    assert_eq!(second.to_string(), in_use.to_string());
    first.stop().await;
    start(folder.root()).await.expect("it is free").stop().await;
}

#[tokio::test]
async fn interrupted_writes_are_completed() {
    let (folder, _) = used().await;
    let before = content(folder.root());
    // The stand-in was killed after it made the key, and while it wrote a certificate.
    fs::remove_file(folder.path("root.cer")).expect("a file");
    fs::write(folder.path(".new-aBcDeF"), "half a").expect("a file");
    let gatekeeper = start(folder.root()).await.expect("a stand-in");
    assert_eq!(gatekeeper.certification().expect("certificates").issued().len(), 2);
    let names =
        |content: &[(String, Vec<u8>)]| content.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&content(folder.root())), names(&before));
}

#[tokio::test]
async fn a_revocation_survives_the_loss_of_its_certificate() {
    let (folder, [_, revoked]) = used().await;
    fs::remove_file(file(folder.root(), &revoked, ".cer")).expect("a file");
    let world = world(folder.root()).await;
    assert_eq!(authority(&world).issued().len(), 1);
    assert!(authority(&world).is_revoked(revoked.serial()));
}

type Damage = fn(&Path, &PersonalCertificate, &PersonalCertificate);

#[tokio::test]
async fn damage_is_reported_and_nothing_is_changed() {
    let damages: [(&str, Damage); 12] = [
        ("no key", |folder, _, _| fs::remove_file(folder.join("root.key")).expect("a file")),
        ("neither key nor root", |folder, _, _| {
            fs::remove_file(folder.join("root.key")).expect("a file");
            fs::remove_file(folder.join("root.cer")).expect("a file");
        }),
        ("half a key", |folder, _, _| truncate(&folder.join("root.key"))),
        ("half a root", |folder, _, _| truncate(&folder.join("root.cer"))),
        ("an empty root", |folder, _, _| fs::write(folder.join("root.cer"), "").expect("a file")),
        ("another key", |folder, _, _| {
            let key = Owner::new().key.serialize_pem();
            fs::write(folder.join("root.key"), key).expect("a file");
        }),
        ("another root", |folder, _, _| {
            let key = Owner::new().key;
            let params = rcgen::CertificateParams::new([]).expect("no names");
            let pem = params.self_signed(&key).expect("a certificate").pem();
            fs::write(folder.join("root.cer"), pem).expect("a file");
        }),
        ("another key with its root", |folder, _, _| {
            for file in ["root.key", "root.cer"] {
                fs::remove_file(folder.join(file)).expect("a file");
            }
            fs::write(folder.join("root.key"), Owner::new().key.serialize_pem()).expect("a file");
        }),
        ("half a certificate", |folder, good, _| truncate(&file(folder, good, ".cer"))),
        ("another certificate", |folder, good, revoked| {
            fs::copy(file(folder, revoked, ".cer"), file(folder, good, ".cer")).expect("a file");
        }),
        ("an empty revocation", |folder, _, revoked| {
            fs::write(file(folder, revoked, ".revoked"), "").expect("a file");
        }),
        ("a long certificate", |folder, good, _| {
            fs::write(file(folder, good, ".cer"), vec![0x30; 100_000]).expect("a file");
        }),
    ];
    let mut shown = Vec::new();
    for (name, damage) in damages {
        let (folder, [good, revoked]) = used().await;
        damage(folder.root(), &good, &revoked);
        let before = content(folder.root());
        let error = start(folder.root()).await.expect_err(name);
        let mut text = error.to_string();
        if let Some(source) = error.source() {
            text = format!("{text}: {source}");
        }
        for certificate in [&good, &revoked] {
            text = text.replace(&certificate.serial().to_string().replace(':', ""), "[serial]");
            text = text.replace(&certificate.serial().to_string(), "[serial]");
        }
        let text = text.replace(&*folder.root().to_string_lossy(), "[folder]");
        shown.push(format!("{name}:\n    {text}\n"));
        assert_eq!(content(folder.root()), before, "{name}");
    }
    insta::assert_snapshot!(shown.concat());
}

fn truncate(path: &Path) {
    let content = fs::read(path).expect("a file");
    fs::write(path, &content[..content.len() / 2]).expect("a file");
}

#[tokio::test]
async fn a_file_in_place_of_the_folder_is_reported() {
    let folder = Folder::new();
    let path = folder.path("file");
    fs::write(&path, "text").expect("a file");
    let error = start(&path).await.expect_err("a file").to_string();
    assert_eq!(error.replace(&*path.to_string_lossy(), "[file]"), "[file] is not a folder");
}
