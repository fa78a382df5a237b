//! The routes of the stand-in, the same on every port but the control port.

use axum::extract::{DefaultBodyLimit, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, any, get, post};
use axum::{Extension, Router};
use http::StatusCode;
use wmlogin_certificate::MAX_REQUEST_LENGTH;
use wmlogin_types::pages::{authentication, log_off};
use wmlogin_types::services::authorize;
use wmlogin_types::{
    CERTIFICATE_REGISTRATION, CERTIFICATE_REVOCATION_LIST, CERTIFICATE_ROOT, CERTIFICATE_ROOT_AS_TEXT,
};

use super::certificate_login::LOGIN_PATH;
use super::paths::forgiving;
use super::server::{Routers, Stopping};
use super::service::Service;
use super::{certification, guard, journal, login, response, sites, verification};
use crate::pages::{INDEX_PATH, LOG_PATH, SCRIPT_PATH, STYLE_PATH};

/// The routers of a port.
pub(crate) fn routers(service: Service, stopping: Stopping) -> Routers {
    Routers { surplus: surplus(service.clone()), usual: router(service, stopping) }
}

/// Answers a client whose connection is one too many. The service has a status code all the same.
pub(super) fn surplus(service: Service) -> Router {
    let verification = |State(service): State<Service>| async move { verification::failure(&service) };
    let refused = || async { (StatusCode::SERVICE_UNAVAILABLE, "too many connections at a time\n") };
    let router = routes([(authorize::PATH, any(verification))]).fallback(refused);
    forgiving(router.with_state(service))
}

/// The pages and the service, at their documented paths.
fn router(service: Service, stopping: Stopping) -> Router {
    let form_limit = DefaultBodyLimit::max(login::MAX_FORM_LENGTH);
    let pages = routes([
        (authentication::PATH, get(login::show).post(login::decide).layer(form_limit)),
        (log_off::PATH, get(login::log_off)),
        (INDEX_PATH, get(sites::index)),
        (LOG_PATH, get(journal::log)),
        (STYLE_PATH, get(response::style)),
        (SCRIPT_PATH, get(response::script)),
    ]);
    // The service answers whatever becomes of the body.
    let verification = routes([(authorize::PATH, any(verification::answer).layer(Extension(stopping)))]);
    let router =
        with_certificates(pages.with_state(service.clone()), &service).layer(from_fn(guard::in_time));
    let guard = from_fn_with_state(service.clone(), guard::known_host);
    forgiving(router.merge(verification.with_state(service))).layer(guard)
}

/// The routes of the certification server, where there is one.
fn with_certificates(router: Router, service: &Service) -> Router {
    let Some(login) = service.certificates.clone() else { return router };
    let register = post(certification::register).layer(DefaultBodyLimit::max(MAX_REQUEST_LENGTH));
    let revoke = post(certification::revoke).layer(DefaultBodyLimit::max(certification::MAX_FORM_LENGTH));
    let certification = routes([
        (CERTIFICATE_REGISTRATION.path, get(certification::list).merge(register)),
        (certification::REVOKE_PATH, revoke),
        (CERTIFICATE_ROOT.path, get(certification::root)),
        (CERTIFICATE_ROOT_AS_TEXT.path, get(certification::root_pem)),
        (CERTIFICATE_REVOCATION_LIST.path, get(certification::revocation_list)),
        (LOGIN_PATH, get(login::present)),
    ]);
    router.merge(certification.with_state((service.clone(), login)))
}

fn routes<S: Clone + Send + Sync + 'static, const N: usize>(
    routes: [(&str, MethodRouter<S>); N],
) -> Router<S> {
    let routes = routes.into_iter();
    routes.fold(Router::new(), |router, (path, route)| router.route(&path.to_ascii_lowercase(), route))
}
