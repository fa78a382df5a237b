//! The response: versions, fields, outcomes, and what is known about them.

use super::claims::Names;
use super::members::{Draft, Drafts, Manner, choice};
use super::outcomes::Outcomes;
use super::types::Types;
use super::versions::Versions;
use super::{Sections, examples, inferences, intervals};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::emit;
use crate::model::{self, Interval, MemberId, Presence, Type};
use crate::roles::Kind;
use crate::source::Place;
use crate::spec::{self, Field, Name, Spanned};

/// The most fields of a response, those of the outcomes included: the set of fields that a response has is
/// kept as the bits of one `u64`.
pub const MAX_FIELDS: usize = 64;

/// The fields of the outcomes, one for the string and one for the code.
const OUTCOME_FIELDS: usize = 2;

const EXPECTED_TYPE: &str = "an enum, a set of flags, an identifier, `Version`, `DateTime` or `IpAddress`";

/// The fields of a success, as far as they can be understood.
pub struct Fields<'s> {
    pub drafts: Drafts<'s, Field>,
    /// The versions of each field; `None` if they are reported.
    intervals: Vec<Option<std::ops::Range<usize>>>,
}

impl Fields<'_> {
    /// The versions that have a field.
    pub fn versions(&self, id: MemberId) -> Option<&std::ops::Range<usize>> {
        self.intervals.get(id.position())?.as_ref()
    }
}

/// Resolves the response, if there is one.
pub fn resolve(
    sections: &Sections,
    versions: Versions,
    types: &mut Types,
    diagnostics: &mut Diagnostics,
) -> Option<model::Response> {
    let Some(written) = only_response(sections, diagnostics) else {
        refuse_without_response(sections, diagnostics);
        return None;
    };
    if sections.all(|file| &file.versions).next().is_none() {
        let problem = written.prefix.problem("a response without versions");
        diagnostics.push(problem.expected("at least one entry in a section `versions`"));
    }
    let mut names = Names::new("field", &[]);
    let manner = Manner {
        kind: Kind::Field,
        expected: EXPECTED_TYPE,
        refused: &["Text", "Integer", "Boolean"],
        methods: &emit::success::METHODS,
        prefix: written.prefix.text(),
    };
    let context = (&sections.heads, &*types);
    let drafts = Drafts::resolve(&written.fields, None, &manner, context, &mut names, diagnostics);
    let intervals =
        drafts.drafts.iter().map(|it| intervals::resolve(&it.written.versions, &versions, diagnostics));
    let fields = Fields { intervals: intervals.collect(), drafts };
    for draft in &fields.drafts.drafts {
        check_prefix(&draft.written.name, written.prefix.text(), diagnostics);
        check_dependent(draft, &fields, diagnostics);
    }
    check_count(written, diagnostics);
    for draft in fields.drafts.folds() {
        let subject =
            format!("`{}`, the type of {} and what depends on it,", draft.variant(), draft.written.name);
        types.claim_rust(&draft.written.name, draft.variant(), &subject, diagnostics);
    }
    let outcomes = Outcomes::resolve(written, sections, &mut names, diagnostics);
    let version_field = version_field(written, &fields, &versions, diagnostics);
    let inferences = inferences::resolve(sections, &fields, &versions, diagnostics);
    let context =
        examples::Context { versions: &versions, fields: &fields, version_field, outcomes: &outcomes };
    let examples = examples::resolve(sections, &context, diagnostics);
    let Fields { drafts, intervals } = fields;
    let fields = drafts.finish(|draft| {
        let interval = intervals.get(draft.id.position()).cloned().flatten();
        let written = draft.written.versions.text().to_owned();
        (presence(draft), Interval { written, versions: interval.unwrap_or_default() })
    });
    let Outcomes { string, code, models, .. } = outcomes;
    Some(model::Response {
        prefix: written.prefix.text().to_owned(),
        description: written.description.clone(),
        file: written.place().file as usize,
        versions: versions.models,
        fields,
        version_field: version_field?,
        outcome_string: string,
        outcome_code: code,
        outcomes: models,
        inferences,
        examples,
    })
}

/// The response. A spec has one; any more are reported.
fn only_response<'s>(
    sections: &'s Sections,
    diagnostics: &mut Diagnostics,
) -> Option<&'s Spanned<spec::Response>> {
    let mut responses = sections.all(|file| file.response.as_slice());
    let first = responses.next()?;
    for other in responses {
        let problem = other.problem("a second response").expected("one in all files together");
        diagnostics.push(problem.other(first.place(), "the other one"));
    }
    Some(first)
}

