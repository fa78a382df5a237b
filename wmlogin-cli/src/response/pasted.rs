//! Responses in the notations in which people have them at hand.

use std::borrow::Cow;

use wmlogin_types::{Field, ParseError, Response};

use super::captured::{self, Source};
use super::notation::{ends_name, is_body, query};

/// A response as it was pasted, in one of its notations.
pub enum PastedResponse<'a> {
    /// `Name=value&Name=value`, encoded: a form body, or the query of a URL.
    Body(Cow<'a, [u8]>),
    /// A form body inside of something else.
    Captured(Source, String),
    /// A name and a value on each line, not encoded.
    Lines(Vec<(&'a str, &'a str)>),
}

impl<'a> PastedResponse<'a> {
    /// Recognises the notation from the text alone. The first rule that applies decides:
    ///
    /// 1. Bytes that are not UTF-8 are a body, whose reader reports the problem.
    /// 2. What a browser or its tools hand over is searched for a form body: an HTTP request, a command for `curl`, a
    ///    call of `fetch`, JSON, and HTML with `&amp;`.
    /// 3. A URL has no white space and a `?`, before which there is no `=` or `&` unless it begins
    ///    with `/` or `scheme://`. Its query is the body, up to a `#`.
    /// 4. A body has `=` or `&` after its first name, and is one line, or several of nothing but the
    ///    characters that browsers write in a body: then it was broken at its `&`.
    /// 5. Anything else is lines.
    pub fn recognise(input: &'a [u8]) -> Self {
        let Ok(text) = str::from_utf8(input) else { return Self::Body(input.trim_ascii().into()) };
        let text = text.trim();
        if let Some((source, body)) = captured::body(text) {
            Self::Captured(source, body)
        } else if let Some(query) = query(text) {
            Self::Body(query.as_bytes().into())
        } else if is_body(text) {
            Self::Body(text.lines().collect::<Vec<_>>().join("&").into_bytes().into())
        } else {
            Self::Lines(text.lines().map(pair).collect())
        }
    }

    /// Returns what surrounds the response, if something does.
    pub fn source(&self) -> Option<&'static str> {
        match self {
            Self::Captured(source, _) => Some((*source).into()),
            Self::Body(_) | Self::Lines(_) => None,
        }
    }

    /// Parses the response.
    ///
    /// # Errors
    ///
    /// Returns an error if the response is not as documented.
    pub fn response(&self) -> Result<Response, ParseError> {
        match self {
            Self::Body(body) => Response::parse(body),
            Self::Captured(_, body) => Response::parse(body.as_bytes()),
            Self::Lines(pairs) => Response::from_pairs(pairs.iter().copied()),
        }
    }

    /// Returns the undocumented names, in the order of the text.
    pub fn unknown_names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let names = self.pairs().into_iter().map(|(name, _)| name);
        names.filter(|name| !name.is_empty() && Field::from_name(name).is_none())
    }

    /// Returns all names and values, decoded, in the order of the text.
    pub fn pairs(&self) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        match self {
            Self::Body(body) => form_urlencoded::parse(body).collect(),
            Self::Captured(_, body) => form_urlencoded::parse(body.as_bytes()).collect(),
            Self::Lines(pairs) => pairs.iter().map(|&(name, value)| (name.into(), value.into())).collect(),
        }
    }
}

/// Splits `Name | value |`, `Name: value`, `Name=value` or `Name value`.
fn pair(line: &str) -> (&str, &str) {
    let line = line.trim().trim_start_matches('|').trim_start();
    let (name, rest) = line.split_at(line.find(ends_name).unwrap_or(line.len()));
    let rest = rest.trim_start();
    let value = match rest.strip_prefix('|') {
        Some(cell) => cell.strip_suffix('|').unwrap_or(cell),
        None => rest.strip_prefix([':', '=']).unwrap_or(rest),
    };
    (name, value.trim())
}
