//! The reasons that there is no response.

use std::io;
use std::process::ExitCode;

/// The reason that there is no response. Its text is one line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The stand-in says what is wrong with the request.
    #[error("{0}")]
    Refused(String),
    /// The address of the control port is none.
    #[error("the address of the control port")]
    Address(#[from] url::ParseError),
    /// The stand-in cannot be asked.
    #[error("the stand-in does not answer; is it started with --control-listen?")]
    Ask(#[from] reqwest::Error),
    /// Nothing can be asked, or printed.
    #[error("cannot run")]
    Run(#[from] io::Error),
}

impl Error {
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Refused(_) => ExitCode::FAILURE,
            Self::Address(_) | Self::Run(_) => ExitCode::from(2),
            Self::Ask(_) => ExitCode::from(3),
        }
    }
}
