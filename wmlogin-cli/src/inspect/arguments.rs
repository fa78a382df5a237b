//! The arguments of `wmlogin inspect`.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;
use wmlogin_types::{EXAMPLES, Response};

use crate::format::ReportFormat;
use crate::moment;

/// The response, and the form of the report.
#[derive(Args)]
#[command(after_help = examples())]
pub struct Arguments {
    /// File with the response; standard input if absent or `-`
    pub file: Option<PathBuf>,

    #[command(flatten)]
    pub format: ReportFormat,

    /// Show credentials; whoever has them can act as the user
    #[arg(long)]
    pub show_credentials: bool,

    /// Count times from this moment instead of now, such as 2015-01-12T15:00:00Z
    #[arg(long, value_name = "TIME", value_parser = moment::parse)]
    pub at: Option<DateTime<Utc>>,
}

/// Examples of use, with the shortest of the documents' own examples in each form.
fn examples() -> String {
    let shortest = EXAMPLES.iter().map(|example| example.fields).min_by_key(|fields| fields.len());
    let fields = shortest.unwrap_or_default();
    let body = Response::from_pairs(fields.iter().copied())
        .map_or_else(|_| String::new(), |response| response.to_form());
    let lines: Vec<_> = fields.iter().map(|(name, value)| format!("    {name} | {value} |")).collect();
    let lines = lines.join("\n");
    format!(
        "\
Examples:
  wmlogin inspect response.txt
  wmlogin inspect --json response.txt
  echo '{body}' | wmlogin inspect

A response as a form body, as a URL, and as lines:
    {body}

    https://example.com/login?{body}

{lines}"
    )
}
