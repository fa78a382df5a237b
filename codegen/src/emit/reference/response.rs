//! The part of the reference about the response.

use std::fmt::{self, Write};

use super::{code, origin, write_row, write_table};
use crate::emit::types::type_name;
use crate::model::{Field, Inference, Model, Response, Role, Type};

/// Versions, fields, outcomes, inferences and examples.
pub fn write_response(model: &Model, response: &Response, out: &mut String) -> fmt::Result {
    write_versions(model, response, out)?;
    write_fields(model, response, out)?;
    write_outcomes(response, out)?;
    response.inferences.iter().try_for_each(|inference| write_inference(model, response, inference, out))?;
    write_examples(response, out)
}

fn write_versions(model: &Model, response: &Response, out: &mut String) -> fmt::Result {
    let columns = ["Version", "Value", "Description", "Date format", "Origin"];
    write_table(out, "Versions", "", &columns)?;
    for version in &response.versions {
        let format = &model.date_formats[version.date_format].format;
        let value = version.value.to_string();
        let cells = [&version.name, &value, &version.description, &code(format), &origin(version.origin)];
        write_row(out, &cells.map(String::as_str))?;
    }
    Ok(())
}

fn write_fields(model: &Model, response: &Response, out: &mut String) -> fmt::Result {
    let columns = ["Name", "Supported version", "Type", "Condition", "Description", "Origin"];
    write_table(out, "Success", &response.description, &columns)?;
    for field in &response.fields {
        write_row(
            out,
            &[
                &code(&field.name),
                &field.interval,
                type_name(model, field.value),
                &condition(model, response, field),
                &field.description,
                &origin(field.origin),
            ],
        )?;
    }
    Ok(())
}

/// `if WmLogin_Factor1 = Password`, and what absence means.
fn condition(model: &Model, response: &Response, field: &Field) -> String {
    let Role::Dependent { on, value, absent } = field.role else { return String::new() };
    let on = &response.fields[on];
    let absent = match absent {
        Some(absent) => format!("; absent means {}", value_name(model, field, absent)),
        None => String::new(),
    };
    format!("if {} = {}{absent}", code(&on.name), value_name(model, on, value))
}

/// The documented name of a value of a field's enum.
fn value_name<'a>(model: &'a Model, field: &Field, value: usize) -> &'a str {
    match field.value {
        Type::Enum(index) => &model.enums[index].values[value].name,
        _ => "",
    }
}

fn write_outcomes(response: &Response, out: &mut String) -> fmt::Result {
    let string = format!("`{}`", response.outcome_string.name);
    let code_column = format!("`{}`", response.outcome_code.name);
    let columns = [string.as_str(), &code_column, "Other spellings", "Description", "Origin"];
    write_table(out, "Other outcomes", "", &columns)?;
    for outcome in &response.outcomes {
        let also: Vec<_> =
            outcome.also.iter().map(|(name, from)| format!("{} ({})", code(name), origin(*from))).collect();
        write_row(
            out,
            &[
                &code(&outcome.name),
                &outcome.code.to_string(),
                &also.join(", "),
                &outcome.description,
                &origin(outcome.origin),
            ],
        )?;
    }
    Ok(())
}

fn write_inference(
    model: &Model,
    response: &Response,
    inference: &Inference,
    out: &mut String,
) -> fmt::Result {
    let field = &response.fields[inference.field];
    let heading = format!("Inference of `{}` ({})", field.name, origin(inference.origin));
    write_table(out, &heading, &inference.description, &["When", "Then"])?;
    for rule in &inference.rules {
        let when: Vec<_> = rule
            .when
            .iter()
            .map(|(index, values)| {
                let field = &response.fields[*index];
                let values: Vec<_> = values.iter().map(|&value| value_name(model, field, value)).collect();
                format!("{} = {}", code(&field.name), values.join(" or "))
            })
            .collect();
        write_row(out, &[&when.join(" and "), value_name(model, field, rule.then)])?;
    }
    Ok(())
}

fn write_examples(response: &Response, out: &mut String) -> fmt::Result {
    for example in &response.examples {
        writeln!(out, "\n## Example: {} ({})\n\n```", example.title, origin(example.origin))?;
        let width = example.fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        for (name, value) in &example.fields {
            writeln!(out, "{name:width$}  {value}")?;
        }
        writeln!(out, "```")?;
    }
    Ok(())
}
