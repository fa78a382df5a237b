//! The report as JSON, for programs.

use std::io;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use wmlogin_client::VerifiedLogin;

use super::arguments::Arguments;
use super::checks;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output;

#[derive(Serialize)]
struct Document {
    /// Yes, no, or `null`: not asked.
    confirmed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    login: Option<Login>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Problem>,
    not_checked: Vec<&'static str>,
}

#[derive(Serialize)]
struct Login {
    wmid: String,
    url_id: String,
    auth_type: Option<&'static str>,
    user_address: String,
    last_access: Option<String>,
    expires: Option<String>,
}

#[derive(Serialize)]
struct Problem {
    kind: &'static str,
    message: String,
}

/// The report.
pub fn report(outcome: &Result<VerifiedLogin, Failure>, arguments: &Arguments) -> io::Result<String> {
    let failure = outcome.as_ref().err();
    let checks = checks::all(arguments);
    output::json(&Document {
        confirmed: failure.map_or(Some(true), |failure| (failure.exit == Exit::No).then_some(false)),
        login: outcome.as_ref().ok().map(login),
        error: failure.map(|failure| Problem { kind: failure.kind, message: failure.message.clone() }),
        not_checked: checks.iter().filter(|check| check.omitted.is_some()).map(|check| check.name).collect(),
    })
}

fn login(login: &VerifiedLogin) -> Login {
    Login {
        wmid: login.wmid().to_string(),
        url_id: login.url_id().to_string(),
        auth_type: login.auth_type().map(wmlogin_types::AuthType::name),
        user_address: login.user_address().to_string(),
        last_access: login.last_access().map(time),
        expires: login.expires().map(time),
    }
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
