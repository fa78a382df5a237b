//! Writers for responses, queries and requests.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::{Named, Value};

/// Visits the fields of a response, a query or a request one by one, in the documented order.
pub trait FieldVisitor<F: Named> {
    /// Visits one field.
    fn field(&mut self, field: F, value: &impl Value);
}

/// The path and the query of a page, for code that opens any page.
pub trait PageQuery {
    /// The path of the page on every host.
    const PATH: &'static str;

    /// Returns the query string, without the `?`.
    fn to_form(&self) -> String;
}

/// Writes `application/x-www-form-urlencoded`, as a browser does.
#[derive(Default)]
pub struct FormWriter(String);

impl FormWriter {
    /// Returns the form body.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }
}

impl<F: Named> FieldVisitor<F> for FormWriter {
    fn field(&mut self, field: F, value: &impl Value) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        // Writing to a `String` cannot fail.
        let _ = fmt::Write::write_str(&mut Encoder(&mut self.0), field.name());
        self.0.push('=');
        let _ = value.write(&mut Encoder(&mut self.0));
    }
}

/// Percent-encodes the text that is written to it.
struct Encoder<'a>(&'a mut String);

impl fmt::Write for Encoder<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                    self.0.push(byte.into());
                }
                b' ' => self.0.push('+'),
                _ => write!(self.0, "%{byte:02X}")?,
            }
        }
        Ok(())
    }
}

/// Collects names and values, not encoded.
#[derive(Default)]
pub struct PairWriter(Vec<(&'static str, String)>);

impl PairWriter {
    /// Returns the names and values.
    #[must_use]
    pub fn finish(self) -> Vec<(&'static str, String)> {
        self.0
    }
}

impl<F: Named> FieldVisitor<F> for PairWriter {
    fn field(&mut self, field: F, value: &impl Value) {
        self.0.push((field.name(), value.to_text()));
    }
}
