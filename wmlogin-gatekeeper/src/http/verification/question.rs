//! Reading the XML that the service is asked with.

use std::collections::BTreeMap;

use roxmltree::{Document, Error, Node, ParsingOptions};
use wmlogin_types::services::authorize::{Element, REQUEST};

/// The longest request that is read, in bytes; a genuine one has below 500.
pub(super) const MAX_QUESTION_LENGTH: usize = 16 * 1024;

/// The elements that were sent, with their text.
pub(super) type Elements = BTreeMap<Element, String>;

/// The reason that a body is not a question. It never holds what stands in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoQuestion {
    #[error("the body is longer than {MAX_QUESTION_LENGTH} bytes, or broke off")]
    Body,
    #[error("the body did not arrive in time")]
    Slow,
    #[error("the body is empty")]
    Empty,
    #[error("the body is not UTF-8")]
    Encoding,
    #[error("the body is not well-formed XML (line {line}, column {column})")]
    Malformed { line: u32, column: u32 },
    #[error("the XML declaration is not at the very beginning of the body")]
    Declaration,
    #[error("the XML has a document type")]
    DocumentType,
    #[error("the root element is not `{REQUEST}`")]
    Root,
    #[error("`{0}` occurs more than once")]
    Repeated(Element),
}

/// Reads a question: whatever the content type, with or without a declaration, indented or not, with elements
/// that are not documented.
///
/// The XML has to be well-formed, as for the XML readers of the service's platform.
pub(super) fn read(body: &[u8]) -> Result<Elements, NoQuestion> {
    if body.len() > MAX_QUESTION_LENGTH {
        return Err(NoQuestion::Body);
    }
    let text = std::str::from_utf8(body).map_err(|_| NoQuestion::Encoding)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let trimmed = text.trim_start();
    if trimmed.is_empty() {
        return Err(NoQuestion::Empty);
    }
    if trimmed.len() < text.len() && trimmed.starts_with("<?xml") {
        return Err(NoQuestion::Declaration);
    }
    let options = ParsingOptions { nodes_limit: 4096, ..ParsingOptions::default() };
    elements(&Document::parse_with_options(text, options).map_err(|error| malformed(&error))?)
}

fn malformed(error: &Error) -> NoQuestion {
    let place = error.pos();
    match error {
        Error::DtdDetected => NoQuestion::DocumentType,
        _ => NoQuestion::Malformed { line: place.row, column: place.col },
    }
}

fn elements(document: &Document<'_>) -> Result<Elements, NoQuestion> {
    let root = document.root_element();
    if root.tag_name().name() != REQUEST {
        return Err(NoQuestion::Root);
    }
    let mut elements = Elements::new();
    for node in root.children() {
        let Some(element) = Element::from_name(node.tag_name().name()) else { continue };
        let text = node.descendants().filter(Node::is_text).filter_map(|node| node.text());
        let text = text.collect::<String>().trim().to_owned();
        if elements.insert(element, text).is_some() {
            return Err(NoQuestion::Repeated(element));
        }
    }
    Ok(elements)
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
            format!("\u{feff}<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n{plain}\n"),
            format!("<!-- a comment -->{plain}<!-- another -->"),
            format!("\n{plain}"),
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
    fn what_is_not_a_question_is_refused() {
        let twice = element(Element::User, "1").repeat(2);
        let malformed = |line, column| NoQuestion::Malformed { line, column };
        let declared = |body: &str| format!("<?xml version=\"1.0\"?>{body}");
        for (body, expected) in [
            (String::new(), NoQuestion::Empty),
            ("garbage".to_owned(), malformed(1, 1)),
            ("user=1&ticket=2".to_owned(), malformed(1, 1)),
            ("<answer/>".to_owned(), NoQuestion::Root),
            (format!("<{REQUEST}>"), malformed(1, 1)),
            (question("</user>"), malformed(1, 10)),
            (question(&element(Element::User, "&unknown;")), malformed(1, 16)),
            (format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", question("")), NoQuestion::DocumentType),
            (question(&twice), NoQuestion::Repeated(Element::User)),
            (question("") + &question(""), malformed(1, 20)),
            (format!("x{}", question("")), malformed(1, 1)),
            (question("") + "x", malformed(1, 20)),
            (declared(&declared(&question(""))), malformed(1, 22)),
            (format!("\n{}", declared(&question(""))), NoQuestion::Declaration),
            (question("<a b=c/>"), malformed(1, 15)),
            (question(&" ".repeat(MAX_QUESTION_LENGTH)), NoQuestion::Body),
        ] {
            assert_eq!(read(body.as_bytes()), Err(expected), "{body}");
        }
        assert_eq!(read(b"\xff\xfe<"), Err(NoQuestion::Encoding));
    }
}
