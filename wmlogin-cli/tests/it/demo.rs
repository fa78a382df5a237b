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
        let demo = Serving::start(&["demo", "--listen", "localhost:0"], 2);
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
    let demo = Serving::start(&["demo", "--listen", "localhost:0"], 2);
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
    let mut program = command(&["demo", "--listen", "localhost:0"]);
    program.env("SSL_CERT_FILE", "/dev/null").env_remove("SSL_CERT_DIR");
    let demo = Serving::start_with(&mut program, 1);
    assert!(demo.addresses[0].starts_with("http://127.0.0.1:"), "{:?}", demo.lines);
}

#[test]
#[cfg(unix)]
fn the_gatekeeper_runs_alone() {
    let gatekeeper = Serving::start(&["gatekeeper", "--listen", "localhost:0", "--control-listen", "0"], 2);
    assert!(get(&gatekeeper, 0, "/").starts_with("HTTP/1.1 200"));
    assert!(get(&gatekeeper, 1, "/journal").starts_with("HTTP/1.1 200"));
    assert!(gatekeeper.program.interrupt().success());
}

#[test]
#[cfg(unix)]
fn the_gatekeeper_prints_what_a_site_needs() {
    let gatekeeper = Serving::start(&["gatekeeper", "--listen", "0", "--name", "gatekeeper"], 8);
    let [service, for_servers] = &gatekeeper.addresses[..2] else { panic!("{:?}", gatekeeper.lines) };
    assert_eq!(for_servers, &service.replace("127.0.0.1", "gatekeeper"));
    let lines = gatekeeper.lines.join("\n");
    let page =
        r#".return_page("7afa5173-bddb-453a-adce-99fb012ceb73".parse()?, "http://localhost:3000/webmoney")"#;
    for expected in ["123456789012", page, &format!(".service(\"{service}\")")] {
        assert!(lines.contains(expected), "{lines}");
    }
    // These are the lines of the site in the documentation.
    let listing = include_str!("../../../docs/rust-site.md");
    assert!(listing.contains(page) && listing.contains(r#"Site::builder("123456789012".parse()?)"#));
    assert!(gatekeeper.program.interrupt().success());
}

#[test]
fn settings_come_from_a_file_or_the_environment() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../wmlogin-gatekeeper/examples/settings.yaml");
    let printed = run(&mut command(&["gatekeeper", "--config", file, "--print-settings"]), b"");
    assert_eq!(printed.code, Some(0), "{printed}");
    // What is printed is read as it was.
    let again =
        run(command(&["gatekeeper", "--print-settings"]).env("WMLOGIN_SETTINGS", &printed.stdout), b"");
    assert_eq!(again.stdout, printed.stdout);
    let json = r#"{"sites": [], "strict_people": true}"#;
    let from_json = run(command(&["gatekeeper", "--print-settings"]).env("WMLOGIN_SETTINGS", json), b"");
    assert!(
        from_json.stdout.contains("sites: []") && from_json.stdout.contains("strict_people: true"),
        "{from_json}"
    );
    let checked = run(&mut command(&["gatekeeper", "--config", file, "--check-config"]), b"");
    assert_eq!((checked.code, checked.stdout.as_str()), (Some(0), ""));
}

#[test]
fn an_occupied_port_is_reported() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let demo = run(&mut command(&["demo", "--listen", &port]), b"");
    assert_eq!((demo.code, demo.stdout.as_str()), (Some(1), ""));
    assert!(demo.stderr.contains("choose another address with --listen"), "{demo}");
}

#[test]
fn invalid_settings_and_addresses_are_reported() {
    let refused = [
        run(&mut command(&["gatekeeper", "--config", "does not exist.yaml"]), b""),
        run(&mut command(&["gatekeeper", "--listen", "0.0.0.0:0"]), b""),
        run(&mut command(&["gatekeeper", "--tls-listen", "0.0.0.0:0"]), b""),
        run(&mut command(&["gatekeeper", "--control-listen", "0.0.0.0:0"]), b""),
        run(&mut command(&["gatekeeper", "--listen", "localhost"]), b""),
        run(&mut command(&["demo", "--listen", "0.0.0.0:0"]), b""),
        run(command(&["gatekeeper"]).env("WMLOGIN_SETTINGS", "site: []"), b""),
    ];
    assert!(refused.iter().all(|run| run.code == Some(2)));
    assert_snapshot!(refused.map(|run| run.to_string()).join("\n"));
}
