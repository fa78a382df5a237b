//! The pages where the user logs in and out, and the handshake with a certificate.

mod authenticate;
mod form;
mod handshake;
mod log_off;
mod query;
mod view;
mod visit;

pub(super) use authenticate::{decide, show};
pub(super) use form::MAX_FORM_LENGTH;
#[cfg(feature = "browser")]
pub(crate) use form::{ALLOW, user_control};
pub(super) use handshake::present;
pub(super) use log_off::show as log_off;
