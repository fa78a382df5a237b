//! Words of the command line that have changed, and the new words.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// A command, a word that it had, and the word that it has now.
const RENAMED: [(&str, &str, &str); 11] = [
    ("certificate", "install", "add"),
    ("certificate", "login", "test"),
    ("certificate request", "--key", "--key-type"),
    ("certificate request", "--out", "--output"),
    ("certificate renew", "--key", "--key-type"),
    ("certificate renew", "--early", "--force"),
    ("certificate backup", "--to", "--output"),
    ("certificate export", "--to", "--output"),
    ("certificate export", "--form", "--format"),
    ("login-url", "--user", "--wmid"),
    ("login-url", "--quiet", "--quiet-login"),
];

/// Returns what is wrong with a word that a command no longer has, if the error is about one.
pub fn explain(error: &Error) -> Option<String> {
    let kind = match error.kind() {
        ErrorKind::UnknownArgument => ContextKind::InvalidArg,
        ErrorKind::InvalidSubcommand => ContextKind::InvalidSubcommand,
        _ => return None,
    };
    let Some(ContextValue::String(word)) = error.get(kind) else { return None };
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else { return None };
    let usage = usage.to_string();
    let (_, _, new) = RENAMED.iter().find(|(command, old, _)| {
        let begin = format!("{} {command} ", env!("CARGO_BIN_NAME"));
        old == word && usage.contains(&begin)
    })?;
    Some(format!("wmlogin: `{word}` is now `{new}`\n\n{}", usage.trim()))
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::RENAMED;
    use crate::arguments;

    fn has(command: &Command, word: &str) -> bool {
        command.get_arguments().any(|argument| {
            let long = word.strip_prefix("--");
            argument.get_long().is_some_and(|name| long == Some(name))
        }) || command.get_subcommands().any(|subcommand| subcommand.get_name() == word)
    }

    #[test]
    fn the_new_words_are_in_use_and_the_old_ones_are_not() {
        for (path, old, new) in RENAMED {
            let mut command = arguments::program();
            for name in path.split(' ') {
                command = command.find_subcommand(name).expect(path).clone();
            }
            assert!(has(&command, new), "{path} {new}");
            assert!(!has(&command, old), "{path} {old}");
        }
    }
}
