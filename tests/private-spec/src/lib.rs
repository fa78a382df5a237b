//! A site that extends the published spec by what it tries with the operator.
//!
//! Its build script generates the types; its own code uses the new names like any others.

// ANCHOR: types
/// The types of the extended spec.
pub mod login {
    include!(concat!(env!("OUT_DIR"), "/wmlogin.rs"));
}
// ANCHOR_END: types

use login::{AuthType, Success, TicketFlags};

/// Returns `true` if a user has to confirm a login by post: on a new device, unless the login before was safe.
#[must_use]
pub fn wants_confirmation(success: &Success) -> bool {
    let was_safe = success.previous_auth_type() == Some(AuthType::Passkey);
    success.flags().contains(TicketFlags::NEW_DEVICE) && !was_safe
}

#[cfg(test)]
mod tests;
