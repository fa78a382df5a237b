//! Well-formed XML without a DTD, of which only the root element is of interest.
//!
//! quick-xml reads more than is well-formed, so that it can read what is nearly XML. What it passes over
//! is refused here: a login hangs on this document, and a reader that guesses may guess a yes.

use std::collections::BTreeMap;

use quick_xml::errors::{Error, IllFormedError};
use quick_xml::escape::{EscapeError, resolve_predefined_entity};
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesDecl, BytesPI, BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::AnswerError;
use super::grammar::{is_character, is_name, is_white_space, stand_apart};

/// The root element.
pub(super) struct Root {
    pub(super) name: String,
    pub(super) attributes: Attributes,
}

/// The attributes of an element, by name.
#[derive(Default)]
pub(super) struct Attributes(BTreeMap<String, String>);

impl Attributes {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

impl IntoIterator for Attributes {
    type Item = (String, String);
    type IntoIter = std::collections::btree_map::IntoIter<String, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Reads a document to its end, after a byte order mark if there is one.
///
/// Time and memory are bounded by the length of the text: nothing is expanded, and nesting is counted,
/// not followed.
pub(super) fn read_root(text: &str) -> Result<Root, AnswerError> {
    if let Some(position) = text.find(|character| !is_character(character)) {
        return Err(malformed(position, "a character that XML does not allow"));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    let mut document = Document::default();
    loop {
        let position = offset(reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Eof) => return document.finish(position),
            Ok(event) => document.event(event, position)?,
            Err(error) => return Err(malformed(offset(reader.error_position()), problem(&error))),
        }
    }
}

/// As much of a document as has been read.
#[derive(Default)]
struct Document {
    root: Option<Root>,
    /// How many elements are open.
    depth: usize,
}

impl Document {
    fn event(&mut self, event: Event<'_>, position: usize) -> Result<(), AnswerError> {
        match event {
            Event::Start(tag) => {
                self.element(&tag, position)?;
                self.depth += 1;
                Ok(())
            }
            Event::Empty(tag) => self.element(&tag, position),
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(())
            }
            Event::Text(text) => self.text(&text, position),
            Event::CData(_) => self.content(position),
            Event::GeneralRef(reference) => {
                self.content(position)?;
                check_reference(&reference, position)
            }
            Event::Decl(declaration) => check_declaration(&declaration, position),
            Event::PI(instruction) => check_instruction(&instruction, position),
            Event::DocType(_) => Err(AnswerError::Dtd),
            Event::Comment(_) | Event::Eof => Ok(()),
        }
    }

    fn element(&mut self, tag: &BytesStart<'_>, position: usize) -> Result<(), AnswerError> {
        let attributes = read_attributes(tag, position)?;
        if !is_name(tag.name().as_ref()) {
            return Err(malformed(position, "a tag without a name"));
        }
        if self.root.is_none() {
            self.root = Some(Root { name: tag.name().as_ref().to_owned(), attributes });
            return Ok(());
        }
        self.content(position)
    }

    fn text(&self, text: &str, position: usize) -> Result<(), AnswerError> {
        if text.contains("]]>") {
            return Err(malformed(position, "the end of a CDATA section that does not begin"));
        }
        if text.chars().all(is_white_space) { Ok(()) } else { self.content(position) }
    }

    /// What may stand in an element and nowhere else.
    fn content(&self, position: usize) -> Result<(), AnswerError> {
        match self.root {
            _ if self.depth > 0 => Ok(()),
            Some(_) => Err(AnswerError::TrailingContent { position }),
            None => Err(malformed(position, "text before the first tag")),
        }
    }

    fn finish(self, position: usize) -> Result<Root, AnswerError> {
        if self.depth > 0 {
            return Err(malformed(position, "no end tag"));
        }
        self.root.ok_or(AnswerError::Empty)
    }
}

fn read_attributes(tag: &BytesStart<'_>, position: usize) -> Result<Attributes, AnswerError> {
    if !stand_apart(tag.attributes_raw()) {
        return Err(malformed(position, "attributes without a space between them"));
    }
    let mut attributes = Attributes::default();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| match error {
            AttrError::Duplicated(..) => AnswerError::DuplicateAttribute { position },
            error => malformed(position, problem(&error.into())),
        })?;
        let name = attribute.key.as_ref();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| match error {
            Error::Escape(EscapeError::UnrecognizedEntity(..)) => AnswerError::UnknownEntity { position },
            error => malformed(position, problem(&error)),
        })?;
        if !is_name(name) || attribute.value.contains('<') || !value.chars().all(is_character) {
            return Err(malformed(position, "an attribute that XML does not allow"));
        }
        attributes.0.insert(name.to_owned(), value.into_owned());
    }
    Ok(attributes)
}

/// `version`, then perhaps `encoding`, then perhaps `standalone`.
fn check_declaration(declaration: &BytesDecl<'_>, position: usize) -> Result<(), AnswerError> {
    let tag = BytesStart::from_content(&**declaration, "xml".len());
    let attributes = read_attributes(&tag, position)?;
    let names = tag.attributes().flatten().map(|attribute| attribute.key.as_ref().to_owned());
    let known =
        ["version", "encoding", "standalone"].into_iter().filter(|name| attributes.get(name).is_some());
    let sound = position == 0
        && attributes.get("version") == Some("1.0")
        && attributes.get("standalone").is_none_or(|value| matches!(value, "yes" | "no"))
        && names.eq(known);
    sound.then_some(()).ok_or(malformed(position, "a misplaced or incomplete XML declaration"))
}

fn check_instruction(instruction: &BytesPI<'_>, position: usize) -> Result<(), AnswerError> {
    let target = instruction.target();
    let sound = is_name(target) && !target.eq_ignore_ascii_case("xml");
    sound.then_some(()).ok_or(malformed(position, "a processing instruction without a name"))
}

fn check_reference(reference: &BytesRef<'_>, position: usize) -> Result<(), AnswerError> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) if is_character(character) => Ok(()),
        Ok(None) if resolve_predefined_entity(reference).is_some() => Ok(()),
        Ok(None) => Err(AnswerError::UnknownEntity { position }),
        Ok(Some(_)) | Err(_) => Err(malformed(position, "a reference to no character")),
    }
}

const fn malformed(position: usize, problem: &'static str) -> AnswerError {
    AnswerError::Malformed { position, problem }
}

/// A position of quick-xml, which is one in memory.
fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// What is wrong, in words that hold no part of the document.
const fn problem(error: &Error) -> &'static str {
    match error {
        Error::Syntax(_) => "markup that does not end",
        Error::IllFormed(IllFormedError::DoubleHyphenInComment) => "`--` in a comment",
        Error::IllFormed(IllFormedError::UnclosedReference)
        | Error::Escape(EscapeError::UnterminatedEntity(_)) => "`&` without `;`",
        Error::IllFormed(_) => "a start tag and an end tag that differ",
        Error::InvalidAttr(_) => "an attribute that is not a name, `=` and a value in quotes",
        Error::Escape(_) => "a reference to no character",
        _ => "something that is not XML",
    }
}
