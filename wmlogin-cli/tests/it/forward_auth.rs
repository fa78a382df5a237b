//! `wmlogin forward-auth` between a real proxy and a real site, with the sample configurations.

mod chromium;
mod headers;
mod logins;
mod nodes;
mod settings;
mod targets;
mod websocket;
mod world;
