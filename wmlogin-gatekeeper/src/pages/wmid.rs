//! The shape of a WMID, as the pages tell it.

use wmlogin_types::Wmid;
use wmlogin_types::runtime::Value;

use super::language::Language;

/// Returns the number of characters that a WMID has, in words.
pub(crate) fn wmid_length(language: Language) -> String {
    let (min, max) = (Wmid::MIN_LENGTH, Wmid::MAX_LENGTH);
    let length = if min == max { max.to_string() } else { format!("{min}–{max}") };
    let characters = match (language, is_numeric()) {
        (Language::English, true) => "digits",
        (Language::English, false) => "characters",
        (Language::Russian, true) => "цифр",
        (Language::Russian, false) => "символов",
    };
    format!("{length} {characters}")
}

/// Returns the kind of keyboard that a WMID is typed with.
pub(super) fn input_mode() -> &'static str {
    if is_numeric() { "numeric" } else { "text" }
}

fn is_numeric() -> bool {
    let is_allowed = |byte: u8| Wmid::read(&[byte; Wmid::MIN_LENGTH]).is_ok();
    (b'!'..=b'~').all(|byte| byte.is_ascii_digit() || !is_allowed(byte))
}
