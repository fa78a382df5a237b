//! The shape of a WMID.

use wmlogin_types::Wmid;
use wmlogin_types::runtime::Value;

/// Returns the number of characters that a WMID has.
pub(crate) fn length() -> String {
    let (min, max) = (Wmid::MIN_LENGTH, Wmid::MAX_LENGTH);
    if min == max { max.to_string() } else { format!("{min}–{max}") }
}

/// Returns the kind of keyboard that a WMID is typed with.
pub(crate) fn input_mode() -> &'static str {
    if is_numeric() { "numeric" } else { "text" }
}

/// Returns `true` if a WMID consists of digits.
pub(crate) fn is_numeric() -> bool {
    let is_allowed = |byte: u8| Wmid::read(&[byte; Wmid::MIN_LENGTH]).is_ok();
    (b'!'..=b'~').all(|byte| byte.is_ascii_digit() || !is_allowed(byte))
}
