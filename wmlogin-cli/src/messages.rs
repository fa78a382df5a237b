//! The amount that the program says beside its output, and the colours in which it says it.

use std::env;
use std::io;

use clap::{ArgAction, Args, ValueEnum};
use serde::Deserialize;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{fmt, registry};

use crate::failure::Failure;
use crate::output;

/// The variable with the level of the log.
const LOG: &str = "WMLOGIN_LOG";

/// The options that every command has.
#[derive(Args)]
pub struct Messages {
    /// When to print in colours: auto, always or never
    #[arg(
        long,
        global = true,
        display_order = 900,
        value_enum,
        default_value_t,
        value_name = "WHEN",
        hide_possible_values = true
    )]
    color: Color,

    /// Print nothing but errors on standard error
    #[arg(short, long, global = true, display_order = 901, conflicts_with = "verbose")]
    quiet: bool,

    /// Log more on standard error; twice for more; else as the variable `WMLOGIN_LOG` says
    #[arg(short, long, global = true, display_order = 902, action = ArgAction::Count)]
    verbose: u8,
}

/// The occasions on which to print in colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless the variable `NO_COLOR` is set.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// The forms of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// An object on each line, for programs.
    Json,
}

impl Color {
    /// Returns the choice in the arguments, before they are parsed: their errors have colours, too.
    fn of_arguments() -> Self {
        let arguments: Vec<_> = env::args().take_while(|argument| argument != "--").collect();
        let joined = arguments.iter().filter_map(|argument| argument.strip_prefix("--color="));
        let pairs = arguments.windows(2).filter(|pair| pair[0] == "--color").map(|pair| pair[1].as_str());
        joined.chain(pairs).last().and_then(|name| Self::from_str(name, false).ok()).unwrap_or_default()
    }
}

/// Takes the choice of colours in the arguments for everything that is printed.
pub fn choose_colors() {
    match Color::of_arguments() {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
}

impl Messages {
    /// Takes the choices for the rest of the run.
    ///
    /// # Errors
    ///
    /// Returns an error if the variable has no level.
    pub fn apply(&self, default: LevelFilter, format: LogFormat) -> Result<(), Failure> {
        let level = self.level(default)?;
        if self.quiet {
            output::silence();
        }
        // The libraries beneath log what they send.
        let levels = Targets::new().with_target("wmlogin", level).with_default(level.min(LevelFilter::WARN));
        let layer = fmt::layer().with_writer(io::stderr).with_target(false);
        match format {
            LogFormat::Text => registry().with(layer.with_filter(levels)).init(),
            LogFormat::Json => registry().with(layer.json().with_filter(levels)).init(),
        }
        Ok(())
    }

    fn level(&self, default: LevelFilter) -> Result<LevelFilter, Failure> {
        match (self.quiet, self.verbose) {
            (true, _) => Ok(LevelFilter::ERROR),
            (false, 0) => match env::var(LOG) {
                Ok(text) if !text.is_empty() => level(&text),
                _ => Ok(default),
            },
            (false, 1) => Ok(LevelFilter::INFO),
            (false, 2) => Ok(LevelFilter::DEBUG),
            (false, _) => Ok(LevelFilter::TRACE),
        }
    }
}

fn level(text: &str) -> Result<LevelFilter, Failure> {
    let names = ["off", "error", "warn", "info", "debug", "trace"];
    let known = names.contains(&text.to_ascii_lowercase().as_str());
    let level = text.parse().ok().filter(|_| known);
    level.ok_or_else(|| {
        Failure::input("log", format!("the variable {LOG} has no level of the log"))
            .advise(format!("Set it to one of {}.", names.join(", ")))
    })
}
