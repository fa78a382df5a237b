//! The reasons for not running.

use std::io;
use std::net::SocketAddr;

use http::HeaderName;
use url::Url;
use wmlogin_client::{FlowKeysError, SiteError, TransportBuildError};

use crate::file;

/// A problem with the settings. Its text is one line.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] file::Error),
    /// The file does not match the schema.
    #[error("{path}:{line}:{column}: {message}")]
    Yaml { path: String, line: usize, column: usize, message: String },
    /// A setting without a default is missing.
    #[error("`{0}` is missing: put it into the file, or name it with --{option} or WMLOGIN_{variable}",
        option = .0.replace('_', "-"), variable = .0.to_uppercase())]
    Missing(&'static str),
    /// Two headers with one name.
    #[error("the header `{0}` is set twice: expected three names")]
    RepeatedHeader(HeaderName),
    /// A browser would not keep the cookie.
    #[error("`{0}`: browsers keep a cookie of this name only from https, and `return_page` has http")]
    CookiePrefix(String),
    /// The return page has the address of another page.
    #[error("`return_page` has the path {0}, which is another page: choose another path or another `prefix`")]
    PageTaken(String),
    /// The address cannot be served.
    #[error("`return_page` {0}: expected an address without a query and without braces")]
    ReturnPage(Url),
    /// A secret in two places.
    #[error("it is in a file and in the variable {0}: remove one of them")]
    Twice(&'static str),
    /// Several nodes, each with keys of its own.
    #[error("`redis_file` is for several nodes, which need the same keys: set `keys_file`, too")]
    KeysOfNodes,
    /// The keys cannot be read.
    #[error("the keys cannot be used")]
    Keys(#[from] FlowKeysError),
    /// The site.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The roots for the service.
    #[error("`root` cannot be used")]
    Transport(#[from] TransportBuildError),
}

impl SettingsError {
    /// An error of the parser, with its place in front.
    pub fn yaml(path: String, error: &serde_yaml::Error) -> Self {
        let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
        let text = error.to_string();
        let message = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
        Self::Yaml { path, line, column, message: message.to_owned() }
    }
}

/// The reason that the program does not run, or no longer. Its text is one line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The port is taken, or forbidden.
    #[error("cannot listen on {address}; choose another address with --listen")]
    Address { address: SocketAddr, source: io::Error },
    /// The keys of the flow.
    #[error(transparent)]
    Keys(#[from] FlowKeysError),
    /// The site.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The store of accepted tickets.
    #[error("`redis_file` cannot be used")]
    Redis(#[from] wmlogin_redis::OpenError),
    /// The store of sessions.
    #[error("`redis_file`: the address cannot be used for sessions")]
    Sessions(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The program cannot go on.
    #[error("cannot run")]
    Run(#[from] io::Error),
}

impl Error {
    /// Returns `true` if the settings have to be changed.
    pub fn is_input(&self) -> bool {
        matches!(self, Self::Settings(_) | Self::Site(_) | Self::Redis(_) | Self::Sessions(_))
    }
}
