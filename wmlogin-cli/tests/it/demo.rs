//! The commands that run until they are stopped. What their pages do is tested in a browser.

mod certificates;

use std::io::{Read, Write};
use std::net::TcpListener;

use insta::assert_snapshot;
use wmlogin_test_support::program::{Running, run};

use crate::wmlogin::{Serving, command};

/// The head and the body of a page.
fn get(serving: &Serving, index: usize, path: &str) -> String {
    let host = serving.addresses[index].strip_prefix("http://").unwrap();
    let mut stream = serving.connect(index);
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn help() {
    let help = ["demo", "gatekeeper"].map(|name| run(&mut command(&[name, "--help"]), b"").to_string());
    assert_snapshot!(help.join("\n"));
}

#[test]
#[cfg(unix)]
fn the_demo_runs_until_it_is_stopped() {
    for stop in [Running::interrupt, Running::terminate] {
        let demo = Serving::start(&["demo", "--port", "0"], 2);
        assert!(demo.addresses[0].starts_with("http://127.0.0.1:"), "{:?}", demo.addresses);
        assert!(demo.addresses[1].starts_with("http://localhost:"), "{:?}", demo.addresses);
        assert!(get(&demo, 0, "/").contains("<h1>Sign in</h1>"));
        assert!(get(&demo, 0, "/account").starts_with("HTTP/1.1 303"));
        assert!(get(&demo, 1, "/").starts_with("HTTP/1.1 200"));
        assert!(stop(demo.program).success());
    }
}

#[test]
#[cfg(unix)]
fn the_demo_does_not_wait_for_a_request_that_is_half_sent() {
    let demo = Serving::start(&["demo", "--port", "0"], 2);
    let mut half_sent = demo.connect(0);
    half_sent.write_all(b"GET /acc").unwrap();
    // The page after it shows that the connection before it has been taken.
    assert!(get(&demo, 0, "/").contains("<h1>Sign in</h1>"));
    assert!(demo.program.interrupt().success());
    drop(half_sent);
}

#[test]
#[cfg(target_os = "linux")]
fn the_demo_needs_no_root_certificates() {
    let mut program = command(&["demo", "--port", "0"]);
    program.env("SSL_CERT_FILE", "/dev/null").env_remove("SSL_CERT_DIR");
    let demo = Serving::start_with(&mut program, 1);
    assert!(demo.addresses[0].starts_with("http://127.0.0.1:"), "{:?}", demo.lines);
}

#[test]
#[cfg(unix)]
fn the_gatekeeper_runs_alone() {
    let gatekeeper = Serving::start(&["gatekeeper", "--address", "127.0.0.1:0", "--admin-port", "0"], 2);
    assert!(get(&gatekeeper, 0, "/").starts_with("HTTP/1.1 200"));
    assert!(get(&gatekeeper, 1, "/journal").starts_with("HTTP/1.1 200"));
    assert!(gatekeeper.program.interrupt().success());
}

#[test]
fn an_occupied_port_is_reported() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let demo = run(&mut command(&["demo", "--port", &port]), b"");
    assert_eq!((demo.code, demo.stdout.as_str()), (Some(1), ""));
    assert!(demo.stderr.contains("choose another with --port"), "{demo}");
}

#[test]
fn invalid_settings_and_addresses_are_reported() {
    let refused = [
        run(&mut command(&["gatekeeper", "--settings", "does not exist.yaml"]), b""),
        run(&mut command(&["gatekeeper", "--address", "192.0.2.1:0"]), b""),
        run(&mut command(&["gatekeeper", "--address", "localhost"]), b""),
    ];
    assert_snapshot!(refused.map(|run| run.to_string()).join("\n"));
}
