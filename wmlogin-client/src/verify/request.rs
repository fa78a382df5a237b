//! The question.

use http::header::CONTENT_TYPE;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use url::Url;
use wmlogin_types::runtime::{FieldVisitor, Named, Value};
use wmlogin_types::services::authorize;

/// What RFC 7303 has for XML, and the encoding. No page of the operator names a media type; of the others
/// that public clients post with, `text/xml` once implied US-ASCII, and the last describes a form.
const MEDIA_TYPE: &str = "application/xml; charset=utf-8";

/// The request as it is posted.
pub(super) fn post(url: &Url, request: &authorize::Request) -> http::Result<http::Request<Vec<u8>>> {
    http::Request::post(url.as_str()).header(CONTENT_TYPE, MEDIA_TYPE).body(document(request))
}

fn document(request: &authorize::Request) -> Vec<u8> {
    let mut document = Document(Writer::new(Vec::new()));
    document.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    document.write(Event::Start(BytesStart::new(authorize::REQUEST)));
    request.visit(&mut document);
    document.write(Event::End(BytesEnd::new(authorize::REQUEST)));
    document.0.into_inner()
}

struct Document(Writer<Vec<u8>>);

impl Document {
    fn write(&mut self, event: Event<'_>) {
        // Writing to a `Vec` cannot fail.
        let _ = self.0.write_event(event);
    }
}

impl<E: Named> FieldVisitor<E> for Document {
    fn field(&mut self, element: E, value: &impl Value) {
        let mut text = String::new();
        // Nor can writing to a `String`.
        let _ = value.write(&mut text);
        self.write(Event::Start(BytesStart::new(element.name())));
        self.write(Event::Text(BytesText::new(&text)));
        self.write(Event::End(BytesEnd::new(element.name())));
    }
}
