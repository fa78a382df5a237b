//! Values that some versions imply without naming them.

use std::ops::Range;

use super::Sections;
use super::claims::Claims;
use super::fields::Fields;
use super::members::{Drafts, choice};
use super::versions::Versions;
use crate::diagnostic::Diagnostics;
use crate::emit::inferences::method;
use crate::model::{self, Choice, MemberId, Rule};
use crate::names;
use crate::spec;

/// Resolves the inferences of all files.
pub fn resolve(
    sections: &Sections,
    fields: &Fields<'_>,
    versions: &Versions,
    diagnostics: &mut Diagnostics,
) -> Vec<model::Inference> {
    let mut inferred = Claims::default();
    let inferences = sections.all(|file| &file.inferences).filter_map(|written| {
        let name = &written.field;
        inferred.take("inference of", name.text().to_owned(), name.place(), diagnostics);
        report_same_method(written, fields, diagnostics);
        inference(written, sections, fields, versions, diagnostics)
    });
    inferences.collect()
}

/// Reports a field whose accessor is what the inference becomes in Rust.
fn report_same_method(written: &spec::Inference, fields: &Fields<'_>, diagnostics: &mut Diagnostics) {
    let Some(field) = fields.drafts.get(written.field.text()) else { return };
    let method = method(field.accessor());
    if let Some(other) = fields.drafts.all.iter().find(|draft| draft.accessor() == method) {
        let other = &other.written.name;
        let message = format!(
            "field {other} becomes `{method}` in Rust, and so does the inference of {}",
            written.field
        );
        diagnostics.push(other.problem(message).help(super::claims::RUST_NAME));
    }
}

fn inference(
    written: &spec::Inference,
    sections: &Sections,
    fields: &Fields<'_>,
    versions: &Versions,
    diagnostics: &mut Diagnostics,
) -> Option<model::Inference> {
    let field = fields.drafts.find(&written.field, &[], diagnostics);
    let definition = field.and_then(|field| Drafts::enumeration(field, &written.field, diagnostics));
    if written.rules.is_empty() {
        let problem = written.rules.problem("an inference without rules");
        diagnostics.push(problem.expected("at least one rule"));
    }
    let rules = written.rules.iter().map(|rule| {
        let when = conditions(rule, fields, diagnostics);
        let then = definition.and_then(|definition| choice(definition, &rule.then, diagnostics));
        Some(Rule { when: when?, then: then? })
    });
    let rules: Vec<_> = rules.collect();
    report_unreachable(&rules, &written.rules, diagnostics);
    let rules = rules.into_iter().collect::<Option<Vec<_>>>()?;
    let (field, definition) = (field?, definition?.clone());
    Some(model::Inference {
        field: field.id,
        definition,
        versions: implied_by(written, field.id, &rules, fields, versions, diagnostics)?,
        head: sections.heads.of(written, names::snake(field.accessor()), &written.description),
        rules,
    })
}

/// The conditions of a rule. Every one is looked at before any is missed.
fn conditions(
    rule: &spec::Rule,
    fields: &Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(MemberId, Vec<Choice>)>> {
    let conditions = rule.when.iter().map(|(name, values)| {
        let field = fields.drafts.find(name, &[], diagnostics)?;
        let definition = Drafts::enumeration(field, name, diagnostics)?;
        if values.is_empty() {
            let problem = values.problem(format!("no values of {name}, so the rule never applies"));
            diagnostics.push(problem.expected("at least one value"));
            return None;
        }
        let mut once = Claims::default();
        let values = values.iter().map(|value| {
            once.take("value", value.text().to_owned(), value.place(), diagnostics);
            choice(definition, value, diagnostics)
        });
        let values: Vec<_> = values.collect();
        Some((field.id, values.into_iter().collect::<Option<Vec<_>>>()?))
    });
    let conditions: Vec<_> = conditions.collect();
    let conditions = conditions.into_iter().collect::<Option<Vec<_>>>()?;
    check_dependents(rule, &conditions, fields, diagnostics);
    Some(conditions)
}

/// A rule can look at a dependent field only where that is sent.
fn check_dependents(
    rule: &spec::Rule,
    when: &[(MemberId, Vec<Choice>)],
    fields: &Fields<'_>,
    diagnostics: &mut Diagnostics,
) {
    for ((name, _), (field, _)) in rule.when.iter().zip(when) {
        let draft = fields.drafts.with(*field);
        let Some(condition) = draft.and_then(|draft| draft.when.as_ref()) else { continue };
        let is_met = when
            .iter()
            .any(|(other, values)| *other == condition.on && values[..] == [condition.value.clone()]);
        let on = fields.drafts.with(condition.on).map(|on| on.written.name.text()).unwrap_or_default();
        if !is_met {
            let problem = name.problem(format!("{name} without its condition"));
            diagnostics
                .push(problem.expected(format!("`{on}: [{}]` in the same rule", condition.value.head.name)));
        }
    }
}

/// Reports each rule that comes after one with weaker conditions, which decides before it.
fn report_unreachable(rules: &[Option<Rule>], written: &[spec::Rule], diagnostics: &mut Diagnostics) {
    // Rules are few, and each earlier one can stand in the way of each later one.
    for (index, (rule, later)) in rules.iter().zip(written).enumerate() {
        let earlier = rules.iter().zip(written).take(index);
        let covering = earlier.filter_map(|(earlier, written)| Some((earlier.as_ref()?, written)));
        let found =
            covering.into_iter().find(|(earlier, _)| rule.as_ref().is_some_and(|rule| covers(earlier, rule)));
        if let Some((_, earlier)) = found {
            let problem = later.then.problem("this rule never decides").expected("the stricter rule first");
            diagnostics.push(problem.other(earlier.then.place(), "where it applies, this rule does already"));
        }
    }
}

/// Returns `true` if a rule applies wherever another one does.
fn covers(rule: &Rule, other: &Rule) -> bool {
    rule.when.iter().all(|(field, values)| {
        other.wanted(*field).is_some_and(|wanted| wanted.iter().all(|value| values.contains(value)))
    })
}

/// The versions that lack the field and have every field that the rules look at.
fn implied_by(
    written: &spec::Inference,
    field: MemberId,
    rules: &[Rule],
    fields: &Fields<'_>,
    versions: &Versions,
    diagnostics: &mut Diagnostics,
) -> Option<Range<usize>> {
    let mut having = 0..versions.models.len();
    for (id, _) in rules.iter().flat_map(|rule| &rule.when) {
        let range = fields.versions(*id)?;
        having = having.start.max(range.start)..having.end.min(range.end);
    }
    let lacking = fields.versions(field)?;
    let before = having.start..having.end.min(lacking.start);
    let after = having.start.max(lacking.end)..having.end;
    let name = &written.field;
    let (message, expected) = match (before.is_empty(), after.is_empty()) {
        (false, true) => return Some(before),
        (true, false) => return Some(after),
        (true, true) => (
            format!("no version lacks {name} and has all that the rules look at"),
            "at least one, for a version with the field needs no inference",
        ),
        (false, false) => {
            (format!("versions both before and after those of {name} lack it"), "versions without a gap")
        }
    };
    let problem = name.problem(message).expected(expected);
    let interval = fields.drafts.with(field).map(|draft| draft.written.versions.place());
    diagnostics.push(match interval {
        Some(place) => problem.other(place, "the versions of the field"),
        None => problem,
    });
    None
}
