//! The commands that are about the service, as a user runs them.

mod login_url;
#[path = "../inspect/program.rs"]
mod program;
#[path = "../inspect/responses.rs"]
mod responses;
mod verify;
