//! From documented names to Rust names: every conversion of letter case is in this file.
//!
//! No function here fails. A documented name that makes no Rust name comes out as something that
//! [`is_identifier`] refuses, and it is [`resolve`](crate::resolve()) that reports it.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::Parser;

/// The keywords of every edition, strict and reserved, that an identifier can be as a raw one.
#[rustfmt::skip]
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The keywords that cannot be raw identifiers.
const NEVER_RAW: [&str; 5] = ["Self", "self", "super", "crate", "_"];

/// The Rust variant of a documented value, or the Rust type of a documented type.
pub fn variant(name: &str) -> String {
    name.to_upper_camel_case()
}

/// The Rust module, field or method of a documented name.
pub fn snake(name: &str) -> String {
    name.to_snake_case()
}

/// The Rust constant of a documented name.
pub fn constant(name: &str) -> String {
    name.to_shouty_snake_case()
}

/// The Rust variant of a version: `V1_0` for `1.0`.
pub fn version_variant(version: &str) -> String {
    format!("V{}", version.replace('.', "_"))
}

/// Returns `true` for a name that can be a Rust identifier, if need be a raw one: `type` can, as `r#type`.
pub fn is_identifier(name: &str) -> bool {
    // The comparison refuses what the parser removes: white space and `r#`.
    !NEVER_RAW.contains(&name)
        && !name.starts_with("r#")
        && syn::Ident::parse_any.parse_str(name).is_ok_and(|identifier| identifier == name)
}

/// The identifier with a name that [`is_identifier`]; a keyword of any edition is written raw.
///
/// Any other name becomes one too, so that nothing can fail here.
pub fn identifier(name: &str) -> Ident {
    if !is_identifier(name) {
        return Ident::new("invalid", Span::call_site());
    }
    if KEYWORDS.contains(&name) {
        Ident::new_raw(name, Span::call_site())
    } else {
        Ident::new(name, Span::call_site())
    }
}

/// Returns `true` for a name that is an identifier in the letter case of Rust's types.
pub fn is_type_name(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && !name.contains('_') && is_identifier(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_follow_the_guidelines() {
        for (name, expected) in [
            ("TLA", "Tla"),
            ("X509Key", "X509Key"),
            ("ByMailOrPhone", "ByMailOrPhone"),
            ("IPAddressBlocked", "IpAddressBlocked"),
            ("lowercase", "Lowercase"),
            ("camelCase", "CamelCase"),
            ("Some_Name", "SomeName"),
            ("foo-bar", "FooBar"),
            (".cer", "Cer"),
            (".p12", "P12"),
            ("self", "Self"),
            ("Élan", "Élan"),
            ("UrlID", "UrlId"),
            ("", ""),
        ] {
            assert_eq!(variant(name), expected, "{name}");
        }
    }

    #[test]
    fn fields_modules_and_constants_are_in_snake_case() {
        for (name, snake_case, shouted) in [
            ("UrlID", "url_id", "URL_ID"),
            ("TLA", "tla", "TLA"),
            ("Key1_KindOfKey", "key1_kind_of_key", "KEY1_KIND_OF_KEY"),
            ("type", "type", "TYPE"),
            ("cut buffer0", "cut_buffer0", "CUT_BUFFER0"),
            ("IPAddress", "ip_address", "IP_ADDRESS"),
        ] {
            assert_eq!((snake(name).as_str(), constant(name).as_str()), (snake_case, shouted), "{name}");
        }
    }

    #[test]
    fn versions_keep_their_numbers_apart() {
        assert_eq!(version_variant("1.0"), "V1_0");
        assert_eq!(version_variant("10.12"), "V10_12");
    }

    #[test]
    fn some_names_are_never_identifiers() {
        for name in ["Self", "self", "super", "crate", "_", "", "12", "4th", "a b", " a", "a-b", "r#type"] {
            assert!(!is_identifier(name), "{name}");
            assert_eq!(identifier(name), "invalid");
        }
        for name in ["a", "A", "type", "match", "gen", "None", "Enum", "_a", "x509", "Élan"] {
            assert!(is_identifier(name), "{name}");
        }
    }

    #[test]
    fn keywords_of_every_edition_are_raw() {
        for name in KEYWORDS {
            assert_eq!(identifier(name).to_string(), format!("r#{name}"));
        }
        assert_eq!(identifier("types").to_string(), "types");
    }
}
