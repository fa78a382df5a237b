//! The encoding of values (ITU-T X.690), by hand where the crate `der` does not go: it rejects the string types
//! that are not among its own, such as `UniversalString`, and constructed strings of a definite length.

/// The bit of a tag that says that the content is made of values.
pub(crate) const CONSTRUCTED: u8 = 0x20;

/// The length of the content of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// So many bytes.
    Definite(usize),
    /// Up to an end-of-contents marker, in BER.
    Indefinite,
}

/// Takes the tag and the length of the next value. Tags of several bytes occur in no file that is read.
pub(crate) fn header(bytes: &mut &[u8]) -> Option<(u8, Length)> {
    let tag = take(bytes, 1)?[0];
    let length = match take(bytes, 1)?[0] {
        short @ 0..0x80 => Length::Definite(short.into()),
        0x80 => Length::Indefinite,
        long => {
            // No length of a file that is read needs more than four bytes.
            let digits = take(bytes, usize::from(long & 0x7f)).filter(|digits| digits.len() <= 4)?;
            Length::Definite(digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)))
        }
    };
    (tag & 0x1f != 0x1f).then_some((tag, length))
}

/// Takes the next value, of a definite length: its tag and its content.
pub(crate) fn value<'a>(bytes: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    match header(bytes)? {
        (tag, Length::Definite(length)) => Some((tag, take(bytes, length)?)),
        (_, Length::Indefinite) => None,
    }
}

/// Takes as many bytes, if there are as many.
pub(crate) fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}
