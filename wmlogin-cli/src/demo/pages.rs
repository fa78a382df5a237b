//! The pages of the demo site. They need no script.

mod account;
mod home;
mod layout;
mod no_login;

pub use account::account;
pub use home::{LOGGED_OFF, home};
pub use layout::{Layout, STYLE_PATH, style};
pub use no_login::no_login;
