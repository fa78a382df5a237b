//! Passphrases.

use std::fmt::{self, Debug, Formatter};

use zeroize::Zeroizing;

/// A passphrase. It is wiped from memory when it is dropped, and `Debug` does not show it.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes a passphrase.
    pub const fn new(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// Returns the passphrase; show it to nobody.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl Debug for Passphrase {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(********)")
    }
}
