//! Why the stand-in does not start.

use std::io;
use std::net::SocketAddr;

use thiserror::Error;

use super::watch::WatchError;
use crate::certification::CertificationError;

/// Why the stand-in does not start.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// Others could reach the address, and nobody said that they may.
    #[error(
        "other machines can reach {0}, and whoever reaches the stand-in can log in as anybody; \
        use a loopback address, or `insecure_address`"
    )]
    NotLoopback(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Address {
        /// The address that was chosen.
        address: SocketAddr,
        /// The reason that the system gives.
        #[source]
        source: io::Error,
    },
    /// The settings file cannot be used.
    #[error(transparent)]
    Settings(#[from] WatchError),
    /// The certification server does not work.
    #[error(transparent)]
    Certification(#[from] CertificationError),
    /// The system has no random numbers.
    #[error("no random numbers")]
    Random(#[from] getrandom::Error),
}
