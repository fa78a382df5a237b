//! The errors of the demo.

use std::io;
use std::net::SocketAddr;

use wmlogin_client::{FlowKeysError, SiteError, TransportBuildError};
use wmlogin_gatekeeper::StartError;
use wmlogin_types::ValueError;

/// The reason that the demo cannot start. Its text is one line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The site's port is taken, or forbidden.
    #[error("cannot listen on {address}; choose another address with --listen")]
    Address { address: SocketAddr, source: io::Error },
    /// Other machines could reach the site, whose users sign in without a password.
    #[error("other machines can reach {0}; use a loopback address; `ssh -L` forwards it to your machine")]
    NotLoopback(SocketAddr),
    /// The site cannot go on.
    #[error("cannot run")]
    Run(#[from] io::Error),
    /// A WMID or an id of the demo site.
    #[error("the demo site has no identifiers")]
    Identifier(#[source] ValueError),
    /// The site's settings.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The key that signs the cookies of logins.
    #[error(transparent)]
    Keys(#[from] FlowKeysError),
    /// The way to the service.
    #[error(transparent)]
    Transport(#[from] TransportBuildError),
    /// The stand-in for the service.
    #[error(transparent)]
    Gatekeeper(#[from] StartError),
}
