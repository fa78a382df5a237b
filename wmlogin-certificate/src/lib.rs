//! The personal certificates of WebMoney users: reads them and the requests for them, and verifies the
//! one that a browser presents.
//!
//! # The order
//!
//! ```text
//! TLS handshake -> PresentedCertificate --CertificateVerifier::verify()--> VerifiedCertificate
//! ```
//!
//! A [`PresentedCertificate`] is what a client presented, together with the proof that it has the
//! private key; who it is for, it only [claims](PresentedCertificate::claimed). The
//! [`CertificateVerifier`] is the only maker of a [`VerifiedCertificate`].
//!
//! ```
//! use wmlogin_certificate::{CertificateError, CertificateVerifier, PresentedCertificate};
//!
//! fn sign_in(
//!     verifier: &CertificateVerifier,
//!     presented: &PresentedCertificate,
//! ) -> Result<(), CertificateError> {
//!     let login = verifier.verify(presented)?;
//!     println!("{} signs in", login.wmid());
//!     Ok(())
//! }
//! ```
//!
//! # No ticket
//!
//! The service has no part in such a login, so there is no ticket, no session with the service and
//! nothing to ask it about; the `VerifiedLogin` of `wmlogin-client` is another thing. The login rests on
//! the operator's root certificate, and on the revocation lists if the site has any.
//!
//! # Files
//!
//! [`read_certificates`] reads a `.cer`, [`PersonalCertificate`] tells what is in one and verifies
//! nothing, [`CertificateVerifier::check_chain`] tells whether it leads to a root, and
//! [`CertificateRequest`] reads what an owner sends to have a certificate signed.
//!
//! # Limits
//!
//! Whatever comes from outside is bounded: [`MAX_CERTIFICATE_LENGTH`], [`MAX_CERTIFICATES`],
//! [`MAX_FILE_LENGTH`], [`MAX_REQUEST_LENGTH`] and [`MAX_REVOCATION_LIST_LENGTH`].
//!
//! # Features
//!
//! - `tls`: the module `tls`, a listener for [axum](https://docs.rs/axum) that asks browsers for a
//!   certificate, and an extractor for its owner.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod error;
mod file;
mod fingerprint;
mod holder;
mod key;
mod name;
mod personal;
mod presented;
mod read_error;
mod request;
mod revocation;
mod serial;
#[cfg(feature = "tls")]
pub mod tls;
mod verified;
mod verifier;

pub use error::CertificateError;
pub use file::{MAX_CERTIFICATES, MAX_FILE_LENGTH, read_certificates};
pub use fingerprint::Fingerprint;
pub use holder::{Holder, HolderError, MAX_EMAIL_LENGTH};
pub use key::{KeyKind, RSA_BITS};
pub use personal::{MAX_CERTIFICATE_LENGTH, PersonalCertificate};
pub use pki_types::CertificateDer;
pub use presented::PresentedCertificate;
pub use read_error::ReadError;
pub use request::{CertificateRequest, MAX_REQUEST_LENGTH, RequestError};
pub use revocation::{MAX_REVOCATION_LIST_LENGTH, RevocationListError};
pub use serial::{Serial, SerialError};
pub use verified::VerifiedCertificate;
pub use verifier::{CertificateVerifier, CertificateVerifierBuildError, CertificateVerifierBuilder};

/// The examples of the README, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
