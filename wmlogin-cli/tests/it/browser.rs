//! The demo in a real browser: headless Chromium, driven over WebDriver.

mod attacks;
mod certificate;
mod demo;
mod home;
mod login;
mod owner;
mod pages;
mod visit;
mod world;
