//! Sign users in with [WebMoney Login](https://login.wmtransfer.com): make login URLs, receive the answers
//! that browsers bring back, and verify them.
//!
//! # The order
//!
//! ```text
//! Site --login_url()--> browser --POST--> Site::receive() -> UnverifiedLogin --Verifier::verify()--> VerifiedLogin
//! ```
//!
//! [`Site::receive`] makes every check that needs no other machine. An answer that passes is an
//! [`UnverifiedLogin`], in which everything is only *claimed*. [`Verifier::verify`] asks the service to
//! confirm it, and is the only way to obtain a [`VerifiedLogin`].
//!
//! ```
//! use std::error::Error;
//! use wmlogin_client::{Callback, Received, Site, Verifier};
//!
//! async fn sign_in(site: &Site, verifier: &Verifier, callback: &Callback<'_>) -> Result<(), Box<dyn Error>> {
//!     match site.receive(callback).await? {
//!         Received::Login(login) => {
//!             let login = verifier.verify(&login).await?;
//!             println!("{} signs in", login.wmid());
//!         }
//!         Received::NoLogin(outcome) => println!("no login: {outcome}"),
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # What the service confirms
//!
//! The service is asked about six values: the site's owner, the user, the ticket, the return URL id, the
//! login method and the user's address. A [`VerifiedLogin`] returns these. The rest of the answer (times,
//! factors, flags) came by way of the browser and stays [claimed](VerifiedLogin::claimed).
//!
//! # What this crate cannot check
//!
//! The protocol has no `state` and no signature: an answer does not name the browser that it was requested
//! for, so an attacker can try to sign a stranger's browser in with an account of their own. A site
//! therefore records in the browser's session that a login was begun, and accepts an answer only from such a
//! browser. The router of the feature `axum` does this.
//!
//! # Features
//!
//! - `reqwest` (default): `HttpTransport`, which reaches the service over HTTPS with rustls. Without it,
//!   implement [`Transport`] yourself; nothing else needs tokio.
//! - `axum`: the module `axum`, a router with the pages that a login needs.
//! - `certificate`: the module `certificate`, which verifies the personal certificates of WebMoney users.
//!   With `axum`, also a TLS listener that requests certificates from browsers.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

use std::future::Future;
use std::pin::Pin;

mod address;
mod destination;
mod flow;
mod login;
mod network;
mod origin;
mod policy;
mod proxies;
mod receive;
mod refusal;
mod replay;
mod request;
mod site;
mod transport;
mod verifier;

pub use address::AddressCheck;
pub use flow::{
    CompletedLogin, Denied, FlowError, FlowKeys, FlowKeysError, LOGIN_LIFETIME, LoginFlow, MAX_PLACE_LENGTH,
    PendingLogin, Reply, Step,
};
pub use login::{UnverifiedLogin, VerifiedLogin};
pub use network::Network;
pub use policy::Policy;
pub use proxies::{ForwardedError, TrustedProxies};
pub use receive::Received;
pub use refusal::Refusal;
pub use replay::{
    Acceptance, AcceptanceError, InProcessReplayStore, ReplayStore, ReplayStoreError, TicketDigest,
    TicketReuse,
};
pub use request::BrowserRequest;
pub use site::{LogOffAddress, LoginAddress, PageAddress, ReturnPage, Service, Site, SiteBuilder, SiteError};
#[cfg(feature = "reqwest")]
pub use transport::{HttpTransport, HttpTransportBuilder, MAX_RETRIES, TransportBuildError};
pub use transport::{MAX_ANSWER_LENGTH, Question, Transport, TransportError, TransportErrorKind};
pub use verifier::{AnswerError, Rejection, Verifier, VerifyError};
pub use wmlogin_types as types;

/// A boxed future, which lets a trait with asynchronous methods be used as a trait object.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
