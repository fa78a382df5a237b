//! The reports of the commands, in words, for people.

use std::fmt::{Display, Write};

use anstyle::{AnsiColor, Style};
use wmlogin_certificate::PersonalCertificate;

use crate::file::shown;
use crate::key_store::{CERTIFICATE, Entry};
use crate::width;

const DONE: Style = AnsiColor::Green.on_default().bold();
const NAME: Style = AnsiColor::Cyan.on_default();
const VALUE: Style = Style::new().bold();

/// Room for the longest name.
const WIDTH: usize = 13;

/// The report of a command, with colours.
#[must_use]
pub struct Text(String);

impl Text {
    /// Begins with what is done, in a word and in a sentence.
    pub fn done(word: &str, sentence: impl Display) -> Self {
        Self(format!("{DONE}{word}{DONE:#}: {sentence}\n"))
    }

    /// Begins with something else.
    pub fn new(text: impl Display) -> Self {
        Self(format!("{text}\n"))
    }

    /// An empty line.
    pub fn gap(mut self) -> Self {
        self.0.push('\n');
        self
    }

    /// A name and a value, side by side.
    pub fn row(mut self, name: &str, value: impl Display) -> Self {
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.0, "{NAME}{name:WIDTH$}{NAME:#}{VALUE}{value}{VALUE:#}");
        self
    }

    /// A name and a value, if there is one.
    pub fn optional_row(self, name: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.row(name, value),
            None => self,
        }
    }

    /// Adds the fields of a certificate.
    pub fn certificate(self, certificate: &PersonalCertificate, valid_until: impl Display) -> Self {
        self.optional_row("E-mail", certificate.holder().email())
            .row("Serial", certificate.serial())
            .row("SHA-256", certificate.fingerprint())
            .row("Issuer", certificate.issuer())
            .row("Valid from", certificate.not_before())
            .row("Valid until", valid_until)
    }

    /// Begins with a certificate that was installed.
    pub fn installed(word: &str, entry: &Entry, certificate: &PersonalCertificate) -> Self {
        Self::done(word, format_args!("{} has a certificate.", certificate.holder().wmid()))
            .gap()
            .certificate(certificate, certificate.not_after())
            .row("Certificate", shown(&entry.folder.join(CERTIFICATE)))
    }

    /// More lines.
    pub fn line(mut self, line: impl Display) -> Self {
        let _ = writeln!(self.0, "{line}");
        self
    }

    /// A line, if there is one.
    pub fn optional_line(self, line: Option<impl Display>) -> Self {
        match line {
            Some(line) => self.line(line),
            None => self,
        }
    }

    /// The whole, as wide as the terminal.
    pub fn finish(self) -> String {
        width::fit(self.0)
    }
}
