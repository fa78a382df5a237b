//! Values that some versions imply without saying them.

use std::ops::Range;

use super::claims::Claims;
use super::entry::{Entry, Files, Word, section};
use super::enums::Enums;
use super::fields::Fields;
use super::report::{Report, location};
use super::rules;
use super::versions::Versions;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model;
use crate::names;
use crate::source::Place;
use crate::spec;

/// Resolves the inferences of all files. Nothing comes back if anything is wrong with any.
pub(super) fn resolve<'a>(
    files: &'a Files,
    fields: &Fields<'a>,
    enums: &Enums<'a>,
    versions: &Versions<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<model::Inference>> {
    let mut inferred = Claims::default();
    // Every inference is looked at before any is missed, so that all problems are reported.
    let inferences: Vec<_> = section(files, "inferences", |file| &file.inferences)
        .map(|entry| {
            let name = entry.word("field", &entry.spec.field);
            inferred.take("inference of", name.text, name.place, diagnostics);
            report_same_method(name, fields, diagnostics);
            inference(entry, fields, enums, versions, diagnostics)
        })
        .collect();
    inferences.into_iter().collect()
}

/// Reports a field whose accessor is what the inference becomes in Rust.
fn report_same_method(name: Word<'_>, fields: &Fields<'_>, diagnostics: &mut Diagnostics) {
    let Some(field) = fields.get(name.text) else { return };
    let method = names::inferred(&fields.drafts[field].accessor);
    if let Some(other) = fields.drafts.iter().find(|draft| draft.accessor == method) {
        let other = other.name();
        let message =
            format!("the inference of {name} becomes `{method}` in Rust, and so does field {other}");
        diagnostics.push(other.problem(message).expected("another name"));
    }
}

fn inference<'a>(
    entry: Entry<'a, spec::Inference>,
    fields: &Fields<'a>,
    enums: &Enums<'a>,
    versions: &Versions<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<model::Inference> {
    let name = entry.word("field", &entry.spec.field);
    let field = diagnostics.keep(fields.find(name));
    let enumeration = field.and_then(|field| diagnostics.keep(fields.enumeration(field, name)).flatten());
    let places: Vec<_> = entry.place.key("rules").items().collect();
    let rules: Vec<_> = (entry.spec.rules.iter().zip(&places))
        .map(|(rule, place)| rules::resolve(rule, *place, enumeration, fields, enums, diagnostics))
        .collect();
    report_unreachable(&rules, &places, diagnostics);
    if rules.is_empty() {
        let problem = entry.place.key("rules").problem("an inference without rules");
        diagnostics.push(problem.expected("at least one rule"));
        return None;
    }
    let (field, rules) = (field?, rules.into_iter().collect::<Option<Vec<_>>>()?);
    Some(model::Inference {
        field,
        versions: implied_by(entry, field, &rules, fields, versions, diagnostics)?,
        description: entry.spec.description.clone(),
        origin: entry.origin,
        rules,
    })
}

/// Reports each rule that comes after one with weaker conditions, which decides before it.
fn report_unreachable(rules: &[Option<model::Rule>], places: &[Place<'_>], diagnostics: &mut Diagnostics) {
    let known: Vec<_> =
        rules.iter().zip(places).filter_map(|(rule, place)| Some((rule.as_ref()?, place))).collect();
    // Rules are few, and each earlier one can stand in the way of each later one.
    for (index, (rule, place)) in known.iter().enumerate() {
        if let Some((_, earlier)) = known[..index].iter().find(|(earlier, _)| rules::covers(earlier, rule)) {
            let problem = place.problem("this rule never decides").expected("the stricter rule first");
            let help = format!("where it applies, the rule at {} does already", location(**earlier));
            diagnostics.push(problem.help(help));
        }
    }
}

/// The versions that lack the field and have every field that the rules look at.
fn implied_by(
    entry: Entry<'_, spec::Inference>,
    field: usize,
    rules: &[model::Rule],
    fields: &Fields<'_>,
    versions: &Versions<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Range<usize>> {
    let mut having = 0..versions.models.len();
    for (index, _) in rules.iter().flat_map(|rule| &rule.when) {
        let range = fields.drafts[*index].versions.as_ref()?;
        having = having.start.max(range.start)..having.end.min(range.end);
    }
    let lacking = fields.drafts[field].versions.as_ref()?;
    let before = having.start..having.end.min(lacking.start);
    let after = having.start.max(lacking.end)..having.end;
    match (before.is_empty(), after.is_empty()) {
        (false, true) => Some(before),
        (true, false) => Some(after),
        (none, _) => {
            diagnostics.push(not_one_interval(entry, none, fields.drafts[field].interval().text));
            None
        }
    }
}

fn not_one_interval(entry: Entry<'_, spec::Inference>, none: bool, interval: &str) -> Diagnostic {
    let name = entry.word("field", &entry.spec.field);
    let help = format!("{name} is in `{interval}`");
    if none {
        name.problem(format!("no version lacks {name} and has all that the rules look at"))
            .expected("at least one, for a version with the field needs no inference")
            .help(help)
    } else {
        name.problem(format!("versions both before and after those of {name} lack it"))
            .expected("versions without a gap")
            .help(help)
    }
}
