//! Somebody who makes a certificate with the program, and has it signed by the demo's gatekeeper.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::programs::{self, run};
use crate::visit::USER;

/// The passphrase of the key, and of its backup.
pub const PASSPHRASE: &str = "correct horse battery staple";

/// A certificate with its key, and the root that it leads to.
pub struct Owner {
    folder: PathBuf,
}

impl Owner {
    /// Makes a key pair, registers it, and backs both up; `name` tells the folder from those of others.
    pub fn register(name: &str, service: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("owners").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        let owner = Self { folder };
        let address = format!("{service}/certificates/root.pem");
        run(Command::new("curl").args(["--silent", "--fail", "--output"]).arg(owner.root()).arg(address));
        let (root, backup) = (owner.root(), owner.backup());
        let (root, backup) = (root.to_string_lossy(), backup.to_string_lossy());
        owner.certificate(&["request", "--wmid", USER, "--email", "user@example.com"]);
        owner.certificate(&["register", "--server", service, "--root", &root]);
        owner.certificate(&["backup", "--to", &backup]);
        owner
    }

    /// The root, in PEM.
    pub fn root(&self) -> PathBuf {
        self.folder.join("root.pem")
    }

    /// The backup, with the key.
    pub fn backup(&self) -> PathBuf {
        self.folder.join("backup.p12")
    }

    /// A folder for what else there is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn certificate(&self, arguments: &[&str]) {
        let mut program = Command::new(programs::wmlogin());
        program.arg("certificate").args(arguments).arg("--store").arg(self.folder.join("store"));
        run(program.env("WMLOGIN_PASSPHRASE", PASSPHRASE).env("WMLOGIN_BACKUP_PASSPHRASE", PASSPHRASE));
    }
}
