//! The JSON Schema of a spec file, for completion and checking in an editor.

use crate::spec::Document;

/// The schema, indented.
#[must_use]
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document);
    format!("{:#}\n", schema.as_value())
}
