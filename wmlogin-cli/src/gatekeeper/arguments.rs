//! The arguments of `wmlogin gatekeeper`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::certificate_options::CertificateOptions;
use crate::listen;

/// The settings of the stand-in, and the addresses that it listens on.
#[derive(Args)]
pub struct Arguments {
    /// File with the settings, in YAML or JSON; read again whenever it changes
    ///
    /// Without it, the settings are those in the variable `WMLOGIN_SETTINGS`, if that is set, in YAML or JSON.
    #[arg(long, visible_alias = "settings", value_name = "FILE", env = "WMLOGIN_CONFIG")]
    pub config: Option<PathBuf>,

    /// Check the settings and end
    #[arg(long)]
    pub check_config: bool,

    /// Print the settings as they would be used, in YAML, and end
    #[arg(long)]
    pub print_settings: bool,

    /// Address of this machine to listen on; port 0 takes any that is free
    #[arg(long, visible_alias = "address", value_name = "HOST:PORT", env = "WMLOGIN_LISTEN",
        default_value = "127.0.0.1:8080", value_parser = listen::parse)]
    pub listen: SocketAddr,

    /// Listen even on an address that other machines reach
    ///
    /// Whoever reaches the stand-in can log in as anybody to every site that believes it.
    #[arg(long, env = "WMLOGIN_INSECURE_EXPOSE")]
    pub insecure_expose: bool,

    /// A further name that servers or browsers reach the stand-in by, such as that of its container
    ///
    /// Requests for other names than loopback ones and these are refused. The certificate of the TLS listener
    /// is for these names, too.
    #[arg(long = "name", value_name = "HOST", env = "WMLOGIN_NAMES", value_delimiter = ',')]
    pub names: Vec<String>,

    /// Loopback address for tests in any language, which issue, queue and read what happened over HTTP
    #[arg(long, visible_alias = "admin-port", value_name = "HOST:PORT", env = "WMLOGIN_CONTROL_LISTEN",
        value_parser = listen::parse)]
    pub control_listen: Option<SocketAddr>,

    #[command(flatten)]
    pub certificates: CertificateOptions,
}
