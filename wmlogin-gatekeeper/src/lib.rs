//! A stand-in for [WebMoney Login](https://login.wmtransfer.com) on one machine: a library for tests,
//! pages for people.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod http;
mod pages;
