//! An answer to the browser, for any framework.

use std::fmt;

use http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, RETRY_AFTER,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderName, HeaderValue, StatusCode};

/// The `Referrer-Policy` of all pages. With `no-referrer` browsers would post the relay page with
/// `Origin: null`.
pub(super) const REFERRER: &str = "same-origin";

/// A response for the browser: send its status, **all** of its headers and its body.
///
/// `Set-Cookie` may be among the headers more than once.
#[derive(Clone)]
#[must_use = "the browser waits for it"]
pub struct Reply {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: String,
}

impl Reply {
    /// Nothing the flow answers may be stored: it holds tickets, or is good once.
    fn new(status: StatusCode) -> Self {
        let headers = vec![(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
        Self { status, headers, body: String::new() }
    }

    pub(super) fn no_content() -> Self {
        Self::new(StatusCode::NO_CONTENT)
    }

    /// Answers with 303, so that a POST becomes a GET.
    pub(super) fn redirect(location: &str) -> Self {
        Self::new(StatusCode::SEE_OTHER).header(LOCATION, location)
    }

    pub(super) fn page(status: StatusCode, html: String, policy: &str) -> Self {
        let mut reply = Self::new(status)
            .header(CONTENT_TYPE, "text/html; charset=utf-8")
            .header(CONTENT_SECURITY_POLICY, policy)
            .header(REFERRER_POLICY, REFERRER)
            .header(X_CONTENT_TYPE_OPTIONS, "nosniff");
        reply.body = html;
        reply
    }

    pub(super) fn cookies(self, cookies: impl IntoIterator<Item = String>) -> Self {
        cookies.into_iter().fold(self, |reply, cookie| reply.header(SET_COOKIE, &cookie))
    }

    pub(super) fn retry_after(self, seconds: u64) -> Self {
        self.header(RETRY_AFTER, &seconds.to_string())
    }

    pub(super) fn allow(self, methods: &str) -> Self {
        self.header(ALLOW, methods)
    }

    fn header(mut self, name: HeaderName, value: &str) -> Self {
        // All values are URLs, base64 or constants, so none is lost here.
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// The status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers, names in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default()))
    }

    /// The body, HTML in UTF-8; empty for a redirect.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Replaces the page by one of the site; status, cookies and `no-store` stay.
    ///
    /// The `Content-Security-Policy` of the replaced page goes with it.
    pub fn with_page(mut self, content_type: &str, body: impl Into<String>) -> Self {
        self.headers.retain(|(name, _)| *name != CONTENT_TYPE && *name != CONTENT_SECURITY_POLICY);
        self.body = body.into();
        self.header(CONTENT_TYPE, content_type)
    }

    /// The reply as a response of the `http` crate.
    #[must_use]
    pub fn into_http(self) -> http::Response<String> {
        let mut response = http::Response::new(self.body);
        *response.status_mut() = self.status;
        response.headers_mut().extend(self.headers);
        response
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body of a relay page holds the ticket, a cookie is a credential.
        f.debug_struct("Reply")
            .field("status", &self.status.as_u16())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
