//! The login flow: every row of its table, the promises about cookies, and forgeries.

mod anything;
mod begin;
mod cookies;
mod forgeries;
mod relayed;
mod reuse;
mod table;
mod tabs;

use wmlogin_test_support::flow::browser;
