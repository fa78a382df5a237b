//! An upgrade of the protocol goes through for those who are signed in.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use super::world::{Proxy, World, browser};

/// Sends the request of a WebSocket, and returns the beginning of the answer.
fn upgrade(world: &World, cookies: &str) -> String {
    let port = world.site.port().expect("a port");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    write!(
        stream,
        "GET /socket HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-Fetch-Mode: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\
         Cookie: {cookies}\r\n\r\n"
    )
    .expect("sent");
    let mut answer = vec![0; 1024];
    let length = stream.read(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_websocket_is_for_users_alone() {
    for proxy in [Proxy::Nginx, Proxy::Caddy] {
        let Some(mut world) = World::start(proxy) else { continue };
        let mut user = browser();
        world.sign_in(&mut user, "/").await;
        // In place of PHP, which has no WebSockets.
        world.stop_site();
        let listener = TcpListener::bind(("127.0.0.1", world.php_port)).expect("the port");
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut request = vec![0; 8192];
            let length = stream.read(&mut request).expect("a request");
            let request = String::from_utf8_lossy(&request[..length]).to_ascii_lowercase();
            assert!(request.contains("upgrade: websocket"), "{request}");
            stream
                .write_all(
                    b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                )
                .expect("sent");
        });
        let refused = upgrade(&world, "");
        assert!(refused.starts_with("HTTP/1.1 401"), "{proxy:?}: {refused}");
        let answer = upgrade(&world, &user.cookies(&world.site));
        assert!(answer.starts_with("HTTP/1.1 101"), "{proxy:?}: {answer}");
    }
}
