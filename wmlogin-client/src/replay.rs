//! Tickets that were accepted once are not accepted again.

mod in_process;

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use wmlogin_types::Ticket;

pub use in_process::InProcessReplayStore;

use crate::transport::BoxFuture;

/// Remembers the tickets that were accepted.
///
/// Only tickets that the service has confirmed are recorded, so strangers cannot fill the store. A
/// site that runs in several processes needs one store for all of them; in Redis, for instance,
/// [`contains`](Self::contains) is `EXISTS` and [`record`](Self::record) is `SET key 1 NX PX lifetime`.
pub trait ReplayStore: Send + Sync {
    /// Whether the ticket is recorded.
    ///
    /// # Errors
    ///
    /// The store could not be asked; the login is then refused.
    fn contains(&self, ticket: TicketDigest) -> BoxFuture<'_, Result<bool, ReplayStoreError>>;

    /// Records the ticket for `lifetime`, and returns whether it was not there before.
    ///
    /// Of several calls with one ticket, also at the same time, exactly one returns true.
    ///
    /// # Errors
    ///
    /// The store could not be asked; the login is then refused.
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

/// The SHA-256 digest of a ticket: a store needs no credentials. It prints as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketDigest([u8; 32]);

impl TicketDigest {
    /// The digest of a ticket.
    #[must_use]
    pub fn of(ticket: &Ticket) -> Self {
        Self(Sha256::digest(ticket.reveal()).into())
    }

    /// The 32 bytes.
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

/// A replay store could not be asked.
#[derive(Debug, thiserror::Error)]
#[error("the store of accepted tickets cannot be asked")]
pub struct ReplayStoreError(#[source] Box<dyn Error + Send + Sync>);

impl ReplayStoreError {
    /// For this reason.
    #[must_use]
    pub fn new(reason: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(reason.into())
    }
}
