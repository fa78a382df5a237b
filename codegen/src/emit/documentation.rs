//! Doc comments out of the words of the documents.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Origin;

/// Doc attributes for a text of one or more lines.
pub fn documentation(text: &str) -> TokenStream {
    // `///` and the text want a space between them.
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
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

/// Keeps rustdoc from reading links, tags and emphasis into a text.
pub fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, character| {
        if matches!(character, '[' | ']' | '<' | '>' | '*' | '_' | '`' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
        escaped
    })
}

/// What to say of an entry's origin: nothing where it is the documents.
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
    let printed = printed.map(|printed| format!("\n\nThe document prints `{printed}`.")).unwrap_or_default();
    let erratum = erratum.map(|text| format!("\n\n{}", sentence(text))).unwrap_or_default();
    printed + &erratum
}

/// The origin as an expression.
pub fn origin(origin: Origin) -> TokenStream {
    match origin {
        Origin::Documented => quote!(runtime::Origin::Documented),
        Origin::Published => quote!(runtime::Origin::Published),
        Origin::Observed => quote!(runtime::Origin::Observed),
        Origin::Inferred => quote!(runtime::Origin::Inferred),
    }
}
