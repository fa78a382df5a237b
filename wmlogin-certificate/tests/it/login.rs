//! Signing in with a personal certificate, over real TLS, with clients that are not ours.

mod handshakes;
mod pages;
mod requests;
mod resumption;
mod site;
