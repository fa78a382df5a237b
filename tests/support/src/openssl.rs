//! The program `openssl`, and the folder that it works in.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder for the files of a test.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file");
        path
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("a file")
    }

    /// What `openssl` prints, run here with these arguments.
    pub fn openssl(&self, arguments: &str) -> String {
        openssl_in(self.0.path(), arguments)
    }

    /// A private key of this kind, as the options of `openssl genpkey` say it.
    pub fn key(&self, name: &str, kind: &str) -> PathBuf {
        self.openssl(&format!("genpkey -algorithm {kind} -out {name}"));
        self.path(name)
    }
}

fn openssl_in(folder: &Path, arguments: &str) -> String {
    let mut command = Command::new("openssl");
    command.current_dir(folder).stdin(Stdio::null()).args(arguments.split_whitespace());
    let output = command.output().expect("openssl");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments}: {told}");
    String::from_utf8(output.stdout).expect("text")
}

/// What a personal certificate says of its use.
pub const EXTENSIONS: &str = "\
    basicConstraints = CA:FALSE
    keyUsage = digitalSignature
    extendedKeyUsage = clientAuth
    subjectAltName = email:keeper@example.com
";

/// Kinds of keys, for [`Folder::key`].
pub const RSA_1024: &str = "RSA -pkeyopt rsa_keygen_bits:1024";
pub const RSA_2048: &str = "RSA -pkeyopt rsa_keygen_bits:2048";
pub const P256: &str = "EC -pkeyopt ec_paramgen_curve:P-256";
pub const P384: &str = "EC -pkeyopt ec_paramgen_curve:P-384";
