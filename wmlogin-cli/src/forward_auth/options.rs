//! The settings as they are written: in a file, as options, or as variables.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use serde::Deserialize;
use url::Url;
use wmlogin_types::{AuthType, TicketFlags, UrlId, Version, Wmid};

use super::text;
use super::text::{CookieName, Header, Lifetime, Network, Prefix};
use crate::listen;
use crate::messages::LogFormat;

/// The settings of a site, as they are written. Secrets are not among them: they come from files, or from
/// variables that no option repeats.
#[derive(Args, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// WMID of the site's owner
    #[arg(long, value_name = "WMID", env = "WMLOGIN_OWNER")]
    #[serde(deserialize_with = "text::value")]
    pub owner: Option<Wmid>,

    /// Return URL id, from the site's settings at the service
    #[arg(long, value_name = "ID", env = "WMLOGIN_URL_ID")]
    #[serde(deserialize_with = "text::value")]
    pub url_id: Option<UrlId>,

    /// Address that is registered for that id, such as `https://shop.example/wmlogin/return`
    ///
    /// Scheme, host and port are those of the site: users come from there and return to there.
    #[arg(long, value_name = "URL", env = "WMLOGIN_RETURN_PAGE", value_parser = text::url)]
    #[serde(deserialize_with = "text::web_address")]
    pub return_page: Option<Url>,

    /// Name of the site, for the sign-in page; the host by default
    #[arg(long, value_name = "NAME", env = "WMLOGIN_NAME")]
    #[serde(deserialize_with = "text::value")]
    pub name: Option<String>,

    /// Address to listen on, which only the proxy should reach; 127.0.0.1:4180 by default
    #[arg(long, value_name = "HOST:PORT", env = "WMLOGIN_LISTEN", value_parser = listen::parse)]
    #[serde(deserialize_with = "text::address")]
    pub listen: Option<SocketAddr>,

    /// Path above the pages of the login; `/wmlogin` by default
    #[arg(long, value_name = "PATH", env = "WMLOGIN_PREFIX")]
    #[serde(deserialize_with = "text::value")]
    pub prefix: Option<Prefix>,

    /// Networks of the proxies, whose `X-Forwarded-…` headers count; this machine by default
    #[arg(long, value_name = "NETWORK", env = "WMLOGIN_TRUSTED_PROXIES", value_delimiter = ',')]
    #[serde(deserialize_with = "text::list")]
    pub trusted_proxies: Option<Vec<Network>>,

    /// WMIDs of the users who may sign in; everyone by default
    #[arg(long, value_name = "WMID", env = "WMLOGIN_USERS", value_delimiter = ',')]
    #[serde(deserialize_with = "text::list")]
    pub users: Option<Vec<Wmid>>,

    /// Methods that the site accepts; all by default
    #[arg(long, value_name = "METHOD", env = "WMLOGIN_METHODS", value_delimiter = ',')]
    #[serde(deserialize_with = "text::list")]
    pub methods: Option<Vec<AuthType>>,

    /// Refuse logins without a second factor
    #[arg(long, value_name = "BOOL", env = "WMLOGIN_SECOND_FACTOR", num_args = 0..=1,
        default_missing_value = "true")]
    pub second_factor: Option<bool>,

    /// Flags that a login must have, separated by commas
    #[arg(long, value_name = "FLAGS", env = "WMLOGIN_REQUIRED_FLAGS")]
    #[serde(deserialize_with = "text::value")]
    pub required_flags: Option<TicketFlags>,

    /// Flags that a login must not have
    #[arg(long, value_name = "FLAGS", env = "WMLOGIN_REFUSED_FLAGS")]
    #[serde(deserialize_with = "text::value")]
    pub refused_flags: Option<TicketFlags>,

    /// Oldest version of the response that the site accepts; all by default
    #[arg(long, value_name = "VERSION", env = "WMLOGIN_MINIMUM_VERSION")]
    #[serde(deserialize_with = "text::value")]
    pub minimum_version: Option<Version>,

    /// Time that a user stays signed in, such as `30m`, `12h` or `7d`; 12h by default
    #[arg(long, value_name = "TIME", env = "WMLOGIN_SESSION_LIFETIME")]
    #[serde(deserialize_with = "text::value")]
    pub session_lifetime: Option<Lifetime>,

    /// Most sessions in memory; 100000 by default
    #[arg(long, value_name = "NUMBER", env = "WMLOGIN_MAX_SESSIONS")]
    pub max_sessions: Option<usize>,

    /// Name of the session's cookie; `__Host-wmlogin` by default, and without https `wmlogin`
    #[arg(long, value_name = "NAME", env = "WMLOGIN_COOKIE")]
    #[serde(deserialize_with = "text::value")]
    pub cookie: Option<CookieName>,

    /// Header with the user's WMID; X-Wmlogin-User by default
    #[arg(long, value_name = "HEADER", env = "WMLOGIN_USER_HEADER")]
    #[serde(deserialize_with = "text::value")]
    pub user_header: Option<Header>,

    /// Header with the method of the login; X-Wmlogin-Method by default
    #[arg(long, value_name = "HEADER", env = "WMLOGIN_METHOD_HEADER")]
    #[serde(deserialize_with = "text::value")]
    pub method_header: Option<Header>,

    /// Header with the time of the login; X-Wmlogin-Time by default
    #[arg(long, value_name = "HEADER", env = "WMLOGIN_TIME_HEADER")]
    #[serde(deserialize_with = "text::value")]
    pub time_header: Option<Header>,

    /// End the user's login at the service, too, when the user signs out of the site
    #[arg(long, value_name = "BOOL", env = "WMLOGIN_LOG_OFF_FROM_SERVICE", num_args = 0..=1,
        default_missing_value = "true")]
    pub log_off_from_service: Option<bool>,

    /// File with the keys that sign logins in progress, the same on all nodes; random by default
    ///
    /// `openssl rand -hex 32` makes one. Or the variable `WMLOGIN_KEYS` has the keys themselves.
    #[arg(long, value_name = "FILE", env = "WMLOGIN_KEYS_FILE")]
    pub keys_file: Option<PathBuf>,

    /// File with the address of the Redis server that all nodes share, for sessions and accepted tickets; memory
    /// by default
    ///
    /// `redis://user:password@host:6379`, or `rediss://` with TLS. Or the variable `WMLOGIN_REDIS` has the
    /// address itself. All nodes need the same keys then.
    #[arg(long, value_name = "FILE", env = "WMLOGIN_REDIS_FILE")]
    pub redis_file: Option<PathBuf>,

    /// Address of the service or of a stand-in for it; by default the operator's
    #[arg(long, value_name = "URL", env = "WMLOGIN_SERVICE", value_parser = text::url)]
    #[serde(deserialize_with = "text::web_address")]
    pub service: Option<Url>,

    /// File with further roots that certify the service, in PEM
    #[arg(long, value_name = "FILE", env = "WMLOGIN_ROOT")]
    pub root: Option<PathBuf>,

    /// Form of the log: text or json; text by default
    #[arg(long, value_enum, value_name = "FORM", env = "WMLOGIN_LOG_FORMAT")]
    pub log_format: Option<LogFormat>,
}

impl Options {
    /// These settings, and those of a file where there are none.
    pub fn over(self, file: Self) -> Self {
        macro_rules! over {
            ($($setting:ident)*) => { Self { $($setting: self.$setting.or(file.$setting)),* } };
        }
        over! {
            owner url_id return_page name listen prefix trusted_proxies users methods
            second_factor required_flags refused_flags minimum_version session_lifetime max_sessions cookie
            user_header method_header time_header log_off_from_service keys_file redis_file service root log_format
        }
    }
}
