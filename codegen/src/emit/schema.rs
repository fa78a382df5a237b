//! The JSON Schema of a spec file, for completion and checking in an editor.

use crate::schema;
use crate::spec::Document;

/// The schema, indented.
#[must_use]
pub fn schema() -> String {
    schema::text_of::<Document>()
}
