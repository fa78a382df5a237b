//! Faults, the clock, revocations, and a fresh start.

use axum::body::Bytes;
use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use tokio::task::spawn_blocking;
use wmlogin_certificate::Serial;

use super::Control;
use super::message::{Answer, Fields, Mistake, done, json as as_json};
use crate::Fault;

/// Far enough for every lifetime, and near enough for every date format.
const MAX_OFFSET: TimeDelta = TimeDelta::days(3650);

/// Sets the fault of every answer to a site, or lifts it.
pub(super) async fn set_fault(State(control): State<Control>, body: Bytes) -> Answer {
    let mut fields = Fields::read(&body)?;
    let fault = fields.take("fault").map(|text| text.parse::<Fault>()).transpose().map_err(Mistake::new)?;
    let sites = fields.take_sites(&control.service.state)?;
    fields.finish()?;
    for site in sites {
        control.service.state.set_fault(&site, fault).map_err(Mistake::new)?;
    }
    done()
}

/// Queues the fault of one answer to a site.
pub(super) async fn queue_fault(State(control): State<Control>, body: Bytes) -> Answer {
    let mut fields = Fields::read(&body)?;
    let fault = fields.take("fault").ok_or_else(|| Mistake::new("`fault` is missing"))?;
    let fault: Fault = fault.parse().map_err(Mistake::new)?;
    let sites = fields.take_sites(&control.service.state)?;
    fields.finish()?;
    for site in sites {
        control.service.state.queue_fault(&site, fault).map_err(Mistake::new)?;
    }
    done()
}

pub(super) async fn clock(State(control): State<Control>) -> Answer {
    let clock = control.service.state.clock();
    as_json(&json!({ "now": clock.now().to_rfc3339(), "offset": clock.offset().num_milliseconds() }))
}

/// Sets the clock: by the milliseconds that it is ahead, or to a time.
pub(super) async fn set_clock(State(control): State<Control>, body: Bytes) -> Answer {
    let mut fields = Fields::read(&body)?;
    let offset = fields.take_as("offset", |text| {
        let offset = text.parse().ok().and_then(TimeDelta::try_milliseconds);
        offset.ok_or_else(|| "expected a number of milliseconds".to_owned())
    })?;
    let now = fields.take_as("now", |text| {
        let now = DateTime::parse_from_rfc3339(text).map(|now| now.with_timezone(&Utc));
        now.map_err(|_| "expected a time such as `2030-01-31T12:00:00Z`".to_owned())
    })?;
    fields.finish()?;
    let clock = control.service.state.clock();
    let by_time = |now: DateTime<Utc>| now - (clock.now() - clock.offset());
    let offset = offset.or(now.map(by_time)).ok_or_else(|| Mistake::new("`offset` or `now` is missing"))?;
    if offset.abs() > MAX_OFFSET {
        return Err(Mistake::new("the clock can be ten years ahead or behind"));
    }
    clock.set_offset(offset);
    done()
}

/// Revokes a certificate.
pub(super) async fn revoke(State(control): State<Control>, body: Bytes) -> Answer {
    let authority = control.authority.ok_or_else(|| Mistake::new("this stand-in has no certificates"))?;
    let mut fields = Fields::read(&body)?;
    let serial =
        fields.take_as("serial", |text| text.parse::<Serial>().map_err(|error| error.to_string()))?;
    let serial = serial.ok_or_else(|| Mistake::new("`serial` is missing"))?;
    fields.finish()?;
    let revoked = spawn_blocking(move || authority.revoke(&serial)).await.map_err(Mistake::failure)?;
    revoked.map_err(Mistake::new)?;
    done()
}

/// Forgets everything that happened.
pub(super) async fn reset(State(control): State<Control>, body: Bytes) -> Answer {
    Fields::read(&body)?.finish()?;
    control.service.state.reset();
    done()
}
