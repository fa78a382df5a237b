//! The program `wmlogin`, as its users run it.

#[cfg(unix)]
mod book;
mod browser;
mod certificate;
mod clock;
mod demo;
#[cfg(unix)]
mod forward_auth;
mod inspect;
mod issue;
mod limits;
mod messages;
mod progress;
mod renamed;
mod service;
mod shell;
mod wmlogin;
