//! nginx in front of the nodes, with TLS.

use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::Duration;

use rcgen::{CertificateParams, KeyPair};
use tokio::net::TcpStream;
use wmlogin_test_support::authority::{Authority, root};
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::Running;

/// The header by which a test chooses a node, which is `one` or `two`; without it, nginx chooses.
pub const NODE: &str = "x-test-node";

/// A proxy that runs.
pub struct Nginx {
    pub root: Authority,
    _running: Running,
    _folder: Folder,
}

/// A port that is free until somebody takes it.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

impl Nginx {
    /// Starts it at a port, before the nodes at these.
    pub async fn start(port: u16, nodes: [u16; 2]) -> Self {
        let (folder, root, key) = (Folder::new(), root("nginx"), KeyPair::generate().expect("a key"));
        let server = CertificateParams::new(["localhost".to_owned()]).expect("a name");
        let server = server.signed_by(&key, &root).expect("a certificate");
        folder.write("server.pem", server.pem());
        folder.write("server.key", key.serialize_pem());
        let [one, two] = nodes;
        folder.write("nginx.conf", format!(include_str!("nginx.conf"), port = port, one = one, two = two));
        let mut command = Command::new("nginx");
        command.arg("-p").arg(folder.root()).args(["-c", "nginx.conf", "-e", "error.log"]);
        let running = Running::start(command.stderr(Stdio::null()));
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Self { root, _running: running, _folder: folder }
    }
}
