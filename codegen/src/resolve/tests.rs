//! Every problem as the person who made it reads it.

mod character_classes;
mod conditions;
mod date_formats;
mod enums;
mod example_values;
mod examples;
mod fields;
mod flags;
mod hosts_and_periods;
mod identifiers;
mod inferences;
mod intervals;
mod outcomes;
mod pages;
mod responses;
mod services;
mod types;
mod versions;
mod whole;

use super::resolve;
use crate::diagnostic::Diagnostics;
use crate::load::load;
use crate::model::Model;
use crate::schema;
use crate::spec::Document;

/// What a test that is about something else refers to.
const WORLD: &str = r#"
enums:
  - { name: Tint, description: d, values: [{ name: Red, description: d }, { name: Green, description: d }] }
  - { name: Coat, description: d, values: [{ name: Bare, description: d }, { name: Matt, description: d }] }
flags:
  - name: Extras
    description: d
    separator: ","
    none: { name: None, description: d }
    bits: [{ bit: 0, name: Fast, description: d }, { bit: 1, name: Safe, description: d }]
identifiers:
  - { name: Number, description: d, characters: 0-9, length: { min: 3, max: 4 } }
  - { name: Key, description: d, kind: guid }
date_formats:
  - { name: Stamp, description: d, format: yyyy-MM-ddTHH:mm:ss }
"#;

const VERSIONS: &str = r#"
versions:
  - { version: "1.0", value: 10, description: d, date_format: Stamp }
  - { version: "2.0", value: 20, description: d, date_format: Stamp }
  - { version: "3.0", value: 30, description: d, date_format: Stamp }
"#;

/// A response to which a test adds fields.
const RESPONSE: &str = r#"
response:
  prefix: P_
  description: d
  outcomes:
    string: { name: P_String, description: d }
    code: { name: P_Code, description: d }
    values: [{ name: Cancelled, code: 4, description: d }, { name: Left, code: 5, description: d }]
  fields:
    - { name: P_Version, type: Version, versions: "[1.0,)", description: d }
"#;

/// The model of files, or their problems.
fn resolved(files: &[(&str, &str)]) -> (Option<Model>, Diagnostics) {
    let heading = "document: { title: t, description: d }\norigin: documented\n";
    let schema = schema::document();
    let mut diagnostics = Diagnostics::new();
    let loaded = files.iter().map(|(path, sections)| {
        // The heading comes last, so that lines keep their numbers.
        load::<Document>(path, format!("{sections}\n{heading}"), &schema, &mut diagnostics)
    });
    let loaded: Vec<_> = loaded.collect();
    let model =
        loaded.into_iter().collect::<Option<Vec<_>>>().and_then(|files| resolve(&files, &mut diagnostics));
    assert_eq!(model.is_none(), !diagnostics.is_empty(), "{diagnostics}");
    (model, diagnostics)
}

/// The problems of a file.
fn problems(sections: &str) -> Diagnostics {
    resolved(&[("a.yaml", sections.trim_start_matches('\n'))]).1
}

/// The problems of a file that can refer to the names of [`WORLD`].
fn problems_in_world(sections: &str) -> Diagnostics {
    resolved(&[("world.yaml", WORLD), ("a.yaml", sections.trim_start_matches('\n'))]).1
}

/// The problems of fields that are added to a response of three versions.
fn problems_of_fields(fields: &str) -> Diagnostics {
    let response = format!("{RESPONSE}{}", fields.trim_start_matches('\n'));
    resolved(&[("world.yaml", &format!("{WORLD}{VERSIONS}")), ("a.yaml", &response)]).1
}

/// The problems of a file beside a response with these fields.
fn problems_beside_fields(fields: &str, sections: &str) -> Diagnostics {
    let world = format!("{WORLD}{VERSIONS}{RESPONSE}{fields}");
    resolved(&[("world.yaml", &world), ("a.yaml", sections.trim_start_matches('\n'))]).1
}

/// The model of a file that can refer to the names of [`WORLD`].
fn model(sections: &str) -> Model {
    let (model, diagnostics) = resolved(&[("world.yaml", WORLD), ("a.yaml", sections)]);
    model.unwrap_or_else(|| panic!("{diagnostics}"))
}
