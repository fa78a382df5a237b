//! The command line.

use std::borrow::Cow;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use tracing_subscriber::filter::LevelFilter;

use crate::messages::Messages;
use crate::{
    certificate, demo, examples, foreign, forward_auth, gatekeeper, inspect, issue, login_url, output,
    renamed, shell, verify,
};

/// The program, which is named and described in its manifest.
#[derive(Parser)]
#[command(name = env!("CARGO_BIN_NAME"), version, about, long_about = None)]
struct Program {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    messages: Messages,
}

/// A command of the program.
#[derive(Subcommand)]
pub enum Command {
    /// Start a site to sign in to, and a stand-in for the service, on this machine
    ///
    /// Prints the two addresses and runs until Ctrl-C. The site is at 127.0.0.1 and the
    /// stand-in at localhost, which are two sites to a browser, as in real life. Nothing
    /// is kept when it ends, but for certificates in a folder that `--certificates` names.
    ///
    /// Exit code: 0 after Ctrl-C, 1 if it cannot start, 2 for wrong arguments.
    #[command(verbatim_doc_comment, after_help = examples::DEMO)]
    Demo(demo::Arguments),

    /// Start a stand-in for the service, alone
    ///
    /// Prints its address and runs until Ctrl-C. A site takes that address for the
    /// service's. Without settings there is a demo site with three people; tickets and
    /// logins are in memory and gone when it ends. With `--control-listen`, tests in any
    /// language control it over HTTP.
    ///
    /// Exit code: 0 after Ctrl-C, 1 if it cannot start, 2 for wrong arguments or settings.
    #[command(verbatim_doc_comment, after_help = examples::GATEKEEPER)]
    Gatekeeper(gatekeeper::Arguments),

    /// Sign users in to any site behind nginx or Caddy, in any language
    ///
    /// The proxy asks `/wmlogin/auth` about every request: 202 with the user in headers
    /// lets it through to the site, 401 does not. The pages of the login are below the
    /// same prefix. See docs/any-site.md for a site from beginning to end.
    ///
    /// Exit code: 0 after Ctrl-C, 1 if it cannot start, 2 for wrong arguments or settings.
    #[command(verbatim_doc_comment, after_help = examples::FORWARD_AUTH)]
    ForwardAuth(Box<forward_auth::Arguments>),

    /// Make a response of the authentication page without a browser
    ///
    /// A stand-in that runs with `--control-listen` issues the ticket, and the response is
    /// printed as a browser would post it to the site.
    ///
    /// Exit code: 0 if the response is printed, 1 if the stand-in refuses it, 2 for wrong
    /// arguments, 3 if the stand-in could not be asked.
    #[command(verbatim_doc_comment, after_help = examples::ISSUE)]
    Issue(issue::Arguments),

    /// Read a response of the authentication page and say what is in it
    ///
    /// The response is what the user's browser posts to the site: a form body, a URL
    /// with a query, or a name and a value on each line, as the documents print them.
    /// It may also be inside of what a browser copies: an HTTP request, a command for
    /// curl, JSON, or HTML. Which of these it is shows from the text.
    ///
    /// Exit code: 0 if the response could be read, 1 if it is not as documented, 2 for wrong
    /// arguments or an input that cannot be read.
    #[command(verbatim_doc_comment)]
    Inspect(inspect::Arguments),

    /// Print the address that a browser is sent to for a login
    ///
    /// Exit code: 0 if the address is printed, 2 for wrong arguments.
    #[command(verbatim_doc_comment, after_help = examples::LOGIN_URL)]
    LoginUrl(login_url::Arguments),

    /// Ask the service whether a response is genuine
    ///
    /// The response is read as `wmlogin inspect` reads it, and checked as a site checks
    /// what browsers bring, as far as that is possible here:
    ///
    ///   checked      that it is as documented, that its times are sane and that it has
    ///                not expired; with --url-id, that it is for this return URL id
    ///   not checked  that a page of the service posted it, that the browser has the
    ///                address of who logged in, that the ticket was not used before
    ///
    /// Only what the service was asked is confirmed: user, return URL id, method and
    /// address. Asking does not use a ticket up, but counts as access to it. After too
    /// many wrong tickets the service blocks the user.
    ///
    /// Exit code: 0 if the service confirms the login, 1 if the response or the service
    /// says no, 2 for wrong arguments or an input that cannot be read, 3 if the service
    /// could not be asked.
    #[command(verbatim_doc_comment, after_help = examples::VERIFY)]
    Verify(verify::Arguments),

    /// Make, register, keep, renew and use personal certificates
    ///
    /// A personal certificate signs its owner in, by the method that asks for one. Its
    /// private key is made here, and leaves this computer only in the backup that its owner
    /// makes.
    ///
    /// The steps of a new certificate are `request`, `register` (or `add`), and after
    /// that `backup` and `harden`. Then `status` says when to `renew`.
    ///
    /// The files of the store are for its owner alone on Unix. Not on Windows: there, they have
    /// the access list of the folder above the store. In the user's profile that is private by
    /// default; elsewhere, others may read the encrypted keys.
    #[command(verbatim_doc_comment)]
    Certificate(certificate::Arguments),

