//! The stand-in over HTTP: browsers that log in, sites that ask with `wmlogin-client` and without it.

mod admin;
mod authorize;
mod browser;
mod certificates;
mod clients;
mod faults;
mod flow;
mod forgery;
mod form;
mod mistakes;
mod pages;
mod programs;
mod remembered;
mod running;
mod world;
