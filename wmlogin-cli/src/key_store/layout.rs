//! The names of the files and folders of a store; see the [module](super).

/// The private key of an entry.
pub const KEY: &str = "key.pem";
/// The request of an entry.
pub const REQUEST: &str = "request.pem";
/// A certificate of an entry that is not valid yet.
pub const SIGNED: &str = "signed.pem";
/// The certificate of an entry, and its chain.
pub const CERTIFICATE: &str = "certificate.pem";
/// The record of the backup of an entry.
pub const BACKUP: &str = "backup.json";

/// The lock of the store.
pub const LOCK: &str = "lock";
/// The secret of the store.
pub const SECRET: &str = "secret";
/// The folder of the entries that later ones have replaced.
pub const REPLACED: &str = "replaced";

/// The maximum length of a file, in bytes: a chain of certificates is far below.
pub const MAX_LENGTH: u64 = 64 * 1024;
