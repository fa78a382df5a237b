//! The personal certificates of WebMoney users: reading them and the requests for them. Needs the
//! feature `certificate`.
//!
//! [`read_certificates`] reads a `.cer`, [`PersonalCertificate`] tells what is in one and verifies
//! nothing, and [`CertificateRequest`] reads what an owner sends to have a certificate signed.
//!
//! # Limits
//!
//! Whatever comes from outside is bounded: [`MAX_CERTIFICATE_LENGTH`], [`MAX_CERTIFICATES`],
//! [`MAX_FILE_LENGTH`] and [`MAX_REQUEST_LENGTH`].

mod file;
mod fingerprint;
mod holder;
mod key;
mod name;
mod personal;
mod read_error;
mod request;
mod serial;

pub use file::{MAX_CERTIFICATES, MAX_FILE_LENGTH, read_certificates};
pub use fingerprint::Fingerprint;
pub use holder::{Holder, HolderError, MAX_EMAIL_LENGTH};
pub use key::{KeyKind, RSA_BITS};
pub use personal::{MAX_CERTIFICATE_LENGTH, PersonalCertificate};
pub use read_error::ReadError;
pub use request::{CertificateRequest, MAX_REQUEST_LENGTH, RequestError};
pub use serial::{Serial, SerialError};
