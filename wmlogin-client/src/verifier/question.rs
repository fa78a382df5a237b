//! The question to the service, as XML.
//!
//! It is written by hand: the crates that the client has anyway read XML but do not write it, and the
//! document is a single element with a fixed list of children.

use std::fmt;

use wmlogin_types::runtime::{FieldVisitor, Named, Value};
use wmlogin_types::services::authorize;

use crate::site::Service;
use crate::transport::Question;

/// The media type that RFC 7303 prescribes for XML, with the encoding. The operator documents none. Of the
/// types that public clients send, `text/xml` once implied US-ASCII, and
/// `application/x-www-form-urlencoded` is wrong.
const MEDIA_TYPE: &str = "application/xml; charset=utf-8";

const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;

/// More than the length of any request, so that one allocation is enough.
const CAPACITY: usize = 512;

/// Writes the request to a service.
pub(super) fn question(service: &Service, request: &authorize::Request) -> Question {
    let mut document = Document(String::with_capacity(CAPACITY));
    document.0.push_str(DECLARATION);
    document.start_tag(authorize::REQUEST);
    request.visit(&mut document);
    document.end_tag(authorize::REQUEST);
    let url = service.authorize_url().clone();
    let mut question = Question::new(url, MEDIA_TYPE, document.0.into_bytes());
    question.is_insecure = service.is_insecure();
    question
}

/// An XML document that is being written.
struct Document(String);

impl Document {
    fn start_tag(&mut self, name: &str) {
        self.0.extend(["<", name, ">"]);
    }

    fn end_tag(&mut self, name: &str) {
        self.0.extend(["</", name, ">"]);
    }
}

impl<E: Named> FieldVisitor<E> for Document {
    fn field(&mut self, element: E, value: &impl Value) {
        self.start_tag(element.name());
        // Writing to a `String` cannot fail.
        let _ = value.write(&mut Escaped(&mut self.0));
        self.end_tag(element.name());
    }
}

const MARKUP: [char; 3] = ['&', '<', '>'];

/// Writes text as the content of an element.
struct Escaped<'a>(&'a mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for part in text.split_inclusive(MARKUP) {
            let plain = part.trim_end_matches(MARKUP);
            let markup = match part.strip_prefix(plain) {
                Some("&") => "&amp;",
                Some("<") => "&lt;",
                Some(">") => "&gt;",
                _ => "",
            };
            self.0.extend([plain, markup]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::Escaped;

    #[test]
    fn markup_is_escaped() {
        let text = "a<b>]]>&amp;\"'$/!я";
        let mut xml = String::from("<a>");
        Escaped(&mut xml).write_str(text).expect("a string");
        xml.push_str("</a>");
        assert_eq!(xml, "<a>a&lt;b&gt;]]&gt;&amp;amp;\"'$/!я</a>");
        let document = roxmltree::Document::parse(&xml).expect("XML");
        assert_eq!(document.root_element().text(), Some(text));
    }
}
