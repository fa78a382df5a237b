//! A site on two nodes behind nginx, with what they share in Redis.
#![cfg(unix)]

mod failures;
mod logins;
mod nginx;
mod world;
