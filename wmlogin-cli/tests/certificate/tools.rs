//! Other people's programs.

use std::io;
use std::path::Path;
use std::process::{Command, Output};

/// Runs openssl, which is to succeed, in this folder; both of its streams.
pub fn openssl(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("openssl").current_dir(folder).args(arguments).output().unwrap();
    let text = text(&output);
    assert!(output.status.success(), "openssl {arguments:?}: {text}");
    text
}

/// Runs a program that is not on every machine; nothing if it is not on this one.
pub fn if_there(folder: &Path, program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).current_dir(folder).args(arguments).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program} {arguments:?}: {}", text(&output));
            Some(text(&output))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            eprintln!("skipped: there is no {program} here");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}
