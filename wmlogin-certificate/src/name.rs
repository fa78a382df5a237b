//! The names of issuers, for people.

use x509_parser::x509::X509Name;

/// The longest name that is shown, in characters.
const MAX_CHARACTERS: usize = 200;

/// The name in one line that does nothing to a terminal: anybody can write anything into a certificate.
pub(super) fn printable(name: &X509Name<'_>) -> String {
    let text = name.to_string();
    let mut shown = String::new();
    for character in text.chars().take(MAX_CHARACTERS) {
        match character {
            '"' | '\'' => shown.push(character),
            other => shown.extend(other.escape_debug()),
        }
    }
    if text.chars().nth(MAX_CHARACTERS).is_some() {
        shown.push('…');
    }
    shown
}
