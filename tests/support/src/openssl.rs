//! The program `openssl`.

use std::path::{Path, PathBuf};

use crate::folder::Folder;
use crate::program::{Run, program, run, succeed};

/// The extensions of a personal certificate.
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

/// Runs `openssl` in a folder, which has to succeed.
pub fn openssl(folder: &Path, arguments: &[&str]) -> Run {
    succeed(program("openssl").current_dir(folder).args(arguments))
}

/// Runs `openssl` in a folder with this on standard input.
pub fn try_openssl(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    run(program("openssl").current_dir(folder).args(arguments), input)
}

impl Folder {
    /// Runs `openssl` here with arguments that have no spaces, and returns its output.
    pub fn openssl(&self, arguments: &str) -> String {
        openssl(self.root(), &arguments.split_whitespace().collect::<Vec<_>>()).stdout
    }

    /// A private key of this kind, as the options of `openssl genpkey` describe it.
    pub fn key(&self, name: &str, kind: &str) -> PathBuf {
        self.openssl(&format!("genpkey -algorithm {kind} -out {name}"));
        self.path(name)
    }
}
