//! The texts of settings: types that are read from one, and how a file has them.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use http::HeaderName;
use ipnet::IpNet;
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, SeqAccess, Visitor};
use url::Url;

use crate::listen;

/// A path above pages, such as `/wmlogin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix(pub String);

impl FromStr for Prefix {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let path = text.strip_suffix('/').unwrap_or(text);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
        let segments = path.strip_prefix('/').map(|path| path.split('/'));
        let is_path = segments.is_some_and(|mut segments| {
            segments.all(|part| {
                !part.is_empty() && part.chars().all(is_plain) && !part.trim_matches('.').is_empty()
            })
        });
        if is_path {
            Ok(Self(path.to_owned()))
        } else {
            Err(format!("`{text}`: expected a path such as `/wmlogin`, of letters, digits and `-._~`"))
        }
    }
}

/// A time that something lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime(pub Duration);

/// The longest lifetime. Browsers keep no cookie for longer.
const LONGEST_DAYS: u64 = 400;

impl FromStr for Lifetime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
            let seconds = match unit {
                "s" => 1,
                "m" => 60,
                "h" => 60 * 60,
                "d" => 24 * 60 * 60,
                _ => return None,
            };
            number.parse::<u64>().ok()?.checked_mul(seconds)
        };
        let longest = LONGEST_DAYS * 24 * 60 * 60;
        let seconds = read().filter(|seconds| (1..=longest).contains(seconds));
        let expected =
            || format!("`{text}`: expected a time such as `30m`, `12h` or `7d`, at most {LONGEST_DAYS}d");
        seconds.map(Duration::from_secs).map(Self).ok_or_else(expected)
    }
}

/// A network, or an address that stands for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(pub IpNet);

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let network = text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        network
            .map(Self)
            .map_err(|_| format!("`{text}`: expected a network such as `10.0.0.0/8`, or an address"))
    }
}

/// The name of a cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CookieName(pub String);

impl FromStr for CookieName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // A token of HTTP, as the name of a header is.
        match HeaderName::from_str(text) {
            Ok(_) => Ok(Self(text.to_owned())),
            Err(_) => {
                Err(format!("`{text}` is not a name of a cookie: expected letters, digits, `-` and `_`"))
            }
        }
    }
}

/// The name of a header for the site, in the letter case in which it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header(pub HeaderName);

/// Names that mean something between the proxy and this program.
const TAKEN: [&str; 15] = [
    "cache-control",
    "connection",
    "content-length",
    "content-type",
    "cookie",
    "date",
    "host",
    "keep-alive",
    "location",
    "retry-after",
    "set-cookie",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "x-request-id",
];

impl FromStr for Header {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let name = HeaderName::from_str(text).map_err(|_| format!("`{text}` is not a name of a header"))?;
        if name.as_str().contains('_') {
            return Err(format!(
                "`{text}`: proxies drop headers with `_`; write `{}`, which a site reads under the same name",
                text.replace('_', "-")
            ));
        }
        if TAKEN.contains(&name.as_str()) || name.as_str().starts_with("x-forwarded-") {
            return Err(format!("`{text}` means something else to proxies: expected a name of its own"));
        }
        Ok(Self(name))
    }
}

/// Reads a text. What is wrong with it stands in the file where the text stands.
struct Text<T>(PhantomData<T>);

impl<'de, T: FromStr<Err: Display>> DeserializeSeed<'de> for Text<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T: FromStr<Err: Display>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// Reads a setting that is a text.
pub fn value<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Text(PhantomData).deserialize(deserializer).map(Some)
}

/// An address to listen on.
struct Listen(SocketAddr);

impl FromStr for Listen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        listen::parse(text).map(Self)
    }
}

/// Reads an address to listen on.
pub fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SocketAddr>, D::Error> {
    Ok(value::<D, Listen>(deserializer)?.map(|listen| listen.0))
}

/// An address of the web.
struct WebAddress(Url);

impl FromStr for WebAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        url(text).map(Self)
    }
}

/// Reads an address of the web from an argument.
pub fn url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok().filter(Url::has_host);
    url.ok_or_else(|| format!("`{text}`: expected an address such as `https://shop.example/page`"))
}

/// Reads an address of the web.
pub fn web_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    Ok(value::<D, WebAddress>(deserializer)?.map(|address| address.0))
}

/// Reads a setting that is a list of texts. An empty one is refused: it would read as "nobody", and be taken for
/// "everybody" one day.
pub fn list<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(
    deserializer: D,
) -> Result<Option<Vec<T>>, D::Error> {
    deserializer.deserialize_seq(List(PhantomData)).map(Some)
}

struct List<T>(PhantomData<T>);

impl<'de, T: FromStr<Err: Display>> Visitor<'de> for List<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Text(PhantomData))? {
            values.push(value);
        }
        if values.is_empty() {
            Err(A::Error::custom("the list is empty: remove the key for the default"))
        } else {
            Ok(values)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        for (text, expected) in
            [("/wmlogin", "/wmlogin"), ("/a/b-c/", "/a/b-c"), ("/.well-known/x", "/.well-known/x")]
        {
            assert_eq!(text.parse(), Ok(Prefix(expected.to_owned())));
        }
        for text in ["", "/", "wmlogin", "//a", "/a//b", "/a b", "/a?b", "/..", "/a/./b", "/{a}", "/%41"] {
            assert!(text.parse::<Prefix>().is_err(), "{text}");
        }
    }

    #[test]
    fn lifetimes() {
        for (text, seconds) in [("1s", 1), ("30m", 1800), ("12h", 43_200), ("400d", 34_560_000)] {
            assert_eq!(text.parse(), Ok(Lifetime(Duration::from_secs(seconds))));
        }
        for text in ["", "12", "h", "0h", "-1h", "401d", "1w", "12 h", "99999999999999999999d", "1ч"] {
            assert!(text.parse::<Lifetime>().is_err(), "{text}");
        }
    }

    #[test]
    fn headers() {
        assert!("Remote-User".parse::<Header>().is_ok());
        for text in ["", "a b", "X_User", "Set-Cookie", "Location", "X-Forwarded-User", "host"] {
            assert!(text.parse::<Header>().is_err(), "{text}");
        }
    }

    #[test]
    fn networks() {
        for (text, expected) in
            [("10.0.0.7", "10.0.0.7/32"), ("::1", "::1/128"), ("10.0.0.0/8", "10.0.0.0/8")]
        {
            assert_eq!(text.parse::<Network>().map(|network| network.0.to_string()), Ok(expected.to_owned()));
        }
        assert!("localhost".parse::<Network>().is_err());
    }
}