/// Sections that only mean something beside a response.
fn refuse_without_response(sections: &Sections, diagnostics: &mut Diagnostics) {
    for document in &sections.documents {
        let sections: [(&str, usize, Place); 3] = [
            ("versions", document.versions.len(), document.versions.place()),
            ("inferences", document.inferences.len(), document.inferences.place()),
            ("examples", document.examples.len(), document.examples.place()),
        ];
        for (key, _, place) in sections.into_iter().filter(|(_, entries, _)| *entries > 0) {
            let problem = Diagnostic::new(place, format!("`{key}` without a response"));
            diagnostics.push(problem.expected("a section `response` in one of the files"));
        }
    }
}

/// The name of a response's field begins with the prefix.
pub fn check_prefix(name: &Name, prefix: &str, diagnostics: &mut Diagnostics) {
    if !name.starts_with(prefix) {
        let problem = name.problem(format!("field {name} lacks the prefix `{prefix}`"));
        diagnostics.push(problem.expected(format!("a name such as `{prefix}{}`", name.text())));
    }
}

fn check_count(written: &spec::Response, diagnostics: &mut Diagnostics) {
    let most = MAX_FIELDS - OUTCOME_FIELDS;
    if let Some(excess) = written.fields.get(most) {
        let problem =
            excess.name.problem(format!("{} fields are too many for a response", written.fields.len()));
        diagnostics.push(problem.expected(format!("at most {most} beside the two of its outcomes")));
    }
}

/// The value that absence means, of a field with a condition.
fn presence(draft: &Draft<'_, Field>) -> Presence {
    let absent = draft.written.absent.as_ref().filter(|_| draft.when.is_some());
    match (absent, &draft.value) {
        (Some(absent), Some(Type::Enum(definition))) => {
            definition.choice(absent.text()).map_or(Presence::Required, Presence::Defaults)
        }
        _ => Presence::Required,
    }
}

/// Checks what a field has to do with the one that it depends on.
fn check_dependent(draft: &Draft<'_, Field>, fields: &Fields<'_>, diagnostics: &mut Diagnostics) {
    let written = draft.written;
    if written.when.is_empty() {
        if let Some(absent) = &written.absent {
            let problem = absent.problem("`absent` without `when`");
            diagnostics.push(problem.expected("a condition, for only a field with one can be absent"));
        }
        return;
    }
    match (&draft.value, &written.absent) {
        (Some(Type::Enum(definition)), Some(absent)) => {
            choice(definition, absent, diagnostics);
        }
        // The one is reported with the types, the other with the version field.
        (Some(Type::Enum(_) | Type::Version) | None, _) => {}
        (Some(_), _) => {
            let name = &written.type_name;
            let problem =
                name.problem(format!("field {} has a condition and is of the type {name}", written.name));
            diagnostics.push(problem.expected("an enum, for only those can depend on another field"));
        }
    }
    let on = draft.when.as_ref().and_then(|condition| fields.drafts.with(condition.on));
    let Some(on) = on else { return };
    if let (Some(own), Some(other)) = (fields.versions(draft.id), fields.versions(on.id))
        && own != other
    {
        let (interval, other) = (&written.versions, &on.written.versions);
        let problem =
            interval.problem(format!("versions {interval} differ from those of {}", on.written.name));
        let problem = problem.expected(format!("{other}, for neither field comes without the other"));
        diagnostics.push(problem.other(other.place(), "the versions of the other"));
    }
}

/// The one field of the type `Version`.
fn version_field(
    written: &spec::Response,
    fields: &Fields<'_>,
    versions: &Versions,
    diagnostics: &mut Diagnostics,
) -> Option<MemberId> {
    let drafts = &fields.drafts.drafts;
    let mut found = drafts.iter().filter(|draft| matches!(draft.value, Some(Type::Version)));
    let Some(first) = found.next() else {
        // A field whose type is unknown may be meant as this one.
        if drafts.iter().all(|draft| draft.value.is_some()) {
            let problem = written.prefix.problem("no field of the type `Version`");
            diagnostics.push(problem.expected("exactly one, which says the version of a response"));
        }
        return None;
    };
    for other in found {
        let (name, first) = (&other.written.name, &first.written.name);
        let problem = name.problem(format!("{name} is a second field of the type `Version`"));
        diagnostics.push(problem.expected("exactly one").other(first.place(), "the first"));
    }
    let name = &first.written.name;
    if !first.written.when.is_empty() {
        let problem = first.written.when.problem(format!("the version, {name}, depends on another field"));
        diagnostics.push(problem.expected("no condition, for nothing can be read before the version"));
    } else if fields.versions(first.id).is_some_and(|range| *range != (0..versions.models.len())) {
        let interval = &first.written.versions;
        let oldest = versions.models.first().map(|version| version.head.name.as_str()).unwrap_or_default();
        let problem =
            interval.problem(format!("{interval} leaves out versions, which could not be told from others"));
        diagnostics.push(problem.expected(format!("all versions, `[{oldest},)`")));
    }
    Some(first.id)
}
