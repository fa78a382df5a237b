//! The settings of a site, checked.

use std::collections::HashSet;
use std::env;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use http::HeaderName;
use url::Url;
use wmlogin_axum::{InProcessSessionStore, SESSION_LIFETIME};
use wmlogin_client::{FlowKeys, HttpTransport, Policy, Site, SiteBuilder, TrustedProxies};
use wmlogin_types::runtime::text::normalize;
use wmlogin_types::{UrlId, Wmid};
use zeroize::Zeroizing;

use super::error::SettingsError;
use super::options::Options;
use super::text::{CookieName, Header, Lifetime, Network, Prefix};
use crate::file;

/// The variable with the keys that sign logins in progress.
const KEYS: &str = "WMLOGIN_KEYS";

/// The variable with the address of the Redis server.
const REDIS: &str = "WMLOGIN_REDIS";

/// The longest file of keys or roots.
const MAX_FILE_LENGTH: u64 = 1 << 20;

/// The proxies that are trusted by default.
const THIS_MACHINE: [&str; 2] = ["127.0.0.0/8", "::1"];

/// The settings of a site, checked.
pub struct Settings {
    pub listen: SocketAddr,
    /// The name of the site, for users.
    pub name: String,
    /// The return page. Its origin is the site's.
    pub return_page: Url,
    /// The path above the pages, without a slash at its end.
    pub prefix: String,
    pub proxies: TrustedProxies,
    /// The users who may sign in; `None` for everyone.
    pub users: Option<HashSet<Wmid>>,
    pub session_lifetime: Duration,
    pub max_sessions: usize,
    pub cookie: String,
    pub headers: HeaderNames,
    pub log_off_from_service: bool,
    pub keys: Option<FlowKeys>,
    /// The address of the Redis server that all nodes share, with its password.
    pub redis: Option<Zeroizing<String>>,
    pub transport: HttpTransport,
    owner: Wmid,
    url_id: UrlId,
    service: Option<Url>,
    policy: Policy,
}

/// The names of the headers with the user's identity.
#[derive(Clone)]
pub struct HeaderNames {
    pub user: HeaderName,
    pub method: HeaderName,
    pub time: HeaderName,
}

impl Settings {
    /// Checks the settings, and reads the files that they name.
    pub fn check(options: Options) -> Result<Self, SettingsError> {
        let policy = policy(&options);
        let return_page = options.return_page.ok_or(SettingsError::Missing("return_page"))?;
        let is_secure = return_page.scheme() == "https";
        let settings = Self {
            listen: options.listen.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, 4180).into()),
            name: options.name.unwrap_or_else(|| return_page.host_str().unwrap_or_default().to_owned()),
            prefix: options.prefix.map_or_else(|| "/wmlogin".to_owned(), |Prefix(path)| path),
            proxies: proxies(options.trusted_proxies),
            users: options.users.map(HashSet::from_iter),
            session_lifetime: options.session_lifetime.map_or(SESSION_LIFETIME, |Lifetime(time)| time),
            max_sessions: options.max_sessions.unwrap_or(InProcessSessionStore::DEFAULT_CAPACITY),
            cookie: cookie(options.cookie, is_secure)?,
            headers: HeaderNames::check(options.user_header, options.method_header, options.time_header)?,
            log_off_from_service: options.log_off_from_service.unwrap_or_default(),
            keys: secret(options.keys_file.as_deref(), KEYS)?
                .map(|text| FlowKeys::parse(&text))
                .transpose()?,
            redis: secret(options.redis_file.as_deref(), REDIS)?,
            transport: transport(options.root.as_deref())?,
            owner: options.owner.ok_or(SettingsError::Missing("owner"))?,
            url_id: options.url_id.ok_or(SettingsError::Missing("url_id"))?,
            service: options.service,
            policy,
            return_page,
        };
        settings.check_return_page()?;
        if settings.redis.is_some() && settings.keys.is_none() {
            return Err(SettingsError::KeysOfNodes);
        }
        settings.site().build()?;
        Ok(settings)
    }

    /// The site, to which a store may be added.
    pub fn site(&self) -> SiteBuilder {
        let site = Site::builder(self.owner).return_page(self.url_id, self.return_page.as_str());
        let site = site.policy(self.policy.clone());
        match &self.service {
            Some(service) => site.service(service.as_str()),
            None => site,
        }
    }

    /// Returns `true` if browsers reach the site over TLS.
    pub fn is_secure(&self) -> bool {
        self.return_page.scheme() == "https"
    }

    /// Returns `true` if the user may sign in.
    pub fn admits(&self, user: &Wmid) -> bool {
        self.users.as_ref().is_none_or(|users| users.contains(user))
    }

    /// The path of a page, whose name begins with a slash.
    pub fn path(&self, page: &str) -> String {
        format!("{}{page}", self.prefix)
    }

    fn check_return_page(&self) -> Result<(), SettingsError> {
        let path = self.return_page.path();
        match path.strip_prefix(&self.prefix) {
            Some(page) if super::paths::ALL.contains(&page) => Err(SettingsError::PageTaken(path.to_owned())),
            _ if path.contains(['{', '}']) || self.return_page.query().is_some() => {
                Err(SettingsError::ReturnPage(self.return_page.clone()))
            }
            _ => Ok(()),
        }
    }
}

