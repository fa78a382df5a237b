//! A stand-in for [WebMoney Login](https://login.wmtransfer.com) on one machine: a library for tests,
//! pages for people.
//!
//! [`Gatekeeper`] runs it: in a test, on a free port and without a browser, or for people, with the pages
//! that the service has. [`Settings`] say which sites and people there are.
//!
//! # The pages
//!
//! Paths are found in any letter case and with any number of slashes, without TLS and with it, and every page in English and Russian, by the parameter `lang`,
//! else by `Accept-Language`.
//!
//! | path | what it is |
//! | --- | --- |
//! | [`/GateKeeper.aspx`](wmlogin_types::pages::authentication::PATH) | the page where the user logs in |
//! | [`/GateKeeper/LogOff.aspx`](wmlogin_types::pages::log_off::PATH) | the page where the user logs out |
//! | [`/ws/authorize.xiface`](wmlogin_types::services::authorize::PATH) | the service that confirms a ticket |
//! | `/` | the list of sites |
//! | `/log` | every exchange by site and user, with tickets masked, and what to do about a refusal |
//! | [`/certificates`](certification) | the certification server, if it is switched on |
//!
//! A login that was allowed is remembered by a cookie: the next visit offers to continue, and with
//! `Quiet=1` it is answered at once.
//!
//! # Certificates
//!
//! With [`GatekeeperBuilder::certificates`] the stand-in has a [certification authority](certification), and
//! the [method for certificates](wmlogin_types::AuthType::CERTIFICATE) is what it is in real life. The page sends
//! the browser to a TLS listener, which asks for a certificate; it comes back with a one-time code, and the
//! page shows whose certificate it is and asks that user. So the answer is posted by the page, as always, and
//! says that there was a certificate because there was one. Dates are those of the stand-in's [`Clock`].
//!
//! The code is good once, for a minute, in the browser that began, for the login that it began; the form that
//! it leads to is good once, for ten minutes. Both listeners have to be seen under one name, because cookies
//! belong to one, so the browser is sent to the name that it asked for, if that means this machine.
//!
//! Such a login is not remembered: whoever comes back has presented no certificate, and it may have been
//! revoked since. `Quiet=1` asks them.
//!
//! Without it, that method is simulated as every other method is.
//!
//! # What is documented nowhere
//!
//! - `ReturnUrl` is put into the query of the return URL, under the same name, and the answer is posted
//!   there. Where the service puts it, nobody says; what is certain is that the site has to get it back.
//! - `Quiet=1` asks the user where there is nothing to continue, or where it is of another user or by
//!   another method than the site asks for.
//! - Logging out forgets the login of this browser, whoever `WmId` names.
//! - In the fast mode ([`Settings::fast_mode`]), a browser sends a ticket again that it remembers, also to a site
//!   that [trusts](SiteSettings::trusts) the one that the ticket was issued for. That such an answer names the
//!   return URL id of the site that asks is *assumed*.
//!
//! # Security
//!
//! Requests for another host name than a loopback one are refused unless it is
//! [configured](GatekeeperBuilder::name): a page in a browser could let its own name mean this machine. There are
//! as many connections at a time as the process may have files, 1024 at most; one more is told so. A request has
//! 15 seconds for its head, and as many for its body.
//!
//! Whoever reaches the stand-in can log in as anybody, so it listens on loopback unless
//! [somebody insists](GatekeeperBuilder::insecure_address). No other site can press its buttons: the form
//! needs a token of the page and a cookie that is `SameSite=Lax`, and must come from the page's origin.
//!
//! # Without HTTP
//!
//! [`State`] issues tickets, makes the [responses](Approval) that carry them and decides what a site
//! [asks](State::authorize) about them, and its journal keeps what happened.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
mod authorize;
#[cfg(feature = "browser")]
#[cfg_attr(docsrs, doc(cfg(feature = "browser")))]
pub mod browser;
pub mod certification;
mod clock;
#[doc = include_str!("control.md")]
pub mod control {}
mod expiring;
mod fault;
mod gatekeeper;
mod http;
mod journal;
mod names;
mod pages;
mod problem;
mod settings;
mod state;
mod wmid;
mod words;

pub use answer::{Approval, ApprovalError};
pub use authorize::Verdict;
pub use clock::Clock;
pub use fault::{Fault, FaultError};
pub use gatekeeper::{Gatekeeper, GatekeeperBuilder, StartError, WatchError};
pub use journal::{Entry, EntryKind};
pub use settings::{Guesses, Lifetimes, Person, Settings, SettingsError, SiteSettings, UnknownSite};
pub use state::{ActiveLogin, Queued, State};

/// The examples of the README, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
