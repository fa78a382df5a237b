//! A body that a browser posts.

use wmlogin_tests::read_bytes;
use wmlogin_types::Response;

/// All readers agree, and a response is what it is written as.
///
/// # Panics
///
/// It is not so.
#[must_use]
pub fn check(body: &[u8]) -> bool {
    let Ok(response) = read_bytes(body) else { return false };
    assert_eq!(Response::parse(response.to_form().as_bytes()), Ok(response));
    true
}
