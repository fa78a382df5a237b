//! A site whose own spec reaches the client and the stand-in, by a crate `wmlogin-types` of its own.

use wmlogin_client::VerifiedLogin;
use wmlogin_client::types::{AuthType, TicketFlags};

/// Returns `true` if a user has to confirm a login by post: on a new device, unless the login before was safe.
#[must_use]
pub fn wants_confirmation(login: &VerifiedLogin) -> bool {
    let claimed = login.claimed();
    let was_safe = claimed.previous_auth_type() == Some(AuthType::Passkey);
    claimed.flags().contains(TicketFlags::NEW_DEVICE) && !was_safe
}
