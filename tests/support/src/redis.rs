//! The program `redis-server`.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::folder::Folder;
use crate::program::{program, succeed};
use crate::tools::require;

/// A server of its own on the loopback interface, which keeps nothing.
#[derive(Debug)]
pub struct RedisServer {
    folder: Folder,
    port: u16,
    options: Vec<String>,
    child: Option<Child>,
}

impl RedisServer {
    /// Starts a server; where there is none, the running test is reported as skipped.
    pub fn start() -> Option<Self> {
        Self::with(&[])
    }

    /// Starts a server with options of its command line.
    pub fn with(options: &[&str]) -> Option<Self> {
        if !require(["redis-server"]) {
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
        let options = options.iter().map(|&option| option.to_owned()).collect();
        let mut server = Self { folder: Folder::new(), port, options, child: None };
        server.start_again();
        Some(server)
    }

    /// The address of its database.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Starts it at the same port after it was killed, and waits until it takes connections.
    pub fn start_again(&mut self) {
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port"]);
        command.arg(self.port.to_string()).args(&self.options).current_dir(self.folder.root());
        self.child = Some(command.stdout(Stdio::null()).spawn().expect("a server"));
        let since = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(since.elapsed() < Duration::from_secs(20), "the server does not start");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Kills it.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("to kill it");
            child.wait().expect("its end");
        }
    }

    /// Stops it in the middle of whatever it does; its connections stay.
    pub fn pause(&self) {
        self.signal(Signal::STOP);
    }

    /// Lets it go on.
    pub fn resume(&self) {
        self.signal(Signal::CONT);
    }

    /// Sends a command with `redis-cli`, and returns the answer. It is not awaited while the server is paused.
    pub fn command(&self, words: &[&str]) -> String {
        succeed(program("redis-cli").args(["-p", &self.port.to_string()]).args(words)).text()
    }

    fn signal(&self, signal: Signal) {
        let child = self.child.as_ref().expect("it runs");
        kill_process(Pid::from_child(child), signal).expect("to signal");
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        self.kill();
    }
}
