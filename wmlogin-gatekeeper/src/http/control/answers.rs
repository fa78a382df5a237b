//! Answers to sites: made without a browser, or queued for the next one.

use std::net::{IpAddr, Ipv4Addr};

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use http::header::CONTENT_TYPE;
use serde_json::{Map, json};
use wmlogin_types::pages::authentication::{PATH, Query};
use wmlogin_types::{AuthType, Field, Outcome, Response, TicketFlags, UrlId};

use super::Control;
use super::message::{Answer, Fields, Mistake, done, json as as_json};
use crate::names::one_of;
use crate::{Approval, Queued};

const FORM: &str = "application/x-www-form-urlencoded";

/// The forms of an answer.
const FORMATS: [&str; 3] = ["json", "form", "page"];

/// Makes an answer without a browser.
pub(super) async fn issue(State(control): State<Control>, body: Bytes) -> Answer {
    let mut fields = Fields::read(&body)?;
    let site = fields.take_site(&control.service.state)?;
    let format = fields.take("format").unwrap_or_else(|| FORMATS[0].to_owned());
    let queued = outcome(&control, &mut fields)?;
    fields.finish()?;
    match format.as_str() {
        "json" => {
            let response = respond(&control, site, queued)?;
            let fields = response.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), json!(value)));
            let action = control.service.state.site(&site).map(|site| site.return_url.to_string());
            let fields = fields.collect::<Map<_, _>>();
            as_json(&json!({ "action": action, "fields": fields, "body": response.to_form() }))
        }
        "form" => Ok(([(CONTENT_TYPE, FORM)], respond(&control, site, queued)?.to_form()).into_response()),
        // The page has to be one of the service: sites look at the origin of what they get.
        "page" => {
            control.service.state.queue(&site, queued).map_err(Mistake::new)?;
            let query = Query::new(site).to_form();
            let base = control.base_url.as_str().trim_end_matches('/');
            Ok(Redirect::to(&format!("{base}{PATH}?{query}")).into_response())
        }
        other => Err(Mistake::new(one_of("format", other, FORMATS))),
    }
}

/// Queues what the next visit to the login page of a site ends with.
pub(super) async fn queue(State(control): State<Control>, body: Bytes) -> Answer {
    let mut fields = Fields::read(&body)?;
    let site = fields.take_site(&control.service.state)?;
    let queued = outcome(&control, &mut fields)?;
    fields.finish()?;
    control.service.state.queue(&site, queued).map_err(Mistake::new)?;
    done()
}

fn respond(control: &Control, site: UrlId, queued: Queued) -> Result<Response, Mistake> {
    match queued {
        Queued::Login(approval) => control.service.state.issue(&site, &approval).map_err(Mistake::new),
        Queued::NoLogin(outcome) => Ok(control.service.state.no_login(&site, outcome)),
    }
}

/// A login, or the outcome that is not one. Without a user, it is a login of the first one.
fn outcome(control: &Control, fields: &mut Fields) -> Result<Queued, Mistake> {
    let outcomes = || Outcome::ALL.iter().copied();
    let no_login = fields.take_as("outcome", |name| {
        outcomes()
            .find(|it| it.name() == name)
            .ok_or_else(|| one_of("outcome", name, outcomes().map(Outcome::name)))
    })?;
    if let Some(outcome) = no_login {
        return Ok(Queued::NoLogin(outcome));
    }
    let wmid = fields
        .take_as("wmid", |text| text.parse().map_err(|error: wmlogin_types::ValueError| error.to_string()))?;
    let first = || control.service.state.people().first().map(|person| person.wmid);
    let wmid = wmid.or_else(first).ok_or_else(|| Mistake::new("`wmid` is missing"))?;
    let methods = || AuthType::ALL.iter().copied();
    let method = fields.take_as("method", |name| {
        AuthType::from_name(name).ok_or_else(|| one_of("method", name, methods().map(AuthType::name)))
    })?;
    let address =
        fields.take_as("address", |text| text.parse::<IpAddr>().map_err(|error| error.to_string()))?;
    let address = address.unwrap_or(Ipv4Addr::LOCALHOST.into());
    let flags = fields.take_as("flags", |text| {
        wmlogin_types::runtime::read::<TicketFlags>(text).map_err(|error| error.to_string())
    })?;
    let chosen = fields.take_all(Field::ALL, Field::name);
    let approval = match method {
        Some(method) => Approval::new(wmid, method, address),
        // The factors among the fields tell the method; without any, it is the first that is in use.
        None if chosen.is_empty() => {
            let method = methods().find(|method| method.is_in_use()).unwrap_or(AuthType::ALL[0]);
            Approval::new(wmid, method, address)
        }
        None => Approval::by_factors(wmid, address),
    };
    let approval = approval.flags(flags.unwrap_or_default());
    Ok(chosen.into_iter().fold(approval, |approval, (field, text)| approval.field(field, text)).into())
}
