//! Sets of flags, in the format of .NET.

use core::fmt;

use bitflags::Flags;

use super::encoded::{is_end, take_plain};
use super::form::escaped;
use super::{Problem, Row};

/// The format of a set of flags.
#[derive(Clone, Copy, Debug)]
pub struct FlagsText<'a> {
    /// The name of the empty set.
    pub none: &'a str,
    /// The separator between two names. A space may follow it.
    pub separator: u8,
}

/// Takes names of flags off the rest of a form body as [`Value::take`](super::Value::take) does.
#[inline]
pub fn take_flags(
    rest: &mut &[u8],
    form: FlagsText<'_>,
    known: impl Fn(&[u8]) -> Option<u32>,
) -> Option<u32> {
    let mut bits = 0;
    loop {
        let name = take_plain(rest)?;
        if bits == 0 && name == form.none.as_bytes() && is_end(rest) {
            return Some(0);
        }
        let flag = known(name).filter(|flag| bits & flag == 0)?;
        bits |= flag;
        if is_end(rest) {
            return Some(bits);
        }
        let (separator, after) = rest.split_first_chunk()?;
        let escaped = escaped(form.separator);
        if *separator != escaped && *separator != escaped.map(|byte| byte.to_ascii_lowercase()) {
            return None;
        }
        *rest = after.strip_prefix(b"+").unwrap_or(after);
    }
}

/// Reads a set of flags: names between separators, or the whole value as a decimal number.
///
/// `known` returns the bits of a name; `all` are the bits that can be set.
///
/// # Errors
///
/// Returns the problem with the text.
pub fn read_flags(
    text: &[u8],
    form: FlagsText<'_>,
    known: impl Fn(&[u8]) -> Option<u32>,
    all: u32,
) -> Result<u32, Problem> {
    if text == form.none.as_bytes() {
        return Ok(0);
    }
    if !text.is_empty() && text.iter().all(u8::is_ascii_digit) {
        let bits = decimal(text)?;
        let unknown = bits & !all;
        return if unknown == 0 { Ok(bits) } else { Err(Problem::UnknownBit(unknown.trailing_zeros())) };
    }
    let mut bits = 0;
    let mut rest = text;
    loop {
        let position = text.len() - rest.len();
        let end = rest.iter().position(|byte| *byte == form.separator);
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let flag = known(name).ok_or(Problem::UnknownFlag(position))?;
        if bits & flag != 0 {
            return Err(Problem::RepeatedFlag(position));
        }
        bits |= flag;
        if after.is_empty() {
            return Ok(bits);
        }
        let after = &after[1..];
        rest = after.strip_prefix(b" ").unwrap_or(after);
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
    rows: &[(T, Row)],
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let flags = T::from_bits_truncate(flags.bits());
    let nameable = rows.iter().fold(T::empty(), |all, (flag, _)| all.union(*flag));
    if !nameable.contains(flags) {
        return write!(out, "{}", flags.bits());
    }
    let mut set = rows.iter().filter(|(flag, _)| flags.contains(*flag)).map(|(_, row)| row.name());
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

/// Makes a type of `bitflags` out of a documented set of flags.
#[doc(hidden)]
#[macro_export]
macro_rules! flag_set {
    (
        $(#[$docs:meta])*
        pub struct $type:ident: $none:literal ($none_description:literal), $separator:literal $written:literal,
        reserved [$($bit:literal ($booked:literal)),*] {
            $(
                $(#[$($flag_docs:tt)*])*
                $flag:ident: $position:literal =
                    ($name:literal, $description:literal) $(. $method:ident ($($argument:expr),*))*
            ),* $(,)?
        }
    ) => {
        $crate::generated::bitflags! {
            $(#[$docs])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $type: u32 {
                $($(#[$($flag_docs)*])* const $flag = 1 << $position;)*
                $(const _ = 1 << $bit;)*
            }
        }

        impl $type {
            /// Every flag with its row of the documented table, in the documented order.
            pub const ROWS: &'static [(Self, $crate::Row)] = &[
                $((Self::$flag, $crate::generated::row($name, $description)$(.$method($($argument),*))*)),*
            ];

            /// The bits that the document reserves.
            pub const RESERVED: Self = Self::from_bits_retain(0 $(| 1 << $bit)*);

            const NAMES: &'static [$crate::Row] = &[$($crate::generated::row($name, $description)),*];

            const FORM: $crate::generated::FlagsText<'static> =
                $crate::generated::FlagsText { none: $none, separator: $separator.as_bytes()[0] };

            /// The bits of the flag with a name.
            fn known(name: &[u8]) -> ::core::option::Option<u32> {
                $(if name == $name.as_bytes() {
                    return ::core::option::Option::Some(Self::$flag.bits());
                })*
                ::core::option::Option::None
            }
        }

        impl $crate::Value for $type {
            const EXPECTED: &'static str = $crate::name_list!(
                concat!($none, ", a number, or one or more of "),
                $type::NAMES,
                ", ",
                concat!(", separated by `", $separator, "`")
            );

            fn read(text: &[u8]) -> ::core::result::Result<Self, $crate::Problem> {
                let bits = $crate::generated::read_flags(text, Self::FORM, Self::known, Self::all().bits());
                bits.map(Self::from_bits_retain)
            }

            fn take(rest: &mut &[u8]) -> ::core::option::Option<Self> {
                let bits = $crate::generated::take_flags(rest, Self::FORM, Self::known);
                bits.map(Self::from_bits_retain)
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                $crate::generated::write_flags(*self, $written, $none, Self::ROWS, out)
            }

            fn meanings(&self) -> impl ::core::iter::Iterator<Item = &'static str> {
                let set = self.bits();
                let none = (set == 0).then_some($none_description);
                let reserved: &[(u32, &'static str)] = &[$((1 << $bit, $booked)),*];
                let named = Self::ROWS.iter().map(|(flag, row)| (flag.bits(), row.description()));
                let mut bits: $crate::generated::Vec<_> = named.chain(reserved.iter().copied()).collect();
                bits.sort_by_key(|(bit, _)| *bit);
                let bits = bits.into_iter().filter(move |(bit, _)| set & bit != 0);
                none.into_iter().chain(bits.map(|(_, description)| description))
            }
        }

        $crate::value_as_text!($type);
    };
}
