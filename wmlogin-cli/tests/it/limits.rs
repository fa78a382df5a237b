//! The stand-in with few descriptors, and clients that send half a request.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use wmlogin_test_support::program::program;
use wmlogin_test_support::tools::require;

use crate::wmlogin::{Serving, WMLOGIN};

fn exchange(mut stream: TcpStream, request: &str) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}

#[test]
#[cfg(unix)]
fn a_surplus_connection_is_told_so_and_the_service_has_a_code() {
    if !require(["sh"]) {
        return;
    }
    let mut shell = program("sh");
    shell.args([
        "-c",
        "ulimit -n 64; exec \"$0\" gatekeeper --listen 127.0.0.1:0 --no-certificates",
        WMLOGIN,
    ]);
    let gatekeeper = Serving::start_with(&mut shell, 1);
    let half_sent: Vec<_> = (0..30)
        .map(|_| {
            let mut stream = gatekeeper.connect(0);
            stream.write_all(b"GET /lo").unwrap();
            stream
        })
        .collect();
    // These are beyond the limit.
    let page =
        exchange(gatekeeper.connect(0), "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(page.starts_with("HTTP/1.1 503") && page.contains("too many connections"), "{page}");
    let question = "POST /ws/authorize.xiface HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answer = exchange(gatekeeper.connect(0), question);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("retval=\"-1\""), "{answer}");
    let many: Vec<_> = (0..70).map(|_| gatekeeper.connect(0)).collect();
    drop((half_sent, many));
    // As soon as the others are gone, everything is as before.
    let mut page = String::new();
    for _ in 0..100 {
        page =
            exchange(gatekeeper.connect(0), "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        if page.starts_with("HTTP/1.1 200") {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(gatekeeper.program.interrupt().success());
}
