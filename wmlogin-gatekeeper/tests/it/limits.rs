//! Half-sent requests, idle connections and too many of them, in a process with few descriptors.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use wmlogin_gatekeeper::Gatekeeper;
use wmlogin_test_support::world::World;

fn address(gatekeeper: &Gatekeeper) -> SocketAddr {
    gatekeeper.base_url().socket_addrs(|| None).expect("an address")[0]
}

/// Sends the beginning of a request and waits until the server gives up; the answer and the time that it took.
fn half_sent(address: SocketAddr, beginning: &str) -> (String, Duration) {
    let start = Instant::now();
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a limit");
    stream.write_all(beginning.as_bytes()).expect("a request");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    (String::from_utf8_lossy(&answer).into_owned(), start.elapsed())
}

#[tokio::test(flavor = "multi_thread")]
async fn half_sent_requests_end() {
    let world = World::new().await;
    let address = address(&world.gatekeeper);
    let head =
        "POST /ws/authorize.xiface HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n<request>";
    let form = "POST /GateKeeper.aspx HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ntoken=";
    let waiting = ["", "GET /lo", "GET /log HTTP/1.1\r\nHost: local", head, form]
        .map(|beginning| tokio::task::spawn_blocking(move || half_sent(address, beginning)));
    let mut answers = Vec::new();
    for waiting in waiting {
        let (answer, time) = waiting.await.expect("no panic");
        assert!(time < Duration::from_secs(30), "{time:?}: {answer}");
        answers.push(answer);
    }
    assert!(answers[3].starts_with("HTTP/1.1 200 OK") && answers[3].contains("retval=\""), "{}", answers[3]);
    assert!(answers[4].starts_with("HTTP/1.1 408"), "{}", answers[4]);
    let journal = world.gatekeeper.journal();
    assert!(journal.iter().any(|entry| entry.note.contains("did not arrive in time")), "{journal:?}");
}
