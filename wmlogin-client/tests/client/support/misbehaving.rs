//! A misbehaving server.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The way to treat a connection.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Close it without reading.
    Close,
    /// Never send anything.
    Hang,
    /// Answer a request with this.
    Answer(&'static [u8], Then),
}

/// The way to continue after an answer.
#[derive(Clone, Copy, Debug)]
pub enum Then {
    /// Wait for the next request.
    ReadOn,
    /// Close the connection.
    Close,
    /// Read the next request, and close the connection in place of an answer.
    CloseAtNext,
    /// Never send anything again.
    Hang,
    /// Send this endlessly.
    Repeat(&'static [u8]),
}

/// A server on this machine that treats each connection by its script, and further connections like the last
/// in the script.
pub struct Server {
    pub address: SocketAddr,
    connections: Arc<AtomicUsize>,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Server {
    pub async fn start(script: &'static [Act]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let server = Self {
            address: listener.local_addr().expect("an address"),
            connections: Arc::default(),
            requests: Arc::default(),
        };
        let (connections, requests) = (Arc::clone(&server.connections), Arc::clone(&server.requests));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let turn = connections.fetch_add(1, Ordering::SeqCst);
                let act = *script.get(turn).or(script.last()).expect("a script");
                tokio::spawn(play(act, stream, Arc::clone(&requests)));
            }
        });
        server
    }

    pub fn http(&self) -> String {
        format!("http://{}/", self.address)
    }

    pub fn https(&self) -> String {
        format!("https://{}/", self.address)
    }

    /// The number of connections so far.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The number of requests so far.
    pub fn requests(&self) -> usize {
        self.requests.lock().expect("no panic").len()
    }
}

async fn play(act: Act, mut stream: TcpStream, requests: Arc<Mutex<Vec<Vec<u8>>>>) {
    let (answer, then) = match act {
        Act::Close => return,
        Act::Hang => return pending().await,
        Act::Answer(answer, then) => (answer, then),
    };
    while let Some(request) = read_request(&mut stream).await {
        requests.lock().expect("no panic").push(request);
        let _ = stream.write_all(answer).await;
        match then {
            Then::ReadOn => {}
            Then::Close => return,
            Then::CloseAtNext => {
                let next = read_request(&mut stream).await;
                requests.lock().expect("no panic").extend(next);
                return;
            }
            Then::Hang => return pending().await,
            Then::Repeat(again) => while stream.write_all(again).await.is_ok() {},
        }
    }
}

/// Reads a request with a body of the declared length.
async fn read_request(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut request = Vec::new();
    loop {
        if let Some(head) = request.windows(4).position(|window| window == b"\r\n\r\n") {
            let head_text = String::from_utf8_lossy(&request[..head]).to_lowercase();
            let length = head_text.lines().find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.and_then(|length| length.parse().ok()).unwrap_or(0);
            if request.len() >= head + 4 + length {
                return Some(request);
            }
        }
        if stream.read_buf(&mut request).await.ok()? == 0 {
            return None;
        }
    }
}
