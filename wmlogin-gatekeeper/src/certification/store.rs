//! Where certificates are kept.

use std::path::PathBuf;

/// Where the root and the certificates that it issues are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CertificateStore {
    /// In memory: each start has a root of its own.
    Memory,
    /// In a folder, which is made if it is not there; the [module](super) tells what is in it.
    Folder(PathBuf),
}

impl CertificateStore {
    /// Keeps the authority in this folder, past the end of the stand-in.
    #[must_use]
    pub fn folder(path: impl Into<PathBuf>) -> Self {
        Self::Folder(path.into())
    }
}
