//! The arguments of `wmlogin issue`.

use clap::{Args, ValueEnum};
use url::Url;

/// The login that the response is about.
#[derive(Args)]
pub struct Arguments {
    /// Address of the control port of the stand-in
    #[arg(long, value_name = "URL", env = "WMLOGIN_CONTROL", default_value = "http://127.0.0.1:8081/")]
    pub control: Url,

    /// Return URL id or name of the site; it need not be given if the stand-in knows one site
    #[arg(long)]
    site: Option<String>,

    /// WMID of the user; without it, that of the first one whom the stand-in knows
    #[arg(long)]
    wmid: Option<String>,

    /// Method that the user signs in by; without it, the first that is in use
    #[arg(long)]
    method: Option<String>,

    /// Address of the user's browser
    #[arg(long, value_name = "IP")]
    address: Option<String>,

    /// Flags, as they are sent
    #[arg(long)]
    flags: Option<String>,

    /// Outcome that is not a login, such as a cancellation
    #[arg(long, conflicts_with_all = ["wmid", "method", "address", "flags", "fields"])]
    outcome: Option<String>,

    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Form)]
    format: Format,

    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// Fields of the response and the values that they have, such as factors
    #[arg(value_name = "NAME=VALUE", value_parser = pair)]
    fields: Vec<(String, String)>,
}

/// The form of the output.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The body that a browser posts
    Form,
    /// JSON with the return URL and the fields
    Json,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    pair.ok_or_else(|| "expected NAME=VALUE".to_owned())
}

impl Arguments {
    /// The form that the stand-in is sent.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let format = match self.format {
            Format::Form if !self.json => "form",
            Format::Form | Format::Json => "json",
        };
        let options = [
            ("site", &self.site),
            ("wmid", &self.wmid),
            ("method", &self.method),
            ("address", &self.address),
            ("flags", &self.flags),
            ("outcome", &self.outcome),
        ];
        let options = options.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
        let fields = self.fields.iter().map(|(name, value)| (&**name, &**value));
        [("format", format)].into_iter().chain(options).chain(fields)
    }
}
