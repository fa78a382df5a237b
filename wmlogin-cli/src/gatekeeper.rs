//! `wmlogin gatekeeper`: the stand-in for the service, alone.

pub mod certificate_options;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use url::Url;
use wmlogin_gatekeeper::{Gatekeeper, GatekeeperBuilder, StartError};

use crate::{output, until_stopped};
use certificate_options::CertificateOptions;

/// What the stand-in knows, and where it listens.
#[derive(Args)]
pub struct Arguments {
    /// File with the settings, in YAML; read again whenever it changes
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,

    /// Address of this machine to listen on; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    address: SocketAddr,

    /// Listen even on an address that other machines reach
    ///
    /// Whoever reaches the stand-in can log in as anybody to every site that believes it.
    #[arg(long)]
    insecure_expose: bool,

    /// Port of 127.0.0.1 for injecting faults, reading what happened and setting the clock
    #[arg(long, value_name = "PORT")]
    admin_port: Option<u16>,

    #[command(flatten)]
    certificates: CertificateOptions,
}

/// Why the stand-in does not run. Its text is one line.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("cannot run")]
    Run(#[from] io::Error),
}

const EXPOSED: &str =
    "Warning: whoever reaches this address can log in as anybody to every site that believes it.";

/// Runs the stand-in until it is stopped.
pub fn run(arguments: Arguments) -> ExitCode {
    until_stopped::run(async {
        if arguments.insecure_expose {
            output::note(EXPOSED);
        }
        let stopped = until_stopped::stopped()?;
        let gatekeeper = builder(arguments).start().await?;
        output::print(&addresses(&gatekeeper))?;
        stopped.await;
        gatekeeper.stop().await;
        Ok::<_, Error>(())
    })
}

fn builder(arguments: Arguments) -> GatekeeperBuilder {
    let settings = arguments.settings.as_deref();
    let mut builder = arguments.certificates.add_to(Gatekeeper::builder(), settings);
    if let Some(file) = arguments.settings {
        builder = builder.watch(file);
    }
    if let Some(port) = arguments.admin_port {
        builder = builder.control((Ipv4Addr::LOCALHOST, port).into());
    }
    if arguments.insecure_expose {
        builder.insecure_address(arguments.address)
    } else {
        builder.address(arguments.address)
    }
}

fn addresses(gatekeeper: &Gatekeeper) -> String {
    let admin = gatekeeper.control_url().map_or_else(String::new, |url| format!("Its admin port: {url}\n"));
    let base = gatekeeper.base_url();
    let certificates = certificate_options::addresses(gatekeeper, Url::to_string);
    format!("The gatekeeper: {base}\n{admin}{certificates}\nCtrl-C ends it.\n")
}
