//! Sets of flags, in the format of .NET.

use core::fmt;

use bitflags::Flags;

use super::Problem;

/// The format of a set of flags.
#[derive(Clone, Copy)]
pub struct FlagsText<'a> {
    /// The name of the empty set.
    pub none: &'a str,
    /// The separator between two names.
    pub separator: &'a [u8],
    /// An optional byte after a separator.
    pub space: u8,
}

/// Reads a set of flags: names between separators, or the whole value as a decimal number.
///
/// `known` returns the flag with a name.
///
/// # Errors
///
/// Returns the problem with the text.
pub fn read_flags<T: Flags<Bits = u32> + Copy>(
    text: &[u8],
    form: FlagsText<'_>,
    known: impl Fn(&[u8]) -> Option<T>,
) -> Result<T, Problem> {
    if text == form.none.as_bytes() {
        return Ok(T::empty());
    }
    if text.first().is_some_and(u8::is_ascii_digit) {
        let bits = decimal(text)?;
        let unknown = bits & !T::all().bits();
        return T::from_bits(bits).ok_or(Problem::UnknownBit(unknown.trailing_zeros()));
    }
    let mut flags = T::empty();
    let mut rest = text;
    loop {
        let position = text.len() - rest.len();
        let end = rest.iter().position(|byte| form.separator.first() == Some(byte));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let flag = known(name).ok_or(Problem::UnknownFlag(position))?;
        if flags.contains(flag) {
            return Err(Problem::RepeatedFlag(position));
        }
        flags.insert(flag);
        if after.is_empty() {
            return Ok(flags);
        }
        let after = after.strip_prefix(form.separator).ok_or(Problem::UnknownFlag(position))?;
        rest = after.strip_prefix(&[form.space]).unwrap_or(after);
    }
}

/// Writes the names of the flags, or the whole value as a decimal number if a bit has no name.
///
/// Unknown bits, which only [`Flags::from_bits_retain`] can set, are not written: [`read_flags`] would reject
/// them.
///
/// # Errors
///
/// Returns only errors of `out`.
pub fn write_flags<T: Flags<Bits = u32> + Copy>(
    flags: T,
    separator: &str,
    none: &str,
    names: impl Iterator<Item = (T, &'static str)> + Clone,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let flags = T::from_bits_truncate(flags.bits());
    let nameable = names.clone().fold(T::empty(), |all, (flag, _)| all.union(flag));
    if !nameable.contains(flags) {
        return write!(out, "{}", flags.bits());
    }
    let mut set = names.filter(|&(flag, _)| flags.contains(flag)).map(|(_, name)| name);
    write!(out, "{}", set.next().unwrap_or(none))?;
    set.try_for_each(|name| write!(out, "{separator}{name}"))
}

/// Parses a decimal number without leading zeros.
fn decimal(text: &[u8]) -> Result<u32, Problem> {
    match text {
        [b'0', _, ..] => Err(Problem::Shape),
        _ => core::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).ok_or(Problem::Shape),
    }
}
