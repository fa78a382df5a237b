//! The question.

use quick_xml::escape::escape;
use url::Url;
use wmlogin_types::runtime::{FieldVisitor, Named, Value};
use wmlogin_types::services::authorize;

use crate::transport::Question;

/// What RFC 7303 has for XML, and the encoding. No page of the operator names a media type; of the others
/// that public clients post with, `text/xml` once implied US-ASCII, and the last describes a form.
const MEDIA_TYPE: &str = "application/xml; charset=utf-8";

const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;

/// More than any request is long, so that one allocation is enough.
const CAPACITY: usize = 512;

/// The request as it is posted.
pub(super) fn question(url: &Url, request: &authorize::Request) -> Question {
    let mut document = Document { xml: String::with_capacity(CAPACITY), value: String::new() };
    document.xml.push_str(DECLARATION);
    document.start_tag(authorize::REQUEST);
    request.visit(&mut document);
    document.end_tag(authorize::REQUEST);
    Question { url: url.clone(), content_type: MEDIA_TYPE, body: document.xml.into_bytes() }
}

struct Document {
    xml: String,
    /// A value before it is escaped.
    value: String,
}

impl Document {
    fn start_tag(&mut self, name: &str) {
        self.xml.extend(["<", name, ">"]);
    }

    fn end_tag(&mut self, name: &str) {
        self.xml.extend(["</", name, ">"]);
    }
}

impl<E: Named> FieldVisitor<E> for Document {
    fn field(&mut self, element: E, value: &impl Value) {
        self.value.clear();
        // Writing to a `String` cannot fail.
        let _ = value.write(&mut self.value);
        self.start_tag(element.name());
        self.xml.push_str(&escape(&self.value));
        self.end_tag(element.name());
    }
}
