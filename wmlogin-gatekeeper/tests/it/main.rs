//! The stand-in: over HTTP with browsers that log in and sites that ask, and in process.

mod addresses;
mod authorize;
mod browser;
mod certificates;
mod clients;
mod control;
mod fast_mode;
mod faults;
mod flow;
mod forgery;
mod limits;
mod load;
mod logins;
mod mistakes;
mod pages;
mod php;
mod remembered;
mod running;
mod settings;
mod wire;
