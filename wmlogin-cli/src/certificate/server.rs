//! The certification server: a request goes there, and the certificate comes back.

use wmlogin_certificate::CertificateRequest;
use wmlogin_client::{
    HttpTransport, Question, Service, SiteError, Transport, TransportBuildError, TransportError,
    TransportErrorKind,
};
use wmlogin_types::CERTIFICATE_REGISTRATION;

use crate::failure::{Failure, chain};
use crate::foreign;
use crate::key_store::Roots;
use crate::progress;

/// The number of characters of the server's answer that are shown.
const LONGEST_REASON: usize = 300;

/// Reads the address of a server.
pub fn parse(address: &str) -> Result<Service, String> {
    Service::new(address).map_err(|error| match error {
        SiteError::ServiceWithoutTls(url) => format!("{url} is not https, and not on this machine"),
        error => chain(&error),
    })
}

/// The file with the certificate that the server makes of the request.
///
/// The connection is checked against the machine's roots and the given ones: a request is no secret, and
/// what comes back is verified as if it had come by mail.
///
/// # Errors
///
/// The server cannot be reached, or refuses.
pub fn sign(server: &Service, roots: &Roots, request: &CertificateRequest) -> Result<Vec<u8>, Error> {
    let mut url = server.url().clone();
    url.set_path(&(url.path().trim_end_matches('/').to_owned() + CERTIFICATE_REGISTRATION.path));
    tracing::info!(%url, "asks the certification server");
    let transport = HttpTransport::builder().add_root_certificates_pem(roots.pem().as_bytes()).build()?;
    let content_type = CERTIFICATE_REGISTRATION.request_type.unwrap_or_default();
    let question = Question::new(url, content_type, request.der().to_vec());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(Error::Runtime)?;
    let ask = || runtime.block_on(transport.post(question));
    let answer = progress::during("Asking the certification server", ask)?;
    if answer.status() == http::StatusCode::OK {
        return Ok(answer.into_body());
    }
    let status = answer.status();
    Err(Error::Refused { status, reason: reason(answer.body()) })
}

/// The first line of an answer, as it may be shown.
fn reason(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let line = text.lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(LONGEST_REASON) {
        _ if line.is_empty() => "it does not say why".to_owned(),
        Some((end, _)) => foreign::escape(&line[..end]) + "…",
        None => foreign::escape(line),
    }
}

/// The reason that the server signs nothing. Its text is one line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no way to reach it.
    #[error("the certification server cannot be reached")]
    Transport(#[from] TransportBuildError),
    /// It does not answer as it should.
    #[error("no usable answer from the certification server")]
    NoAnswer(#[from] TransportError),
    /// The system gives no resources to ask with.
    #[error("cannot begin to ask")]
    Runtime(#[source] std::io::Error),
    /// It does not want to.
    #[error("the certification server refuses, with {status}: {reason}")]
    Refused { status: http::StatusCode, reason: String },
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let message = chain(&error);
        match error {
            Error::Refused { .. } => Self::no("refused", message),
            Error::NoAnswer(error) if error.kind() == TransportErrorKind::AnswerTooLong => {
                Self::no("answer_too_long", message)
            }
            _ => Self::not_asked("server", message),
        }
    }
}
