//! A shell in which the commands of a page are run, as a reader would run them.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use super::{Block, Page};
use crate::folder::Folder;
use crate::program::{Run, Running, program, run};
use crate::tools;

/// The ports that commands take if they are not told otherwise.
const DEFAULT_PORTS: [(&str, u16); 3] =
    [("wmlogin demo", 3000), ("wmlogin gatekeeper", 8080), ("wmlogin forward-auth", 4180)];

/// The control port that `wmlogin issue` asks if it is not told otherwise.
const CONTROL_PORT: u16 = 8081;

/// The options of curl: a refusal fails, with its text, and nothing waits for ever.
const CURL: &str = "silent\nshow-error\nfail-with-body\nmax-time = 120\n";

/// A block of commands that was run.
#[derive(Clone, Debug)]
pub struct Played {
    pub block: Block,
    pub run: Run,
}

/// A folder of its own for one page, and the commands that run on beside it.
pub struct Session {
    folder: Folder,
    path: OsString,
    /// The ports of this machine in place of those of the page.
    ports: BTreeMap<u16, u16>,
    background: Vec<Running>,
}

impl Session {
    /// A folder with links to those of the repository, where `wmlogin` is this program.
    #[cfg(unix)]
    pub fn new(root: &Path, wmlogin: Option<&Path>) -> Self {
        let folder = Folder::new();
        for entry in fs::read_dir(root).expect("a folder") {
            let entry = entry.expect("an entry");
            if entry.path().is_dir() && !entry.file_name().to_string_lossy().starts_with('.') {
                std::os::unix::fs::symlink(entry.path(), folder.path(entry.file_name())).expect("a link");
            }
        }
        folder.write(".curlrc", CURL);
        let programs = wmlogin.and_then(Path::parent).map(Path::to_owned).into_iter();
        let others = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(programs.chain(env::split_paths(&others))).expect("a path");
        Self { folder, path, ports: BTreeMap::new(), background: Vec::new() }
    }

    /// Takes this port where the page has another.
    #[must_use]
    pub fn port(mut self, documented: u16, real: u16) -> Self {
        self.ports.insert(documented, real);
        self
    }

    /// Runs the commands of a page, in order, and returns what they printed. Each block has to succeed, or to end
    /// with the code of its note `exit`; and to print what the block with the note `output` shows.
    pub fn play(&mut self, page: &Page) -> Vec<Played> {
        let mut played: Vec<Played> = Vec::new();
        let mut is_skipped = false;
        for block in page.blocks() {
            let place = format!("{}:{}", page.path.display(), block.line);
            if block.note("output").is_some() && !is_skipped {
                let last =
                    played.last().unwrap_or_else(|| panic!("{place}: no commands before their output"));
                let printed = last.run.text();
                assert!(
                    matches(&block.text, &printed),
                    "{place} shows this:\n{}\nbut:\n{printed}",
                    block.text
                );
            }
            if let Some(file) = block.note("file") {
                let text = self.localized(&block.text);
                self.folder.write(file, text);
            }
            if block.language != "sh" || block.note("not run").is_some() {
                continue;
            }
            is_skipped = !available(&block);
            if is_skipped {
                continue;
            }
            let text = self.localized(&block.text);
            if block.note("background").is_some() {
                self.start(&place, &text);
                continue;
            }
            let run = run(self.shell(&text).args(["-c", &format!("set -e\n{text}")]), b"");
            let run = self.globalized(run);
            let expected = block.note("exit").map_or(0, |code| code.parse().expect("an exit code"));
            assert_eq!(run.code, Some(expected), "{place}:\n{text}\n{run}");
            played.push(Played { block, run });
        }
        played
    }

    /// Starts a command that runs on, and waits until it has printed something, wherever. It may begin with
    /// assignments of variables.
    fn start(&mut self, place: &str, text: &str) {
        let command = format!("exec env {} 2>&1", text.trim_end());
        let mut running = Running::start(self.shell(text).args(["-c", &command]));
        assert!(running.line().is_some(), "{place} ends:\n{text}");
        self.background.push(running);
    }

    fn shell(&mut self, text: &str) -> Command {
        let mut shell = program("sh");
        let names: Vec<_> = env::vars_os().map(|(name, _)| name).collect();
        for name in names.iter().filter(|name| name.to_string_lossy().starts_with("WMLOGIN_")) {
            shell.env_remove(name);
        }
        shell.current_dir(self.folder.root()).env("HOME", self.folder.root()).env("PATH", &self.path);
        shell.env("no_proxy", "*").env("NO_COLOR", "1");
        for variable in ["WMLOGIN_PASSPHRASE", "WMLOGIN_BACKUP_PASSPHRASE"] {
            shell.env(variable, "a passphrase of a page");
        }
        shell.env("WMLOGIN_CONTROL", format!("http://127.0.0.1:{}/", self.real(CONTROL_PORT)));
        for (command, port) in DEFAULT_PORTS {
            if text.starts_with(command) {
                shell.env("WMLOGIN_LISTEN", self.real(port).to_string());
            }
        }
        shell
    }

    /// The commands with the built program and with ports of this machine.
    fn localized(&mut self, text: &str) -> String {
        let text = text.replace("cargo run -- ", "wmlogin ");
        let mut localized = String::new();
        for part in text.split_inclusive(|it: char| !it.is_ascii_digit()) {
            let digits = part.trim_end_matches(|it: char| !it.is_ascii_digit());
            let is_port =
                [":", "listen ", "listen=", "--port "].iter().any(|before| localized.ends_with(before));
            match digits.parse() {
                Ok(port) if is_port && digits.len() == 4 => {
                    localized.push_str(&self.real(port).to_string());
                    localized.push_str(&part[digits.len()..]);
                }
                _ => localized.push_str(part),
            }
        }
        localized
    }

    fn real(&mut self, documented: u16) -> u16 {
        *self.ports.entry(documented).or_insert_with(|| {
            let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
            listener.local_addr().expect("an address").port()
        })
    }

    /// The output with the ports of the page.
    fn globalized(&self, run: Run) -> Run {
        let replace = |text: String| {
            let ports = self.ports.iter();
            ports.fold(text, |text, (page, real)| text.replace(&format!(":{real}"), &format!(":{page}")))
        };
        Run { code: run.code, stdout: replace(run.stdout), stderr: replace(run.stderr) }
    }
}

/// Returns `true` if this machine has the programs in the note `needs`.
fn available(block: &Block) -> bool {
    let needs: Vec<_> = block.note("needs").unwrap_or_default().split([',', ' ']).collect();
    needs.into_iter().filter(|name| !name.is_empty()).all(|name| tools::require([name]))
}

/// Returns `true` if the text is what is shown, where `…` stands for anything.
fn matches(shown: &str, text: &str) -> bool {
    let shown = shown.trim();
    let mut rest = text.trim();
    let parts: Vec<_> = shown.split('…').collect();
    for (index, part) in parts.iter().enumerate() {
        let found = match index {
            0 => rest.starts_with(part).then_some(0),
            _ if index + 1 == parts.len() => rest.ends_with(part).then(|| rest.len() - part.len()),
            _ => rest.find(part),
        };
        let Some(start) = found else { return false };
        rest = &rest[start + part.len()..];
    }
    parts.len() > 1 || rest.is_empty()
}
