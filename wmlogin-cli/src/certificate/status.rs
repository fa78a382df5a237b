//! `wmlogin certificate status`: the certificates, and what is to be done about them.

mod json;
mod report;
mod text;

use chrono::{DateTime, SubsecRound, Utc};
use clap::Args;

use crate::exit::Exit;
use crate::failure::{Failure, chain};
use crate::format::ReportFormat;
use crate::key_store::KeyStore;
use crate::{moment, output, progress};
use report::Report;

/// The form of the report.
#[derive(Args)]
pub struct Arguments {
    /// Also show the certificates that later ones have replaced
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    format: ReportFormat,

    /// Count times from this moment instead of now, such as 2015-01-12T15:00:00Z
    #[arg(long, value_name = "TIME", value_parser = moment::parse)]
    at: Option<DateTime<Utc>>,
}

/// Reads the store, and tells what is in it.
pub fn run(arguments: &Arguments, store: &KeyStore) -> Result<(String, Exit), Failure> {
    let contents = progress::during("Reading the store", || store.read())
        .map_err(Failure::from)
        .inspect_err(|failure| {
            if arguments.format.is_json() {
                // Standard error says the same, in any case.
                let _ = output::failure_json(failure).and_then(|json| output::print(&json));
            }
        })?;
    let at = arguments.at.unwrap_or_else(|| Utc::now().trunc_subsecs(0));
    let report = Report::new(store.root(), &contents, arguments.all, at);
    let text = if arguments.format.is_json() {
        json::report(&report).map_err(|error| Failure::not_asked("print", chain(&error)))?
    } else {
        text::report(&report)
    };
    Ok((text, report.exit()))
}
