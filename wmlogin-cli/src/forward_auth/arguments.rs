//! The arguments of `wmlogin forward-auth`.

use std::path::PathBuf;

use clap::Args;

use super::options::Options;

/// A file with settings, and the settings that stand in its place.
#[derive(Args)]
pub struct Arguments {
    /// File with the settings, in YAML: every option below is a key, with `_` for `-`
    ///
    /// An option or a variable replaces what the file has.
    #[arg(long, value_name = "FILE", env = "WMLOGIN_CONFIG")]
    pub config: Option<PathBuf>,

    /// Check the settings and end
    #[arg(long)]
    pub check_config: bool,

    #[command(flatten)]
    pub options: Options,
}
