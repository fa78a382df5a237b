//! A server in a process of its own, so that its memory and its start are nobody else's.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, io, thread};

use reqwest::Url;

/// A server that runs until this is dropped.
pub struct ServerProcess {
    child: Child,
    base_url: Url,
}

impl ServerProcess {
    /// Starts a program that prints its address, and ends when its input does.
    pub fn start(command: &mut Command) -> Self {
        Self::start_with(command, |line| line.parse().ok())
    }

    /// Starts a program that prints lines, one of which tells its address.
    pub fn start_with(command: &mut Command, address: impl Fn(&str) -> Option<Url>) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a program that starts");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut lines = output.by_ref().lines().map(|line| line.expect("text"));
        let base_url = lines.find_map(|line| address(line.trim())).expect("an address");
        // A program that goes on printing must not wait for somebody to read it.
        thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        Self { child, base_url }
    }

    pub fn base_url(&self) -> &Url {
        &self.base_url
    }

    /// The time that processors have spent on it, where the system tells it.
    #[allow(dead_code, reason = "not every benchmark asks")]
    pub fn processor_time(&self) -> Option<Duration> {
        let threads = fs::read_dir(format!("/proc/{}/task", self.child.id())).ok()?;
        let nanoseconds = threads.map(|thread| {
            let told = fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
            told.split(' ').next()?.parse::<u64>().ok()
        });
        nanoseconds.sum::<Option<u64>>().map(Duration::from_nanos)
    }

    /// Memory that is in use, where the system tells it.
    #[allow(dead_code, reason = "not every benchmark asks")]
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
