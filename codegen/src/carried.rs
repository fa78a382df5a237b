//! The spec of WebMoney Login, which this crate carries so that others can extend it.

#[rustfmt::skip]
mod files;

use crate::Input;

/// The folder that problems of these files display.
const FOLDER: &str = "wmlogin";

/// The files of the spec.
pub fn spec() -> Vec<Input> {
    let files = files::FILES.iter();
    files.map(|(name, text)| Input::new(format!("{FOLDER}/{name}"), *text)).collect()
}
