//! Passphrases: from a file, a variable or a prompt without echo, never from an argument.

use std::env::{self, VarError};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use wmlogin_certificate::folder;
use wmlogin_types::runtime::text::normalize;
use zeroize::Zeroizing;

use super::terminal;
use crate::failure::{Failure, chain};
use crate::file::shown;
use crate::key_store::Passphrase;
use crate::output;

/// The fewest characters of a new passphrase.
pub const MIN_CHARACTERS: usize = 8;

/// The longest passphrase, in bytes.
const MAX_LENGTH: usize = 1024;

/// The source of a passphrase.
pub struct Source<'a> {
    /// The thing that it opens, for the prompt: `the private key`.
    pub of: &'a str,
    /// The file that was given, which is asked first.
    pub file: Option<&'a Path>,
    /// The option that gives the file.
    pub option: &'static str,
    /// The variable, which is asked next.
    pub variable: &'static str,
}

impl Source<'_> {
    /// The passphrase of something that is there.
    ///
    /// # Errors
    ///
    /// There is none, or it is empty.
    pub fn known(&self) -> Result<Passphrase, Error> {
        match self.given()? {
            Some(given) => not_empty(given),
            None => not_empty(self.prompt(&format!("Passphrase of {}: ", self.of))?),
        }
    }

    /// The passphrase of something that another program made, which may be empty.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn foreign(&self) -> Result<Passphrase, Error> {
        match self.given()? {
            Some(given) => Ok(Passphrase::new(given)),
            None => self.prompt(&format!("Passphrase of {}: ", self.of)).map(Passphrase::new),
        }
    }

    /// A passphrase that is chosen now, for something new. Whoever types it types it twice.
    ///
    /// # Errors
    ///
    /// There is none, it is too short, or it was mistyped.
    pub fn chosen(&self) -> Result<Passphrase, Error> {
        if let Some(given) = self.given()? {
            return long_enough(given);
        }
        let first = long_enough(self.prompt(&format!("New passphrase for {}: ", self.of))?)?;
        let again = self.prompt("The same again: ")?;
        if first.secret() == *again { Ok(first) } else { Err(Error::Differ) }
    }

    fn given(&self) -> Result<Option<Zeroizing<String>>, Error> {
        if let Some(path) = self.file {
            return read(path).map(Some);
        }
        match env::var(self.variable) {
            Ok(text) => Ok(Some(Zeroizing::new(text))),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => Err(Error::NotUtf8 { name: self.variable.to_owned() }),
        }
    }

    fn prompt(&self, prompt: &str) -> Result<Zeroizing<String>, Error> {
        let (of, option, variable) = (self.of.to_owned(), self.option, self.variable);
        terminal::ask(prompt).map_err(|source| match source.kind() {
            ErrorKind::UnexpectedEof | ErrorKind::Interrupted => Error::NotGiven,
            ErrorKind::InvalidData => Error::NotUtf8 { name: "what was typed".to_owned() },
            _ => Error::NoTerminal { of, option, variable, source },
        })
    }
}

fn read(path: &Path) -> Result<Zeroizing<String>, Error> {
    let unreadable = |source| Error::Read { path: path.to_owned(), source };
    // A named pipe is waited for: a program that keeps passphrases may write to it.
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().is_ok_and(|metadata| folder::others_can_read(&metadata)) {
        let path = shown(path);
        output::note(&format!("Warning: other users can read the passphrase in {path}; chmod go= {path}"));
    }
    // With room for it from the start, so that no copy is left behind when it grows.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_LENGTH + 1));
    file.take(MAX_LENGTH as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > MAX_LENGTH {
        return Err(Error::TooLong { path: path.to_owned() });
    }
    let bytes = Zeroizing::new(normalize(&bytes).into_owned());
    let text = str::from_utf8(&bytes).map_err(|_| Error::NotUtf8 { name: shown(path) })?;
    Ok(Zeroizing::new(text.strip_suffix('\n').unwrap_or(text).to_owned()))
}

fn not_empty(text: Zeroizing<String>) -> Result<Passphrase, Error> {
    if text.is_empty() { Err(Error::Empty) } else { Ok(Passphrase::new(text)) }
}

fn long_enough(text: Zeroizing<String>) -> Result<Passphrase, Error> {
    match text.chars().count() {
        0 => Err(Error::Empty),
        characters if characters < MIN_CHARACTERS => Err(Error::TooShort),
        _ => Ok(Passphrase::new(text)),
    }
}

/// The reason that there is no passphrase. Its text is one line, and holds no part of one.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nobody to ask.
    #[error("no passphrase of {of}, and no terminal to ask for it")]
    NoTerminal { of: String, option: &'static str, variable: &'static str, source: io::Error },
    /// The file cannot be read.
    #[error("cannot read the passphrase in {}", shown(path))]
    Read { path: PathBuf, source: io::Error },
    /// The file is longer than any passphrase.
    #[error("{} is longer than {MAX_LENGTH} bytes: it holds no passphrase", shown(path))]
    TooLong { path: PathBuf },
    /// It is no text.
    #[error("{name} is not UTF-8, and a passphrase is")]
    NotUtf8 { name: String },
    /// The user ended the prompt.
    #[error("no passphrase was given")]
    NotGiven,
    /// There is nothing in it.
    #[error("the passphrase is empty")]
    Empty,
    /// It is easily guessed.
    #[error("a new passphrase has at least {MIN_CHARACTERS} characters")]
    TooShort,
    /// It was mistyped.
    #[error("the two passphrases differ")]
    Differ,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let failure = Self::input("passphrase", chain(&error));
        match error {
            Error::NoTerminal { option, variable, .. } => failure.advise(format!(
                "Give a file that holds it with {option}, or set the variable {variable}; arguments are\n\
                 seen by everybody on the machine."
            )),
            _ => failure,
        }
    }
}
