//! What the fields of a success have to do with each other.

use indexmap::IndexMap;

use super::entry::Word;
use super::enums::Enums;
use super::fields::{Draft, Fields};
use super::report::{Checked, Report, location};
use super::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostics;
use crate::model::{Role, Type};
use crate::source::Place;

/// Finds the role of every field.
pub(super) fn resolve<'a>(
    fields: &mut Fields<'a>,
    vocabulary: &mut Vocabulary<'a>,
    diagnostics: &mut Diagnostics,
) {
    let Vocabulary { types, enums, .. } = vocabulary;
    let indices = 0..fields.drafts.len();
    let roles: Vec<_> = indices.map(|index| role(index, fields, enums, diagnostics)).collect();
    let mut dependents = vec![Vec::new(); roles.len()];
    for (index, role) in roles.iter().enumerate() {
        if let Some(Role::Dependent { on, .. }) = role {
            dependents[*on].push(index);
        }
    }
    for ((draft, role), dependents) in fields.drafts.iter_mut().zip(roles).zip(dependents) {
        draft.role = role;
        if !dependents.is_empty() {
            draft.role = Some(Role::Condition { dependents });
            diagnostics.keep(types.claim_folded(draft.name(), &draft.variant));
        }
    }
}

/// The role of a field as far as its own entry says.
fn role(index: usize, fields: &Fields<'_>, enums: &Enums<'_>, diagnostics: &mut Diagnostics) -> Option<Role> {
    let draft = &fields.drafts[index];
    let written = draft.entry.spec;
    let place = draft.entry.place;
    if written.when.len() > 1 {
        let problem = place.key_name("when").problem("a condition of more than one field");
        diagnostics.push(problem.expected("one field and its value"));
        return None;
    }
    let Some((on, value)) = written.when.first() else {
        if written.absent.is_some() {
            let problem = place.key_name("absent").problem("`absent` without `when`");
            diagnostics.push(problem.expected("a condition, for only a field with one can be absent"));
        }
        return Some(if draft.value == Some(Type::Version) { Role::Version } else { Role::Plain });
    };
    let when = place.key("when");
    let on = Word { text: on, place: when.key_name(on) };
    let value = Word { text: value, place: when.key(on.text) };
    let absent = diagnostics.keep(absent(draft, enums));
    let condition = condition(index, fields, (on, value), enums, diagnostics);
    let ((on, value), absent) = (condition?, absent?);
    Some(Role::Dependent { on, value, absent })
}

/// The field that another one depends on and the value that it must have.
fn condition(
    index: usize,
    fields: &Fields<'_>,
    (name, value): (Word<'_>, Word<'_>),
    enums: &Enums<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<(usize, usize)> {
    let on = diagnostics.keep(fields.find(name))?;
    let (dependent, condition) = (&fields.drafts[index], &fields.drafts[on]);
    if on == index {
        let problem = name.problem(format!("{name} depends on itself"));
        diagnostics.push(problem.expected("another field"));
        return None;
    }
    let unconditional =
        diagnostics.keep(check_unconditional(name, condition.entry.place, &condition.entry.spec.when));
    diagnostics.keep(check_same_versions(dependent, condition));
    let enumeration = diagnostics.keep(fields.enumeration(on, name)).flatten()?;
    let value = diagnostics.keep(enums.value(enumeration, value))?;
    unconditional.map(|()| (on, value))
}

/// Checks that what something depends on, and where it stands, depends on nothing itself.
pub(super) fn check_unconditional(
    name: Word<'_>,
    place: Place<'_>,
    when: &IndexMap<String, String>,
) -> Checked {
    if when.is_empty() {
        return Ok(());
    }
    Err(name
        .problem(format!("{name} has a condition itself"))
        .expected("one without a condition")
        .help(format!("its condition is at {}", location(place.key_name("when"))))
        .into())
}

fn check_same_versions(dependent: &Draft<'_>, condition: &Draft<'_>) -> Checked {
    let (Some(own), Some(other)) = (&dependent.versions, &condition.versions) else { return Ok(()) };
    if own == other {
        return Ok(());
    }
    let interval = dependent.interval();
    Err(interval
        .problem(format!("versions {interval} differ from those of {}", condition.name()))
        .expected(format!("{}, for neither field comes without the other", condition.interval()))
        .into())
}

/// What absence means: a value of the field's own enum, if anything.
fn absent(draft: &Draft<'_>, enums: &Enums<'_>) -> Checked<Option<usize>> {
    match (own_enum(draft)?, &draft.entry.spec.absent) {
        (Some(enumeration), Some(absent)) => {
            enums.value(enumeration, draft.entry.word("absent", absent)).map(Some)
        }
        _ => Ok(None),
    }
}

fn own_enum(draft: &Draft<'_>) -> Checked<Option<usize>> {
    match draft.value {
        Some(Type::Enum(index)) => Ok(Some(index)),
        // The one is reported with the types, the other with the version field.
        None | Some(Type::Version) => Ok(None),
        Some(_) => {
            let type_name = draft.type_name();
            let message = format!("field {} has a condition and is of the type {type_name}", draft.name());
            Err(type_name
                .problem(message)
                .expected("an enum, for only those can depend on another field")
                .into())
        }
    }
}
