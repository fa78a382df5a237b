//! Documented names on the command line.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use wmlogin_types::pages::authentication::Parameter;
use wmlogin_types::{AuthType, Origin};

/// Reads a method.
pub fn auth_type() -> impl TypedValueParser<Value = AuthType> {
    let values = AuthType::ALL.iter().map(|value| {
        let remark = if value.is_in_use() { "" } else { " (not in use)" };
        PossibleValue::new(value.name()).help(format!("{}{remark}", value.description()))
    });
    PossibleValuesParser::new(values).try_map(|name| name.parse::<AuthType>())
}

/// Returns the purpose of a parameter of the authentication page, and the origin of that knowledge.
pub fn help(parameter: Parameter) -> String {
    let description = first_upper(parameter.description());
    match parameter.origin() {
        Origin::Documented => format!("{description} [{parameter}]"),
        origin => format!("{description} [{parameter}, {origin}]"),
    }
}

/// The text with a capital at its beginning.
pub fn first_upper(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
