//! The stand-in: over HTTP with browsers that log in and sites that ask, and in process.

mod authorize;
mod certificates;
mod clients;
mod control;
mod faults;
mod flow;
mod forgery;
mod load;
mod logins;
mod mistakes;
mod pages;
mod remembered;
mod running;
mod settings;
