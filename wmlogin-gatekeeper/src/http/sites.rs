//! The list of sites, and the log.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use http::request::Parts;
use wmlogin_types::CERTIFICATE_REGISTRATION;
use wmlogin_types::pages::authentication::{PATH, Query};

use super::response;
use super::service::{Service, language};
use crate::pages::{IndexPage, LogPage, LogRow, SiteRow};
use crate::{Entry, SiteSettings};

pub(super) async fn index(State(service): State<Service>, request: Parts) -> Response {
    let sites = service.state.settings().sites.iter().map(site_row).collect();
    let certificates = service.certificates.is_some().then_some(CERTIFICATE_REGISTRATION.path);
    let page = IndexPage { language: language(&request), sites, certificates };
    response::page(StatusCode::OK, &page.render())
}

pub(super) async fn log(State(service): State<Service>, request: Parts) -> Response {
    let rows = service.state.journal().iter().rev().map(|entry| log_row(&service, entry)).collect();
    let page = LogPage { language: language(&request), rows };
    response::page(StatusCode::OK, &page.render())
}

fn site_row(site: &SiteSettings) -> SiteRow {
    SiteRow {
        name: site.display_name().to_owned(),
        return_url: site.return_url.to_string(),
        url_id: site.url_id.to_string(),
        owner: site.owner.to_string(),
        version: site.version.name(),
        version_description: site.version.description(),
        login: format!("{PATH}?{}", Query::new(site.url_id).to_form()),
    }
}

fn log_row(service: &Service, entry: &Entry) -> LogRow {
    let site = entry.site.as_ref();
    let known = site.and_then(|id| service.state.site(id)).map(|site| site.display_name().to_owned());
    LogRow {
        time: entry.at.format("%Y-%m-%d %H:%M:%S%.3f").to_string(),
        event: entry.kind.name().to_owned(),
        site: known.or_else(|| site.map(ToString::to_string)),
        note: entry.note.clone(),
        details: entry.fields.clone(),
    }
}
