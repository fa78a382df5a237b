//! The certification server: it signs the requests of people, lists what it signed, and revokes.
//!
//! A certification server is a part of the stand-in that is switched on by
//! [`GatekeeperBuilder::certificates`](crate::GatekeeperBuilder::certificates). Its protocol is our own, made of
//! what the standards have for it. `{base}` is the address of the stand-in, plain or with TLS:
//!
//! | request | answer |
//! | --- | --- |
//! | `POST {base}/certificates`, a PKCS #10 request in DER | the certificate in DER |
//! | `GET {base}/certificates` | a page that lists the certificates, with buttons to revoke them |
//! | `GET {base}/certificates/root.cer` | the root in DER |
//! | `GET {base}/certificates/root.pem` | the root in PEM, as openssl and curl want it |
//! | `GET {base}/certificates/revoked.crl` | the revocation list in DER |
//!
//! The paths and the media types are those of [`CERTIFICATE_REGISTRATION`](wmlogin_types::CERTIFICATE_REGISTRATION)
//! and its like.
//!
//! A refusal has a status of 4xx or 5xx and one line of `text/plain` that says what is wrong.
//!
//! # What is signed
//!
//! A request that is signed with its own key, for somebody who is [known](crate::Settings::knows) and has the
//! [method for certificates](wmlogin_types::AuthType::CERTIFICATE). The certificate names the WMID and the e-mail
//! address of the request, and nothing else that the request asks for. It is valid since an hour ago,
//! because clocks differ, and for exactly [`CERTIFICATE_LIFETIME`](wmlogin_types::CERTIFICATE_LIFETIME). The root
//! issues it directly.
//!
//! Whoever registers a key again gets the same certificate, as long as that is valid, so a program may crash
//! and ask once more. A key whose certificate was revoked is refused. A certificate for somebody who has a
//! valid one is a renewal.
//!
//! # Where it is kept
//!
//! In memory, or in a folder, as [`CertificateStore`] says:
//!
//! | file | what it is |
//! | --- | --- |
//! | `root.key` | the root's private key, PKCS #8 in PEM; nobody but the owner may read it |
//! | `root.cer` | the root, in PEM |
//! | `1A2B….cer` | a certificate, in DER; the name is its serial number |
//! | `1A2B….revoked` | says that this certificate is revoked, and since when |
//! | `lock` | held by the stand-in that uses the folder; there can be one |
//!
//! Each file is made whole or not at all, and none is ever written again, so a crash leaves nothing behind
//! that is half done. Where `root.cer` is missing it is made from `root.key`; where the key is missing, or
//! another file says what cannot be, the stand-in does not start and says why.
//!
//! # The TLS listener
//!
//! It has a certificate of the same root, for `localhost`, `127.0.0.1`, `::1` and the configured names, which is made at each start
//! and good for 90 days by the machine's clock. Personal certificates go by the stand-in's
//! [`Clock`](crate::Clock), to the second.
//!
//! # Security
//!
//! Whoever asks gets a certificate for anybody, so the root must be trusted by nobody but the site under test.
//! If it ends up among the authorities of a browser all the same, it can vouch for this machine alone, and
//! for the [names](crate::GatekeeperBuilder::name) that the stand-in had when the root was made: its name
//! constraints (RFC 5280 section 4.2.1.10) permit no other server.

mod authority;
mod error;
mod folder;
mod register;
mod root;
mod store;

pub use authority::CertificationAuthority;
pub use error::{CertificationError, FolderError, RegistrationError, RevocationError};
pub use register::IssuedCertificate;
pub use store::CertificateStore;

/// The most certificates that a certification server issues. Expired and revoked ones count, too.
pub const MAX_ISSUED: usize = 10_000;
