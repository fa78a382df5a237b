//! A terminal that a test types on.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Termios, tcgetattr};

/// The program that gives a program a terminal of its own.
pub const PROGRAM: &str = "setsid";

const INTERVAL: Duration = Duration::from_millis(5);
/// The time after which a prompt will not come any more.
const PATIENCE: Duration = Duration::from_mins(2);

/// The answer to a prompt.
#[derive(Clone, Copy, Debug)]
pub enum Typed<'a> {
    /// A line that the terminal shows.
    Line(&'a str),
    /// A line that is typed once the terminal shows nothing.
    Secret(&'a str),
    /// Keys without the Return key, typed once the terminal shows nothing.
    Keys(&'a str),
}

impl Typed<'_> {
    fn keys(self) -> String {
        match self {
            Self::Line(text) | Self::Secret(text) => format!("{text}\n"),
            Self::Keys(text) => text.to_owned(),
        }
    }

    /// Returns `true` if the prompt is complete: whatever is typed before that is shown in the middle of it.
    fn is_due(self, screen: &[u8], terminal: &File) -> bool {
        match self {
            Self::Line(_) => screen.ends_with(b":\r\n"),
            Self::Secret(_) | Self::Keys(_) => screen.ends_with(b": ") && !shows(terminal),
        }
    }
}

/// The screen and the exit code of a program.
#[derive(Debug)]
pub struct Screen {
    pub code: Option<i32>,
    pub text: String,
    /// The terminal behaves as it did before the program.
    pub is_restored: bool,
}

/// Runs a program on a terminal of its own, with one of these typed after each prompt.
///
/// `change` sets the environment and the folder of the program.
pub fn run(
    program: &Path,
    arguments: &[&str],
    typed: &[Typed<'_>],
    change: impl FnOnce(&mut Command),
) -> Screen {
    let (ours, theirs) = pair();
    let before = tcgetattr(&theirs).expect("a terminal");
    let mut command = Command::new(PROGRAM);
    command.args(["--ctty", "--wait"]).arg(program).args(arguments);
    let stream = || Stdio::from(theirs.try_clone().expect("a file"));
    command.stdin(stream()).stdout(stream()).stderr(stream());
    change(&mut command);
    let mut child = command.spawn().expect("setsid");
    // Its copies of the terminal would keep it open.
    drop(command);
    let pieces = pieces(ours.try_clone().expect("a file"));
    let mut screen = type_all(&ours, &theirs, &pieces, typed, &mut child);
    let code = child.wait().expect("its end").code();
    let is_restored = is_same(&tcgetattr(&theirs).expect("a terminal"), &before);
    // Nobody else has the terminal open, so reading comes to its end.
    drop(theirs);
    screen.extend(pieces.iter().flatten());
    Screen { code, text: String::from_utf8(screen).expect("UTF-8").replace("\r\n", "\n"), is_restored }
}

/// Both ends of a new terminal.
fn pair() -> (File, File) {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&ours).expect("a terminal");
    unlockpt(&ours).expect("a terminal");
    let name = ptsname(&ours, Vec::new()).expect("its name");
    let theirs = open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).expect("its other end");
    (ours.into(), theirs.into())
}

/// Receives the output on the terminal.
fn pieces(mut terminal: File) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut piece = [0; 4096];
        // At its end, reading a terminal fails.
        while let Ok(length @ 1..) = terminal.read(&mut piece) {
            let _ = sender.send(piece[..length].to_vec());
        }
    });
    receiver
}

/// Types until everything is typed or the program has ended; what stands on the screen by then.
fn type_all(
    mut ours: &File,
    theirs: &File,
    pieces: &Receiver<Vec<u8>>,
    typed: &[Typed<'_>],
    child: &mut Child,
) -> Vec<u8> {
    let (mut screen, mut since) = (Vec::new(), 0);
    let mut left = typed.iter();
    let mut next = left.next();
    let deadline = Instant::now() + PATIENCE;
    while let Some(text) = next
        && child.try_wait().expect("a program").is_none()
    {
        assert!(Instant::now() < deadline, "no prompt: {}", String::from_utf8_lossy(&screen));
        match pieces.recv_timeout(INTERVAL) {
            Ok(piece) => screen.extend(piece),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if text.is_due(&screen[since..], theirs) {
            since = screen.len();
            ours.write_all(text.keys().as_bytes()).expect("to type");
            next = left.next();
        }
    }
    screen
}

fn shows(terminal: &File) -> bool {
    tcgetattr(terminal).expect("a terminal").local_modes.contains(LocalModes::ECHO)
}

fn is_same(terminal: &Termios, other: &Termios) -> bool {
    format!("{terminal:?}") == format!("{other:?}")
}
