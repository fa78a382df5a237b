//! Example responses.

use indexmap::IndexMap;

use super::claims::Claims;
use super::entry::{Entry, Files, Word, section};
use super::example_values;
use super::fields::{Draft, Fields};
use super::outcomes::Outcomes;
use super::report::{Checked, Report};
use super::versions::Versions;
use super::vocabulary::Vocabulary;
use crate::choices::one_of_quoted;
use crate::diagnostic::Diagnostics;
use crate::model::{self, Role, Type};
use crate::spec;

/// What examples are examples of.
#[derive(Debug)]
pub(super) struct Context<'c, 'a> {
    /// The types of values.
    pub vocabulary: &'c Vocabulary<'a>,
    /// The versions of the response.
    pub versions: &'c Versions<'a>,
    /// The fields of a success.
    pub fields: &'c Fields<'a>,
    /// Which of them names the version, if that is known.
    pub version_field: Option<usize>,
    /// What an example that is no success says.
    pub outcomes: &'c Outcomes<'a>,
}

/// A name and its value in an example.
type Pair<'a> = (Word<'a>, Word<'a>);

/// The fields of an example, by what they are.
#[derive(Debug, Default)]
struct Given<'a> {
    fields: IndexMap<usize, Pair<'a>>,
    string: Option<Pair<'a>>,
    code: Option<Pair<'a>>,
    /// Whether a name is unknown, and may be meant as one that is missing.
    has_unknown: bool,
}

/// Resolves the examples of all files.
pub(super) fn resolve(
    files: &Files,
    context: &Context<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Vec<model::Example> {
    let mut titles = Claims::default();
    section(files, "examples", |file| &file.examples)
        .map(|entry| {
            let title = entry.word("title", &entry.spec.title);
            titles.take("title", title.text, title.place, diagnostics);
            let given = given(entry, context, diagnostics);
            if given.string.is_some() || given.code.is_some() {
                check_outcome(title, &given, context, diagnostics);
            } else {
                check_success(title, &given, context, diagnostics);
            }
            let fields = &entry.spec.fields;
            model::Example {
                title: title.text.to_owned(),
                origin: entry.origin,
                fields: fields.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
            }
        })
        .collect()
}

fn given<'a>(
    entry: Entry<'a, spec::Example>,
    context: &Context<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Given<'a> {
    let mut given = Given::default();
    let (string, code) = (&context.outcomes.string.name, &context.outcomes.code.name);
    let places = entry.place.key("fields").entries();
    for ((name, value), (name_place, value_place)) in entry.spec.fields.iter().zip(places) {
        let name = Word { text: name, place: name_place };
        let pair = (name, Word { text: value, place: value_place });
        if let Some(index) = context.fields.get(name.text) {
            given.fields.insert(index, pair);
        } else if name.text == string {
            given.string = Some(pair);
        } else if name.text == code {
            given.code = Some(pair);
        } else {
            given.has_unknown = true;
            diagnostics.push(context.fields.unknown(name, [string, code]));
        }
    }
    given
}

fn check_outcome(
    title: Word<'_>,
    given: &Given<'_>,
    context: &Context<'_, '_>,
    diagnostics: &mut Diagnostics,
) {
    let (string, code) = (&context.outcomes.string.name, &context.outcomes.code.name);
    if let Some((name, _)) = given.fields.values().next() {
        let problem = name.problem(format!("{name}, a field of a success, beside an outcome"));
        diagnostics.push(problem.expected(format!("`{string}` and `{code}` alone")));
    }
    let (Some((_, string)), Some((_, code))) = (given.string, given.code) else {
        if !given.has_unknown {
            let missing = if given.string.is_some() { code } else { string };
            let problem = title.problem(format!("an outcome without `{missing}`"));
            diagnostics.push(problem.expected(format!("`{string}` and `{code}` together")));
        }
        return;
    };
    if let Some(outcome) = diagnostics.keep(context.outcomes.find(string))
        && outcome.code.to_string() != code.text
    {
        let problem = code.problem(format!("{code} is not the code of {string}"));
        diagnostics.push(problem.expected(format!("`{}`", outcome.code)));
    }
}

fn check_success(
    title: Word<'_>,
    given: &Given<'_>,
    context: &Context<'_, '_>,
    diagnostics: &mut Diagnostics,
) {
    let version = diagnostics.keep(version(title, given, context)).flatten();
    for (index, (name, value)) in &given.fields {
        let draft = &context.fields.drafts[*index];
        let belongs = check_version_has(*name, draft, version, context)
            .and_then(|()| check_condition(*name, draft, given, context));
        diagnostics.keep(belongs);
        diagnostics.keep(example_values::check(*value, draft.value, version, context));
    }
    diagnostics.keep(check_order(given));
    if let Some(version) = version
        && !given.has_unknown
    {
        diagnostics.keep(check_complete(title, version, given, context));
    }
}

