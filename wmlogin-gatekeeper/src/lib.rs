//! A stand-in for [WebMoney Login](https://login.wmtransfer.com) on one machine: a library for tests,
//! pages for people.
