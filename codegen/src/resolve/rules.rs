//! The rules of an inference.

use super::claims::Claims;
use super::entry::Word;
use super::enums::Enums;
use super::fields::Fields;
use super::report::Report;
use crate::diagnostic::Diagnostics;
use crate::model::{self, Role};
use crate::source::Place;
use crate::spec;

/// A field that a rule looks at, by index, and the values that it wants, by index.
type Condition = (usize, Vec<usize>);

/// Resolves a rule at a place. What it infers is a value of the enum `inferred`, if that is known.
pub(super) fn resolve(
    rule: &spec::Rule,
    place: Place<'_>,
    inferred: Option<usize>,
    fields: &Fields<'_>,
    enums: &Enums<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<model::Rule> {
    let when: Vec<_> = (rule.when.iter().zip(place.key("when").entries()))
        .map(|((name, values), (name_place, values_place))| {
            let name = Word { text: name, place: name_place };
            condition(name, values, values_place, fields, enums, diagnostics)
        })
        .collect();
    let then = Word { text: &rule.then, place: place.key("then") };
    let then = inferred.and_then(|inferred| diagnostics.keep(enums.value(inferred, then)));
    let when = when.into_iter().collect::<Option<Vec<_>>>()?;
    check_dependents(place, &when, fields, diagnostics);
    Some(model::Rule { when, then: then? })
}

fn condition(
    name: Word<'_>,
    values: &[String],
    place: Place<'_>,
    fields: &Fields<'_>,
    enums: &Enums<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Condition> {
    let field = diagnostics.keep(fields.find(name))?;
    let enumeration = diagnostics.keep(fields.enumeration(field, name)).flatten()?;
    if values.is_empty() {
        let problem = place.problem(format!("no values of {name}, so the rule never applies"));
        diagnostics.push(problem.expected("at least one value"));
        return None;
    }
    let mut once = Claims::default();
    let values: Vec<_> = (values.iter().zip(place.items()))
        .map(|(text, place)| {
            once.take("value", text, place, diagnostics);
            diagnostics.keep(enums.value(enumeration, Word { text, place }))
        })
        .collect();
    Some((field, values.into_iter().collect::<Option<_>>()?))
}

/// A rule can look at a dependent field only where that is sent.
fn check_dependents(
    place: Place<'_>,
    when: &[Condition],
    fields: &Fields<'_>,
    diagnostics: &mut Diagnostics,
) {
    for (field, _) in when {
        let draft = &fields.drafts[*field];
        let (Some(Role::Dependent { on, value, .. }), Some((on_name, value_name))) =
            (&draft.role, draft.entry.spec.when.first())
        else {
            continue;
        };
        if when.iter().any(|(other, values)| other == on && values == &[*value]) {
            continue;
        }
        let name = draft.name();
        let problem = place.key("when").key_name(name.text).problem(format!("{name} without its condition"));
        diagnostics.push(problem.expected(format!("`{on_name}: [{value_name}]` in the same rule")));
    }
}

/// Whether a rule applies wherever another one does.
pub(super) fn covers(rule: &model::Rule, other: &model::Rule) -> bool {
    rule.when.iter().all(|(field, values)| {
        let wanted = other.when.iter().find(|(wanted, _)| wanted == field);
        wanted.is_some_and(|(_, wanted)| wanted.iter().all(|value| values.contains(value)))
    })
}