/// Examples are written back in the order of the fields, and compared. One report is enough to say so.
fn check_order(given: &Given<'_>) -> Checked {
    let mut pairs = given.fields.iter().zip(given.fields.iter().skip(1));
    let Some(((_, (before, _)), (_, (name, _)))) = pairs.find(|((before, _), (index, _))| before > index)
    else {
        return Ok(());
    };
    let problem = name.problem(format!("field {name} after {before}"));
    Err(problem.expected("the order in which the response has its fields").into())
}

/// The version that an example is of; nothing if that cannot be known.
fn version(title: Word<'_>, given: &Given<'_>, context: &Context<'_, '_>) -> Checked<Option<usize>> {
    let versions = context.versions;
    let Some(field) = context.version_field.filter(|_| versions.is_sound()) else { return Ok(None) };
    if let Some((_, value)) = given.fields.get(&field) {
        let version = versions.by_value(value.text);
        return version.map(Some).ok_or_else(|| {
            let values: Vec<_> = versions.models.iter().map(|version| version.value.to_string()).collect();
            let problem = value.problem(format!("no version has the value {value}"));
            problem.expected(one_of_quoted(values.iter().map(String::as_str))).into()
        });
    }
    if given.has_unknown {
        return Ok(None);
    }
    let name = context.fields.drafts[field].name();
    let problem = title.problem(format!("an example without {name}"));
    Err(problem.expected("it, for it says which version the example is of").into())
}

fn check_version_has(
    name: Word<'_>,
    draft: &Draft<'_>,
    version: Option<usize>,
    context: &Context<'_, '_>,
) -> Checked {
    let (Some(version), Some(range)) = (version, &draft.versions) else { return Ok(()) };
    if range.contains(&version) {
        return Ok(());
    }
    let version = &context.versions.models[version].name;
    let problem = name.problem(format!("version {version} has no {name}"));
    Err(problem.expected(format!("it in versions {} alone", draft.interval())).into())
}

/// A field that depends on another one stands beside the value that it depends on.
fn check_condition(
    name: Word<'_>,
    draft: &Draft<'_>,
    given: &Given<'_>,
    context: &Context<'_, '_>,
) -> Checked {
    match (condition_holds(draft, given, context), draft.entry.spec.when.first()) {
        (Some(false), Some((on, value))) => {
            let problem = name.problem(format!("{name} without its condition"));
            Err(problem.expected(format!("it beside `{on}: {value}` alone")).into())
        }
        _ => Ok(()),
    }
}

/// Whether a dependent field is sent; nothing if it is not dependent or that cannot be known.
fn condition_holds(draft: &Draft<'_>, given: &Given<'_>, context: &Context<'_, '_>) -> Option<bool> {
    let Some(Role::Dependent { on, value: wanted, .. }) = &draft.role else { return None };
    let Some(Type::Enum(enumeration)) = context.fields.drafts[*on].value else { return None };
    let (_, value) = given.fields.get(on)?;
    let found = context.vocabulary.enums.value(enumeration, *value).ok()?;
    Some(found == *wanted)
}

fn check_complete(title: Word<'_>, version: usize, given: &Given<'_>, context: &Context<'_, '_>) -> Checked {
    let in_version =
        |draft: &Draft<'_>| draft.versions.as_ref().is_some_and(|range| range.contains(&version));
    let is_required = |draft: &Draft<'_>| match draft.role {
        Some(Role::Version | Role::Plain | Role::Condition { .. }) => true,
        Some(Role::Dependent { .. }) => {
            draft.entry.spec.absent.is_none() && condition_holds(draft, given, context) == Some(true)
        }
        None => false,
    };
    let drafts = context.fields.drafts.iter().enumerate();
    let missing: Vec<_> = drafts
        // Of two fields with one name, only the first can be given.
        .filter(|(index, draft)| context.fields.get(draft.name().text) == Some(*index))
        .filter(|(index, draft)| !given.fields.contains_key(index) && in_version(draft) && is_required(draft))
        .map(|(_, draft)| draft.name().to_string())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let version = &context.versions.models[version].name;
    let problem = title.problem(format!("an example without {}", missing.join(", ")));
    Err(problem.expected(format!("every field that version {version} requires")).into())
}
