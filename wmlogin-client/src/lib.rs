//! Sign users in with [WebMoney Login](https://login.wmtransfer.com), from any web framework.
//!
//! # A login
//!
//! ```text
//! LoginFlow::begin -> address of the service + signed cookie of this login
//! browser --POST--> LoginFlow::return_page -> relay page --POST--> LoginFlow::return_page -> PendingLogin
//!                                             PendingLogin --Verifier::complete--> CompletedLogin
//! ```
//!
//! A [`LoginFlow`] takes whole requests and returns whole replies, so that no framework can forget a check.
//! It does no I/O and keeps nothing on the server; its documentation has a table of every case. What a site
//! adds is the routes, and a session of its own:
//!
//! ```
//! use wmlogin_client::{BrowserRequest, LoginFlow, Reply, Step, Verifier};
//!
//! /// The return page of the site.
//! async fn return_page(flow: &LoginFlow, verifier: &Verifier, request: &BrowserRequest<'_>) -> Reply {
//!     let pending = match flow.return_page(request) {
//!         Ok(Step::Verify(pending)) => pending,
//!         Ok(Step::Reply(reply)) => return reply,
//!         Err(denied) => return denied.into_reply(),
//!     };
//!     match verifier.complete(pending).await {
//!         Ok(completed) => {
//!             // Now, and not before, there is a user. Give the session a new id, and note the user in it.
//!             println!("{} signs in", completed.login().wmid());
//!             completed.into_reply()
//!         }
//!         Err(denied) => denied.into_reply(),
//!     }
//! }
//! ```
//!
//! For axum, the crate `wmlogin-axum` has both.
//!
//! # Without the flow
//!
//! Beneath it the steps stay usable one by one, for a program that verifies an answer and signs nobody in, or
//! for a site that proves in another way that the login was begun in this browser:
//! [`Site::receive`] makes every check that needs no other machine, and what passes is an
//! [`UnverifiedLogin`], which only *claims*; [`Verifier::verify`] asks the service, and is the only way to
//! obtain a [`VerifiedLogin`].
//!
//! # What the service confirms
//!
//! It is asked about six values: the site's owner, the user, the ticket, the return URL id, the method
//! and the user's address. A [`VerifiedLogin`] returns these; the rest of the answer (times, factors,
//! flags) came by way of the browser and stays [claimed](VerifiedLogin::claimed).
//!
//! # Events
//!
//! The crate logs with [`tracing`](https://docs.rs/tracing). No event holds a ticket, a WMID or an address.
//!
//! | level | message | fields | when |
//! | --- | --- | --- | --- |
//! | debug | `login begun` | – | a browser was sent to the service |
//! | info, warn | `no login` | `kind`; on warn also `error` | a step of the flow did not sign the user in; warn if the site or the service is at fault |
//! | debug | `confirmed`, `not confirmed` | `elapsed`, `kind`; in the span `verify` with `host`, `retval` | the service was asked |
//! | debug | `connecting again`, `sending again on a new connection` | `error`, `retry`, `delay` | the transport repeats something |
//! | warn | `tickets go to this service without TLS` | `service` | an [insecure service](Service::insecure) was set |
//! | warn | `this machine has no root certificates, …` | `cause` | the transport was built without any |
//!
//! # Features
//!
//! - `reqwest` (default): `HttpTransport`, which reaches the service over HTTPS with rustls. Without it,
//!   implement [`Transport`] yourself; nothing else needs tokio.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
#![cfg_attr(docsrs, feature(doc_cfg))]

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
pub use site::{LogOffAddress, LoginAddress, ReturnPage, Service, Site, SiteBuilder, SiteError};
#[cfg(feature = "reqwest")]
pub use transport::{HttpTransport, HttpTransportBuilder, MAX_RETRIES, TransportBuildError};
pub use transport::{MAX_ANSWER_LENGTH, Question, Transport, TransportError, TransportErrorKind};
pub use verifier::{AnswerError, Rejection, Verifier, VerifyError};
pub use wmlogin_types as types;

/// A boxed future, which lets a trait with asynchronous methods be used as a trait object.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The examples of the README, which have to compile.
#[cfg(all(doctest, feature = "reqwest"))]
#[doc = include_str!("../README.md")]
struct Readme;
