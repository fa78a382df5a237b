//! The documents' examples, and changes to them.

use wmlogin_types::EXAMPLES;

pub const TICKET: &str = "AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA";
pub const READ_ID: &str =
    "R4G9izsZWeCBU2N2UDmaPUG5pNGzj1dWUkSpZZM6mdE71NNxvRWd5H9mh4wTrb3o2RnK2dfyoist2BNtAHtY3uB";

/// A response as names and values, for a test to change and write in one of its forms.
#[derive(Clone)]
pub struct Pairs(pub Vec<(String, String)>);

impl Pairs {
    /// The documents' example with this title.
    pub fn example(title: &str) -> Self {
        let example = EXAMPLES.iter().find(|example| example.title == title).unwrap();
        Self::new(example.fields)
    }

    pub fn new(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        match self.0.iter_mut().find(|pair| pair.0 == name) {
            Some(pair) => value.clone_into(&mut pair.1),
            None => return self.and(name, value),
        }
        self
    }

    /// Adds a pair, even if there is one of this name.
    #[must_use]
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|pair| pair.0 != name);
        self
    }

    pub fn body(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    pub fn url(&self) -> String {
        format!("https://example.com/login?{}#top", self.body())
    }

    /// One line for each pair, with this between name and value.
    pub fn lines(&self, separator: &str) -> String {
        self.0.iter().map(|(name, value)| [name, separator, value, "\n"].concat()).collect()
    }

    /// As the documents print it.
    pub fn table(&self) -> String {
        self.lines(" | ").replace('\n', " |\n")
    }
}
