//! The errors of private keys.

use std::error::Error as StdError;

/// The reason that a private key cannot be used. Its text is one line, and holds no part of a key or passphrase.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No key pair can be made.
    #[error("cannot make a key pair")]
    Generate(#[source] rcgen::Error),
    /// The request cannot be made.
    #[error("cannot make the request")]
    Request(#[source] rcgen::Error),
    /// The private key is damaged.
    #[error("the private key is damaged")]
    Unusable(#[source] rcgen::Error),
    /// The private key is of a kind that is not supported.
    #[error("the private key is {kind}, which is not accepted")]
    Kind { kind: String },
    /// The file holds no private key as this program writes it.
    #[error("the key file is damaged")]
    File(#[source] Box<dyn StdError + Send + Sync>),
    /// It was made by something else.
    #[error("the key file is encrypted in a way that this program does not use")]
    Algorithm,
    /// The passphrase does not open it.
    #[error("the passphrase does not open the private key")]
    Passphrase,
    /// The store's secret, which the key is sealed with, is not there.
    #[error("the private key is hardened, and the secret of the store that opens it is missing or damaged")]
    NoSecret,
    /// It cannot be encrypted.
    #[error("cannot encrypt the private key")]
    Encrypt(#[source] Box<dyn StdError + Send + Sync>),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    Random(#[from] getrandom::Error),
}
