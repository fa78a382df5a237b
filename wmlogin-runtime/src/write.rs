//! Writers for responses, queries and requests.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::{Named, Value};

/// Visits the fields of a response, a query or a request one by one, in the documented order.
pub trait FieldVisitor<F: Named> {
    /// Visits one field.
    fn field(&mut self, field: F, value: &impl Value);

    /// Visits a field if it has a value.
    fn optional(&mut self, field: F, value: Option<&impl Value>) {
        if let Some(value) = value {
            self.field(field, value);
        }
    }
}

/// A service that makes the addresses of its pages.
pub trait PageHost {
    /// An address.
    type Url;

    /// The address of the page at a path, opened with a query string, which comes without the `?`.
    fn page_url(&self, path: &str, query: &str) -> Self::Url;
}

impl<H: PageHost> PageHost for &H {
    type Url = H::Url;

    fn page_url(&self, path: &str, query: &str) -> Self::Url {
        H::page_url(self, path, query)
    }
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

/// Returns `true` for the bytes that a browser leaves as they are in a form.
pub(super) const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'-' | b'.' | b'_')
}

/// Encodes a text as browsers do in a form.
#[must_use]
pub fn form_encoded(text: &str) -> String {
    let mut encoded = String::new();
    // Writing to a `String` cannot fail.
    let _ = fmt::Write::write_str(&mut Encoder(&mut encoded), text);
    encoded
}

/// Percent-encodes the text that is written to it.
struct Encoder<'a>(&'a mut String);

impl fmt::Write for Encoder<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            match byte {
                _ if is_plain(byte) => self.0.push(byte.into()),
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

/// Writes what a type visits as a form and as pairs, with what each method says of itself.
#[doc(hidden)]
#[macro_export]
macro_rules! written {
    ($type:ident $(<$parameter:ident>)?, $form:literal, $pairs:literal) => {
        impl $(<$parameter>)? $type $(<$parameter>)? {
            #[doc = $form]
            #[must_use]
            pub fn to_form(&self) -> $crate::generated::String {
                let mut writer = $crate::FormWriter::default();
                self.visit(&mut writer);
                writer.finish()
            }

            #[doc = $pairs]
            #[must_use]
            pub fn to_pairs(&self) -> $crate::generated::Vec<(&'static str, $crate::generated::String)> {
                let mut writer = $crate::PairWriter::default();
                self.visit(&mut writer);
                writer.finish()
            }
        }
    };
}
