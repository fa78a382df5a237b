//! Texts that people hand over: files that editors, shells and mail programs of every system have saved.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// The byte order marks of UTF-8 and of UTF-16, little-endian and big-endian.
const UTF_8: &[u8] = b"\xEF\xBB\xBF";
const UTF_16_LE: &[u8] = b"\xFF\xFE";
const UTF_16_BE: &[u8] = b"\xFE\xFF";

/// Returns the text without its byte order mark and with `\n` at the end of each line, whichever line ends it has.
/// A text with a mark of UTF-16, as Windows `PowerShell` writes it, is converted to UTF-8.
///
/// Bytes that are not text stay as they are, apart from that; what they mean is for the caller to say.
///
/// ```
/// use wmlogin_runtime::text::normalize;
///
/// assert_eq!(&*normalize(b"\xEF\xBB\xBFone\r\ntwo\rthree"), b"one\ntwo\nthree");
/// assert_eq!(&*normalize(b"\xFF\xFEo\0n\0e\0"), b"one");
/// ```
#[must_use]
pub fn normalize(bytes: &[u8]) -> Cow<'_, [u8]> {
    let text = if let Some(rest) = bytes.strip_prefix(UTF_8) {
        Cow::Borrowed(rest)
    } else if let Some(rest) = bytes.strip_prefix(UTF_16_LE) {
        Cow::Owned(utf_16(rest, u16::from_le_bytes))
    } else if let Some(rest) = bytes.strip_prefix(UTF_16_BE) {
        Cow::Owned(utf_16(rest, u16::from_be_bytes))
    } else {
        Cow::Borrowed(bytes)
    };
    if text.contains(&b'\r') { Cow::Owned(with_line_feeds(&text)) } else { text }
}

/// An odd byte at the end is left out.
fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u8> {
    let (units, _) = bytes.as_chunks();
    let units: Vec<_> = units.iter().copied().map(unit).collect();
    String::from_utf16_lossy(&units).into_bytes()
}

fn with_line_feeds(text: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(text.len());
    let mut before = None;
    for &byte in text {
        match (before, byte) {
            (Some(b'\r'), b'\n') => {}
            (_, b'\r') => lines.push(b'\n'),
            (_, byte) => lines.push(byte),
        }
        before = Some(byte);
    }
    lines
}

#[cfg(test)]
mod tests {
    use alloc::borrow::Cow;
    use alloc::vec::Vec;

    use super::normalize;

    #[test]
    fn text_without_a_mark_is_not_copied() {
        for text in [&b""[..], b"\n", "привет\n".as_bytes(), b"\xFF\n\xFE", b"\xEF\xBB"] {
            assert!(matches!(normalize(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn every_mark_is_read() {
        let text = "имя \u{1f600}\r\n\rend";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (mark, bytes) in
            [(&b"\xEF\xBB\xBF"[..], text.as_bytes()), (b"\xFF\xFE", &little), (b"\xFE\xFF", &big)]
        {
            let marked = [mark, bytes].concat();
            assert_eq!(&*normalize(&marked), "имя \u{1f600}\n\nend".as_bytes(), "{mark:?}");
        }
    }

    #[test]
    fn a_mark_stands_at_the_beginning_alone() {
        assert_eq!(&*normalize(b"a\xEF\xBB\xBF\r"), b"a\xEF\xBB\xBF\n");
        assert_eq!(&*normalize(b"\xEF\xBB\xBF\xEF\xBB\xBF"), b"\xEF\xBB\xBF");
        assert_eq!(&*normalize(b"\xFF\xFE\n"), b"");
    }
}
