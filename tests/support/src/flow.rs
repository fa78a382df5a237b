//! The login flow as browsers and strangers use it.

pub mod browser;
pub mod request;
