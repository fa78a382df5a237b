//! The login flow: every row of its table, the promises about cookies, and forgeries.

mod begin;
pub mod browser;
mod cookies;
mod forgeries;
mod reuse;
mod table;
mod tabs;
