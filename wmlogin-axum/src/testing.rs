//! Signed-in users for the unit tests of a site's handlers. Needs the feature `testing`, which belongs into
//! dev-dependencies alone: with it, every line of the program can make a [`SignedIn`].

use chrono::{DateTime, Utc};
use wmlogin_client::types::{AuthType, Wmid};

use crate::SignedIn;

/// Makes a user who is signed in, for a handler that takes one.
///
/// ```
/// use wmlogin_axum::{SignedIn, testing};
///
/// async fn account(user: SignedIn) -> String {
///     format!("Signed in as {}", user.wmid())
/// }
///
/// # async fn test() -> Result<(), Box<dyn std::error::Error>> {
/// let user = testing::signed_in("123456789012".parse()?, None, "2015-01-12T14:31:29Z".parse()?);
/// assert_eq!(account(user).await, "Signed in as 123456789012");
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn signed_in(wmid: Wmid, auth_type: Option<AuthType>, at: DateTime<Utc>) -> SignedIn {
    SignedIn::new(wmid, auth_type, at)
}
