//! The JSON Schema of spec files, which editors complete by and the shape check reads.

#[cfg(any(test, feature = "cargo-codegen"))]
use std::collections::BTreeMap;

#[cfg(any(test, feature = "cargo-codegen"))]
use schemars::JsonSchema;
use serde_yaml::Value;

#[cfg(feature = "cargo-codegen")]
use crate::spec::Document;

/// Returns the schema of a spec file, as `cargo codegen` wrote it.
#[cfg(not(feature = "cargo-codegen"))]
pub fn document() -> Value {
    parse(include_str!("../schema/wmlogin.schema.json"))
}

/// Returns the schema of a spec file, derived from the types: `cargo codegen` writes the file, so it cannot
/// rely on it.
#[cfg(feature = "cargo-codegen")]
pub fn document() -> Value {
    parse(&text_of::<Document>())
}

/// Reads a schema. JSON is YAML, so this needs no parser of its own.
///
/// A schema that cannot be read allows everything, which leaves the file to serde.
fn parse(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_default()
}

/// Returns the schema of a type, indented, with the keys of every object in alphabetical order.
///
/// `serde_json` alone keeps another order as soon as any crate of the same build switches its feature
/// `preserve_order` on, and the generated file would depend on that.
#[cfg(any(test, feature = "cargo-codegen"))]
pub fn text_of<T: JsonSchema>() -> String {
    format!("{:#}\n", sorted(schemars::schema_for!(T).to_value()))
}

#[cfg(any(test, feature = "cargo-codegen"))]
fn sorted(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;

    match value {
        Value::Object(members) => {
            let members: BTreeMap<_, _> =
                members.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

/// Returns the schema of a type.
#[cfg(test)]
pub fn of<T: JsonSchema>() -> Value {
    parse(&text_of::<T>())
}

#[cfg(test)]
mod tests {
    use super::document;

    #[test]
    fn the_schema_of_a_spec_file_can_be_read() {
        let schema = document();
        assert!(schema["properties"]["enums"].is_mapping(), "{schema:?}");
    }
}
