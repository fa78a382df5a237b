//! The service over HTTP.

mod admin;
mod authenticate;
mod authorize;
mod certificate_login;
mod certification_server;
mod cookies;
mod forgery;
mod letter_case;
mod lists;
mod log_off;
mod login_form;
mod login_view;
mod query;
mod query_problem;
mod question;
mod response;
mod server;
mod service;
mod verdict;
mod visit;

pub(crate) use admin::router as admin_router;
pub(crate) use certificate_login::{CertificateLogin, Origins};
pub(crate) use certification_server::tls_router;
pub(crate) use cookies::PageTokens;
pub(crate) use server::{Listener, Server};
pub(crate) use service::{Service, router};
