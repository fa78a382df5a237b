//! Responses in the notations in which people have them at hand.

use std::borrow::Cow;

use wmlogin_types::{Field, ParseError, Response};

/// A response as it was pasted, in one of its notations.
pub enum PastedResponse<'a> {
    /// `Name=value&Name=value`, encoded: a form body, or the query of a URL.
    Body(Cow<'a, [u8]>),
    /// A name and a value on each line, not encoded.
    Lines(Vec<(&'a str, &'a str)>),
}

impl<'a> PastedResponse<'a> {
    /// Recognises the notation from the text alone. The first rule that applies decides:
    ///
    /// 1. Bytes that are not UTF-8 are a body, whose reader reports the problem.
    /// 2. A URL has no white space and a `?`, before which there is no `=` or `&` unless it begins
    ///    with `/` or `scheme://`. Its query is the body, up to a `#`.
    /// 3. A body has `=` or `&` after its first name, and is one line, or several of nothing but the
    ///    characters that browsers write in a body: then it was broken at its `&`.
    /// 4. Anything else is lines.
    pub fn recognise(input: &'a [u8]) -> Self {
        let Ok(text) = str::from_utf8(input) else { return Self::Body(input.trim_ascii().into()) };
        let text = text.trim();
        if let Some(query) = query(text) {
            Self::Body(query.as_bytes().into())
        } else if is_body(text) {
            Self::Body(text.lines().collect::<Vec<_>>().join("&").into_bytes().into())
        } else {
            Self::Lines(text.lines().map(pair).collect())
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
            Self::Lines(pairs) => pairs.iter().map(|&(name, value)| (name.into(), value.into())).collect(),
        }
    }
}

fn query(text: &str) -> Option<&str> {
    let (address, query) = text.split_once('?')?;
    let is_url = !text.contains(char::is_whitespace)
        && (!address.contains(['=', '&']) || address.starts_with('/') || has_scheme(address));
    is_url.then(|| query.split_once('#').map_or(query, |(query, _fragment)| query))
}

fn has_scheme(address: &str) -> bool {
    let is_scheme =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    address.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme))
}

fn is_body(text: &str) -> bool {
    let name = text.trim_start_matches(|character| !ends_name(character) && character != '&');
    name.starts_with(['=', '&']) && (!text.contains('\n') || text.bytes().all(is_in_body))
}

fn is_in_body(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"*-._+%=&\r\n".contains(&byte)
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

fn ends_name(character: char) -> bool {
    character.is_whitespace() || matches!(character, '|' | ':' | '=')
}