    /// Print the completions for a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions(shell::Completions),

    /// Write the manual pages of all commands
    #[command(after_help = examples::MAN)]
    Man(shell::Man),
}

/// The command, or the exit code once help or what is wrong with the arguments has been printed.
pub fn parse() -> Result<Command, ExitCode> {
    let program = Program::try_parse().map_err(|error| refuse(&error))?;
    let (level, format) = match &program.command {
        // A service tells what it does.
        Command::ForwardAuth(arguments) => (LevelFilter::INFO, arguments.options.log_format),
        _ => (LevelFilter::WARN, None),
    };
    program.messages.apply(level, format.unwrap_or_default()).map_err(|failure| output::fail(&failure))?;
    Ok(program.command)
}

/// Returns the program as clap has it, for what is made of its options.
pub fn program() -> clap::Command {
    Program::command()
}

/// An error about arguments of a command that are each right and wrong together.
pub fn error(command: &str, kind: ErrorKind, message: &str) -> clap::Error {
    let mut program = Program::command();
    program.build();
    match program.find_subcommand_mut(command) {
        Some(command) => command.error(kind, message),
        None => program.error(kind, message),
    }
}

/// Prints what is wrong with the arguments.
pub fn refuse(error: &clap::Error) -> ExitCode {
    print(error);
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Prints help, or what is wrong; a response given as an argument would be quoted there.
fn print(error: &clap::Error) {
    if !error.use_stderr() {
        // There is nobody left to tell when this fails.
        let _ = error.print();
        return;
    }
    if let Some(text) = renamed::explain(error) {
        output::complain(&text);
        return;
    }
    let text = match foreign::conceal(&error.to_string()) {
        Cow::Owned(concealed) => concealed,
        Cow::Borrowed(_) => error.render().ansi().to_string(),
    };
    // Every complaint of the program begins alike.
    output::complain(text.replacen("error:", "wmlogin:", 1).trim_end());
}

#[cfg(test)]
mod tests {
    use clap::{Arg, Command, Parser};

    use super::{Program, program};

    /// The words that every command uses: an option, its short form and its value.
    const WORDS: [(&str, Option<char>, &str); 17] = [
        ("at", None, "TIME"),
        ("backup-passphrase-file", None, "FILE"),
        ("config", None, "FILE"),
        ("control-listen", None, "HOST:PORT"),
        ("format", None, "FORMAT"),
        ("key-type", None, "KIND"),
        ("listen", None, "HOST:PORT"),
        ("output", Some('o'), "FILE"),
        ("owner", None, "WMID"),
        ("passphrase-file", None, "FILE"),
        ("root", None, "FILE"),
        ("server", None, "URL"),
        ("service", None, "URL"),
        ("service-listen", None, "HOST:PORT"),
        ("store", None, "DIR"),
        ("tls-listen", None, "HOST:PORT"),
        ("wmid", None, "WMID"),
    ];

    /// Options that other programs have for the same.
    const OTHERS: [&str; 12] =
        ["ca", "early", "file", "host", "input", "key", "out", "password", "port", "to", "url", "user"];

    fn commands(command: &Command) -> Vec<Command> {
        let below = command.get_subcommands().flat_map(commands);
        std::iter::once(command.clone()).chain(below).collect()
    }

    fn check(command: &str, argument: &Arg) {
        let Some(long) = argument.get_long() else { return };
        assert!(!OTHERS.contains(&long), "{command} --{long}");
        assert_eq!(argument.get_short() == Some('y'), long == "yes", "{command} --{long}");
        let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
        match WORDS.iter().find(|(word, ..)| *word == long) {
            Some((_, short, name)) => {
                assert_eq!(
                    (argument.get_short(), value.as_deref()),
                    (*short, Some(*name)),
                    "{command} --{long}"
                );
            }
            None => assert!(argument.get_short() != Some('o'), "{command} --{long}"),
        }
    }

    #[test]
    fn one_word_for_one_thing() {
        let mut program = program();
        program.build();
        for command in commands(&program) {
            command.get_arguments().for_each(|argument| check(command.get_name(), argument));
        }
    }

    /// All lines of `examples.rs` that are examples.
    #[test]
    fn every_example_is_accepted() {
        let lines = include_str!("examples.rs").lines();
        let examples: Vec<_> = lines.filter(|line| line.starts_with("  wmlogin ")).collect();
        assert!(examples.len() > 20, "{examples:?}");
        for example in examples {
            let words = example.trim_end_matches("\";").split_whitespace();
            let words = words.take_while(|word| !["<", ">", ">>"].contains(word));
            assert!(Program::try_parse_from(words).is_ok(), "{example}");
        }
    }
}
