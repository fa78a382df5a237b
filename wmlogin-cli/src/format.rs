//! The form of a report.

use clap::{Args, ValueEnum};

/// The form of a report: text unless it is given.
#[derive(Args, Default)]
pub struct ReportFormat {
    /// Form of the output
    #[arg(long, value_enum, default_value_t)]
    pub format: Form,

    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Words, for people
    #[default]
    Text,
    /// JSON, for programs
    Json,
}

impl ReportFormat {
    /// Returns `true` if the report is for programs.
    pub fn is_json(&self) -> bool {
        self.json || self.format == Form::Json
    }
}
