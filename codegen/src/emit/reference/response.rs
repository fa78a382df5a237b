//! The part of the reference about the response.

use std::fmt::{self, Write};

use super::{code, name_of, text, write_row, write_table};
use crate::model::{Inference, Interval, Member, Presence, Response};

/// Versions, fields, outcomes, inferences and examples.
pub fn write_response(response: &Response, out: &mut String) -> fmt::Result {
    write_versions(response, out)?;
    write_fields(response, out)?;
    write_outcomes(response, out)?;
    response.inferences.iter().try_for_each(|inference| write_inference(response, inference, out))?;
    write_examples(response, out)
}

fn write_versions(response: &Response, out: &mut String) -> fmt::Result {
    write_table(out, "Versions", "", &["Version", "Value", "Description", "Date format", "Origin"])?;
    for version in &response.versions {
        let cells = [
            &version.head.name,
            &version.value.to_string(),
            &text(&version.head.description),
            &code(&version.date_format.format),
            &name_of(version.head.origin),
        ];
        write_row(out, &cells.map(String::as_str))?;
    }
    Ok(())
}

fn write_fields(response: &Response, out: &mut String) -> fmt::Result {
    let columns = ["Name", "Supported version", "Type", "Condition", "Description", "Origin"];
    write_table(out, "Success", &text(&response.description), &columns)?;
    for field in response.fields.members() {
        let cells = [
            &code(&field.head.name),
            &text(&field.extra.written),
            &field.value.name().to_owned(),
            &condition(response, field),
            &text(&field.head.description),
            &name_of(field.head.origin),
        ];
        write_row(out, &cells.map(String::as_str))?;
    }
    Ok(())
}

/// `if WmLogin_Factor1 = Password`, and what absence means.
fn condition(response: &Response, field: &Member<Interval>) -> String {
    let Some(condition) = &field.when else { return String::new() };
    let on = &response.fields[condition.on];
    let absent = match &field.presence {
        Presence::Defaults(absent) => format!("; absent means {}", text(&absent.head.name)),
        _ => String::new(),
    };
    format!("if {} = {}{absent}", code(&on.head.name), text(&condition.value.head.name))
}

fn write_outcomes(response: &Response, out: &mut String) -> fmt::Result {
    let (string, of_code) = (code(&response.outcome_string.name), code(&response.outcome_code.name));
    let columns = [string.as_str(), &of_code, "Other spellings", "Description", "Origin"];
    write_table(out, "Other outcomes", "", &columns)?;
    for outcome in &response.outcomes {
        let also = outcome.also.iter().map(|(name, from)| format!("{} ({})", code(name), name_of(*from)));
        let cells = [
            &code(&outcome.head.name),
            &outcome.code.to_string(),
            &also.collect::<Vec<_>>().join(", "),
            &text(&outcome.head.description),
            &name_of(outcome.head.origin),
        ];
        write_row(out, &cells.map(String::as_str))?;
    }
    Ok(())
}

fn write_inference(response: &Response, inference: &Inference, out: &mut String) -> fmt::Result {
    let field = &response.fields[inference.field];
    let heading = format!("Inference of {} ({})", code(&field.head.name), name_of(inference.head.origin));
    write_table(out, &heading, &text(&inference.head.description), &["When", "Then"])?;
    for rule in &inference.rules {
        let when = rule.when.iter().map(|(id, values)| {
            let values: Vec<_> = values.iter().map(|value| text(&value.head.name)).collect();
            format!("{} = {}", code(&response.fields[*id].head.name), values.join(" or "))
        });
        write_row(out, &[&when.collect::<Vec<_>>().join(" and "), &text(&rule.then.head.name)])?;
    }
    Ok(())
}

fn write_examples(response: &Response, out: &mut String) -> fmt::Result {
    for example in &response.examples {
        writeln!(out, "\n## Example: {} ({})\n\n```", text(&example.title), name_of(example.origin))?;
        let width = example.fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        for (name, value) in &example.fields {
            writeln!(out, "{name:width$}  {value}")?;
        }
        writeln!(out, "```")?;
    }
    Ok(())
}
