//! `wmlogin certificate status`: the certificates, and what is to be done about them.

mod json;
mod report;
mod text;

use chrono::{DateTime, SubsecRound, Utc};
use clap::Args;

use super::error::Error;
use super::exit::Exit;
use super::store::Store;
use crate::{moment, output};
use report::Report;

/// How to show them.
#[derive(Args)]
pub struct Arguments {
    /// Also show the certificates that later ones have replaced
    #[arg(long)]
    all: bool,

    /// Print JSON, for programs
    #[arg(long)]
    json: bool,

    /// Count times from this moment instead of now, such as 2015-01-12T15:00:00Z
    #[arg(long, value_name = "TIME", value_parser = moment::parse)]
    at: Option<DateTime<Utc>>,
}

/// Reads the store, and tells what is in it.
pub fn run(arguments: &Arguments, store: &Store) -> Result<(String, Exit), Error> {
    let contents = store.read().inspect_err(|error| {
        if arguments.json {
            // Standard error says the same, in any case.
            let _ = json::error(error).and_then(|json| output::print(&json));
        }
    })?;
    let at = arguments.at.unwrap_or_else(|| Utc::now().trunc_subsecs(0));
    let report = Report::new(store.root(), &contents, arguments.all, at);
    let text =
        if arguments.json { json::report(&report).map_err(Error::Print)? } else { text::report(&report) };
    Ok((text, report.exit()))
}
