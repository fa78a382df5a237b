//! Signing in with a personal certificate, from the key pair to the account page.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use wmlogin_types::{AuthType, Factor1Type, Field};

use crate::chromium::{Chromium, Options};
use crate::demo::Demo;
use crate::nss::{CertificateStore, Installed, namespaces_allowed};
use crate::programs::{self, Programs, StoreTools, run};
use crate::visit::{SIGNED_IN, USER};
use crate::world::browse;

const PASSPHRASE: &str = "correct horse battery staple";

#[tokio::test(flavor = "multi_thread")]
async fn installed_in_the_browser() {
    let (Some(programs), Some(tools)) = (Programs::find(), StoreTools::find()) else { return };
    if !namespaces_allowed() {
        programs::tell("SKIPPED signing in with a certificate: there are no mount namespaces here");
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser-certificate");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let demo = Arc::new(Demo::start().await);
    let owner = Owner { folder: &folder, service: &demo.service };
    let root = owner.fetch_root();
    let backup = owner.make_certificate(&root);
    let installed = Installed { backup: &backup, passphrase: PASSPHRASE, root: &root };
    let store = CertificateStore::create(&tools, &folder, &installed);
    let chromium = Chromium::start(programs, "certificate", Options::default(), Some(&store)).await;
    browse("certificate", demo, chromium, |world| async move {
        world.go_home().await;
        world.begin_with(AuthType::KeeperLight).await;
        world.browser.screenshot("asked").await;
        // Nobody to choose: the certificate says who it is.
        assert!(!world.browser.has("input[name=WmId]").await);
        world.browser.click("[value=allow]").await;
        world.browser.expect(SIGNED_IN).await;
        let confirmed = world.browser.find(".confirmed").await.text().await.expect("text");
        assert!(confirmed.contains(USER) && confirmed.contains(AuthType::KeeperLight.name()), "{confirmed}");
        let factor = world.browser.claimed(Field::Factor1).await;
        assert!(factor.contains(Factor1Type::X509Certificate.name()), "{factor}");
        world.browser.screenshot("account").await;
    })
    .await;
}

/// Somebody with a folder of their own for certificates.
struct Owner<'a> {
    folder: &'a Path,
    service: &'a str,
}

impl Owner<'_> {
    fn fetch_root(&self) -> PathBuf {
        let root = self.folder.join("root.cer");
        let address = format!("{}/certificates/root.cer", self.service);
        run(Command::new("curl").args(["--silent", "--fail", "--output"]).arg(&root).arg(address));
        root
    }

    /// Makes a key, registers it, and returns the backup.
    fn make_certificate(&self, root: &Path) -> PathBuf {
        let backup = self.folder.join("backup.p12");
        self.certificate(&["request", "--wmid", USER, "--email", "user@example.com", "--key", "ecdsa-p256"]);
        self.certificate(&["register", "--server", self.service, "--root", &root.to_string_lossy()]);
        self.certificate(&["backup", "--to", &backup.to_string_lossy()]);
        backup
    }

    fn certificate(&self, arguments: &[&str]) {
        let mut program = Command::new(programs::wmlogin());
        program.arg("certificate").args(arguments).arg("--store").arg(self.folder.join("store"));
        run(program.env("WMLOGIN_PASSPHRASE", PASSPHRASE).env("WMLOGIN_BACKUP_PASSPHRASE", PASSPHRASE));
    }
}
