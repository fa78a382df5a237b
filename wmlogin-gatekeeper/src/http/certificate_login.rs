//! Signing in with a certificate: from the page to the TLS listener, and back with a one-time code.

mod origins;
mod proofs;

use std::sync::Arc;

use http::HeaderMap;
use http::request::Parts;
use url::form_urlencoded::{Serializer, parse};
use wmlogin_types::pages::authentication::{PATH, Query};

pub(crate) use origins::Origins;
pub(super) use proofs::Proof;
use proofs::Proofs;

use super::cookies::{BrowserId, PageTokens};
use super::server::OverTls;
use crate::Clock;
use crate::certification::CertificationAuthority;
use crate::problem::CertificateProblem;

/// The path of the handshake, where a page sends the browser with a certificate.
pub(super) const LOGIN_PATH: &str = "/certificates/login";

/// The parameter of the TLS listener with a token of the page that sends the browser there.
pub(super) const TOKEN: &str = "gatekeeper-token";

/// The parameter of the TLS listener that leads back to the page there.
const OVER_TLS: &str = "gatekeeper-tls";

/// The parameter of the page with the one-time code that the browser brings back.
pub(super) const CODE: &str = "gatekeeper-code";

/// What the two listeners share where certificates are switched on.
pub(crate) struct CertificateLogin {
    pub(super) authority: Arc<CertificationAuthority>,
    origins: Origins,
    proofs: Proofs,
}

impl CertificateLogin {
    pub(crate) fn new(authority: Arc<CertificationAuthority>, origins: Origins, clock: Clock) -> Self {
        Self { authority, origins, proofs: Proofs::new(clock) }
    }

    /// Where a page sends the browser for a handshake.
    pub(super) fn tls_origin(&self, headers: &HeaderMap) -> String {
        self.origins.tls(headers)
    }

    /// The address that asks for a certificate; the token names the browser to nobody but the page.
    pub(super) fn handshake_url(&self, request: &Parts, query: &Query, token: &str) -> String {
        let headers = &request.headers;
        let over_tls = request.extensions.get::<OverTls>().map(|_| (OVER_TLS, "1"));
        let query = with(query, [(TOKEN, token)].into_iter().chain(over_tls));
        format!("{}{LOGIN_PATH}?{query}", self.origins.tls(headers))
    }

    /// The page that the browser came from, with a code if there is one.
    pub(super) fn page_url(&self, request: &Parts, query: &Query, code: Option<&str>) -> String {
        let own = request.uri.query().unwrap_or_default();
        let over_tls = parse(own.as_bytes()).any(|(name, _)| name == OVER_TLS);
        let origin =
            if over_tls { self.origins.tls(&request.headers) } else { self.origins.plain(&request.headers) };
        let query = with(query, code.map(|code| (CODE, code)));
        format!("{origin}{PATH}?{query}")
    }

    /// Takes the proof that a code stands for, if it is of this query and this browser, and still good.
    pub(super) fn take(
        &self,
        code: &str,
        query: &Query,
        headers: &HeaderMap,
        tokens: &PageTokens,
    ) -> Result<Proof, CertificateProblem> {
        let proof = self.proofs.take(code).ok_or(CertificateProblem::Code)?;
        let browser = BrowserId::of(headers).ok_or(CertificateProblem::Code)?;
        if proof.query != *query || !tokens.accepts(&proof.token, browser) {
            return Err(CertificateProblem::Code);
        }
        self.authority.verify_again(&proof.certificate)?;
        Ok(proof)
    }

    /// Keeps the proof while the browser goes to the page; returns the code that stands for it.
    pub(super) fn keep_for_page(&self, proof: Proof) -> Result<String, getrandom::Error> {
        self.proofs.keep(proof)
    }

    /// Keeps the proof for the form that the user sends next; what comes back is what the form has to say.
    pub(super) fn keep(&self, proof: Proof) -> Result<String, getrandom::Error> {
        self.proofs.keep_for_form(proof)
    }
}

/// The query with parameters of our own.
fn with<'a>(query: &Query, own: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut pairs = Serializer::new(query.to_form());
    pairs.extend_pairs(own);
    pairs.finish()
}
