//! A server in a process of its own, so that its memory and its start are nobody else's.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use reqwest::Url;

/// A server that runs until this is dropped.
pub struct ServerProcess {
    child: Child,
    base_url: Url,
}

impl ServerProcess {
    /// Starts a program that prints its address, and ends when its input does.
    pub fn start(command: &mut Command) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a program that starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("a pipe");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let base_url = line.trim().parse().unwrap_or_else(|error| panic!("{line}: {error}"));
        Self { child, base_url }
    }

    pub fn base_url(&self) -> &Url {
        &self.base_url
    }

    /// Memory that is in use, where the system tells it.
    pub fn resident_kibibytes(&self) -> Option<u32> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let value = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        value.trim().strip_suffix(" kB")?.parse().ok()
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
