//! Hands the compiler's arguments to the crate that it compiles, so that a test compiles code against the very
//! libraries that it is linked with.

use std::env;

use proc_macro::TokenStream;

/// Expands to an array: the compiler, and its arguments that lead to the dependencies of this crate.
#[proc_macro]
pub fn compiler(_: TokenStream) -> TokenStream {
    let compiler = env::current_exe().map(|path| path.to_string_lossy().into_owned());
    let mut kept = vec![compiler.unwrap_or_default()];
    let mut arguments = env::args();
    while let Some(argument) = arguments.next() {
        if matches!(argument.as_str(), "-L" | "--extern") {
            kept.push(argument);
            kept.extend(arguments.next());
        }
    }
    format!("{kept:?}").parse().unwrap_or_default()
}
