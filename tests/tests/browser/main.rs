//! The demo in a real browser: headless Chromium, driven over WebDriver.
//!
//! Where there is no Chromium the tests say so on standard error and pass; continuous integration
//! installs it, and there they fail without it.

mod attacks;
mod browser;
mod certificate;
mod chromium;
mod demo;
mod login;
mod nss;
mod owner;
mod pages;
mod programs;
mod visit;
mod world;
