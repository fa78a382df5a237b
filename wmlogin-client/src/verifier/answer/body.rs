//! The text of an answer, whatever encoding a proxy or a broken service gave it.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, GzDecoder};
use http::header::CONTENT_ENCODING;

use super::AnswerError;
use crate::transport::MAX_ANSWER_LENGTH;

/// The body of an answer as text.
///
/// An answer comes in UTF-8 and is not compressed; the client never asks for anything else. One that is
/// neither is decoded as far as it takes to read a refusal in it, and never counts as a confirmation.
#[derive(Debug)]
pub(super) struct Body<'a> {
    pub(super) text: Cow<'a, str>,
    /// The encoding, if it is not plain UTF-8.
    pub(super) encoding: Option<&'static str>,
}

impl<'a> Body<'a> {
    pub(super) fn read(response: &'a http::Response<Vec<u8>>) -> Result<Self, AnswerError> {
        if response.body().len() > MAX_ANSWER_LENGTH {
            return Err(AnswerError::TooLong);
        }
        let compression = response.headers().get(CONTENT_ENCODING).map(http::HeaderValue::as_bytes);
        match compression.map(<[u8]>::to_ascii_lowercase).as_deref() {
            None | Some(b"identity" | b"") => Ok(Self::decode(response.body())),
            Some(b"gzip" | b"x-gzip") => inflated(GzDecoder::new(&response.body()[..]), "gzip"),
            Some(b"deflate") => inflated(DeflateDecoder::new(&response.body()[..]), "deflate"),
            Some(b"br") => Err(AnswerError::Encoding("br")),
            Some(b"zstd") => Err(AnswerError::Encoding("zstd")),
            Some(_) => Err(AnswerError::Encoding("an unknown compression")),
        }
    }

    /// Every status code, name and time is ASCII, which is the same in most encodings, so other
    /// characters may be lost.
    fn decode(bytes: &'a [u8]) -> Self {
        let (text, encoding) = match bytes {
            [0xff, 0xfe, rest @ ..] => (utf_16(rest, u16::from_le_bytes).into(), Some("UTF-16")),
            [0xfe, 0xff, rest @ ..] => (utf_16(rest, u16::from_be_bytes).into(), Some("UTF-16")),
            bytes => match str::from_utf8(bytes) {
                Ok(text) => (text.into(), None),
                Err(_) => (String::from_utf8_lossy(bytes), Some(declared(bytes))),
            },
        };
        Self { text, encoding }
    }
}

fn inflated(decoder: impl Read, name: &'static str) -> Result<Body<'static>, AnswerError> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_ANSWER_LENGTH).unwrap_or(u64::MAX);
    match decoder.take(limit + 1).read_to_end(&mut bytes) {
        Ok(length) if length > MAX_ANSWER_LENGTH => Err(AnswerError::TooLong),
        Ok(_) => Ok(Body { text: Body::decode(&bytes).text.into_owned().into(), encoding: Some(name) }),
        Err(_) => Err(AnswerError::Encoding(name)),
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks().0.iter().map(|&pair| unit(pair));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The encoding that the XML declaration names, as far as it is one of those that old servers use.
fn declared(bytes: &[u8]) -> &'static str {
    let start = bytes.split(|&byte| byte == b'>').next().unwrap_or_default().to_ascii_lowercase();
    let is_named = |name: &&&str| start.windows(name.len()).any(|window| window == name.as_bytes());
    let names: &[&str] = &["windows-1251", "windows-1252", "koi8-r", "iso-8859-1", "iso-8859-5", "cp866"];
    names.iter().find(is_named).copied().unwrap_or("an unknown encoding")
}
