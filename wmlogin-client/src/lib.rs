//! Sign people in with [WebMoney Login](https://login.wmtransfer.com): the login URL, what the browser
//! brings back, and its verification.
//!
//! # The order
//!
//! ```text
//! Site --login_url()--> browser --POST--> Site::receive() -> UnverifiedLogin --Verifier::verify()--> VerifiedLogin
//! ```
//!
//! [`Site::receive`] makes every check that needs no other machine, and what passes is an
//! [`UnverifiedLogin`]: it only says what is *claimed*. [`Verifier::verify`] asks the service, and is
//! the only maker of a [`VerifiedLogin`].
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
//!         Received::NoLogin(outcome) => println!("nobody signs in: {outcome}"),
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # What the service confirms
//!
//! It is asked about six values: the site's owner, the user, the ticket, the return URL id, the method
//! and the user's address. A [`VerifiedLogin`] returns these; the rest of the answer (times, factors,
//! flags) came by way of the browser and stays [claimed](VerifiedLogin::claimed).
//!
//! # What nothing here can check
//!
//! The protocol has no `state` and no signature: an answer does not say which browser asked for it, so
//! somebody can try to sign a stranger's browser in with an account of their own. A site therefore
//! notes in the browser's session that a login was begun, and takes an answer only from such a browser;
//! the router of `wmlogin-axum` does.
//!
//! # Features
//!
//! - `reqwest` (default): `HttpTransport`, which asks the service over HTTPS with rustls. Without it, bring
//!   a [`Transport`] of your own; nothing else needs tokio.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod address;
mod callback;
mod loopback;
mod policy;
mod receive;
mod refusal;
mod replay;
mod site;
mod transport;
mod unverified;
mod verified;
mod verifier;
mod verify;

pub use address::{AddressCheck, ForwardedError, TrustedProxies};
pub use callback::Callback;
pub use policy::Policy;
pub use receive::Received;
pub use refusal::Refusal;
pub use replay::{InProcessReplayStore, ReplayStore, ReplayStoreError, TicketDigest};
pub use site::{ReturnPage, Service, Site, SiteBuilder, SiteError};
pub use transport::{BoxFuture, MAX_ANSWER_LENGTH, Question, Transport, TransportError, TransportErrorKind};
#[cfg(feature = "reqwest")]
pub use transport::{HttpTransport, HttpTransportBuilder, MAX_RETRIES, TransportBuildError};
pub use unverified::UnverifiedLogin;
pub use verified::VerifiedLogin;
pub use verifier::Verifier;
pub use verify::{AnswerError, Rejection, VerifyError};
pub use wmlogin_types as types;

/// The examples of the README, which have to compile.
#[cfg(all(doctest, feature = "reqwest"))]
#[doc = include_str!("../README.md")]
struct Readme;
