//! The pages, and which request gets which.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn;
use axum::response::Redirect;
use axum::routing::{any, get};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer, SessionStore};
use wmlogin_axum::LoginRouter;
use wmlogin_client::{LoginFlow, Site, Verifier};

use super::error::Error;
use super::settings::Settings;
use super::{auth, health, page, paths, request_id};

/// Builds the router of all pages.
pub fn app(
    settings: &Arc<Settings>,
    site: Site,
    sessions: impl SessionStore + Clone,
) -> Result<Router, Error> {
    let flow = match &settings.keys {
        Some(keys) => LoginFlow::with_keys(site, keys.clone()),
        None => LoginFlow::new(site)?,
    };
    let path = |page| settings.path(page);
    let pages = Router::new()
        .route(&path("/auth"), any(auth::auth))
        .route(&path("/auth/redirect"), any(auth::redirect))
        .route(&path("/user"), get(auth::user))
        .route(&path(""), get(page::sign_in))
        .route(&path("/"), get(page::sign_in))
        // A link to it is easily written by mistake; only a form signs out.
        .route(&path("/logout"), get(to_sign_in))
        .with_state(Arc::clone(settings));
    let pages = login(settings, flow).add_to(pages).layer(session_layer(settings, sessions.clone()));
    let others = Router::new()
        .route(&path("/health"), get(health::health))
        .route(&path("/ready"), get(health::ready).with_state(health::Probe::of(sessions)))
        .route(&path(paths::STYLE), get(page::style));
    Ok(pages.merge(others).layer(from_fn(request_id::named)))
}

async fn to_sign_in(State(settings): State<Arc<Settings>>) -> Redirect {
    Redirect::to(&settings.path("/"))
}

fn login(settings: &Arc<Settings>, flow: LoginFlow) -> LoginRouter {
    let signed_out = format!("{}?{}", settings.path("/"), page::SIGNED_OUT);
    let flow = flow.login_path(&settings.path("/login")).after_log_off(&signed_out);
    let mut login = LoginRouter::new(flow, Verifier::new(settings.transport.clone()))
        .logout_path(settings.path("/logout"))
        .after_logout(signed_out)
        .session_lifetime(settings.session_lifetime)
        .trusted_proxies(settings.proxies.clone())
        .admit({
            let settings = Arc::clone(settings);
            move |login| settings.admits(login.wmid())
        });
    if settings.log_off_from_service {
        login = login.log_off_from_service();
    }
    login
}

fn session_layer<S: SessionStore>(settings: &Settings, sessions: S) -> SessionManagerLayer<S> {
    let lifetime = Duration::try_from(settings.session_lifetime).unwrap_or(Duration::HOUR);
    SessionManagerLayer::new(sessions)
        .with_name(settings.cookie.clone())
        .with_same_site(SameSite::Lax)
        .with_secure(settings.is_secure())
        // A session is written at the login alone, so this is the time since then.
        .with_expiry(Expiry::OnInactivity(lifetime))
}
