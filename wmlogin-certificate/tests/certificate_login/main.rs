//! Signing in with a personal certificate, over real TLS, with clients that are not ours.

mod curl;
mod handshakes;
mod pages;
mod requests;
mod resumption;
mod world;
