//! Certificates that a user has installed in the browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::owner::{Owner, PASSPHRASE};
use crate::programs::{StoreTools, run};

/// Where Chromium looks for its administrator's policies.
const POLICIES: &str = "/etc/chromium";

/// The home folder of a user with a store of certificates, and a folder of policies.
pub struct CertificateStore {
    home: PathBuf,
    policies: PathBuf,
}

impl CertificateStore {
    /// Makes both in the owner's folder, with the certificate and its root in the store.
    pub fn create(tools: &StoreTools, owner: &Owner) -> Self {
        let (home, policies) = (owner.folder().join("home"), owner.folder().join("policies"));
        // The store of every program that uses NSS, Chromium among them.
        let database = home.join(".pki/nssdb");
        fs::create_dir_all(&database).expect("a folder");
        let database = format!("sql:{}", database.display());
        run(Command::new(&tools.certutil).args(["-N", "--empty-password", "-d", &database]));
        run(Command::new(&tools.certutil)
            .args(["-A", "-d", &database, "-n", "root", "-t", "C,,", "-i"])
            .arg(owner.root()));
        run(Command::new(&tools.pk12util)
            .args(["-d", &database, "-W", PASSPHRASE, "-i"])
            .arg(owner.backup()));
        let managed = policies.join("policies/managed");
        fs::create_dir_all(&managed).expect("a folder");
        // Instead of the user, who is asked otherwise.
        let choice = json!({ "pattern": "https://localhost", "filter": {} }).to_string();
        let policy = json!({ "AutoSelectCertificateForUrls": [choice] }).to_string();
        fs::write(managed.join("wmlogin.json"), policy).expect("a file");
        Self { home, policies }
    }

    /// Runs the program with this home, in a mount namespace of its own, where the policies are in their
    /// place; the machine's own stay as they are.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = in_namespace(&self.policies);
        command.arg(program).env("HOME", &self.home).env_remove("XDG_DATA_HOME");
        command
    }
}

/// Whether this machine lets its users have mount namespaces; containers may not.
pub fn namespaces_allowed() -> bool {
    let tried = in_namespace(Path::new(POLICIES)).arg("true").output();
    tried.is_ok_and(|output| output.status.success())
}

fn in_namespace(policies: &Path) -> Command {
    let script = format!(r#"mount --bind "$0" {POLICIES} && exec "$@""#);
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user", "sh", "-c", &script]).arg(policies);
    command
}
