//! The list of sites.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use http::request::Parts;
use wmlogin_types::CERTIFICATE_REGISTRATION;
use wmlogin_types::pages::authentication::{PATH, Query};

use super::response;
use super::service::{Service, language};
use crate::SiteSettings;
use crate::pages::{IndexPage, SiteRow};

pub(super) async fn index(State(service): State<Service>, request: Parts) -> Response {
    let sites = service.state.settings().sites.iter().map(site_row).collect();
    let certificates = service.certificates.is_some().then_some(CERTIFICATE_REGISTRATION.path);
    let page = IndexPage { language: language(&request), sites, certificates };
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
        home: site.return_url.join("/").as_ref().unwrap_or(&site.return_url).to_string(),
        login: format!("{PATH}?{}", Query::new(site.url_id).to_form()),
    }
}
