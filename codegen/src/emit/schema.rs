//! The JSON Schema of a spec file, for completion and checking in an editor.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::spec::Document;

/// The schema, indented, with the keys of every object in alphabetical order.
///
/// Left to itself, `serde_json` has another order as soon as any crate of the same build switches its
/// feature `preserve_order` on, and what is generated would depend on that.
#[must_use]
pub fn schema() -> String {
    format!("{:#}\n", sorted(schemars::schema_for!(Document).to_value()))
}

fn sorted(value: Value) -> Value {
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
