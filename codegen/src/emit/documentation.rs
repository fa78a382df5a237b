//! Doc comments out of the words of the documents.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Head, Origin};

/// Doc attributes for a text of one or more lines.
pub fn documentation(text: &str) -> TokenStream {
    // `///` and the text want a space between them.
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// The docs of an entry: its meaning, and its origin if that is not the documents.
pub fn entry(head: &Head) -> String {
    sentence(&head.description) + provenance(head.origin)
}

/// The docs of an entry that begin with its name: "`name`: its meaning."
pub fn named(head: &Head, more: &str) -> String {
    format!("{}: {}{more}{}", code(&head.name), clause(&head.description), provenance(head.origin))
}

/// Words of a document as a sentence, with nothing that rustdoc reads as markup.
pub fn sentence(words: &str) -> String {
    escape(&sentence_case(words))
}

/// Words of a document to go on with after a colon or verb, with nothing that rustdoc reads as
/// markup.
pub fn clause(words: &str) -> String {
    escape(&full_stop(words.trim()))
}

/// Words of a document as a sentence: capital first, full stop last.
pub fn sentence_case(words: &str) -> String {
    let mut characters = words.trim().chars();
    let mut text: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    text.extend(characters);
    full_stop(&text)
}

fn full_stop(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// Keeps Markdown from reading links, tags and emphasis into a text.
pub fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, character| {
        if matches!(character, '[' | ']' | '<' | '>' | '*' | '_' | '`' | '\\' | '~') {
            escaped.push('\\');
        }
        escaped.push(character);
        escaped
    })
}

/// A text as code in Markdown, whatever backticks it has.
pub fn code(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// The meaning of an origin, for a reader who has not seen the spec.
pub fn explain(origin: Origin) -> &'static str {
    match origin {
        Origin::Documented => "in the operator's documents that the spec mirrors",
        Origin::Published => "on another page of the operator",
        Origin::Observed => "seen in the operator's widget or in several public clients, documented nowhere",
        Origin::Inferred => "concluded by this project",
    }
}

/// The words about an entry's origin: none where it is the documents.
pub fn provenance(origin: Origin) -> &'static str {
    match origin {
        Origin::Documented => "",
        Origin::Published => "\n\nPublished by the operator on another page.",
        Origin::Observed => "\n\nObserved; documented nowhere.",
        Origin::Inferred => "\n\nInferred; documented nowhere.",
    }
}

/// The printed form of something and why the spec differs.
pub fn erratum(printed: Option<&str>, erratum: Option<&str>) -> String {
    let printed =
        printed.map(|printed| format!("\n\nThe document prints {}.", code(printed))).unwrap_or_default();
    let erratum = erratum.map(|text| format!("\n\n{}", sentence(text))).unwrap_or_default();
    printed + &erratum
}