impl HeaderNames {
    fn check(
        user: Option<Header>,
        method: Option<Header>,
        time: Option<Header>,
    ) -> Result<Self, SettingsError> {
        let or = |header: Option<Header>, default| {
            header.map_or(HeaderName::from_static(default), |Header(name)| name)
        };
        let names = Self {
            user: or(user, "x-wmlogin-user"),
            method: or(method, "x-wmlogin-method"),
            time: or(time, "x-wmlogin-time"),
        };
        for (one, other) in
            [(&names.user, &names.method), (&names.user, &names.time), (&names.method, &names.time)]
        {
            if one == other {
                return Err(SettingsError::RepeatedHeader(one.clone()));
            }
        }
        Ok(names)
    }
}

fn proxies(networks: Option<Vec<Network>>) -> TrustedProxies {
    let this_machine = || THIS_MACHINE.iter().filter_map(|network| network.parse().ok()).collect();
    let networks: Vec<Network> = networks.unwrap_or_else(this_machine);
    TrustedProxies::new(networks.into_iter().map(|Network(network)| network))
}

fn policy(options: &Options) -> Policy {
    let mut policy = Policy::default();
    if let Some(methods) = &options.methods {
        policy = policy.auth_types(methods.iter().copied());
    }
    if options.second_factor == Some(true) {
        policy = policy.require_second_factor();
    }
    if let Some(flags) = options.required_flags {
        policy = policy.require_flags(flags);
    }
    if let Some(flags) = options.refused_flags {
        policy = policy.refuse_flags(flags);
    }
    match options.minimum_version {
        Some(version) => policy.minimum_version(version),
        None => policy,
    }
}

/// The prefixes ask browsers to keep the cookie off plain http and other hosts.
fn cookie(name: Option<CookieName>, is_secure: bool) -> Result<String, SettingsError> {
    match name {
        Some(CookieName(name))
            if !is_secure && (name.starts_with("__Host-") || name.starts_with("__Secure-")) =>
        {
            Err(SettingsError::CookiePrefix(name))
        }
        Some(CookieName(name)) => Ok(name),
        None if is_secure => Ok("__Host-wmlogin".to_owned()),
        None => Ok("wmlogin".to_owned()),
    }
}

/// The content of a file, or of a variable.
fn secret(file: Option<&Path>, variable: &'static str) -> Result<Option<Zeroizing<String>>, SettingsError> {
    match (file, env::var(variable).map(Zeroizing::new)) {
        (Some(file), Err(_)) => {
            let bytes = Zeroizing::new(file::read(file, MAX_FILE_LENGTH)?);
            let text = Zeroizing::new(normalize(&bytes).into_owned());
            Ok(Some(Zeroizing::new(String::from_utf8_lossy(&text).trim().to_owned())))
        }
        (None, Ok(text)) => Ok(Some(text)),
        (None, Err(_)) => Ok(None),
        (Some(_), Ok(_)) => Err(SettingsError::Twice(variable)),
    }
}

fn transport(root: Option<&Path>) -> Result<HttpTransport, SettingsError> {
    let mut transport = HttpTransport::builder();
    if let Some(root) = root {
        transport = transport.add_root_certificates_pem(&file::read(root, MAX_FILE_LENGTH)?);
    }
    Ok(transport.build()?)
}
