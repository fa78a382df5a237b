//! The arguments of `wmlogin demo`.

use clap::Args;

use crate::gatekeeper::certificate_options::CertificateOptions;

/// Where the demo listens.
#[derive(Args)]
pub struct Arguments {
    /// Port of the demo site; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 3000)]
    pub port: u16,

    /// Port of the gatekeeper; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub service_port: u16,

    #[command(flatten)]
    pub certificates: CertificateOptions,
}
