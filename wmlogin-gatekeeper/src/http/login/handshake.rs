//! The handshake: a browser with a certificate goes back to the page with a one-time code.

use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::request::Parts;
use url::form_urlencoded;
use wmlogin_certificate::PersonalCertificate;
use wmlogin_certificate::tls::ClientConnection;
use wmlogin_types::AuthType;
use wmlogin_types::pages::authentication::Query;

use super::query;
use crate::http::certificate_login::{CertificateLogin, Proof, TOKEN};
use crate::http::service::{Service, no_random_numbers};
use crate::problem::{CertificateProblem, QueryProblem};
use crate::{Entry, EntryKind, SiteSettings};

/// The longest token that is taken along.
const MAX_TOKEN_LENGTH: usize = 128;

pub(in crate::http) async fn present(
    State((service, login)): State<(Service, Arc<CertificateLogin>)>,
    ConnectInfo(connection): ConnectInfo<ClientConnection>,
    request: Parts,
) -> Response {
    let query = match query::authentication(request.uri.query().unwrap_or_default()) {
        Ok(query) => query,
        Err(problems) => return service.wrong_query(&request, &problems),
    };
    let Some(site) = service.state.site(query.by_role().return_id) else {
        return service
            .wrong_query(&request, &[QueryProblem::UnknownSite { found: *query.by_role().return_id }]);
    };
    let verified = verified(&service, &login, &connection, &site, &query);
    let proved = verified.and_then(|certificate| {
        let token = token(&request).ok_or(CertificateProblem::Code)?;
        Ok(Proof { certificate, query: query.clone(), token })
    });
    let proof = match proved {
        Ok(proof) => proof,
        Err(refusal) => {
            let claimed = connection.certificate().and_then(|presented| presented.claimed().ok());
            let back = login.page_url(&request, &query, None);
            return service.certificate_refused(&request, &query, &refusal, claimed.as_ref(), back);
        }
    };
    let entry = Entry::new(EntryKind::Presented).site(site.url_id);
    service.state.record(entry.certificate(&proof.certificate));
    match login.keep_for_page(proof) {
        Ok(code) => Redirect::to(&login.page_url(&request, &query, Some(&code))).into_response(),
        Err(error) => no_random_numbers(error),
    }
}

/// The certificate, if it is one that the site's user can sign in with.
fn verified(
    service: &Service,
    login: &CertificateLogin,
    connection: &ClientConnection,
    site: &SiteSettings,
    query: &Query,
) -> Result<PersonalCertificate, CertificateProblem> {
    let presented = connection.certificate().ok_or(CertificateProblem::NoCertificate)?;
    let verified = login.authority.verify(presented)?;
    let (settings, found) = (service.state.settings(), *verified.wmid());
    if !settings.knows(&found) {
        return Err(CertificateProblem::UnknownUser(found));
    }
    let is_offered = settings.methods(site, Some(&found)).contains(&AuthType::CERTIFICATE);
    let forced = query.by_role().method;
    if !is_offered || forced.is_some_and(|forced| forced != AuthType::CERTIFICATE) {
        return Err(CertificateProblem::NoMethod(found));
    }
    match query.by_role().user {
        Some(&expected) if expected != found => Err(CertificateProblem::AnotherUser { expected, found }),
        _ => Ok(verified.certificate().clone()),
    }
}

/// The token of the page that the browser came from.
fn token(request: &Parts) -> Option<String> {
    let mut pairs = form_urlencoded::parse(request.uri.query()?.as_bytes());
    let (_, token) = pairs.find(|(name, _)| name == TOKEN)?;
    (token.len() <= MAX_TOKEN_LENGTH).then(|| token.into_owned())
}
