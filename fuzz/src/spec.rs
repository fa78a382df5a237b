//! A file of the spec.

use wmlogin_codegen::{Input, Spec};

/// The file has problems, with a text, or becomes Rust.
///
/// # Panics
///
/// It is not so.
#[must_use]
pub fn check(text: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(text) else { return false };
    match Spec::read([Input::new("spec.yaml", text)]).and_then(Spec::resolve) {
        Ok(model) => {
            assert!(!model.to_file().contains("compile_error!"));
            true
        }
        Err(problems) => {
            assert!(!problems.to_string().is_empty());
            false
        }
    }
}
