//! What is known beyond the page "Authentication page", as far as it is in `documents/notes.txt`.

use crate::sections;

const NOTES: &str = include_str!("../documents/notes.txt");

fn items(title: &str, separator: &'static str) -> Vec<String> {
    let text = sections::lines(NOTES, title).collect::<Vec<_>>().join(" ");
    text.split(separator).map(|item| item.trim().to_owned()).collect()
}

/// The date format that is meant where the page prints this one.
#[must_use]
pub fn corrected_date_format(printed: &'static str) -> &'static str {
    let rows = sections::rows(NOTES, "Date formats as printed and corrected");
    rows.into_iter().find(|[wrong, _]| *wrong == printed).map_or(printed, |[_, corrected]| corrected)
}

/// Documented outcomes that public clients spell differently, and how.
#[must_use]
pub fn other_spellings() -> Vec<[&'static str; 2]> {
    sections::rows(NOTES, "Outcomes with another spelling")
}

/// Status codes: name and number.
///
/// # Panics
///
/// An item is something else.
#[must_use]
pub fn status_codes() -> Vec<(String, i32)> {
    let item = |item: String| {
        let (name, code) = item.split_once(' ').expect("a name and a number");
        (name.to_owned(), code.parse().expect("a number"))
    };
    items("Status codes", ",").into_iter().map(item).collect()
}

/// An older result code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultCodeRow {
    /// The number.
    pub code: i32,
    /// The name that is sent, or what the code means where no name was published.
    pub text: String,
}

impl ResultCodeRow {
    /// Whether the text is a name that is sent, and not a description.
    #[must_use]
    pub fn is_name(&self) -> bool {
        self.text.starts_with(char::is_uppercase) && !self.text.contains(' ')
    }
}

/// The older result codes.
///
/// # Panics
///
/// An item has no number.
#[must_use]
pub fn result_codes() -> Vec<ResultCodeRow> {
    let item = |item: String| {
        let (code, text) = item.split_once(' ').expect("a number and a text");
        ResultCodeRow { code: code.parse().expect("a number"), text: text.to_owned() }
    };
    items("Older result codes", ",").into_iter().map(item).collect()
}

/// The method that a response with these values implies, all by their documented names.
///
/// A password is alone if the second factor is `None`; `Unavailable` says that nobody knows.
#[must_use]
pub fn implied_method(factor1: &str, password_type: &str, factor2: &str) -> Option<String> {
    let look_up = |title: &str, separator: &'static str, between: &str, key: &str| {
        let pairs = items(title, separator);
        let found = pairs.iter().filter_map(|pair| pair.split_once(between)).find(|(name, _)| *name == key);
        found.map(|(_, method)| method.to_owned())
    };
    match (factor1, factor2) {
        ("Password", "None") => look_up("What a password alone implies", ",", " means ", password_type),
        ("Password", "Unavailable") => None,
        ("Password", _) => items("What a password with a second factor implies", ";").pop(),
        _ => look_up("What the factors imply", ";", ": ", factor1),
    }
}
