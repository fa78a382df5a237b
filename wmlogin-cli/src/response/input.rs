//! The input: a file or standard input.

use std::io::{self, IsTerminal, Read};
use std::path::Path;

use wmlogin_types::runtime::MAX_BODY_LENGTH;
use wmlogin_types::runtime::text::normalize;

use super::failures::{empty, response_as_file, too_long, unread};
use crate::failure::Failure;
use crate::{file, foreign, output};

/// The maximum length of the input, in bytes: the longest body, with room for what surrounds its fields in
/// the other notations.
const MAX_LENGTH: usize = 4 * MAX_BODY_LENGTH;

/// Reads the file, or standard input if there is none.
pub fn read(file: Option<&Path>) -> Result<Vec<u8>, Failure> {
    match file {
        Some(path) if path != Path::new("-") => {
            let name = foreign::escape(&path.to_string_lossy());
            match file::open(path) {
                Ok(opened) => bounded(opened, &name),
                // The name may be the response itself, credentials included.
                Err(_) if name.contains('=') => Err(response_as_file()),
                Err(source) => Err(unread(&name, &source)),
            }
        }
        _ => {
            let input = io::stdin().lock();
            if input.is_terminal() {
                output::note("Paste the response and end it with Ctrl-D on a line of its own.");
            }
            bounded(input, "standard input")
        }
    }
}

fn bounded(input: impl Read, name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    match input.take(MAX_LENGTH as u64 + 1).read_to_end(&mut bytes) {
        Err(source) => Err(unread(name, &source)),
        Ok(length) if length > MAX_LENGTH => Err(too_long(name, MAX_LENGTH)),
        Ok(_) if bytes.trim_ascii().is_empty() => Err(empty(name)),
        Ok(_) => Ok(normalize(&bytes).into_owned()),
    }
}
