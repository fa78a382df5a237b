//! The spec of WebMoney Login and the crate of its types, which this crate carries so that others can extend
//! them.

#[rustfmt::skip]
mod files;

use crate::Input;

/// The folder that problems of these files display.
const FOLDER: &str = "wmlogin";

/// The hand-written files of the crate `wmlogin-types`, each with its path in the crate and its text.
///
/// The manifest has another name here: a folder with a `Cargo.toml` is left out of the package around it.
pub fn types() -> [(&'static str, String); 3] {
    let manifest = include_str!("../types/manifest.toml").replace("{version}", env!("CARGO_PKG_VERSION"));
    [
        ("Cargo.toml", manifest),
        ("README.md", include_str!("../types/README.md").to_owned()),
        ("src/lib.rs", include_str!("../types/lib.rs").to_owned()),
    ]
}

/// The files of the spec.
pub fn spec() -> Vec<Input> {
    let files = files::FILES.iter();
    files.map(|(name, text)| Input::new(format!("{FOLDER}/{name}"), *text)).collect()
}
