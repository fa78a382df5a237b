//! Mistakes that the stand-in makes when it is told to.

use std::fmt::{self, Display};
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;
use wmlogin_types::services::authorize::{Code, Reason, Table};

use crate::names::one_of;
use crate::settings::text;

/// A mistake in the answer to a verification.
///
/// Its text, for settings and the control port, is a word, for two of them with a value: `delay 1500` (in
/// milliseconds), `status TicketExpired` or `status ResultCode.TicketExpired`, `hang`, `server-error`,
/// `truncated`, `malformed`, `wrong-content-type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub enum Fault {
    /// The answer has this status code, whatever was asked.
    Status(Code),
    /// The answer has the status code of this name in the table of the site, whatever was asked. If that has no
    /// such name, it is the code for the same reason, else that of the table that has the name.
    StatusNamed(&'static str),
    /// The answer comes this much later.
    Delay(Duration),
    /// The answer never comes, and the connection stays open.
    Hang,
    /// The HTTP status is 500.
    ServerError,
    /// The XML ends in the middle.
    Truncated,
    /// The answer is no XML.
    Malformed,
    /// The content type is not that of XML.
    WrongContentType,
}

/// A text is no [`Fault`]; the message says what was expected and what is close to it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct FaultError(String);

const STATUS: &str = "status";
const DELAY: &str = "delay";

/// The faults that are one word.
const WORDS: [(&str, Fault); 5] = [
    ("hang", Fault::Hang),
    ("server-error", Fault::ServerError),
    ("truncated", Fault::Truncated),
    ("malformed", Fault::Malformed),
    ("wrong-content-type", Fault::WrongContentType),
];

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let (word, value) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        match word {
            STATUS => status(value.trim()),
            DELAY => delay(value.trim()),
            _ => WORDS.iter().find(|(name, _)| *name == text.trim()).map(|(_, fault)| *fault).ok_or_else(
                || {
                    let words = WORDS.iter().map(|(name, _)| *name);
                    FaultError(one_of("fault", text.trim(), [STATUS, DELAY].into_iter().chain(words)))
                },
            ),
        }
    }
}

/// The row of a table, named alone or after its table.
fn status(name: &str) -> Result<Fault, FaultError> {
    let codes =
        || Table::ALL.iter().copied().flat_map(|table| table.codes().into_iter().map(move |it| (table, it)));
    let found = codes().find(|(table, code)| match name.split_once('.') {
        Some((wanted, name)) => wanted == table.name() && name == code.name(),
        None => name == code.name(),
    });
    let is_of_a_table = name.contains('.');
    found
        .map(|(_, code)| if is_of_a_table { Fault::Status(code) } else { Fault::StatusNamed(code.name()) })
        .ok_or_else(|| FaultError(one_of("status code", name, codes().map(|(_, code)| code.name()))))
}

fn delay(milliseconds: &str) -> Result<Fault, FaultError> {
    let delay = milliseconds.parse().map(|milliseconds| Fault::Delay(Duration::from_millis(milliseconds)));
    delay.map_err(|_| {
        FaultError(format!("expected `{DELAY}` with a number of milliseconds, such as `{DELAY} 1500`"))
    })
}

impl Fault {
    /// The status code of the answer, by this table.
    pub(crate) fn code(self, table: Table) -> Option<Code> {
        match self {
            Self::Status(code) => Some(code),
            Self::StatusNamed(name) => {
                let named = |table: Table| table.codes().into_iter().find(|code| code.name() == name);
                let tables = || Table::ALL.iter().copied();
                let is_named = |reason: &Reason| tables().any(|table| reason.code(table).name() == name);
                let reason = || Reason::ALL.iter().copied().find(is_named).map(|reason| reason.code(table));
                named(table).or_else(reason).or_else(|| tables().find_map(named))
            }
            _ => None,
        }
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(code) => {
                let table = Table::ALL.iter().copied().find(|table| table.codes().contains(code));
                write!(f, "{STATUS} {}.{}", table.map_or("", Table::name), code.name())
            }
            Self::StatusNamed(name) => write!(f, "{STATUS} {name}"),
            Self::Delay(delay) => write!(f, "{DELAY} {}", delay.as_millis()),
            _ => f.write_str(WORDS.iter().find(|(_, fault)| fault == self).map_or("", |(name, _)| name)),
        }
    }
}

impl<'de> Deserialize<'de> for Fault {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::parsed(deserializer)
    }
}

impl From<Fault> for String {
    fn from(fault: Fault) -> Self {
        fault.to_string()
    }
}

#[cfg(test)]
mod tests;
