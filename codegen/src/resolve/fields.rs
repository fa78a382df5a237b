//! The fields of a success.

use std::ops::Range;

use super::Sections;
use super::claims::Names;
use super::intervals;
use super::members::{Draft, Drafts, Manner, choice};
use super::types::Types;
use super::versions::Versions;
use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::model::{Group, Interval, MemberId, Presence, Type};
use crate::roles::Kind;
use crate::spec::{self, Field, Name};

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
    intervals: Vec<Option<Range<usize>>>,
}

impl<'s> Fields<'s> {
    /// Resolves the fields; they share the names with those of the outcomes.
    pub fn resolve(
        written: &'s spec::Response,
        sections: &Sections,
        types: &mut Types,
        versions: &Versions,
        names: &mut Names,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let manner = Manner {
            kind: Kind::Field,
            expected: EXPECTED_TYPE,
            refused: &["Text", "Integer", "Boolean"],
            methods: &emit::success::METHODS,
            prefix: written.prefix.text(),
        };
        let context = (&sections.heads, &*types);
        let drafts = Drafts::resolve(&written.fields, None, &manner, context, names, diagnostics);
        let intervals =
            drafts.all.iter().map(|it| intervals::resolve(&it.written.versions, versions, diagnostics));
        let fields = Self { intervals: intervals.collect(), drafts };
        for draft in &fields.drafts.all {
            check_prefix(&draft.written.name, written.prefix.text(), diagnostics);
            check_dependent(draft, &fields, diagnostics);
        }
        check_count(written, diagnostics);
        for draft in fields.drafts.folds() {
            let name = &draft.written.name;
            let subject = format!("`{}`, the type of {name} and what depends on it,", draft.variant());
            types.claim_rust(name, draft.variant(), &subject, diagnostics);
        }
        fields
    }

    /// The versions that have a field.
    pub fn versions(&self, id: MemberId) -> Option<&Range<usize>> {
        self.intervals.get(id.position())?.as_ref()
    }

    /// The group. What is reported is replaced by something that causes no other problem.
    pub fn finish(self) -> Group<Interval> {
        let Self { drafts, intervals } = self;
        drafts.finish(|draft| {
            let interval = intervals.get(draft.id.position()).cloned().flatten();
            let written = draft.written.versions.text().to_owned();
            (presence(draft), Interval { written, versions: interval.unwrap_or_default() })
        })
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
pub fn version_field(
    written: &spec::Response,
    fields: &Fields<'_>,
    versions: &Versions,
    diagnostics: &mut Diagnostics,
) -> Option<MemberId> {
    let drafts = &fields.drafts.all;
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
