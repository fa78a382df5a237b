//! A user whose browser has a certificate installed, and an administrator who lets it be presented unasked.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::nss::CertificateStore;

use super::owner::{Owner, PASSPHRASE};

/// The folder with the administrator's policies for Chromium.
const POLICIES: &str = "/etc/chromium";

/// The home folder of a user with a store of certificates, and a folder of policies.
pub struct Home(Folder);

impl Home {
    /// Creates both, with the owner's certificate and its root in the store.
    pub fn of(owner: &Owner) -> Self {
        let folder = Folder::new();
        // The store of every program that uses NSS, Chromium among them.
        let store = CertificateStore::create(&folder.path("home/.pki/nssdb"));
        store.trust(&owner.root());
        store.import(&owner.backup(), PASSPHRASE);
        let managed = folder.path("policies/policies/managed");
        fs::create_dir_all(&managed).expect("a folder");
        // Instead of the user, who is asked otherwise.
        let choice = json!({ "pattern": "https://localhost", "filter": {} }).to_string();
        let policy = json!({ "AutoSelectCertificateForUrls": [choice] }).to_string();
        fs::write(managed.join("wmlogin.json"), policy).expect("a file");
        Self(folder)
    }

    /// Runs the program with this home, in a mount namespace of its own, where the policies are in their
    /// place; the machine's own stay as they are.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = in_namespace(&self.0.path("policies"));
        command.arg(program).env("HOME", self.0.path("home")).env_remove("XDG_DATA_HOME");
        command
    }
}

/// Returns `true` if this machine lets its users have mount namespaces; containers may not.
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
