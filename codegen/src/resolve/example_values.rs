//! The values of example responses, read by the code that reads them at run time.

use std::net::IpAddr;
use std::rc::Rc;

use wmlogin_runtime::generated::{FlagsText, Guid, check_token, read_flags, read_time};
use wmlogin_runtime::{Problem, Value};

use super::members::choice;
use crate::diagnostic::Diagnostics;
use crate::emit::identifiers::expected;
use crate::model::{DateFormat, Flags, Identifier, Shape, Type};
use crate::spec::Name;
use crate::wording::one_of;

/// Checks a value against its type; times have the format of the example's version, if that is known.
pub fn check(value: &Name, kind: &Type, date_format: Option<&Rc<DateFormat>>, diagnostics: &mut Diagnostics) {
    let bytes = value.text().as_bytes();
    match kind {
        Type::Enum(definition) => {
            choice(definition, value, diagnostics);
        }
        Type::Flags(flags) => check_flags(value, flags, diagnostics),
        Type::Identifier(identifier) => {
            if let Err(problem) = read_identifier(bytes, identifier) {
                let name = &identifier.head.name;
                report(
                    value,
                    &format!("{value} is not a `{name}`"),
                    problem,
                    &expected(&identifier.shape),
                    diagnostics,
                );
            }
        }
        Type::DateTime => {
            if let Some(format) = date_format
                && let Err(problem) = read_time(bytes, &format.parts)
            {
                let expected = format!("the format `{}`", format.format);
                report(value, &format!("{value} is not a date and time"), problem, &expected, diagnostics);
            }
        }
        Type::IpAddress => {
            if let Err(problem) = <IpAddr as Value>::read(bytes) {
                let expected = "one such as `192.0.2.1`";
                report(value, &format!("{value} is not an IP address"), problem, expected, diagnostics);
            }
        }
        // The version is read before all others, and the rest no field can have.
        Type::Version | Type::Text | Type::Integer | Type::Boolean => {}
    }
}

/// Reports what the reader says is wrong, at the character that it names.
fn report(value: &Name, message: &str, problem: Problem, expected: &str, diagnostics: &mut Diagnostics) {
    let found = match problem {
        Problem::Character(position) => value.problem_at(position, 1, format!("{message}: {problem}")),
        Problem::Shape | Problem::Unknown => value.problem(message),
        _ => value.problem(format!("{message}: {problem}")),
    };
    diagnostics.push(found.expected(expected));
}

fn read_identifier(text: &[u8], identifier: &Identifier) -> Result<(), Problem> {
    match &identifier.shape {
        Shape::Guid => Guid::read(text).map(drop),
        Shape::Token { ranges, min, max, .. } => {
            let allowed = |byte: u8| ranges.iter().any(|(first, last)| (*first..=*last).contains(&byte));
            check_token(text, (*min).into(), (*max).into(), allowed)
        }
    }
}

fn check_flags(value: &Name, flags: &Flags, diagnostics: &mut Diagnostics) {
    let separator = flags.separator.bytes().next().unwrap_or_default();
    let form = FlagsText { none: &flags.none.0, separator, escaped: false };
    let bit = |bit: u8| 1_u32.checked_shl(bit.into()).unwrap_or_default();
    let known = |name: &[u8]| {
        flags.named.iter().find(|flag| flag.head.name.as_bytes() == name).map(|flag| bit(flag.bit))
    };
    let reserved = flags.reserved.iter().map(|(position, ..)| bit(*position));
    let all = flags.named.iter().map(|flag| bit(flag.bit)).chain(reserved).fold(0, |all, bit| all | bit);
    let Err(problem) = read_flags(value.text().as_bytes(), form, known, all) else { return };
    let names = || flags.named.iter().map(|flag| flag.head.name.as_str());
    let at = |position: usize| {
        let rest = value.text().get(position..).unwrap_or_default();
        (position, rest.split(char::from(separator)).next().unwrap_or_default())
    };
    match problem {
        Problem::UnknownFlag(position) => {
            let (start, name) = at(position);
            let message = if name == flags.none.0 {
                format!("`{name}` beside other flags")
            } else {
                format!("unknown flag {}", crate::wording::quoted(name))
            };
            let problem = value.problem_at(start, name.len(), message).expected(one_of(names()));
            diagnostics.push_unknown(problem, name, names());
        }
        Problem::RepeatedFlag(position) => {
            let (start, name) = at(position);
            diagnostics.push(value.problem_at(start, name.len(), format!("`{name}` a second time")));
        }
        _ => diagnostics.push(value.problem(format!("{value} is not a set of flags: {problem}"))),
    }
}
