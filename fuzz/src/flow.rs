//! A request to a site that signs people in.

use wmlogin_test_support::flow::request::AnyRequest;

/// The service is asked only about a login of this browser that the site itself has begun.
///
/// # Panics
///
/// It is not so.
#[must_use]
pub fn check(text: &[u8]) -> bool {
    let Some(request) = AnyRequest::from_http(text) else { return false };
    let asks = request.asks();
    assert!(!asks || request.is_login(), "{request:?}");
    asks
}
