//! One small site on three frameworks, which signs users in with WebMoney Login: on [axum] by the router of
//! `wmlogin-axum`, on [actix-web](actix) and [without async](blocking) by the flow of `wmlogin-client` itself.
//!
//! Read the one that is nearest to your own framework. What each adds to the flow is the same: it hands over
//! the whole request, sends the whole reply, and gives the session a new id when a user is signed in.
//!
//! The sites are served over plain http on this machine, so the cookies of their sessions are not `Secure`;
//! those of the flow are by the address of the return page.

pub mod actix;
pub mod axum;
pub mod blocking;
mod pages;
