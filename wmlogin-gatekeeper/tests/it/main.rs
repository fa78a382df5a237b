//! The stand-in: over HTTP with browsers that log in and sites that ask, and in process.

mod admin;
mod authorize;
mod certificates;
mod clients;
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
