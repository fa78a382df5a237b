//! The arguments of `wmlogin demo`.

use std::net::SocketAddr;

use clap::Args;

use crate::gatekeeper::certificate_options::CertificateOptions;
use crate::listen;

/// The addresses that the demo listens on.
#[derive(Args)]
pub struct Arguments {
    /// Loopback address of the demo site, or its port at 127.0.0.1; 0 takes any that is free
    #[arg(long, visible_aliases = ["address", "port"], value_name = "HOST:PORT", env = "WMLOGIN_LISTEN",
        default_value = "127.0.0.1:3000", value_parser = listen::parse)]
    pub listen: SocketAddr,

    /// Loopback address of the gatekeeper, or its port at 127.0.0.1; 0 takes any that is free
    #[arg(long, visible_alias = "service-port", value_name = "HOST:PORT", env = "WMLOGIN_SERVICE_LISTEN",
        default_value = "127.0.0.1:0", value_parser = listen::parse)]
    pub service_listen: SocketAddr,

    #[command(flatten)]
    pub certificates: CertificateOptions,
}
