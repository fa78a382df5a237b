//! The field that says which version a response has.

use super::entry::Entry;
use super::fields::{Draft, Fields};
use super::report::{Checked, Report, location};
use super::versions::Versions;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Type;
use crate::spec;

/// The index of the one field of the type `Version`.
pub(super) fn resolve(
    response: Entry<'_, spec::Response>,
    fields: &Fields<'_>,
    versions: &Versions<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let mut found = fields.drafts.iter().enumerate().filter(|(_, draft)| draft.value == Some(Type::Version));
    let Some((index, first)) = found.next() else {
        // A field whose type is unknown may be meant as this one.
        if fields.drafts.iter().all(|draft| draft.value.is_some()) {
            let problem = response.place.key_name("fields").problem("no field of the type `Version`");
            diagnostics.push(problem.expected("exactly one, which says the version of a response"));
        }
        return None;
    };
    for (_, other) in found {
        diagnostics.push(second(first, other));
    }
    diagnostics.keep(check_always_there(first, versions));
    Some(index)
}

fn second(first: &Draft<'_>, other: &Draft<'_>) -> Diagnostic {
    other
        .type_name()
        .problem(format!("{} is a second field of the type `Version`", other.name()))
        .expected("exactly one")
        .help(format!("the other, {}, is at {}", first.name(), location(first.entry.place)))
}

fn check_always_there(draft: &Draft<'_>, versions: &Versions<'_>) -> Checked {
    let name = draft.name();
    if !draft.entry.spec.when.is_empty() {
        let place = draft.entry.place.key_name("when");
        return Err(place
            .problem(format!("the version, {name}, depends on another field"))
            .expected("no condition, for nothing can be read before the version")
            .into());
    }
    if draft.versions.as_ref().is_some_and(|range| *range != (0..versions.models.len())) {
        let interval = draft.interval();
        return Err(interval
            .problem(format!("{interval} leaves out versions, which could not be told from others"))
            .expected(format!("all versions, `[{},)`", versions.names().next().unwrap_or_default()))
            .into());
    }
    Ok(())
}
