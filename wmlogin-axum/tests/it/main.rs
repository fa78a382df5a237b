//! The pages of the router, over real HTTP: a site, a stand-in for the service, and a browser that
//! keeps the rules of `SameSite`, `Origin` and `Sec-Fetch-Site`.

mod attacks;
mod extractor;
mod flow;
mod pages;
mod sessions;
mod tabs;
mod world;
