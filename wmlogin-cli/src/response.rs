//! A response of the authentication page, as people have one at hand: in a file or on standard input,
//! in any of its notations.

mod captured;
mod failures;
mod input;
mod notation;
mod pasted;

pub use failures::unreadable;
pub use input::read;
pub use pasted::PastedResponse;
