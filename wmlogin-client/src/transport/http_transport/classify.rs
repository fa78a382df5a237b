//! Mapping an error of reqwest to the kind of failure.

use std::error::Error;
use std::io;
use std::iter::successors;

use super::{TransportError, TransportErrorKind};

/// Converts an error of reqwest, which means that there is no answer or only a part of it.
pub(super) fn no_answer(error: reqwest::Error) -> TransportError {
    TransportError::new(kind(&error)).with_source(error.without_url())
}

fn kind(error: &reqwest::Error) -> TransportErrorKind {
    // Checked first, because a TLS error during connecting is also a connect error, but connecting again
    // would not help.
    if is_tls(error) {
        TransportErrorKind::Tls
    } else if error.is_dns() {
        TransportErrorKind::Resolve
    } else if error.is_connect() && error.is_timeout() {
        TransportErrorKind::ConnectTimeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_request() || error.is_body() || error.is_decode() {
        TransportErrorKind::Interrupted
    } else {
        TransportErrorKind::Other
    }
}

/// Returns `true` if an error of rustls is in the chain.
fn is_tls(error: &reqwest::Error) -> bool {
    successors(error.source(), |&error| cause(error)).any(<dyn Error>::is::<rustls::Error>)
}

/// Returns the next error in the chain. The `source` of an [`io::Error`] skips the error that it wraps.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

#[cfg(test)]
mod tests {
    use reqwest::dns::{Name, Resolve, Resolving};

    use super::super::tls::{Trust, client_config};
    use super::{TransportErrorKind, no_answer};

    struct Nowhere;

    impl Resolve for Nowhere {
        fn resolve(&self, _name: Name) -> Resolving {
            Box::pin(async { Err("nowhere".into()) })
        }
    }

    #[tokio::test]
    async fn the_host_has_no_address() {
        let tls = client_config(&Trust::default(), None).expect("a configuration");
        let client = reqwest::Client::builder().tls_backend_preconfigured(tls).dns_resolver(Nowhere).build();
        let answer = client.expect("a client").get("https://user:password@login.invalid/").send().await;
        let error = no_answer(answer.expect_err("no answer"));
        assert_eq!(error.kind(), TransportErrorKind::Resolve);
        assert!(!format!("{error:?}").contains("password"));
    }
}
