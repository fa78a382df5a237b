//! What is known of a connection before its first request.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::extract::connect_info::Connected;
use axum::serve::IncomingStream;
use http::request::Parts;

use super::listener::CertificateListener;
use crate::PresentedCertificate;

/// Who is at the other end of a connection, for
/// [`into_make_service_with_connect_info`](axum::Router::into_make_service_with_connect_info).
#[derive(Clone, Debug)]
pub struct ClientConnection {
    address: SocketAddr,
    certificate: Option<PresentedCertificate>,
}

impl ClientConnection {
    /// A connection that something else than a [`CertificateListener`] has accepted.
    #[must_use]
    pub const fn new(address: SocketAddr, certificate: Option<PresentedCertificate>) -> Self {
        Self { address, certificate }
    }

    /// The connection of a request.
    #[must_use]
    pub fn of(request: &Parts) -> Option<&Self> {
        request.extensions.get().map(|ConnectInfo(connection)| connection)
    }

    /// The address of the client, or of the proxy in between.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The certificate that the client presented, if it did. It is not verified.
    #[must_use]
    pub const fn certificate(&self) -> Option<&PresentedCertificate> {
        self.certificate.as_ref()
    }
}

impl Connected<IncomingStream<'_, CertificateListener>> for ClientConnection {
    fn connect_info(stream: IncomingStream<'_, CertificateListener>) -> Self {
        let (_, session) = stream.io().get_ref();
        // Those of a session that is resumed are there again.
        let chain = session.peer_certificates().unwrap_or_default();
        let chain = chain.iter().map(|certificate| certificate.clone().into_owned()).collect();
        // The handshake is over, and it goes on only if the client proved to have the key.
        Self::new(*stream.remote_addr(), PresentedCertificate::assume_possession_proved(chain))
    }
}
