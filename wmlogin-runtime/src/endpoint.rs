//! Where something is posted to.

/// An address that something is posted to: its path, and what goes there and comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Endpoint {
    /// The path, which begins with a slash.
    pub path: &'static str,
    /// The media type of what is sent; `None` if nothing is.
    pub request_type: Option<&'static str>,
    /// The media type of what comes back.
    pub answer_type: &'static str,
}

/// Makes the endpoint that generated code describes.
#[doc(hidden)]
#[must_use]
pub const fn endpoint(
    path: &'static str,
    request_type: Option<&'static str>,
    answer_type: &'static str,
) -> Endpoint {
    Endpoint { path, request_type, answer_type }
}
