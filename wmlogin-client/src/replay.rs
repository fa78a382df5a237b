//! Refusing tickets that were accepted before.

mod in_process;

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use wmlogin_types::Ticket;

pub use in_process::InProcessReplayStore;

use crate::BoxFuture;

/// A store that remembers the tickets that were accepted.
///
/// Only tickets that the service has confirmed are recorded, so strangers cannot fill the store. A site that
/// runs in several processes needs one store for all of them. In Redis, for example,
/// [`contains`](Self::contains) is `EXISTS` and [`record`](Self::record) is `SET key 1 NX PX lifetime`.
pub trait ReplayStore: Send + Sync {
    /// Returns `true` if the ticket is recorded.
    ///
    /// # Errors
    ///
    /// The store failed. The login is then refused.
    fn contains(&self, ticket: TicketDigest) -> BoxFuture<'_, Result<bool, ReplayStoreError>>;

    /// Records the ticket for `lifetime`, and returns `true` if it was not recorded before.
    ///
    /// Of several calls with the same ticket, even simultaneous ones, exactly one returns `true`.
    ///
    /// # Errors
    ///
    /// The store failed. The login is then refused.
    fn record(
        &self,
        ticket: TicketDigest,
        lifetime: Duration,
    ) -> BoxFuture<'_, Result<bool, ReplayStoreError>>;
}

impl<S: ReplayStore + ?Sized> ReplayStore for Arc<S> {
    fn contains(&self, ticket: TicketDigest) -> BoxFuture<'_, Result<bool, ReplayStoreError>> {
        (**self).contains(ticket)
    }

    fn record(
        &self,
        ticket: TicketDigest,
        lifetime: Duration,
    ) -> BoxFuture<'_, Result<bool, ReplayStoreError>> {
        (**self).record(ticket, lifetime)
    }
}

/// The SHA-256 digest of a ticket, so that stores hold no credentials. It prints as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketDigest([u8; 32]);

impl TicketDigest {
    /// Computes the digest of a ticket.
    #[must_use]
    pub fn of(ticket: &Ticket) -> Self {
        Self(Sha256::digest(ticket.reveal()).into())
    }

    /// Returns the 32 bytes of the digest.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for TicketDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TicketDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TicketDigest({self})")
    }
}

/// A failure of the replay store.
#[derive(Debug, thiserror::Error)]
#[error("the store of accepted tickets failed: try again later")]
pub struct ReplayStoreError(#[source] Box<dyn Error + Send + Sync>);

impl ReplayStoreError {
    /// Creates an error with its cause.
    #[must_use]
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }
}
