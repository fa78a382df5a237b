//! Backup files that Java and Python make.

use std::fs;
use std::process::Command;

use wmlogin_test_support::program::succeed;
use wmlogin_test_support::tools::require;

use super::foreign::{imported, keytool, with_identity};
use super::workplace::{BACKUP_PASSPHRASE, WMID, Workplace};

#[test]
fn stores_of_java_are_imported() {
    if !require(["keytool"]) {
        return;
    }
    let workplace = Workplace::new();
    for algorithm in [&["RSA", "-keysize", "2048"][..], &["EC", "-groupname", "secp256r1"]] {
        let _ = fs::remove_file(workplace.path("java.p12"));
        let name = format!("CN={WMID}");
        let generate = ["-genkeypair", "-alias", "own", "-dname", &name, "-keyalg"];
        keytool(&workplace, &[&generate, algorithm].concat());
        imported(&workplace, BACKUP_PASSPHRASE, "java.p12");
    }
}

/// The library of Python writes attributes and orders of its own.
#[test]
fn backups_of_python_are_imported() {
    if !require(["python3"]) || !has_cryptography() {
        return;
    }
    let workplace = with_identity();
    for script in [
        "BestAvailableEncryption(b'battery staple')",
        "PrivateFormat.PKCS12.encryption_builder().kdf_rounds(9).key_cert_algorithm(\
         PBES.PBESv1SHA1And3KeyTripleDESCBC).hmac_hash(SHA1()).build(b'battery staple')",
        "NoEncryption()",
    ] {
        let script = format!(
            "from cryptography.hazmat.primitives.serialization.pkcs12 import *\n\
             from cryptography.hazmat.primitives.serialization.pkcs12 import PBES\n\
             from cryptography.hazmat.primitives.serialization import *\n\
             from cryptography.hazmat.primitives.hashes import SHA1\n\
             from cryptography.x509 import load_pem_x509_certificates\n\
             data = open('all.pem', 'rb').read()\n\
             own, root = load_pem_x509_certificates(data)\n\
             key = load_pem_private_key(data[data.index(b'-----BEGIN PRIVATE'):], None)\n\
             made = serialize_key_and_certificates(b'own', key, own, [root], {script})\n\
             open('made.p12', 'wb').write(made)"
        );
        succeed(Command::new("python3").current_dir(workplace.root()).args(["-c", &script]));
        let passphrase = if script.contains("NoEncryption()") { "" } else { BACKUP_PASSPHRASE };
        imported(&workplace, passphrase, "made.p12");
    }
}

fn has_cryptography() -> bool {
    let has = Command::new("python3").args(["-c", "import cryptography"]).output();
    let has = has.is_ok_and(|output| output.status.success());
    if !has {
        wmlogin_test_support::tools::skip("Python has no module `cryptography`");
    }
    has
}
