//! What a login with a personal certificate costs: the handshake with the page that it leads to, and the
//! verification alone.
//!
//! `cargo bench -p wmlogin-tests --bench handshake`
//!
//! The load is `openssl s_time`. For each connection it makes a signature, a key exchange and a
//! verification of its own, on the processors that the server has too, so what it counts is bounded by
//! itself; the processor time of the servers is not. `openssl s_server` serves one connection after the
//! other, and is made for trying things out, not for speed.

mod certificates;
mod paired;
mod server_process;
mod tls_servers;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use certificates::{Certificates, KINDS};
use paired::{Candidate, Effort, compare};
use reqwest::Url;
use rustls::pki_types::{CertificateDer, UnixTime};
use tls_servers::SERVERS;
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, KeyUsage, anchor_from_trusted_cert};
use wmlogin_certificate::{CertificateVerifier, PresentedCertificate, read_certificates};

/// How many connect at once; one alone would wait for the server as often as for itself.
const CLIENTS: usize = 4;
const SECONDS: u32 = 3;
const ROUNDS: usize = 7;
const EFFORT: Effort = Effort { rounds: 200, chunk: Duration::from_millis(1) };

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != tls_servers::ARGUMENT);
    if let Some(folder) = arguments.nth(1) {
        return tls_servers::serve(Path::new(&folder));
    }
    let certificates = Certificates::new();
    for (kind, name) in KINDS {
        verification(kind, name, &certificates);
    }
    for version in ["-tls1_3", "-tls1_2"] {
        for (kind, name) in KINDS {
            handshakes(kind, name, version, &certificates);
        }
    }
}

/// The verifier beside a bare call of the library that finds the path.
fn verification(kind: &str, name: &str, certificates: &Certificates) {
    let one = |file: &str| read_certificates(&certificates.read(file)).expect("a certificate").remove(0);
    let (root, own) = (one(&format!("{name}-root.pem")), one(&format!("{name}.pem")));
    let presented = PresentedCertificate::assume_possession_proved(vec![own.clone()]).expect("a certificate");
    let verifier =
        CertificateVerifier::builder().root_certificates(root.to_vec()).build().expect("a verifier");
    compare(
        &format!("Verifying a certificate with a key of {kind}, signed with another"),
        EFFORT,
        vec![
            Candidate::new("webpki, the path alone", || path(&root, &own)),
            Candidate::new("CertificateVerifier::verify", || verifier.verify(&presented).expect("a login")),
        ],
    );
}

fn path(root: &CertificateDer<'_>, own: &CertificateDer<'_>) {
    let anchors = [anchor_from_trusted_cert(root).expect("a root")];
    let own = EndEntityCert::try_from(own).expect("a certificate");
    let usage = KeyUsage::client_auth();
    own.verify_for_usage(ALL_VERIFICATION_ALGS, &anchors, &[], UnixTime::now(), usage, None, None)
        .expect("a path");
}

/// What a server did while the load was on.
struct Round {
    a_second: f64,
    /// Processor time of the server for each connection, in seconds.
    cost: f64,
}

fn handshakes(kind: &str, name: &str, version: &str, certificates: &Certificates) {
    let mut rounds: [Vec<Round>; 2] = Default::default();
    for _ in 0..ROUNDS {
        for (server, rounds) in SERVERS.iter().zip(&mut rounds) {
            let server = (server.start)(certificates);
            let address = format!("127.0.0.1:{}", server.base_url().port().expect("a port"));
            check(server.base_url(), name, certificates);
            let before = server.processor_time();
            let (count, time) = load(&address, name, version, certificates);
            let spent = server
                .processor_time()
                .zip(before)
                .map_or(f64::NAN, |(after, before)| after.as_secs_f64() - before.as_secs_f64());
            rounds.push(Round { a_second: count / time.as_secs_f64(), cost: spent / count });
        }
    }
    println!(
        "\nNew connections with a certificate of {kind}, {version}, and a page each; {CLIENTS} clients, \
         {ROUNDS} rounds of {SECONDS} s by turns"
    );
    for (server, own) in SERVERS.iter().zip(&rounds) {
        let [a_second, cost] = [|round: &Round| round.a_second, |round: &Round| round.cost]
            .map(|figure| (median(own.iter().map(figure)), ratio(own, &rounds[0], figure)));
        println!(
            "  {:<24} {:>8.0} a second (ratio {:.3}) {:>8.0} µs of the server's processors (ratio {:.3})",
            server.name,
            a_second.0,
            a_second.1,
            1e6 * cost.0,
            cost.1
        );
    }
}

/// That the owner of the certificate does get the page; the load would not notice.
fn check(address: &Url, name: &str, certificates: &Certificates) {
    let mut command = Command::new("curl");
    command.args(["--silent", "--noproxy", "*", "--cacert"]).arg(certificates.path("roots.pem"));
    command.arg("--cert").arg(certificates.path(&format!("{name}.pem")));
    command.arg("--key").arg(certificates.path(&format!("{name}.key")));
    let port = address.port().expect("a port");
    let output = command.arg(format!("https://localhost:{port}/{}", tls_servers::PAGE)).output();
    assert_eq!(output.expect("curl").stdout, certificates::WMID.as_bytes());
}

/// How many connections there were, and how long that took.
fn load(address: &str, name: &str, version: &str, certificates: &Certificates) -> (f64, Duration) {
    let start = Instant::now();
    let clients: Vec<_> = (0..CLIENTS).map(|_| client(address, name, version, certificates)).collect();
    let counts = clients.into_iter().map(|client| {
        let output = client.wait_with_output().expect("openssl");
        let told = String::from_utf8_lossy(&output.stdout);
        let line = told.lines().find(|line| line.contains(" connections in ")).expect("a count");
        line.split(' ').next().and_then(|count| count.parse::<f64>().ok()).expect("a number")
    });
    (counts.sum(), start.elapsed())
}

fn client(address: &str, name: &str, version: &str, certificates: &Certificates) -> Child {
    let mut command = Command::new("openssl");
    command.args(["s_time", "-new", version, "-connect", address, "-time", &SECONDS.to_string()]);
    command.args(["-www", &format!("/{}", tls_servers::PAGE)]);
    command.arg("-cert").arg(certificates.path(&format!("{name}.pem")));
    command.arg("-key").arg(certificates.path(&format!("{name}.key")));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().expect("openssl")
}

/// The median of the ratios within the rounds.
fn ratio(own: &[Round], first: &[Round], figure: fn(&Round) -> f64) -> f64 {
    median(own.iter().zip(first).map(|(own, first)| figure(own) / figure(first)))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
