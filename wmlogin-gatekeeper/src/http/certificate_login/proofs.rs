//! Certificates that were proved, and the one-time codes that stand for them.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_client::certificate::PersonalCertificate;
use wmlogin_types::pages::authentication::Query;

use crate::Clock;
use crate::expiring::Expiring;
use crate::http::cookies::{decode, encode, random};

/// How long a browser may take from the handshake to the page.
const CODE_LIFETIME: TimeDelta = TimeDelta::seconds(60);

/// How long a user may take to send the form.
const FORM_LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// How many codes there are at once; the oldest are dropped.
const MOST: usize = 1000;

/// Somebody proved to have the key of a certificate.
#[derive(Clone, Debug)]
pub(crate) struct Proof {
    pub certificate: PersonalCertificate,
    /// What the site asks for.
    pub query: Query,
    /// The token of the page that the browser came from.
    pub token: String,
}

/// Stands for a proof, once.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Code([u8; 32]);

pub(super) struct Proofs {
    clock: Clock,
    held: Mutex<Expiring<Code, Proof>>,
}

impl Proofs {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, held: Mutex::new(Expiring::new()) }
    }

    /// Keeps a proof while the browser goes to the page.
    pub(super) fn keep(&self, proof: Proof) -> Result<String, getrandom::Error> {
        self.keep_for(proof, CODE_LIFETIME)
    }

    /// Keeps a proof while the user looks at the page.
    pub(super) fn keep_for_form(&self, proof: Proof) -> Result<String, getrandom::Error> {
        self.keep_for(proof, FORM_LIFETIME)
    }

    fn keep_for(&self, proof: Proof, lifetime: TimeDelta) -> Result<String, getrandom::Error> {
        let code = Code(random()?);
        let text = encode(&code.0);
        let (mut held, now) = self.held();
        held.insert_among(MOST, code, proof, now + lifetime);
        Ok(text)
    }

    /// Takes the proof that a code stands for. The code is good for nothing afterwards.
    pub(super) fn take(&self, code: &str) -> Option<Proof> {
        let code = Code(decode(code)?);
        self.held().0.remove(&code)
    }

    fn held(&self) -> (MutexGuard<'_, Expiring<Code, Proof>>, DateTime<Utc>) {
        // Nothing in here is left half done by a panic: every change is one insertion or removal.
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        held.drop_expired(now);
        (held, now)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}
