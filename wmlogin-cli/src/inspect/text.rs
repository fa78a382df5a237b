//! The report in words, for people.

use std::fmt::{self, Display, Formatter};

use anstyle::{AnsiColor, Style};
use chrono::{DateTime, Utc};

use super::report::{Entry, Report};
use crate::moment::Elapsed;

const HEAD: Style = Style::new().bold();
const CAUTION: Style = AnsiColor::Yellow.on_default();
const NAME: Style = AnsiColor::Cyan.on_default();
const VALUE: Style = Style::new().bold();
const ASIDE: Style = Style::new().dimmed();

/// Returns the report, with colours.
pub fn report(report: &Report) -> impl Display {
    Text(report)
}

struct Text<'r>(&'r Report);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(report) = self;
        head(report, f)?;
        let width = report.fields.iter().map(|entry| entry.field.name().len()).max().unwrap_or_default() + 2;
        writeln!(f)?;
        report.fields.iter().try_for_each(|entry| field(entry, report, width, f))?;
        foot(report, f)
    }
}

fn head(report: &Report, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "{HEAD}{}{HEAD:#}: {}", report.outcome, report.description)?;
    if let Some(version) = report.version {
        writeln!(f, "Version {version}: {}", version.description())?;
    }
    writeln!(
        f,
        "{CAUTION}Not verified:{CAUTION:#} anybody can send this. Only the service can confirm a login."
    )
}

/// The name, the value and what it means side by side; what the field is for below the name.
fn field(entry: &Entry, report: &Report, width: usize, f: &mut Formatter<'_>) -> fmt::Result {
    write!(f, "{NAME}{:width$}{NAME:#}{VALUE}{}{VALUE:#}", entry.field, entry.value)?;
    for remark in remarks(entry) {
        write!(f, " {CAUTION}({remark}){CAUTION:#}")?;
    }
    match &meanings(entry, report.at)[..] {
        [] => writeln!(f)?,
        [meaning] => writeln!(f, " = {meaning}")?,
        several => {
            writeln!(f)?;
            several.iter().try_for_each(|meaning| writeln!(f, "{:width$}- {meaning}", ""))?;
        }
    }
    writeln!(f, "  {ASIDE}{}{ASIDE:#}", entry.field.description())
}

fn remarks(entry: &Entry) -> impl Iterator<Item = &'static str> {
    let unsent = (!entry.sent).then_some("not sent");
    let unused = (!entry.in_use).then_some("not in use");
    unsent.into_iter().chain(unused)
}

fn meanings(entry: &Entry, at: DateTime<Utc>) -> Vec<String> {
    let time = entry.time.map(|time| format!("{time}, {}", Elapsed { time, at }));
    entry.meanings.iter().map(ToString::to_string).chain(time).collect()
}

fn foot(report: &Report, f: &mut Formatter<'_>) -> fmt::Result {
    let mut notes = Vec::new();
    if !report.ignored.is_empty() {
        notes.push(format!(
            "Ignored, not documented ({}): {}",
            report.ignored.len(),
            report.ignored.join(", ")
        ));
    }
    if report.fields.iter().any(|entry| entry.masked) {
        notes.push("Credentials are masked; --show-credentials shows them.".to_owned());
    }
    if report.fields.iter().any(|entry| entry.time.is_some()) {
        notes.push(format!("Times are counted from {}.", report.at));
    }
    if notes.is_empty() { Ok(()) } else { writeln!(f, "\n{}", notes.join("\n")) }
}
