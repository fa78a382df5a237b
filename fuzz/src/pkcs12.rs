//! Backup files with private keys.

use std::sync::LazyLock;

use wmlogin_certificate::pkcs12::Archive;

/// The passphrase of the seeds.
const PASSPHRASE: &str = "battery staple";

/// The contents of every seed.
static GENUINE: LazyLock<Archive> = LazyLock::new(|| {
    Archive::open(include_bytes!("../seeds/pkcs12/modern.p12"), PASSPHRASE).expect("a backup")
});

/// A file with a MAC that opens holds the key and the certificate of the seeds, and no file holds more than its length.
///
/// # Panics
///
/// It is not so.
#[must_use]
pub fn check(file: &[u8]) -> bool {
    let Ok(archive) = Archive::open(file, PASSPHRASE) else { return false };
    let keys: usize = archive.keys.iter().map(|key| key.len()).sum();
    assert!(keys + archive.certificates.concat().len() <= file.len());
    if !archive.lacks_mac {
        assert!(archive.keys == GENUINE.keys && archive.certificates == GENUINE.certificates);
    }
    true
}
