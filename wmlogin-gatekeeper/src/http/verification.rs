//! The service that sites ask to confirm a ticket.

mod answer;
mod document;
mod question;

pub(super) use answer::{answer, failure};
