//! Certificates that were proved, and the one-time codes that stand for them.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_certificate::PersonalCertificate;
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
        Self { clock, held: Mutex::new(Expiring::new(MOST)) }
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
        held.insert(code, proof, now + lifetime);
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rcgen::{CertificateParams, DnType, KeyPair};

    use super::*;
    use crate::certification::{CertificateStore, CertificationAuthority};
    use crate::{Settings, State};

    fn proof() -> Proof {
        let state = Arc::new(State::new(Settings::default(), Clock::system()));
        let authority =
            CertificationAuthority::open(CertificateStore::Memory, state, &[]).expect("an authority");
        let mut params = CertificateParams::new([]).expect("no names");
        params.distinguished_name.push(DnType::CommonName, "100000000001");
        let request = params.serialize_request(&KeyPair::generate().expect("a key")).expect("a request");
        let certificate = authority.register(request.der()).expect("a certificate");
        let site = "7afa5173-bddb-453a-adce-99fb012ceb73".parse().expect("an id");
        Proof { certificate, query: Query::new(site), token: String::new() }
    }

    #[test]
    fn the_oldest_make_room() {
        let (proofs, proof) = (Proofs::new(Clock::system()), proof());
        let codes: Vec<_> = (0..=MOST).map(|_| proofs.keep(proof.clone()).expect("a code")).collect();
        assert!(codes.iter().all(|code| code.len() == 64));
        assert_eq!(proofs.held().0.room().0, MOST);
        assert!(proofs.take(&codes[0]).is_none());
        assert!(proofs.take(&codes[1]).is_some());
        assert!(proofs.take(&codes[1]).is_none());
        assert!(proofs.take(&codes[MOST]).is_some());
        let shown = format!("{:?}", proofs.held().0);
        assert!(!shown.contains(&codes[2][..8]), "{shown}");
    }

    #[test]
    fn nothing_stays_after_its_time() {
        let clock = Clock::fixed(Utc::now());
        let (proofs, proof) = (Proofs::new(clock.clone()), proof());
        let code = proofs.keep(proof.clone()).expect("a code");
        proofs.keep_for_form(proof).expect("a code");
        clock.advance(CODE_LIFETIME);
        assert!(proofs.take(&code).is_none());
        clock.advance(FORM_LIFETIME);
        assert_eq!(proofs.held().0.room().0, 0);
    }
}
