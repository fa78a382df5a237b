//! Tickets that were accepted before.

mod in_process;

use std::error::Error;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use wmlogin_types::Ticket;

pub use in_process::InProcessReplayStore;

use crate::BoxFuture;
use crate::network::Network;

/// A site's rule for a ticket that comes again.
///
/// A ticket is a session password of the service: a user who has it remembered by the browser (the
/// operator's fast mode) brings the same one for many logins, so a site cannot refuse every ticket that it
/// has seen. The claimed address of the answer proves nothing here; what counts is the network that the site
/// itself sees the browser in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TicketReuse {
    /// The ticket is accepted again only from the [`Network`] that the site saw when it accepted it first.
    /// From an unknown network, or by the other address family, it is refused. The default.
    #[default]
    SameNetwork,
    /// The ticket is accepted once. For sites whose users share computers or an address with strangers;
    /// users of the fast mode have to log in at the service again each time.
    Never,
    /// The ticket is accepted whenever the service confirms it, so nothing is recorded. A stolen ticket then
    /// works anywhere, within a login of the thief's own.
    Always,
}

impl TicketReuse {
    /// Returns `true` if a ticket that was accepted `earlier` is accepted again.
    pub(crate) fn allows(self, earlier: &Acceptance, now: &Acceptance) -> bool {
        // A repeated request of one login is no second use.
        let is_same_login = earlier.nonce.is_some() && earlier.nonce == now.nonce;
        let is_same_network = earlier.network.is_some() && earlier.network == now.network;
        match self {
            Self::Always => true,
            Self::SameNetwork => is_same_login || is_same_network,
            Self::Never => is_same_login,
        }
    }
}

/// A store that remembers the tickets that were accepted.
///
/// Only tickets that the service has confirmed are recorded, so strangers cannot fill the store. A site that
/// runs in several processes needs one store for all of them, such as that of the crate `wmlogin-redis`.
pub trait ReplayStore: Send + Sync {
    /// Records a ticket and how it was accepted for `lifetime`, unless it is recorded already: then it
    /// changes nothing but the lifetime, which it may extend, and returns the first acceptance.
    ///
    /// Of several calls with the same ticket, even simultaneous ones, exactly one returns `None`.
    ///
    /// # Errors
    ///
    /// The store failed. The login is then refused.
    fn record(
        &self,
        ticket: TicketDigest,
        acceptance: Acceptance,
        lifetime: Duration,
    ) -> BoxFuture<'_, Result<Option<Acceptance>, ReplayStoreError>>;

    /// Returns `true` if all nodes of a site use the same store. A flow whose keys are for several nodes warns
    /// of any other.
    fn is_shared(&self) -> bool {
        true
    }
}

impl<S: ReplayStore + ?Sized> ReplayStore for Arc<S> {
    fn record(
        &self,
        ticket: TicketDigest,
        acceptance: Acceptance,
        lifetime: Duration,
    ) -> BoxFuture<'_, Result<Option<Acceptance>, ReplayStoreError>> {
        (**self).record(ticket, acceptance, lifetime)
    }

    fn is_shared(&self) -> bool {
        (**self).is_shared()
    }
}

/// The circumstances in which a ticket was accepted: the login that it was for, and the network that the
/// site saw the browser in. It prints as one short line that reads back, for a store of texts.
///
/// ```
/// use wmlogin_client::Acceptance;
///
/// let text = "000102030405060708090a0b0c0d0e0f 192.0.2.4/32";
/// assert_eq!(text.parse::<Acceptance>()?.to_string(), text);
/// assert_eq!("- -".parse::<Acceptance>()?.to_string(), "- -"); // neither is known
/// # Ok::<(), wmlogin_client::AcceptanceError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acceptance {
    nonce: Option<LoginNonce>,
    network: Option<Network>,
}

impl Acceptance {
    pub(crate) const fn new(nonce: Option<LoginNonce>, network: Option<Network>) -> Self {
        Self { nonce, network }
    }
}

impl fmt::Display for Acceptance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.nonce {
            Some(nonce) => write!(f, "{} ", HEXLOWER.encode(&nonce.0))?,
            None => f.write_str("- ")?,
        }
        match self.network {
            Some(network) => network.fmt(f),
            None => f.write_str("-"),
        }
    }
}

/// Reads what `Display` prints.
impl FromStr for Acceptance {
    type Err = AcceptanceError;

    fn from_str(text: &str) -> Result<Self, AcceptanceError> {
        let (nonce, network) = text.split_once(' ').ok_or(AcceptanceError)?;
        let nonce = match nonce {
            "-" => None,
            nonce => {
                let bytes = HEXLOWER.decode(nonce.as_bytes()).map_err(|_| AcceptanceError)?;
                Some(LoginNonce(bytes.try_into().map_err(|_| AcceptanceError)?))
            }
        };
        let network = match network {
            "-" => None,
            network => Some(network.parse().map_err(|_| AcceptanceError)?),
        };
        Ok(Self { nonce, network })
    }
}

/// A text that is not an [`Acceptance`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a nonce of 32 hexadecimal digits and a network, or `-` for either")]
pub struct AcceptanceError;

/// The number that tells one login from another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LoginNonce([u8; 16]);

impl LoginNonce {
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map(|()| Self(bytes))
    }

    pub(crate) const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for LoginNonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LoginNonce")
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
        f.write_str(&HEXLOWER.encode(&self.0))
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
