//! The one rule for the `Origin` of a request.

use crate::request::BrowserRequest;

/// The page that a request comes from, as far as the browser says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// One of the expected origins, exactly.
    Expected,
    /// The browser withholds it, as some do for reasons of privacy.
    Withheld,
    /// Another one.
    Foreign,
}

impl Origin {
    /// Compares the `Origin` header with the expected ones. A related site (`same-site`) is a foreign one.
    pub(crate) fn of<'o>(request: &BrowserRequest<'_>, expected: impl IntoIterator<Item = &'o str>) -> Self {
        match request.origin {
            None | Some("null") => Self::Withheld,
            Some(origin) if expected.into_iter().any(|expected| expected == origin) => Self::Expected,
            Some(_) => Self::Foreign,
        }
    }
}
