//! The report in words, for people.

use std::fmt::{self, Display, Formatter};

use anstyle::{AnsiColor, Style};
use chrono::{DateTime, Utc};
use wmlogin_client::VerifiedLogin;

use super::arguments::Arguments;
use super::checks::{self, Check};
use crate::moment::Elapsed;

const YES: Style = AnsiColor::Green.on_default().bold();
const NAME: Style = AnsiColor::Cyan.on_default();
const VALUE: Style = Style::new().bold();
const CAUTION: Style = AnsiColor::Yellow.on_default();

/// Room for the longest name.
const WIDTH: usize = 15;

/// Returns what the service confirms, with colours.
pub fn report<'a>(login: &'a VerifiedLogin, arguments: &'a Arguments) -> impl Display {
    Text { login, arguments }
}

struct Text<'a> {
    login: &'a VerifiedLogin,
    arguments: &'a Arguments,
}

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{YES}Confirmed{YES:#}: the service knows this login.\n")?;
        confirmed(self.login, self.arguments.now(), f)?;
        let (omitted, made): (Vec<_>, Vec<_>) =
            checks::all(self.arguments).into_iter().partition(|check| check.omitted.is_some());
        list(f, "Checked here, before the service was asked:", &made)?;
        list(f, "Not checked:", &omitted)
    }
}

fn confirmed(login: &VerifiedLogin, at: DateTime<Utc>, f: &mut Formatter<'_>) -> fmt::Result {
    row(f, "User", login.wmid())?;
    row(f, "Return URL id", login.url_id())?;
    match login.auth_type() {
        Some(method) => row(f, "Method", format_args!("{method} = {}", method.description()))?,
        None => row(f, "Method", "unknown; the service was asked without it")?,
    }
    row(f, "Address", login.user_address())?;
    for (name, time) in [("Last access", login.last_access()), ("Expires", login.expires())] {
        match time {
            Some(time) => row(f, name, format_args!("{time}, {}", Elapsed { time, at }))?,
            None => row(f, name, "not told")?,
        }
    }
    Ok(())
}

fn row(f: &mut Formatter<'_>, name: &str, value: impl Display) -> fmt::Result {
    writeln!(f, "{NAME}{name:WIDTH$}{NAME:#}{VALUE}{value}{VALUE:#}")
}

fn list(f: &mut Formatter<'_>, title: &str, checks: &[Check]) -> fmt::Result {
    writeln!(f, "\n{title}")?;
    for Check { description, omitted, .. } in checks {
        match omitted {
            Some(reason) => writeln!(f, "  - {description} {CAUTION}({reason}){CAUTION:#}")?,
            None => writeln!(f, "  - {description}")?,
        }
    }
    Ok(())
}
