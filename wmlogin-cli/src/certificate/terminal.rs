//! Asking at the terminal for what is not to be seen.

use std::io;

use zeroize::Zeroizing;

/// Returns the line that is typed after the prompt, without its end. Nothing of it is shown.
///
/// # Errors
///
/// There is no terminal. [`io::ErrorKind::Interrupted`] and [`io::ErrorKind::UnexpectedEof`] if the user ended
/// the prompt.
pub fn ask(prompt: &str) -> io::Result<Zeroizing<String>> {
    system::ask(prompt)
}

/// Not with `rpassword`: it shows the prompt before the echo is off, so that whatever types at once is
/// seen, and when Ctrl-C ends the program it leaves the terminal without echo.
#[cfg(unix)]
mod system {
    use std::fs::File;
    use std::io::{self, ErrorKind, Read, Write};

    use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};
    use zeroize::Zeroizing;

    /// The byte of Ctrl-C while it sends no signal.
    const INTERRUPT: u8 = 3;

    /// As many bytes of a line as terminals hand over.
    const MAX_LENGTH: usize = 4096;

    pub fn ask(prompt: &str) -> io::Result<Zeroizing<String>> {
        let terminal = File::options().read(true).write(true).open("/dev/tty")?;
        let _hidden = Hidden::new(&terminal)?;
        (&terminal).write_all(prompt.as_bytes())?;
        line(&terminal)
    }

    /// A terminal that shows nothing, until this is dropped.
    struct Hidden<'a> {
        terminal: &'a File,
        before: Termios,
    }

    impl<'a> Hidden<'a> {
        fn new(terminal: &'a File) -> io::Result<Self> {
            let before = tcgetattr(terminal)?;
            let mut hidden = before.clone();
            // Lines are still edited by the terminal. Ctrl-C ends them and no signal ends the program, so
            // that the terminal is as before when it ends.
            hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ISIG);
            hidden.local_modes.insert(LocalModes::ICANON);
            hidden.special_codes[SpecialCodeIndex::VEOL] = INTERRUPT;
            // Drops what was typed before, which was shown.
            tcsetattr(terminal, OptionalActions::Flush, &hidden)?;
            Ok(Self { terminal, before })
        }
    }

    impl Drop for Hidden<'_> {
        fn drop(&mut self) {
            // Nobody is left to tell when this fails.
            let _ = tcsetattr(self.terminal, OptionalActions::Drain, &self.before);
            let _ = self.terminal.write_all(b"\n");
        }
    }

    fn line(mut terminal: &File) -> io::Result<Zeroizing<String>> {
        let mut line = Zeroizing::new(Vec::with_capacity(MAX_LENGTH));
        let mut byte = Zeroizing::new([0]);
        while terminal.read(&mut *byte)? == 1 && line.len() < MAX_LENGTH {
            match byte[0] {
                b'\n' => {
                    let text = str::from_utf8(&line).map_err(|_| ErrorKind::InvalidData)?;
                    return Ok(Zeroizing::new(text.to_owned()));
                }
                INTERRUPT => return Err(ErrorKind::Interrupted.into()),
                other => line.push(other),
            }
        }
        Err(ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(not(unix))]
mod system {
    use std::io;

    use zeroize::Zeroizing;

    pub fn ask(prompt: &str) -> io::Result<Zeroizing<String>> {
        rpassword::prompt_password(prompt).map(Zeroizing::new)
    }
}
