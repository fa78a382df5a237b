//! Certificates of two kinds, made by `openssl`.

use std::path::PathBuf;

use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::openssl::{EXTENSIONS, P256, RSA_2048};

/// The owner, and the page that the owner gets.
pub const WMID: &str = "123456789012";

/// A root, a server on this machine, and the owners of certificates with keys of two kinds.
pub struct Certificates(Folder);

/// The kinds of the owners' keys, and of the roots' that sign for them.
pub const KINDS: [(&str, &str); 2] = [("RSA 2048", "rsa"), ("ECDSA P-256", "p256")];

impl Certificates {
    pub fn new() -> Self {
        let folder = Folder::new();
        folder.write("person", EXTENSIONS);
        folder.write("server", "subjectAltName = DNS:localhost\n");
        folder.write("authority", "basicConstraints = critical,CA:TRUE\nkeyUsage = keyCertSign,cRLSign\n");
        let certificates = Self(folder);
        for (name, kind) in [("rsa", RSA_2048), ("p256", P256)] {
            let root = format!("{name}-root");
            certificates.sign(&root, kind, "authority", &format!("-signkey {root}.key"));
            let signer = format!("-CA {root}.pem -CAkey {root}.key");
            certificates.sign(name, kind, "person", &signer);
        }
        certificates.sign("server", P256, "server", "-CA p256-root.pem -CAkey p256-root.key");
        let roots = KINDS.map(|(_, name)| certificates.read(&format!("{name}-root.pem")));
        certificates.0.write("roots.pem", roots.concat());
        certificates
    }

    fn sign(&self, name: &str, kind: &str, extensions: &str, signer: &str) {
        self.0.key(&format!("{name}.key"), kind);
        let subject = if extensions == "person" { WMID } else { name };
        self.0.openssl(&format!("req -new -key {name}.key -subj /CN={subject} -out {name}.csr"));
        self.0.openssl(&format!(
            "x509 -req -in {name}.csr {signer} -extfile {extensions} -days 30 -out {name}.pem"
        ));
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        self.0.read(name)
    }

    pub fn write(&self, name: &str, content: &str) {
        self.0.write(name, content);
    }
}
