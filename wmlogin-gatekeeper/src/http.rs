//! The stand-in over HTTP.

mod certificate_login;
mod certification;
mod control;
mod cookies;
mod forgery;
mod guard;
mod hosts;
mod journal;
mod login;
mod paths;
mod response;
mod router;
mod server;
mod service;
mod sites;
mod verification;

pub(crate) use certificate_login::{CertificateLogin, Origins};
pub(crate) use control::{Control, control_routers};
pub(crate) use cookies::PageTokens;
pub(crate) use hosts::Hosts;
#[cfg(feature = "browser")]
pub(crate) use login::{ALLOW, user_control};
pub(crate) use router::routers;
pub(crate) use server::{Connections, Listener, Server};
pub(crate) use service::Service;
