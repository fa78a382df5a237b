//! The service over HTTP.

mod cookies;
mod letter_case;
mod query;
mod query_problem;
mod question;
mod response;
mod server;
