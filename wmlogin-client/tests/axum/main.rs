//! The pages of the router, over real HTTP: a site, a stand-in for the service, and a browser that
//! keeps the rules of `SameSite`, `Origin` and `Sec-Fetch-Site`.

#[path = "../client/exchange.rs"]
mod exchange;

mod attacks;
mod browser;
mod extractor;
mod flow;
mod log;
mod pages;
mod sessions;
mod world;
