//! Hosts.

use super::claims::Claims;
use super::entry::{Files, Word, section};
use super::report::{Checked, Report};
use crate::diagnostic::Diagnostics;
use crate::model;

/// How long a host name can be, and a label of it: the limits of the domain name system.
const MAX_NAME: usize = 253;
const MAX_LABEL: usize = 63;

/// Resolves the hosts of all files.
pub(super) fn resolve(files: &Files, diagnostics: &mut Diagnostics) -> Vec<model::Host> {
    let mut names = Claims::default();
    section(files, "hosts", |file| &file.hosts)
        .map(|entry| {
            let name = entry.word("name", &entry.spec.name);
            if diagnostics.keep(check_host_name(name)).is_some() {
                names.take("host", name.text.to_ascii_lowercase(), name.place, diagnostics);
            }
            model::Host {
                name: name.text.to_owned(),
                description: entry.spec.description.clone(),
                origin: entry.origin,
            }
        })
        .collect()
}

fn check_host_name(name: Word<'_>) -> Checked {
    if name.text.len() <= MAX_NAME && name.text.split('.').all(is_label) {
        return Ok(());
    }
    let problem = name.problem(format!("{name} is no host name"));
    Err(problem.expected("one such as `login.example.com`, without scheme, port and path").into())
}

fn is_label(label: &str) -> bool {
    (1..=MAX_LABEL).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
