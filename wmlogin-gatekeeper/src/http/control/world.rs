//! Sites, people and settings, and where everything is.

use std::fs;

use axum::body::Bytes;
use axum::extract::State;
use serde_json::json;
use tokio::task::spawn_blocking;
use wmlogin_types::CERTIFICATE_ROOT_AS_TEXT;
use wmlogin_types::runtime::text::normalize;

use super::Control;
use super::message::{Answer, Mistake, done, json as as_json};
use crate::{Person, Settings, SiteSettings};

/// What errors call settings that are sent.
const SENT: &str = "body";

/// The addresses of a stand-in that runs.
pub(super) async fn health(State(control): State<Control>) -> Answer {
    let root = control.authority.map(|_| {
        format!("{}{}", control.base_url.as_str().trim_end_matches('/'), CERTIFICATE_ROOT_AS_TEXT.path)
    });
    as_json(&json!({
        "status": "ok",
        "service": control.base_url.as_str(),
        "tls": control.tls_url.as_ref().map(url::Url::as_str),
        "root": root,
    }))
}

pub(super) async fn people(State(control): State<Control>) -> Answer {
    as_json(&json!(control.service.state.settings().people))
}

/// Adds a person, or replaces the one with the same WMID.
pub(super) async fn set_person(State(control): State<Control>, body: Bytes) -> Answer {
    let person: Person = read(&body)?;
    control.service.state.set_person(person);
    done()
}

pub(super) async fn sites(State(control): State<Control>) -> Answer {
    as_json(&json!(control.service.state.settings().sites))
}

/// Adds a site, or replaces the one with the same return URL id.
pub(super) async fn set_site(State(control): State<Control>, body: Bytes) -> Answer {
    let site: SiteSettings = read(&body)?;
    control.service.state.set_site(site);
    done()
}

/// Takes other settings: those in the body, else those in the file.
pub(super) async fn reload(State(control): State<Control>, body: Bytes) -> Answer {
    let sent = text(&body);
    let settings = match control.file {
        _ if !sent.trim().is_empty() => Settings::from_yaml(SENT, &sent).map_err(Mistake::new)?,
        Some(file) => {
            let name = file.display().to_string();
            let read = spawn_blocking(move || fs::read(file)).await.map_err(Mistake::failure)?;
            let bytes = read.map_err(|error| Mistake::failure(format!("cannot read {name}: {error}")))?;
            Settings::from_yaml(&name, &text(&bytes)).map_err(Mistake::new)?
        }
        None => return Err(Mistake::new("there is no settings file; send the settings as the body")),
    };
    control.service.state.reload(settings);
    done()
}

/// Reads a part of the settings, as JSON or YAML.
fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Mistake> {
    serde_yaml::from_str(&text(body)).map_err(Mistake::new)
}

/// Settings that are not UTF-8 have mistakes that reading them tells.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&normalize(bytes)).into_owned()
}
