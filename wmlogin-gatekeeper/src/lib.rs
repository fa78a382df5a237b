//! A stand-in for [WebMoney Login](https://login.wmtransfer.com) on one machine: a library for tests,
//! pages for people.
//!
//! What stands here knows nothing of HTTP: [`Settings`] say which sites and people there are, [`State`]
//! issues tickets, makes the [responses](Approval) that carry them and decides what a site
//! [asks](Question) about them, and its journal keeps what happened.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod answer;
mod authorize;
mod clock;
mod fault;
mod gatekeeper;
mod http;
mod journal;
mod names;
mod pages;
mod settings;
mod state;

pub use answer::{Approval, ApprovalError};
pub use authorize::{Question, Verdict};
pub use clock::Clock;
pub use fault::{Fault, FaultError};
pub use gatekeeper::{Gatekeeper, GatekeeperBuilder, StartError, WatchError};
pub use journal::{Entry, EntryKind};
pub use settings::{Guesses, Lifetimes, Person, Settings, SettingsError, SiteSettings};
pub use state::{Queued, State};
