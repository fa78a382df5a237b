//! `wmlogin gatekeeper`: the stand-in for the service, alone.

mod arguments;
pub mod certificate_options;
mod report;

use std::env;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

pub use arguments::Arguments;
use wmlogin_gatekeeper::{Gatekeeper, GatekeeperBuilder, Settings, SettingsError, StartError};
use wmlogin_types::runtime::text::normalize;

use crate::{file, output, until_stopped};

/// The variable with settings.
const SETTINGS: &str = "WMLOGIN_SETTINGS";

/// The reason that the stand-in does not run. Its text is one line.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(
        "other machines can reach {0}, and whoever reaches the stand-in can log in as anybody; use a loopback \
         address, or --insecure-expose"
    )]
    Exposed(std::net::SocketAddr),
    #[error(transparent)]
    Start(StartError),
    #[error("cannot read {}", .0.display())]
    Read(std::path::PathBuf, #[source] io::Error),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error("the settings cannot be printed")]
    Print(#[from] serde_yaml::Error),
    #[error("cannot run")]
    Run(#[from] io::Error),
}

impl Error {
    const fn is_input(&self) -> bool {
        matches!(
            self,
            Self::Exposed(_) | Self::Read(..) | Self::Settings(_) | Self::Start(StartError::Settings(_))
        )
    }
}

impl From<StartError> for Error {
    fn from(error: StartError) -> Self {
        match error {
            StartError::NotLoopback(address) => Self::Exposed(address),
            error => Self::Start(error),
        }
    }
}

const EXPOSED: &str =
    "Warning: whoever reaches this address can log in as anybody to every site that believes it.";

/// Runs the stand-in until it is stopped.
pub fn run(arguments: Arguments) -> ExitCode {
    let command = async {
        if arguments.check_config || arguments.print_settings {
            return print_settings(&arguments);
        }
        if arguments.insecure_expose {
            output::note(EXPOSED);
        }
        let stopped = until_stopped::stopped()?;
        let report = report::Report::of(&arguments);
        let gatekeeper = builder(arguments)?.start().await?;
        output::print(&report.render(&gatekeeper))?;
        stopped.await;
        gatekeeper.stop().await;
        Ok(())
    };
    until_stopped::run(command, Error::is_input)
}

fn print_settings(arguments: &Arguments) -> Result<(), Error> {
    let settings = match &arguments.config {
        Some(file) => {
            let text = read(file).map_err(|error| Error::Read(file.clone(), error))?;
            Settings::from_yaml(&file.to_string_lossy(), &text)?
        }
        None => settings()?.unwrap_or_default(),
    };
    if arguments.print_settings {
        output::print(&serde_yaml::to_string(&settings)?)?;
    }
    Ok(())
}

/// Reads a settings file.
fn read(file: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    file::open(file)?.read_to_end(&mut bytes)?;
    let text = String::from_utf8(normalize(&bytes).into_owned());
    text.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Reads the settings in the environment.
fn settings() -> Result<Option<Settings>, SettingsError> {
    let text = env::var(SETTINGS).ok();
    text.map(|text| Settings::from_yaml(SETTINGS, &text)).transpose()
}

fn builder(arguments: Arguments) -> Result<GatekeeperBuilder, Error> {
    let config = arguments.config.as_deref();
    let mut builder = arguments.certificates.add_to(Gatekeeper::builder(), config);
    if let Some(file) = arguments.config {
        builder = builder.watch(file);
    } else if let Some(settings) = settings()? {
        builder = builder.settings(settings);
    }
    if let Some(address) = arguments.control_listen {
        builder = builder.control(address);
    }
    builder = arguments.names.into_iter().fold(builder, GatekeeperBuilder::name);
    Ok(if arguments.insecure_expose {
        builder.insecure_address(arguments.listen)
    } else {
        builder.address(arguments.listen)
    })
}
