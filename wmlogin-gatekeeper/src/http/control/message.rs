//! Requests to the control port, and answers of it.

use std::fmt::Display;

use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{StatusCode, Uri};
use serde_json::Value;
use url::form_urlencoded;
use wmlogin_types::UrlId;
use wmlogin_types::runtime::text::normalize;

use crate::names::one_of;
use crate::{SiteSettings, State};

/// The result of a request.
pub(super) type Answer = Result<Response, Mistake>;

/// Something that is wrong with a request.
#[derive(Debug)]
pub(super) struct Mistake(StatusCode, String);

impl Mistake {
    pub(super) fn new(what: impl Display) -> Self {
        Self(StatusCode::BAD_REQUEST, what.to_string())
    }

    pub(super) fn failure(what: impl Display) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, what.to_string())
    }
}

impl IntoResponse for Mistake {
    fn into_response(self) -> Response {
        (self.0, self.1 + "\n").into_response()
    }
}

/// Done, and nothing to report.
#[allow(clippy::unnecessary_wraps, reason = "handlers end with it")]
pub(super) fn done() -> Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// An answer in JSON.
#[allow(clippy::unnecessary_wraps, reason = "handlers end with it")]
pub(super) fn json(value: &Value) -> Answer {
    Ok(([(CONTENT_TYPE, "application/json")], format!("{value:#}\n")).into_response())
}

pub(super) async fn unknown_route(uri: Uri) -> Mistake {
    let routes = [
        "/clock",
        "/end",
        "/fault",
        "/health",
        "/issue",
        "/journal",
        "/next-fault",
        "/people",
        "/queue",
        "/reload",
        "/reset",
        "/revoke",
        "/sites",
        "/tickets",
    ];
    Mistake(StatusCode::NOT_FOUND, one_of("route", uri.path(), routes))
}

/// Names and values of a request, as a form or as a JSON object. Each has to be asked for: those that are left
/// are mistakes.
pub(super) struct Fields {
    pairs: Vec<(String, String)>,
    known: Vec<&'static str>,
}

impl Fields {
    /// Reads the body of a request.
    pub(super) fn read(body: &[u8]) -> Result<Self, Mistake> {
        let body = normalize(body);
        let is_json = body.trim_ascii_start().starts_with(b"{");
        let pairs =
            if is_json { of_json(&body)? } else { form_urlencoded::parse(&body).into_owned().collect() };
        Ok(Self { pairs, known: Vec::new() })
    }

    /// Takes the value of a field; an empty one counts as none.
    pub(super) fn take(&mut self, name: &'static str) -> Option<String> {
        self.known.push(name);
        let index = self.pairs.iter().position(|(other, _)| other == name)?;
        Some(self.pairs.remove(index).1).filter(|value| !value.is_empty())
    }

    /// Takes the value of a field and reads it.
    pub(super) fn take_as<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Mistake> {
        let value = self.take(name).map(|value| read(&value));
        value.transpose().map_err(|problem| Mistake::new(format!("`{name}`: {problem}")))
    }

    /// Takes every field that one of these is the name of.
    pub(super) fn take_all<T: Copy>(&mut self, names: &[T], name: fn(T) -> &'static str) -> Vec<(T, String)> {
        let all = names.iter().copied();
        all.filter_map(|it| Some((it, self.take(name(it))?))).collect()
    }

    /// Takes the site that is named by its return URL id or by its name. Without one, the only one is meant.
    pub(super) fn take_site(&mut self, state: &State) -> Result<UrlId, Mistake> {
        let sites = &state.settings().sites;
        match (self.take(SITE), &sites[..]) {
            (Some(name), _) => find_site(sites, &name),
            (None, [only]) => Ok(only.url_id),
            (None, _) => Err(Mistake::new(format!("`{SITE}` is missing: there are {} sites", sites.len()))),
        }
    }

    /// Takes the site that is named. Without one, every site is meant.
    pub(super) fn take_sites(&mut self, state: &State) -> Result<Vec<UrlId>, Mistake> {
        let sites = &state.settings().sites;
        match self.take(SITE) {
            Some(name) => Ok(vec![find_site(sites, &name)?]),
            None => Ok(sites.iter().map(|site| site.url_id).collect()),
        }
    }

    /// Checks that no field is left.
    pub(super) fn finish(self) -> Result<(), Mistake> {
        match self.pairs.first() {
            Some((name, _)) => Err(Mistake::new(one_of("field", name, self.known))),
            None => Ok(()),
        }
    }
}

const SITE: &str = "site";

fn find_site(sites: &[SiteSettings], name: &str) -> Result<UrlId, Mistake> {
    let id = name.parse::<UrlId>().ok();
    let is_meant = |site: &&SiteSettings| Some(site.url_id) == id || site.display_name() == name;
    let found = sites.iter().find(is_meant).map(|site| site.url_id);
    found.ok_or_else(|| {
        let known = one_of("site", name, sites.iter().map(SiteSettings::display_name));
        Mistake::new(format!("{known} (or a return URL id)"))
    })
}

fn of_json(body: &[u8]) -> Result<Vec<(String, String)>, Mistake> {
    let object: serde_json::Map<String, Value> = serde_json::from_slice(body).map_err(Mistake::new)?;
    let text = |(name, value)| match value {
        Value::String(text) => Ok((name, text)),
        Value::Null => Ok((name, String::new())),
        Value::Bool(_) | Value::Number(_) => Ok((name, value.to_string())),
        Value::Array(_) | Value::Object(_) => Err(Mistake::new(format!("`{name}`: expected a text"))),
    };
    object.into_iter().map(text).collect()
}
