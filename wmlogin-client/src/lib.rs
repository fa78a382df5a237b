//! Sign people in with [WebMoney Login](https://login.wmtransfer.com): the login URL, what the browser
//! brings back, and its verification.

mod transport;

pub use transport::*;
