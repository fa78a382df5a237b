//! From documented names to Rust names: every conversion of letter case is in this file.
//!
//! No function here fails. A documented name that makes no Rust name comes out as something that
//! [`is_identifier`] refuses, and it is [`resolve`](crate::resolve()) that says so.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use syn::ext::IdentExt;
use syn::parse::Parser;

/// The constant with all values that every generated enum has.
pub const ALL: &str = "ALL";

/// The constant with the examples.
pub const EXAMPLES: &str = "EXAMPLES";

/// What generated modules call the support code that they stand on.
pub const RUNTIME: &str = "runtime";

/// The Rust variant of a documented value, or the Rust type of a documented type.
///
/// A name that already looks like one stays as it is, for it is the documents' word.
#[must_use]
pub fn variant(name: &str) -> String {
    if is_upper_camel_case(name) { name.to_owned() } else { name.to_upper_camel_case() }
}

/// The Rust variant of a documented field, whose name begins with `prefix`.
///
/// Fields are Rust fields too, and the letter case of the two has to follow the same words. So
/// `UrlID` is `UrlId` here as it is `url_id` there.
#[must_use]
pub fn field_variant(name: &str, prefix: &str) -> String {
    without_prefix(name, prefix).to_upper_camel_case()
}

/// The Rust field, and the method that returns it, of a documented field whose name begins with
/// `prefix`. Keywords are not escaped.
#[must_use]
pub fn accessor(name: &str, prefix: &str) -> String {
    without_prefix(name, prefix).to_snake_case()
}

/// The method that returns what is inferred of the field with this accessor.
#[must_use]
pub fn inferred(accessor: &str) -> String {
    format!("inferred_{accessor}")
}

/// The Rust module of a documented name. Keywords are not escaped.
#[must_use]
pub fn module(name: &str) -> String {
    name.to_snake_case()
}

/// The Rust constant of a documented name.
#[must_use]
pub fn constant(name: &str) -> String {
    name.to_shouty_snake_case()
}

/// The Rust variant of a version: `V1_0` for `1.0`.
#[must_use]
pub fn version_variant(version: &str) -> String {
    format!("V{}", version.replace('.', "_"))
}

/// The Rust module of a version: `v1_0` for `1.0`.
#[must_use]
pub fn version_module(version: &str) -> String {
    format!("v{}", version.replace('.', "_"))
}

/// Whether a name can be a Rust identifier, if need be a raw one: `type` can, as `r#type`.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    let cannot_be_raw = matches!(name, "Self" | "self" | "super" | "crate" | "_");
    // The comparison refuses what the parser takes off: white space and `r#`.
    !cannot_be_raw
        && !name.starts_with("r#")
        && syn::Ident::parse_any.parse_str(name).is_ok_and(|identifier| identifier == name)
}

/// Whether a name is an identifier in the letter case of Rust's types.
#[must_use]
pub fn is_upper_camel_case(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && !name.contains('_') && is_identifier(name)
}

fn without_prefix<'name>(name: &'name str, prefix: &str) -> &'name str {
    name.strip_prefix(prefix).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_keep_the_documents_words() {
        for (name, expected) in [
            ("TLA", "TLA"),
            ("X509Key", "X509Key"),
            ("ByMailOrPhone", "ByMailOrPhone"),
            ("IPAddressBlocked", "IPAddressBlocked"),
            ("lowercase", "Lowercase"),
            ("camelCase", "CamelCase"),
            ("Some_Name", "SomeName"),
            ("foo-bar", "FooBar"),
            (".cer", "Cer"),
            (".p12", "P12"),
            ("Self", "Self"),
            ("Élan", "Élan"),
        ] {
            assert_eq!(variant(name), expected, "{name}");
        }
    }

    #[test]
    fn field_names_lose_their_prefix_and_agree_in_their_words() {
        for (name, expected_variant, expected_accessor) in [
            ("P_UrlID", "UrlId", "url_id"),
            ("P_TLA", "Tla", "tla"),
            ("P_ByPhone", "ByPhone", "by_phone"),
            ("P_Key1_KindOfKey", "Key1KindOfKey", "key1_kind_of_key"),
            ("P_type", "Type", "type"),
            ("P_", "", ""),
            ("Other", "Other", "other"),
        ] {
            assert_eq!(field_variant(name, "P_"), expected_variant, "{name}");
            assert_eq!(accessor(name, "P_"), expected_accessor, "{name}");
        }
    }

    #[test]
    fn constants_shout() {
        for (name, expected) in [
            ("WantsOneMoreCheck", "WANTS_ONE_MORE_CHECK"),
            ("CertificateLifetime", "CERTIFICATE_LIFETIME"),
            ("IPAddress", "IP_ADDRESS"),
            ("cut buffer0", "CUT_BUFFER0"),
        ] {
            assert_eq!(constant(name), expected, "{name}");
        }
    }

    #[test]
    fn modules_are_in_snake_case() {
        for (name, expected) in [
            ("LogOff", "log_off"),
            ("Authorize", "authorize"),
            ("Factor1Type", "factor1_type"),
            ("Type", "type"),
        ] {
            assert_eq!(module(name), expected, "{name}");
        }
    }

    #[test]
    fn versions_keep_their_numbers_apart() {
        for (version, variant, module) in [("1.0", "V1_0", "v1_0"), ("10.12", "V10_12", "v10_12")] {
            assert_eq!(version_variant(version), variant);
            assert_eq!(version_module(version), module);
        }
    }

    #[test]
    fn some_names_are_never_identifiers() {
        for name in ["Self", "self", "super", "crate", "_", "", "12", "4th", "a b", " a", "a-b", "r#type"] {
            assert!(!is_identifier(name), "{name}");
        }
        for name in ["a", "A", "type", "match", "None", "Enum", "_a", "x509", "Élan"] {
            assert!(is_identifier(name), "{name}");
        }
    }
}
