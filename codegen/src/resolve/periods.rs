//! Lengths of time.

use super::claims::Members;
use super::entry::{Files, section};
use crate::diagnostic::Diagnostics;
use crate::model;
use crate::names;

/// Resolves the periods of all files.
pub(super) fn resolve(files: &Files, diagnostics: &mut Diagnostics) -> Vec<model::Period> {
    let mut members = Members::new("period", &[names::EXAMPLES]);
    section(files, "periods", |file| &file.periods)
        .map(|entry| {
            let written = entry.spec;
            let constant = names::constant(&written.name);
            members.take(entry.word("name", &written.name), &constant, diagnostics);
            if written.length == 0 {
                let problem = entry.place.key("length").problem("a period of no length");
                diagnostics.push(problem.expected("at least 1"));
            }
            model::Period {
                name: written.name.clone(),
                constant,
                length: written.length,
                unit: written.unit,
                description: written.description.clone(),
                origin: entry.origin,
            }
        })
        .collect()
}
