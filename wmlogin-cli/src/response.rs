//! A response of the authentication page, as people have one at hand: in a file or on standard input,
//! in any of its forms.

mod error;
mod form;
mod input;

pub use error::Error;
pub use form::Form;
pub use input::read;
