//! The relay: the first step signs an answer, and a page of the site itself posts it again.

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use url::form_urlencoded;
use wmlogin_types::Response;

use super::cookie::LOGIN_LIFETIME;
use super::key::{FlowKeys, Purpose};
use crate::origin::Origin;

/// The field of the relay page that holds the signature.
pub(super) const FIELD: &str = "wmlogin_relay";

/// The facts of the first step that the second one relies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Relay {
    /// Says if the service's page was seen to be the origin, or the browser withheld it.
    pub(super) origin: Origin,
    at: i64,
}

/// The reasons for which a relayed answer is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RelayError {
    /// It has no signature, or not that of this answer.
    Signature,
    /// The relay page was open for too long.
    Expired,
}

impl Relay {
    pub(super) fn new(origin: Origin, now: DateTime<Utc>) -> Self {
        Self { origin, at: now.timestamp() }
    }

    /// Signs the answer: time, origin and signature, for a form field.
    pub(super) fn sign(self, answer: &Response, keys: &FlowKeys) -> String {
        let head = self.head();
        let tag = keys.sign(Purpose::Relay, &[&head, answer.to_form().as_bytes()]);
        BASE64URL_NOPAD.encode(&[&head[..], &tag].concat())
    }

    /// Verifies the field that came with an answer.
    pub(super) fn verify(
        body: &[u8],
        answer: &Response,
        keys: &FlowKeys,
        now: DateTime<Utc>,
    ) -> Result<Self, RelayError> {
        let mut fields = form_urlencoded::parse(body).filter(|(name, _)| name == FIELD);
        let field = fields.next().filter(|_| fields.next().is_none()).ok_or(RelayError::Signature)?;
        let bytes = BASE64URL_NOPAD.decode(field.1.as_bytes()).map_err(|_| RelayError::Signature)?;
        let (head, tag) = bytes.split_first_chunk::<9>().ok_or(RelayError::Signature)?;
        if !keys.verify(Purpose::Relay, &[head, answer.to_form().as_bytes()], tag) {
            return Err(RelayError::Signature);
        }
        let [origin, at @ ..] = *head;
        let origin = if origin == b'o' { Origin::Expected } else { Origin::Withheld };
        let relay = Self { origin, at: i64::from_be_bytes(at) };
        let age = TimeDelta::seconds(now.timestamp() - relay.at);
        if age < LOGIN_LIFETIME { Ok(relay) } else { Err(RelayError::Expired) }
    }

    fn head(self) -> [u8; 9] {
        let mut head = [0; 9];
        head[0] = if self.origin == Origin::Expected { b'o' } else { b'-' };
        head[1..].copy_from_slice(&self.at.to_be_bytes());
        head
    }
}
