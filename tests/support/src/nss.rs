//! The certificates that browsers on NSS have, Chromium among them.

use std::fs;
use std::path::Path;

use crate::program::{Run, program, succeed};

/// The programs that a test with a [`CertificateStore`] requires.
pub const PROGRAMS: [&str; 2] = ["certutil", "pk12util"];

/// A store of certificates with their keys.
pub struct CertificateStore(String);

impl CertificateStore {
    /// Creates an empty store in a folder, which is created too.
    pub fn create(folder: &Path) -> Self {
        fs::create_dir_all(folder).expect("a folder");
        let store = Self(format!("sql:{}", folder.display()));
        store.run("certutil", &["-N", "--empty-password"]);
        store
    }

    /// Trusts a root for servers.
    pub fn trust(&self, root: &Path) {
        self.run("certutil", &["-A", "-n", "root", "-t", "C,,", "-i", text(root)]);
    }

    /// Imports a backup with its key.
    pub fn import(&self, backup: &Path, passphrase: &str) {
        self.run("pk12util", &["-i", text(backup), "-W", passphrase]);
    }

    /// Exports the certificate of this name with its key.
    pub fn export(&self, name: &str, backup: &Path, passphrase: &str) {
        self.run("pk12util", &["-o", text(backup), "-n", name, "-W", passphrase]);
    }

    /// The keys, one in a line.
    pub fn keys(&self) -> String {
        self.run("certutil", &["-K"]).stdout
    }

    fn run(&self, name: &str, arguments: &[&str]) -> Run {
        succeed(program(name).args(arguments).args(["-d", &self.0]))
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}
