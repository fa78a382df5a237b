//! The service's yes, as another XML parser reads it.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Returns `true` if another XML parser finds a root element `response` with a `retval` of 0.
pub fn confirms(answer: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(answer) else { return false };
    let mut reader = Reader::from_str(text);
    let mut root = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                root.get_or_insert_with(|| root_confirms(&tag));
            }
            Ok(Event::Eof) => return root == Some(true),
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

fn root_confirms(tag: &BytesStart<'_>) -> bool {
    let retval = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == "retval");
    let value = retval.and_then(|retval| retval.normalized_value(XmlVersion::Implicit1_0).ok());
    tag.name().as_ref() == "response" && value.as_deref() == Some("0")
}
