//! The commands that run until they are stopped, as a user runs them. What their pages do is tested in a
//! browser, by the package `wmlogin-tests`.

mod certificates;
#[path = "../inspect/program.rs"]
mod program;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, ExitStatus};

use insta::assert_snapshot;
use program::{command, run};

/// A program that runs.
struct Running {
    child: Child,
    /// What it has printed first.
    lines: Vec<String>,
    /// The addresses without TLS in it.
    addresses: Vec<String>,
}

impl Running {
    /// Waits until it has printed as many lines.
    fn start(arguments: &[&str], count: usize) -> Self {
        let mut child = command(arguments).spawn().unwrap();
        let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
        let lines: Vec<_> = lines.map(Result::unwrap).take(count).collect();
        let address = |line: &String| Some(line[line.find("http://")?..].trim_end_matches('/').to_owned());
        Self { addresses: lines.iter().filter_map(address).collect(), lines, child }
    }

    fn connect(&self, index: usize) -> TcpStream {
        let port = self.addresses[index].rsplit_once(':').unwrap().1.parse().unwrap();
        TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], port))).unwrap()
    }

    /// The status line and the body of a page.
    fn get(&self, index: usize, path: &str) -> String {
        let host = self.addresses[index].strip_prefix("http://").unwrap();
        let mut stream = self.connect(index);
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Ends it as Ctrl-C does, or as the system does.
    fn stop(mut self, signal: &str) -> ExitStatus {
        let sent = Command::new("kill").args(["-s", signal, &self.child.id().to_string()]).status();
        assert!(sent.unwrap().success());
        self.child.wait().unwrap()
    }
}

#[test]
fn help() {
    let help = ["demo", "gatekeeper"].map(|name| run(&mut command(&[name, "--help"]), b"").to_string());
    assert_snapshot!(help.join("\n"));
}

#[test]
#[cfg(unix)]
fn the_demo_runs_until_it_is_stopped() {
    for signal in ["INT", "TERM"] {
        let demo = Running::start(&["demo", "--port", "0"], 2);
        assert!(demo.addresses[0].starts_with("http://127.0.0.1:"), "{:?}", demo.addresses);
        assert!(demo.addresses[1].starts_with("http://localhost:"), "{:?}", demo.addresses);
        assert!(demo.get(0, "/").contains("<h1>Sign in</h1>"));
        assert!(demo.get(0, "/account").starts_with("HTTP/1.1 303"));
        assert!(demo.get(1, "/").starts_with("HTTP/1.1 200"));
        assert!(demo.stop(signal).success());
    }
}

#[test]
#[cfg(unix)]
fn the_demo_does_not_wait_for_a_request_that_is_half_sent() {
    let demo = Running::start(&["demo", "--port", "0"], 2);
    let mut half_sent = demo.connect(0);
    half_sent.write_all(b"GET /acc").unwrap();
    // The page after it shows that the connection before it has been taken.
    assert!(demo.get(0, "/").contains("<h1>Sign in</h1>"));
    assert!(demo.stop("INT").success());
    drop(half_sent);
}

#[test]
#[cfg(target_os = "linux")]
fn the_demo_needs_no_root_certificates() {
    let mut program = command(&["demo", "--port", "0"]);
    program.env("SSL_CERT_FILE", "/dev/null").env_remove("SSL_CERT_DIR");
    let mut child = program.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("http://127.0.0.1:"), "{line}");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
#[cfg(unix)]
fn the_gatekeeper_runs_alone() {
    let gatekeeper = Running::start(&["gatekeeper", "--address", "127.0.0.1:0", "--admin-port", "0"], 2);
    assert!(gatekeeper.get(0, "/").starts_with("HTTP/1.1 200"));
    assert!(gatekeeper.get(1, "/journal").starts_with("HTTP/1.1 200"));
    assert!(gatekeeper.stop("INT").success());
}

#[test]
fn a_port_that_is_taken_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let demo = run(&mut command(&["demo", "--port", &port]), b"");
    assert_eq!((demo.code, demo.stdout.as_str()), (Some(1), ""));
    assert!(demo.stderr.contains("choose another with --port"), "{demo}");
}

#[test]
fn what_the_gatekeeper_cannot_use_is_told() {
    let refused = [
        run(&mut command(&["gatekeeper", "--settings", "does not exist.yaml"]), b""),
        run(&mut command(&["gatekeeper", "--address", "192.0.2.1:0"]), b""),
        run(&mut command(&["gatekeeper", "--address", "localhost"]), b""),
    ];
    assert_snapshot!(refused.map(|run| run.to_string()).join("\n"));
}
