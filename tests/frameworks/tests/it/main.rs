//! The same cases against each of the sites, over HTTP and in Chromium.

mod cases;
mod chromium;
mod memory_store;
mod world;
