//! `wmlogin certificate`, as an owner runs it, and as other programs see what it writes.

mod authority;
mod backups;
#[cfg(feature = "crash-points")]
mod crashes;
mod damage;
mod foreign;
mod gatekeeper;
mod help;
mod journey;
mod libraries;
mod openssl;
mod passphrases;
mod processes;
mod refusals;
mod secrecy;
mod server;
mod status;
mod test;
mod workplace;
