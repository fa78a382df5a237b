//! Why a login is not confirmed.

use std::io;

use wmlogin_client::{Refusal, SiteError, TransportBuildError, VerifyError};
use wmlogin_types::Outcome;

use crate::{file, response};

/// Why a login is not confirmed. Its text is one line, and holds no credential.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no response, or it is not as documented.
    #[error(transparent)]
    Response(#[from] response::Error),
    /// The response says that nobody logged in.
    #[error("the response says {}: {}", .0.name(), .0.description())]
    NoLogin(Outcome),
    /// A check that needs no other machine failed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The service said no, or did not answer.
    #[error(transparent)]
    Verify(#[from] VerifyError),
    /// There is no site to ask for.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The file with root certificates cannot be read.
    #[error(transparent)]
    Root(#[from] file::Error),
    /// There is no way to reach the service.
    #[error(transparent)]
    Transport(#[from] TransportBuildError),
    /// The system gives no resources to ask with.
    #[error("cannot begin to ask")]
    Runtime(#[source] io::Error),
}

impl Error {
    /// Whether this is an answer to the question, as against none.
    pub fn is_no(&self) -> bool {
        match self {
            Self::Response(error) => error.is_unreadable(),
            Self::NoLogin(_) | Self::Refused(_) => true,
            Self::Verify(error) => matches!(error, VerifyError::Refused(_) | VerifyError::Replayed),
            Self::Site(_) | Self::Root(_) | Self::Transport(_) | Self::Runtime(_) => false,
        }
    }

    /// Returns `true` if there is no response to ask about, because the input cannot be read.
    pub fn is_input(&self) -> bool {
        match self {
            Self::Response(error) => !error.is_unreadable(),
            _ => matches!(self, Self::Root(_)),
        }
    }

    /// The outcome in a few words.
    pub fn verdict(&self) -> &'static str {
        if self.is_no() {
            "not confirmed"
        } else if self.is_input() {
            "the input cannot be read"
        } else {
            "the service could not be asked"
        }
    }

    /// A name of the kind of error, for programs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Response(error) => error.kind(),
            Self::NoLogin(_) => "no_login",
            Self::Refused(refusal) => refusal.kind(),
            Self::Verify(error) => error.kind(),
            Self::Site(_) => "site",
            Self::Root(_) => "root",
            Self::Transport(_) => "transport",
            Self::Runtime(_) => "runtime",
        }
    }

    /// What to do, if there is something to do that the text does not say.
    pub fn advice(&self) -> Option<String> {
        match self {
            Self::Response(error) => error.advice(),
            _ => None,
        }
    }
}
