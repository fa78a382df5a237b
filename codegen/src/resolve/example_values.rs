//! The values of example responses.

use std::net::IpAddr;

use super::date_formats::specifier;
use super::entry::Word;
use super::examples::Context;
use super::report::{Checked, unknown};
use crate::choices::one_of_quoted;
use crate::model::{DateFormat, DatePart, Flags, Identifier, Length, Shape, Type};

/// Checks a value against its type, as far as that is known.
pub(super) fn check(
    value: Word<'_>,
    kind: Option<Type>,
    version: Option<usize>,
    context: &Context<'_, '_>,
) -> Checked {
    let vocabulary = context.vocabulary;
    match kind {
        Some(Type::Enum(index)) => vocabulary.enums.value(index, value).map(drop),
        Some(Type::Flags(index)) => {
            vocabulary.flags[index].as_ref().map_or(Ok(()), |flags| check_flags(value, flags))
        }
        Some(Type::Identifier(index)) => {
            let identifier = vocabulary.identifiers[index].as_ref();
            identifier.map_or(Ok(()), |identifier| check_identifier(value, identifier))
        }
        Some(Type::DateTime) => {
            let format = version.and_then(|version| context.versions.date_formats[version]);
            let format = format.and_then(|format| vocabulary.date_formats[format].as_ref());
            format.map_or(Ok(()), |format| check_time(value, format))
        }
        Some(Type::IpAddress) => check_address(value),
        // The version is read before all others, and the rest no field can have.
        Some(Type::Version | Type::Text | Type::Integer | Type::Boolean) | None => Ok(()),
    }
}

fn check_address(value: Word<'_>) -> Checked {
    match value.text.parse::<IpAddr>() {
        Ok(_) => Ok(()),
        Err(_) => {
            Err(value.problem(format!("{value} is no IP address")).expected("one such as `192.0.2.1`").into())
        }
    }
}

/// A set is its names with separators, the name of the empty set, or a decimal number.
fn check_flags(value: Word<'_>, flags: &Flags) -> Checked {
    if value.text == flags.none || value.text.parse::<u32>().is_ok() {
        return Ok(());
    }
    let mut offset = 0;
    for part in value.text.split(&flags.separator) {
        let name = part.trim_start_matches(' ');
        let place = value.place_at(offset + part.len() - name.len());
        check_flag(Word { text: name, place }, flags)?;
        offset += part.len() + flags.separator.len();
    }
    Ok(())
}

fn check_flag(name: Word<'_>, flags: &Flags) -> Checked {
    let names = || flags.bits.iter().filter_map(|bit| Some(bit.names.as_ref()?.name.as_str()));
    if names().any(|known| known == name.text) {
        Ok(())
    } else if name.text.bytes().all(|byte| byte.is_ascii_digit()) && !name.text.is_empty() {
        Err(name
            .problem(format!("{name} is no set of flags"))
            .expected(format!("at most {}", u32::MAX))
            .into())
    } else if name.text == flags.none {
        Err(name.problem(format!("{name} beside other flags")).expected("it alone").into())
    } else {
        Err(unknown(name, format!("unknown flag {name}"), &one_of_quoted(names()), names()).into())
    }
}

fn check_identifier(value: Word<'_>, identifier: &Identifier) -> Checked {
    let name = &identifier.name;
    match &identifier.shape {
        Shape::Token { characters, ranges, length } => check_token(value, name, characters, ranges, *length),
        Shape::Guid if is_guid(value.text) => Ok(()),
        Shape::Guid => Err(value
            .problem(format!("{value} is no `{name}`"))
            .expected("a GUID with hyphens, such as `01234567-89ab-cdef-0123-456789abcdef`")
            .into()),
    }
}

fn check_token(
    value: Word<'_>,
    name: &str,
    characters: &str,
    ranges: &[(u8, u8)],
    length: Length,
) -> Checked {
    let allowed = |character: char| {
        u8::try_from(character)
            .is_ok_and(|byte| ranges.iter().any(|(first, last)| (first..=last).contains(&&byte)))
    };
    if let Some((offset, found)) = value.text.char_indices().find(|(_, character)| !allowed(*character)) {
        let problem = value.problem_at(offset, format!("{found:?} cannot be in a `{name}`"));
        return Err(problem.expected(format!("characters out of `{characters}`")).into());
    }
    // All of them are ASCII by now.
    let count = value.text.len();
    if (usize::from(length.min)..=usize::from(length.max)).contains(&count) {
        return Ok(());
    }
    let expected = if length.min == length.max {
        length.min.to_string()
    } else {
        format!("{} to {}", length.min, length.max)
    };
    Err(value.problem(format!("a `{name}` of {count} characters")).expected(expected).into())
}

fn is_guid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.concat().bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Only the shape: whether there is such a day is for the calendar to say.
fn check_time(value: Word<'_>, format: &DateFormat) -> Checked {
    let mut rest = value.text;
    for part in &format.parts {
        let offset = value.text.len() - rest.len();
        rest = after_part(rest, *part).ok_or_else(|| {
            let expected = match (part, specifier(*part)) {
                (DatePart::Literal(character), _) => format!("`{character}`"),
                (DatePart::Offset, _) => "`Z`, an offset such as `+03:00`, or nothing".to_owned(),
                (_, specifier) => {
                    let specifier = specifier.unwrap_or_default();
                    format!("{} digits for `{specifier}`", specifier.len())
                }
            };
            let message = format!("{value} departs from the format `{}`", format.format);
            value.problem_at(offset, message).expected(expected)
        })?;
    }
    if rest.is_empty() {
        return Ok(());
    }
    let message = format!("{value} is longer than its format, `{}`", format.format);
    Err(value.problem_at(value.text.len() - rest.len(), message).expected("nothing more").into())
}

/// What follows a part that stands at the beginning of a text.
fn after_part(text: &str, part: DatePart) -> Option<&str> {
    match part {
        DatePart::Literal(character) => text.strip_prefix(character),
        DatePart::Offset if is_offset(text) => Some(""),
        DatePart::Offset => None,
        _ => {
            let (digits, rest) = text.split_at_checked(specifier(part)?.len())?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
        }
    }
}

fn is_offset(text: &str) -> bool {
    match text.as_bytes() {
        b"" | b"Z" => true,
        [b'+' | b'-', digits @ ..] => {
            let shape = |byte: &u8| if byte.is_ascii_digit() { b'0' } else { *byte };
            digits.iter().map(shape).eq(*b"00:00")
        }
        _ => false,
    }
}
