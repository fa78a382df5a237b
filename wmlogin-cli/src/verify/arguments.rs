//! The arguments of `wmlogin verify`.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;
use wmlogin_client::Service;
use wmlogin_types::{AuthType, UrlId, Wmid};

use crate::format::ReportFormat;
use crate::{moment, names, service};

/// The question, and the service to ask.
#[derive(Args)]
pub struct Arguments {
    /// File with the response; standard input if absent or `-`
    pub file: Option<PathBuf>,

    /// The WMID of the site's owner
    #[arg(long, value_name = "WMID", env = "WMLOGIN_OWNER")]
    pub owner: Wmid,

    /// The site's return URL id; any is taken unless it is given
    #[arg(long, value_name = "GUID", env = service::URL_ID)]
    pub url_id: Option<UrlId>,

    /// The service, or a stand-in for it on this machine
    #[arg(long, value_name = "URL", env = service::VARIABLE, value_parser = service::parse,
        default_value = service::default())]
    pub service: Service,

    /// File with root certificates to trust beside the machine's, in PEM
    #[arg(long, value_name = "FILE", env = "WMLOGIN_ROOT")]
    pub root: Option<PathBuf>,

    /// The method to tell the service, instead of the one that the response names or implies
    #[arg(long, value_name = "NAME", value_parser = names::auth_type())]
    pub auth_type: Option<AuthType>,

    #[command(flatten)]
    pub format: ReportFormat,

    /// Check times against this moment instead of now, such as 2015-01-12T15:00:00Z
    #[arg(long, value_name = "TIME", value_parser = moment::parse)]
    pub at: Option<DateTime<Utc>>,
}

impl Arguments {
    /// The moment that times are checked against.
    pub fn now(&self) -> DateTime<Utc> {
        self.at.unwrap_or_else(Utc::now)
    }
}
