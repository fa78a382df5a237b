//! The commands that are about the service, as a user runs them.

mod login_url;
mod verify;
