//! The report as JSON, for programs.

use std::io;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::report::{Entry, Report};
use crate::moment::Elapsed;
use crate::output;

#[derive(Serialize)]
struct Document<'a> {
    outcome: &'a str,
    description: &'a str,
    version: Option<&'a str>,
    fields: Vec<Field<'a>>,
    ignored: &'a [String],
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'a str,
    value: &'a str,
    sent: bool,
    masked: bool,
    description: &'a str,
    meanings: &'a [&'a str],
    in_use: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds_left: Option<i64>,
}

/// The report.
pub fn report(report: &Report) -> io::Result<String> {
    output::json(&Document {
        outcome: report.outcome,
        description: report.description,
        version: report.version.map(wmlogin_types::Version::name),
        fields: report.fields.iter().map(|entry| field(entry, report.at)).collect(),
        ignored: &report.ignored,
    })
}

fn field(entry: &Entry, at: DateTime<Utc>) -> Field<'_> {
    Field {
        name: entry.field.name(),
        value: &entry.value,
        sent: entry.sent,
        masked: entry.masked,
        description: entry.field.description(),
        meanings: &entry.meanings,
        in_use: entry.in_use,
        time: entry.time.map(|time| time.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        seconds_left: entry.time.map(|time| Elapsed { time, at }.seconds_left()),
    }
}
