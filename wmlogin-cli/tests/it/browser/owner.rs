//! A user who makes a certificate with the program, and has it signed by the demo's gatekeeper.

use std::path::PathBuf;

use wmlogin_test_support::browser::http_client;
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::succeed;

use super::visit::USER;
use crate::wmlogin::command;

/// The passphrase of the key, and of its backup.
pub const PASSPHRASE: &str = "correct horse battery staple";

/// A certificate with its key, and the root that it leads to.
pub struct Owner(Folder);

impl Owner {
    /// Makes a key pair, has it certified, and backs both up.
    pub async fn register(service: &str) -> Self {
        let owner = Self(Folder::new());
        let root = http_client().get(format!("{service}/certificates/root.pem")).send().await;
        let root = root.expect("an answer").bytes().await.expect("a root");
        owner.0.write("root.pem", root);
        let (root, backup) = (owner.0.argument("root.pem"), owner.0.argument("backup.p12"));
        owner.certificate(&["request", "--wmid", USER, "--email", "user@example.com"]);
        owner.certificate(&["register", "--server", service, "--root", &root]);
        owner.certificate(&["backup", "--output", &backup]);
        owner
    }

    /// The root, in PEM.
    pub fn root(&self) -> PathBuf {
        self.0.path("root.pem")
    }

    /// The backup, with the key.
    pub fn backup(&self) -> PathBuf {
        self.0.path("backup.p12")
    }

    fn certificate(&self, arguments: &[&str]) {
        let mut program = command(&[&["certificate"], arguments].concat());
        program.arg("--store").arg(self.0.path("store"));
        succeed(program.env("WMLOGIN_PASSPHRASE", PASSPHRASE).env("WMLOGIN_BACKUP_PASSPHRASE", PASSPHRASE));
    }
}
