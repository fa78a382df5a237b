//! A response of the authentication page, as people have one at hand: in a file or on standard input,
//! in any of its notations.

mod error;
mod input;
mod pasted;

pub use error::Error;
pub use input::read;
pub use pasted::PastedResponse;
