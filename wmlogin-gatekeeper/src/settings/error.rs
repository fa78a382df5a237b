//! What is wrong with a settings file, and where.

use thiserror::Error;

use crate::names::closest;

/// What is wrong with a settings file, and where: `file:line:column: what`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct SettingsError {
    path: String,
    line: usize,
    column: usize,
    message: String,
}

impl SettingsError {
    /// The line, counted from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, counted from 1.
    #[must_use]
    pub const fn column(&self) -> usize {
        self.column
    }

    pub(super) fn from_yaml(path: &str, error: &serde_yaml::Error) -> Self {
        let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
        let text = error.to_string();
        // The place stands in front already.
        let message = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
        let message = format!("{message}{}", suggestion(message).unwrap_or_default());
        Self { path: path.to_owned(), line, column, message }
    }

    /// Two entries have the same value of a key, given in lower case; the place is that of the second.
    pub(super) fn duplicate(path: &str, text: &str, key: &str, value: &str) -> Self {
        let places = text.lines().enumerate().filter_map(|(index, line)| {
            let code = line.split('#').next().unwrap_or_default().to_lowercase();
            let (before, after) = code.split_once(&format!("{key}:"))?;
            let within = after.find(value)?;
            Some((index + 1, before.chars().count() + key.len() + 1 + within + 1))
        });
        let (line, column) = places.take(2).last().unwrap_or((1, 1));
        let message = format!("duplicate {key} `{value}`, expected one that nobody else has");
        Self { path: path.to_owned(), line, column, message }
    }
}

/// What is close to the unknown key that serde complains about: its message names the key in backticks,
/// then those that it knows.
fn suggestion(message: &str) -> Option<String> {
    let (key, keys) = message.split_once("unknown field `")?.1.split_once("`, expected ")?;
    // A key of ours is suggested already.
    let keys = (!keys.contains('?')).then(|| keys.split('`').skip(1).step_by(2))?;
    closest(key, keys).map(|key| format!("; did you mean `{key}`?"))
}
