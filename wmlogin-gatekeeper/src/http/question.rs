//! Reading the XML that the service is asked with.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};
use wmlogin_types::services::authorize::{Element, REQUEST};

/// The longest request that is read, in bytes; a genuine one has below 500.
pub(super) const MAX_QUESTION_LENGTH: usize = 16 * 1024;

/// The elements that were sent, with their text.
pub(super) type Elements = BTreeMap<Element, String>;

/// Why a body is no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoQuestion {
    #[error("the body is longer than {MAX_QUESTION_LENGTH} bytes, or broke off")]
    Body,
    #[error("the body is no well-formed XML")]
    Malformed,
    #[error("the XML has a document type")]
    DocumentType,
    #[error("the root element is not `{REQUEST}`")]
    Root,
    #[error("`{0}` occurs more than once")]
    Repeated(Element),
}

/// Reads a question as leniently as public clients need it: whatever the content type, with or without
/// a declaration, indented or not, with elements that nobody knows.
///
/// Nothing is expanded, and nesting is counted, not followed.
pub(super) fn read(body: &[u8]) -> Result<Elements, NoQuestion> {
    if body.len() > MAX_QUESTION_LENGTH {
        return Err(NoQuestion::Body);
    }
    let text = std::str::from_utf8(body).map_err(|_| NoQuestion::Malformed)?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}').trim_start());
    let mut document = Document::default();
    loop {
        match reader.read_event().map_err(|_| NoQuestion::Malformed)? {
            Event::Start(tag) => document.open(tag.name().as_ref())?,
            Event::End(_) => document.close(),
            Event::Empty(tag) => {
                document.open(tag.name().as_ref())?;
                document.close();
            }
            Event::Text(text) => document.text(&text),
            Event::CData(text) => document.text(&text),
            Event::GeneralRef(reference) => document.reference(&reference)?,
            Event::DocType(_) => return Err(NoQuestion::DocumentType),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => return document.finish(),
        }
    }
}

#[derive(Default)]
struct Document {
    elements: Elements,
    has_root: bool,
    /// How many elements are open.
    depth: usize,
    /// The child of the root that is open, if it is known.
    current: Option<Element>,
}

impl Document {
    fn open(&mut self, name: &str) -> Result<(), NoQuestion> {
        match self.depth {
            0 if self.has_root || name != REQUEST => return Err(NoQuestion::Root),
            0 => self.has_root = true,
            1 => {
                self.current = Element::from_name(name);
                if let Some(element) = self.current
                    && self.elements.insert(element, String::new()).is_some()
                {
                    return Err(NoQuestion::Repeated(element));
                }
            }
            _ => {}
        }
        self.depth += 1;
        Ok(())
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth <= 1 {
            self.current = None;
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(value) = self.current.and_then(|element| self.elements.get_mut(&element)) {
            value.push_str(text);
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), NoQuestion> {
        match reference.resolve_char_ref() {
            Ok(Some(character)) => self.text(character.encode_utf8(&mut [0; 4])),
            Ok(None) => {
                let text = resolve_predefined_entity(reference).ok_or(NoQuestion::Malformed)?;
                self.text(text);
            }
            Err(_) => return Err(NoQuestion::Malformed),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Elements, NoQuestion> {
        if !self.has_root {
            return Err(NoQuestion::Root);
        }
        if self.depth > 0 {
            return Err(NoQuestion::Malformed);
        }
        for value in self.elements.values_mut() {
            *value = value.trim().to_owned();
        }
        Ok(self.elements)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(inside: &str) -> String {
        format!("<{REQUEST}>{inside}</{REQUEST}>")
    }

    fn element(name: Element, text: &str) -> String {
        format!("<{name}>{text}</{name}>")
    }

    #[test]
    fn what_public_clients_send_is_read() {
        let inside = element(Element::User, "123456789012") + &element(Element::AuthType, "");
        let plain = question(&inside);
        let indented = question(&format!("\r\n\t{inside}\r\n"));
        for body in [
            plain.clone(),
            format!(r#"<?xml version="1.0"?>{plain}"#),
            format!("\u{feff}\n<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n{plain}\n"),
            indented,
            question(&(inside.clone() + "<lang>ru</lang><more><user>1</user></more>")),
            plain.replace("123456789012", " \n123456789012 "),
            plain.replace("123456789012", "<![CDATA[123456789012]]>"),
            plain.replace("123456789012", "&#49;2345678901&#x32;"),
            plain.replace("123456789012", "1234<!-- half -->56789012"),
        ] {
            let elements = read(body.as_bytes()).expect(&body);
            assert_eq!(elements.get(&Element::User).map(String::as_str), Some("123456789012"), "{body}");
            assert_eq!(elements.get(&Element::AuthType).map(String::as_str), Some(""), "{body}");
            assert_eq!(elements.get(&Element::Ticket), None, "{body}");
        }
    }

    #[test]
    fn what_is_no_question_is_refused() {
        let twice = element(Element::User, "1").repeat(2);
        for (body, expected) in [
            (String::new(), NoQuestion::Root),
            ("garbage".to_owned(), NoQuestion::Root),
            ("user=1&ticket=2".to_owned(), NoQuestion::Malformed),
            ("<answer/>".to_owned(), NoQuestion::Root),
            (format!("<{REQUEST}>"), NoQuestion::Malformed),
            (question("</user>"), NoQuestion::Malformed),
            (question(&element(Element::User, "&unknown;")), NoQuestion::Malformed),
            (format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", question("")), NoQuestion::DocumentType),
            (question(&twice), NoQuestion::Repeated(Element::User)),
            (question("") + &question(""), NoQuestion::Root),
            (question(&" ".repeat(MAX_QUESTION_LENGTH)), NoQuestion::Body),
        ] {
            assert_eq!(read(body.as_bytes()), Err(expected), "{body}");
        }
        assert_eq!(read(b"\xff\xfe<"), Err(NoQuestion::Malformed));
    }
}
