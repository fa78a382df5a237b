//! The secret of a store, without which its hardened keys do not open.

use std::fmt::{self, Debug, Formatter};
use std::path::Path;

use wmlogin_certificate::folder::{self, Content};
use zeroize::Zeroizing;

use super::error::Error;
use super::layout::MAX_LENGTH;

const LENGTH: usize = 32;

/// The secret of a store.
pub struct Secret(Zeroizing<[u8; LENGTH]>);

impl Secret {
    /// The secret; show it to nobody.
    pub fn as_bytes(&self) -> &[u8] {
        &*self.0
    }
}

impl Debug for Secret {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(********)")
    }
}

/// The secret in the file, if there is one.
pub fn read(path: &Path) -> Result<Option<Secret>, Error> {
    let Some(bytes) = folder::read_if_there(path, Content::Secret, MAX_LENGTH)?.map(Zeroizing::new) else {
        return Ok(None);
    };
    let secret = bytes.as_slice().try_into().map_err(|_| Error::Secret { path: path.to_owned() })?;
    Ok(Some(Secret(Zeroizing::new(secret))))
}

/// A new secret, in a new file.
pub fn create(path: &Path) -> Result<Secret, Error> {
    let mut bytes = Zeroizing::new([0; LENGTH]);
    getrandom::fill(&mut *bytes)?;
    folder::create(path, &*bytes)?;
    Ok(Secret(bytes))
}
