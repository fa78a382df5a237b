//! The personal certificates of WebMoney users: reading them and the requests for them, and verifying the
//! one that a browser presents.
//!
//! # Overview
//!
//! ```text
//! TLS handshake -> PresentedCertificate --CertificateVerifier::verify()--> VerifiedCertificate
//! ```
//!
//! A [`PresentedCertificate`] is what a client presented, with proof that it has the private key. The user in
//! it is only a [claim](PresentedCertificate::claimed). The [`CertificateVerifier`] is the only way to obtain
//! a [`VerifiedCertificate`].
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
//! The service takes no part in such a login: there is no ticket, no session with the service and nothing to
//! ask it about. The `VerifiedLogin` of `wmlogin-client` is something else. The login rests on the operator's
//! root certificate, and on the revocation lists if the site has any.
//!
//! # Files
//!
//! [`read_certificates`] reads a `.cer` or `.p7b` file. [`PersonalCertificate`] holds the content of a certificate,
//! without verifying anything; [`CertificateVerifier::check_chain`] checks that it leads to a root.
//! [`CertificateRequest`] reads what an owner sends to have a certificate signed.
//!
//! # Limits
//!
//! All input is bounded: [`MAX_CERTIFICATE_LENGTH`], [`MAX_CERTIFICATES`], [`MAX_FILE_LENGTH`],
//! [`MAX_REQUEST_LENGTH`] and [`MAX_REVOCATION_LIST_LENGTH`].
//!
//! # Features
//!
//! - `tls`: the module `tls`, a listener for [axum](https://docs.rs/axum) that asks browsers for a
//!   certificate, and an extractor for its owner.
//! - `folder`: the module `folder`, files of keys and certificates that outlast a crash.
//! - `pkcs12`: the module `pkcs12`, which opens backup files.
//! - `crash-points`: for tests alone; lets a test kill the program at any operation on such files.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod ber;
mod certificate;
mod file;
#[cfg(feature = "folder")]
pub mod folder;
mod holder;
mod key;
mod login;
mod name;
mod pem;
#[cfg(feature = "pkcs12")]
pub mod pkcs12;
mod read_error;
mod request;
mod serial;
mod signed;
#[cfg(feature = "tls")]
pub mod tls;
mod tlv;
mod verifier;
mod x509;

pub use certificate::{Fingerprint, PersonalCertificate};
pub use file::read_certificates;
pub use holder::{Holder, HolderError, MAX_EMAIL_LENGTH};
pub use key::{KeyKind, RSA_BITS};
pub use login::{PresentedCertificate, VerifiedCertificate};
pub use pki_types::CertificateDer;
pub use read_error::{MAX_CERTIFICATE_LENGTH, MAX_CERTIFICATES, MAX_FILE_LENGTH, ReadError};
pub use request::{CertificateRequest, MAX_REQUEST_LENGTH, RequestError};
pub use serial::{Serial, SerialError};
pub use verifier::{
    CertificateError, CertificateVerifier, CertificateVerifierBuildError, CertificateVerifierBuilder,
    MAX_REVOCATION_LIST_LENGTH, RevocationListError,
};
pub use x509::Certificate;

/// The examples of the README, which have to compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
