//! A folder with a store of certificates and an authority, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rcgen::CertificateParams;
use wmlogin_test_support::authority::{Authority, root};
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::openssl::openssl;
use wmlogin_test_support::program::{Run, run};

use super::authority;
use crate::wmlogin;

pub const WMID: &str = "123456789012";
pub const OTHER_WMID: &str = "210987654321";
pub const EMAIL: &str = "owner@example.com";
pub const PASSPHRASE: &str = "correct horse";
pub const BACKUP_PASSPHRASE: &str = "battery staple";

/// A folder with a store of certificates and an authority.
pub struct Workplace {
    pub folder: Folder,
    pub authority: Authority,
}

impl Workplace {
    /// A workplace with an empty store.
    pub fn new() -> Self {
        let (folder, authority) = (Folder::new(), root("Test root"));
        folder.write("root.pem", authority.pem());
        Self { folder, authority }
    }

    /// A workplace with a pending request.
    pub fn with_request() -> Self {
        let workplace = Self::new();
        workplace.done(&["request", "--wmid", WMID, "--email", EMAIL, "--key-type", "ecdsa-p256"]);
        workplace
    }

    /// A workplace with a certificate.
    pub fn with_certificate() -> Self {
        let workplace = Self::with_request();
        workplace.sign(1, "certificate.cer", |_| {});
        workplace.done(&["add", "certificate.cer", "--root", "root.pem"]);
        workplace
    }

    /// A workplace with a certificate and a verified backup of it.
    pub fn with_backup() -> Self {
        let workplace = Self::with_certificate();
        workplace.done(&["backup", "--output", "backup.p12"]);
        workplace
    }

    /// A path in the folder.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path(name)
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        self.folder.root()
    }

    /// A file of an entry of the store.
    pub fn entry(&self, number: u32, file: &str) -> PathBuf {
        self.path("store").join(format!("{WMID}-{number}")).join(file)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        self.folder.write(name, bytes);
    }

    /// Has the request of an entry signed, and writes what comes.
    pub fn sign(&self, number: u32, name: &str, change: impl FnOnce(&mut CertificateParams)) {
        let request = fs::read_to_string(self.entry(number, "request.pem")).unwrap();
        self.write(name, authority::sign(&self.authority, &request, change));
    }

    /// Keeps the store as it is, to be restored.
    pub fn keep_store(&self) {
        copy(&self.path("store"), &self.path("kept"));
    }

    /// The store as it was kept.
    pub fn restore_store(&self) {
        let _ = fs::remove_dir_all(self.path("store"));
        copy(&self.path("kept"), &self.path("store"));
    }

    /// A backup file that openssl makes of certificates and keys in PEM.
    pub fn pkcs12(&self, name: &str, pem: &[&str], options: &[&str]) {
        self.write("all.pem", pem.concat());
        let pass = format!("pass:{BACKUP_PASSPHRASE}");
        let export = ["pkcs12", "-export", "-in", "all.pem", "-out", name, "-passout", &pass];
        openssl(self.root(), &[&export, options].concat());
    }

    /// The program, in this folder and with this store and both passphrases.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = wmlogin::command(&[&["certificate"], arguments].concat());
        command
            .current_dir(self.root())
            .env("WMLOGIN_STORE", self.path("store"))
            .env("WMLOGIN_PASSPHRASE", PASSPHRASE)
            .env("WMLOGIN_BACKUP_PASSPHRASE", BACKUP_PASSPHRASE);
        command
    }

    /// Runs it.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(&mut self.command(arguments), b"")
    }

    /// Runs it, which is to succeed.
    pub fn done(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, Some(0), "{arguments:?}: {run}");
        run
    }

    /// Runs it; what it printed, without what differs from run to run.
    pub fn told(&self, arguments: &[&str]) -> String {
        self.redact(&self.run(arguments).to_string())
    }

    /// The text without what differs from run to run.
    pub fn redact(&self, text: &str) -> String {
        let text = text.replace(self.root().to_str().unwrap(), "[folder]");
        text.split_inclusive([' ', '\n', '"', ',']).map(redact_word).collect()
    }
}

/// Copies a folder with the modes of everything in it.
fn copy(from: &Path, to: &Path) {
    let Ok(entries) = fs::read_dir(from) else { return };
    fs::create_dir(to).unwrap();
    fs::set_permissions(to, fs::metadata(from).unwrap().permissions()).unwrap();
    for path in entries.map(|entry| entry.unwrap().path()) {
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// Moments, digests and serial numbers are known by their form.
fn redact_word(word: &str) -> String {
    let core = word.trim_end_matches([' ', '\n', '"', ',', ';', ':']);
    let end = &word[core.len()..];
    let form: String = core
        .chars()
        .map(|character| match character {
            '0'..='9' => '0',
            'A'..='F' | 'a'..='f' => 'a',
            other => other,
        })
        .collect();
    let is_digest = |length| core.len() >= length && core.bytes().all(|byte| byte.is_ascii_hexdigit());
    let redacted = match form.as_str() {
        "0000-00-00" => "[date]",
        "00:00:00" => "[time]",
        "0000-00-00T00:00:00Z" => "[moment]",
        _ if is_digest(64) => "[sha256]",
        _ if core.len() == 95 && form.bytes().all(|byte| b"0a:".contains(&byte)) => "[fingerprint]",
        _ => return word.to_owned(),
    };
    redacted.to_owned() + end
}
