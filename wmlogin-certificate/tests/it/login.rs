//! Logins with a personal certificate, over real TLS, with independent clients.

mod handshakes;
mod pages;
mod requests;
mod resumption;
mod site;
