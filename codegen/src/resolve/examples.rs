//! Example responses.

use indexmap::IndexMap;

use super::Sections;
use super::claims::{Claims, check_text};
use super::example_values;
use super::fields::Fields;
use super::members::Draft;
use super::outcomes::Outcomes;
use super::types::Types;
use super::versions::Versions;
use crate::diagnostic::Diagnostics;
use crate::model::{self, MemberId};
use crate::spec::{self, Field, Name};
use crate::wording::one_of;

/// The subject of examples.
pub struct Context<'c, 's> {
    /// The types of the fields.
    pub types: &'c Types,
    /// The versions of the response.
    pub versions: &'c Versions,
    /// The fields of a success.
    pub fields: &'c Fields<'s>,
    /// The field that names the version, if that is known.
    pub version_field: Option<MemberId>,
    /// The outcomes.
    pub outcomes: &'c Outcomes,
}

/// The fields of an example, by what they are, each with its value.
#[derive(Default)]
struct Given<'s> {
    fields: IndexMap<MemberId, (&'s Name, &'s Name)>,
    string: Option<&'s Name>,
    code: Option<&'s Name>,
    /// Says if a name is unknown, and may be meant as one that is missing.
    has_unknown: bool,
}

/// Resolves the examples of all files.
pub fn resolve(
    sections: &Sections,
    context: &Context<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Vec<model::Example> {
    let mut titles = Claims::default();
    let examples = sections.all(|file| &file.examples).map(|example| {
        let title = &example.title;
        if check_text("example", title, diagnostics) {
            titles.take("title", title.text().to_owned(), title.place(), diagnostics);
        }
        let given = context.given(example, diagnostics);
        if given.string.is_some() || given.code.is_some() {
            context.check_outcome(title, &given, diagnostics);
        } else {
            context.check_success(title, &given, diagnostics);
        }
        let fields =
            example.fields.iter().map(|(name, value)| (name.text().to_owned(), value.text().to_owned()));
        model::Example {
            title: title.text().to_owned(),
            origin: sections.heads.of(example, String::new(), "").origin,
            fields: fields.collect(),
        }
    });
    examples.collect()
}

impl<'s> Context<'_, 's> {
    fn given<'e>(&self, example: &'e spec::Example, diagnostics: &mut Diagnostics) -> Given<'e> {
        let mut given = Given::default();
        let (string, code) = (self.outcomes.string.name.as_str(), self.outcomes.code.name.as_str());
        for (name, value) in example.fields.iter() {
            if let Some(field) = self.fields.drafts.get(name.text()) {
                given.fields.insert(field.id, (name, value));
            } else if name.text() == string {
                given.string = Some(value);
            } else if name.text() == code {
                given.code = Some(value);
            } else {
                given.has_unknown = true;
                self.fields.drafts.find(name, &[string, code], diagnostics);
            }
        }
        given
    }

    fn check_outcome(&self, title: &Name, given: &Given<'_>, diagnostics: &mut Diagnostics) {
        let (string_name, code_name) = (&self.outcomes.string.name, &self.outcomes.code.name);
        if let Some((name, _)) = given.fields.values().next() {
            let problem = name.problem(format!("{name}, a field of a success, beside an outcome"));
            diagnostics.push(problem.expected(format!("`{string_name}` and `{code_name}` alone")));
        }
        let (Some(string), Some(code)) = (given.string, given.code) else {
            if !given.has_unknown {
                let missing = if given.string.is_some() { code_name } else { string_name };
                let problem = title.problem(format!("an outcome without `{missing}`"));
                diagnostics.push(problem.expected(format!("`{string_name}` and `{code_name}` together")));
            }
            return;
        };
        if let Some(outcome) = self.outcomes.find(string, diagnostics)
            && outcome.code.to_string() != code.text()
        {
            let problem = code.problem(format!("{code} is not the code of {string}"));
            diagnostics.push(problem.expected(format!("`{}`", outcome.code)));
        }
    }

    fn check_success(&self, title: &Name, given: &Given<'_>, diagnostics: &mut Diagnostics) {
        let version = self.version(title, given, diagnostics);
        let date_format =
            version.and_then(|version| self.versions.models.get(version)).map(|it| &it.date_format);
        let is_sound = |name: &str| !self.types.is_reported(name);
        let date_format = date_format.filter(|format| is_sound(&format.head.name));
        for (id, (name, value)) in &given.fields {
            let Some(draft) = self.fields.drafts.with(*id) else { continue };
            self.check_belongs(name, draft, version, given, diagnostics);
            if let Some(kind) = draft.value.as_ref().filter(|kind| is_sound(kind.name())) {
                example_values::check(value, kind, date_format, diagnostics);
            }
        }
        check_order(given, diagnostics);
        if let Some(version) = version.filter(|_| !given.has_unknown) {
            self.check_complete(title, version, given, diagnostics);
        }
    }

    /// The version that an example is of, as a position; nothing if that cannot be known.
    fn version(&self, title: &Name, given: &Given<'_>, diagnostics: &mut Diagnostics) -> Option<usize> {
        let field = self.version_field.filter(|_| self.versions.is_sound)?;
        let models = &self.versions.models;
        if let Some((_, value)) = given.fields.get(&field) {
            let found = models.iter().position(|version| version.value.to_string() == value.text());
            if found.is_none() {
                let values: Vec<_> = models.iter().map(|version| version.value.to_string()).collect();
                let problem = value.problem(format!("no version has the value {value}"));
                diagnostics.push(problem.expected(one_of(values.iter().map(String::as_str))));
            }
            return found;
        }
        if !given.has_unknown {
            let name = self
                .fields
                .drafts
                .with(field)
                .map(|draft| draft.written.name.to_string())
                .unwrap_or_default();
            let problem = title.problem(format!("an example without {name}"));
            diagnostics.push(problem.expected("it, for it says which version the example is of"));
        }
        None
    }

    /// Checks that the version has the field, and that the condition of the field is met.
    fn check_belongs(
        &self,
        name: &Name,
        draft: &Draft<'_, Field>,
        version: Option<usize>,
        given: &Given<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        if let (Some(version), Some(range)) = (version, self.fields.versions(draft.id))
            && !range.contains(&version)
        {
            let version =
                self.versions.models.get(version).map(|it| it.head.name.as_str()).unwrap_or_default();
            let problem = name.problem(format!("version {version} has no {name}"));
            diagnostics.push(problem.expected(format!("it in versions {} alone", draft.written.versions)));
        } else if Self::condition_holds(draft, given) == Some(false)
            && let Some((on, value)) = draft.written.when.first()
        {
            let problem = name.problem(format!("{name} without its condition"));
            diagnostics.push(problem.expected(format!("it beside `{}: {}` alone", on.text(), value.text())));
        }
    }

    /// Says if a dependent field is sent; nothing if it is not dependent or that cannot be known.
    fn condition_holds(draft: &Draft<'_, Field>, given: &Given<'_>) -> Option<bool> {
        let condition = draft.when.as_ref()?;
        let (_, value) = given.fields.get(&condition.on)?;
        let found = condition.value.of().choice(value.text())?;
        Some(found == condition.value)
    }

    fn check_complete(&self, title: &Name, version: usize, given: &Given<'_>, diagnostics: &mut Diagnostics) {
        let is_required = |draft: &Draft<'s, Field>| {
            draft.written.when.is_empty()
                || draft.written.absent.is_none() && Self::condition_holds(draft, given) == Some(true)
        };
        let missing = self.fields.drafts.all.iter().filter(|draft| {
            let is_in = self.fields.versions(draft.id).is_some_and(|range| range.contains(&version));
            // Of two fields with one name, only the first can be given.
            let is_first =
                self.fields.drafts.get(draft.written.name.text()).is_some_and(|it| it.id == draft.id);
            is_first && is_in && is_required(draft) && !given.fields.contains_key(&draft.id)
        });
        let missing: Vec<_> = missing.map(|draft| draft.written.name.to_string()).collect();
        if !missing.is_empty() {
            let version =
                self.versions.models.get(version).map(|it| it.head.name.as_str()).unwrap_or_default();
            let problem = title.problem(format!("an example without {}", missing.join(", ")));
            diagnostics.push(problem.expected(format!("every field that version {version} requires")));
        }
    }
}

/// Examples are written back in the order of the fields, and compared. One report is enough to say so.
fn check_order(given: &Given<'_>, diagnostics: &mut Diagnostics) {
    let mut pairs = given.fields.iter().zip(given.fields.iter().skip(1));
    if let Some(((_, (before, _)), (_, (name, _)))) = pairs.find(|((before, _), (id, _))| before > id) {
        let problem = name.problem(format!("field {name} after {before}"));
        let problem = problem.expected("the order in which the response has its fields");
        diagnostics.push(problem.other(before.place(), "the later field"));
    }
}
