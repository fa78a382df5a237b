//! Servers that ask for a certificate, each in a process of its own.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use axum::routing::get;
use axum::{Extension, Router};
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use wmlogin_certificate::tls::{CertificateListener, ClientConnection, server_config};
use wmlogin_certificate::{CertificateVerifier, VerifiedCertificate};

use crate::certificates::{Certificates, WMID};
use crate::server_process::ServerProcess;

/// What tells this program to be a server, with the files in the folder that follows.
pub const ARGUMENT: &str = "tls-server";

/// The page that is asked for; the owner of the certificate gets it.
pub const PAGE: &str = "page";

/// A server that can be started.
pub struct Server {
    /// What the report calls it.
    pub name: &'static str,
    pub start: fn(&Certificates) -> ServerProcess,
}

/// The one that the others are compared to comes first.
pub const SERVERS: [Server; 2] = [
    Server { name: "openssl s_server", start: openssl },
    Server { name: "CertificateListener", start: ours },
];

/// Serves the page to owners of certificates until the input ends.
pub fn serve(folder: &Path) {
    let read = |name| std::fs::read(folder.join(name)).expect("a file");
    let verifier = CertificateVerifier::builder().root_certificates(read("roots.pem"));
    let verifier = verifier.build().expect("a verifier");
    let config = server_config(&verifier, &read("server.pem"), &read("server.key")).expect("a configuration");
    let app = Router::new().route("/page", get(page)).layer(Extension(verifier));
    let app = app.into_make_service_with_connect_info::<ClientConnection>();
    let runtime = Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
    println!("https://{}", listener.local_addr().expect("an address"));
    runtime.spawn(async { axum::serve(CertificateListener::new(listener, config), app).await });
    io::copy(&mut io::stdin(), &mut io::sink()).expect("an end");
}

async fn page(user: VerifiedCertificate) -> String {
    user.wmid().to_string()
}

fn ours(certificates: &Certificates) -> ServerProcess {
    let program = std::env::current_exe().expect("this program");
    ServerProcess::start(Command::new(program).arg(ARGUMENT).arg(certificates.path("")))
}

/// The server of the same library as the load, which verifies the path and serves a file.
fn openssl(certificates: &Certificates) -> ServerProcess {
    certificates.write(PAGE, WMID);
    let mut command = Command::new("openssl");
    command.current_dir(certificates.path("")).stderr(Stdio::null());
    command.args("s_server -accept 127.0.0.1:0 -cert server.pem -key server.key".split(' '));
    command.args("-CAfile roots.pem -Verify 1 -verify_return_error -WWW".split(' '));
    let address = |line: &str| format!("https://{}", line.strip_prefix("ACCEPT ")?).parse().ok();
    ServerProcess::start_with(&mut command, address)
}
