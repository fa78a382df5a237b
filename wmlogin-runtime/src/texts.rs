//! Reading what is sent to a page or a service: texts under documented names.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Display};

use super::form::decode_query;
use super::{Excerpt, Named, Problem, Value, ValueError};

/// The longest query that is read, in bytes; browsers and servers have trouble with longer addresses.
pub const MAX_QUERY_LENGTH: usize = 8 * 1024;

/// An error of reading a query, a request or an answer: the name, and what is wrong with its text.
///
/// Its text is one line and never holds a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextError<N> {
    /// The query is longer than [`MAX_QUERY_LENGTH`].
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// A name that is required is missing.
    Missing {
        /// The required name.
        name: N,
        /// A name that is there and differs in letter case alone.
        similar: Option<String>,
    },
    /// A name occurs more than once.
    Repeated {
        /// The name that occurs again.
        name: N,
    },
    /// A text is not a value of its type.
    InvalidValue {
        /// The name of the text.
        name: N,
        /// The text, cut and escaped; hidden if it is a credential.
        value: Excerpt,
        /// The expected form, and the problem.
        error: ValueError,
    },
    /// A dependent name is there without the value that it depends on.
    UnmetCondition {
        /// The dependent name.
        name: N,
        /// The name that it depends on.
        on: N,
        /// The documented value that the other name must have.
        required: &'static str,
        /// The documented value that it has, if it has one.
        found: Option<&'static str>,
    },
}

impl<N: Copy> TextError<N> {
    /// The name that the error is about, if it is about one.
    pub const fn name(&self) -> Option<N> {
        match self {
            Self::TooLong { .. } => None,
            Self::Missing { name, .. }
            | Self::Repeated { name }
            | Self::InvalidValue { name, .. }
            | Self::UnmetCondition { name, .. } => Some(*name),
        }
    }
}

impl<N: Named + Display> Display for TextError<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { length } => {
                write!(f, "the query has {length} bytes, more than {MAX_QUERY_LENGTH}")
            }
            Self::Missing { name, similar: None } => write!(f, "{name} is missing"),
            Self::Missing { name, similar: Some(similar) } => write!(f, "{name} is missing; found {similar}"),
            Self::Repeated { name } => write!(f, "{name} occurs more than once"),
            Self::InvalidValue { name, value, error } => write!(f, "{name} is {value}: {error}"),
            Self::UnmetCondition { name, on, required, found: Some(found) } => {
                write!(f, "{name} comes only with {on} = {required}, but {on} = {found}")
            }
            Self::UnmetCondition { name, on, required, found: None } => {
                write!(f, "{name} comes only with {on} = {required}, but {on} is missing")
            }
        }
    }
}

impl<N: Named + Display> core::error::Error for TextError<N> {}

/// Texts under documented names, and what is wrong with them so far.
///
/// Names that are not documented are ignored: sites and the operator add their own.
pub struct Texts<N> {
    values: Vec<(N, String)>,
    unknown: Vec<String>,
    problems: Vec<TextError<N>>,
}

impl<N: Named> Texts<N> {
    /// Splits a query, without its `?`. An empty text is none.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        if query.len() > MAX_QUERY_LENGTH {
            let mut texts = Self::from_pairs(core::iter::empty::<(&str, &str)>());
            texts.problems.push(TextError::TooLong { length: query.len() });
            return texts;
        }
        let mut texts = Self::from_pairs(decode_query(query));
        texts.values.retain(|(_, text)| !text.is_empty());
        texts
    }

    /// Collects names and texts that have been decoded already.
    pub fn from_pairs<K: AsRef<str>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut texts = Self { values: Vec::new(), unknown: Vec::new(), problems: Vec::new() };
        for (name, value) in pairs {
            match N::from_name(name.as_ref()) {
                None => texts.unknown.push(name.as_ref().to_owned()),
                Some(name) if texts.values.iter().any(|(other, _)| *other == name) => {
                    texts.problems.push(TextError::Repeated { name });
                }
                Some(name) => texts.values.push((name, value.into())),
            }
        }
        texts
    }

    fn text(&self, name: N) -> Option<&str> {
        self.values.iter().find(|(other, _)| *other == name).map(|(_, text)| text.as_str())
    }

    /// The value under a name that may be missing; an empty text that is no value is none.
    pub fn optional<T: Value>(&mut self, name: N) -> Option<T> {
        let text = self.text(name)?;
        match super::read(text) {
            Err(_) if text.is_empty() => None,
            read => self.checked(name, read),
        }
    }

    fn checked<T>(&mut self, name: N, read: Result<T, ValueError>) -> Option<T> {
        let error = match read {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let text = self.text(name).unwrap_or_default();
        let value = if name.is_credential() { Excerpt::redacted() } else { Excerpt::shown(text.as_bytes()) };
        self.problems.push(TextError::InvalidValue { name, value, error });
        None
    }

    /// The value under a name that must be there.
    pub fn required<T: Value>(&mut self, name: N) -> Option<T> {
        if let Some(text) = self.text(name) {
            let read = super::read(text);
            return self.checked(name, read);
        }
        self.miss(name);
        None
    }

    fn miss(&mut self, name: N) {
        let is_similar = |other: &&String| other.eq_ignore_ascii_case(name.name());
        let similar = self.unknown.iter().find(is_similar).cloned();
        self.problems.push(TextError::Missing { name, similar });
    }

    /// The value under a name that must be there; it is none if the text is empty.
    pub fn nullable<T: Value>(&mut self, name: N) -> Option<Option<T>> {
        match self.text(name) {
            Some("") => Some(None),
            _ => self.required(name).map(Some),
        }
    }

    /// The time under a name, in any format that `read` reads; one that it does not read is none.
    pub fn time<T>(&self, name: N, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.text(name).and_then(read)
    }

    /// The time under a name that must be there, in any format that `read` reads.
    pub fn required_time<T>(&mut self, name: N, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let Some(text) = self.text(name) else {
            self.miss(name);
            return None;
        };
        let read = read(text).ok_or(ValueError { expected: "a date and time", problem: Problem::Shape });
        self.checked(name, read)
    }

    /// Checks that a dependent name comes with the value that it depends on.
    pub fn check_condition(&mut self, name: N, on: N, required: &'static str, found: Option<&'static str>) {
        if self.text(name).is_some_and(|text| !text.is_empty()) && found != Some(required) {
            self.problems.push(TextError::UnmetCondition { name, on, required, found });
        }
    }

    /// The values that were read, unless something is wrong.
    ///
    /// # Errors
    ///
    /// Everything that is wrong.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, Vec<TextError<N>>> {
        if let Some(TextError::TooLong { .. }) = self.problems.first() {
            self.problems.truncate(1);
        }
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }
}

/// A time as a text in the format of its type; `None` where the format cannot say it.
#[must_use]
pub fn time_text<T: ToString>(time: Option<T>) -> Option<String> {
    time.map(|time| time.to_string())
}
