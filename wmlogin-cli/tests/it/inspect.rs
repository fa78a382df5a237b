//! `wmlogin inspect`, as a user runs it.

mod arguments;
mod concealment;
mod documented;
mod failures;
mod forms;
mod generic;
mod json;
mod streams;
mod text;
