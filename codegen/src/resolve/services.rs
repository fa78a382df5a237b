//! Web services that are asked with one XML element and answer with another.

use super::claims::{Claims, Members};
use super::endpoints::Endpoints;
use super::entry::{Entry, Files, Word, section};
use super::parameters::{self, Kind};
use super::report::{Checked, Report};
use super::vocabulary::Vocabulary;
use crate::choices::one_of_quoted;
use crate::diagnostic::Diagnostics;
use crate::model;
use crate::names;
use crate::spec;

/// Resolves the services of all files. Nothing comes back if anything is wrong with any.
pub(super) fn resolve<'a>(
    files: &'a Files,
    paths: &mut Claims<'a, &'a str>,
    vocabulary: &Vocabulary<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<model::Service>> {
    let mut endpoints = Endpoints::new("service", paths);
    // Every service is looked at before any is missed, so that all problems are reported.
    let services: Vec<_> = section(files, "services", |file| &file.services)
        .map(|entry| {
            let written = entry.spec;
            let (name, path) = (entry.word("name", &written.name), entry.word("path", &written.path));
            endpoints.take(name, path, diagnostics);
            service(entry, vocabulary, diagnostics)
        })
        .collect();
    services.into_iter().collect()
}

fn service<'a>(
    entry: Entry<'a, spec::Service>,
    vocabulary: &Vocabulary<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<model::Service> {
    let written = entry.spec;
    let request = entry.part("request", &written.request);
    let answer = entry.part("answer", &written.answer);
    let elements = || request.children("elements", &written.request.elements);
    let attributes = || answer.children("attributes", &written.answer.attributes);
    let roots = [request.word("root", &written.request.root), answer.word("root", &written.answer.root)];
    let names = elements().chain(attributes()).map(|parameter| parameter.word("name", &parameter.spec.name));
    for name in names.chain(roots) {
        diagnostics.keep(check_xml_name(name));
    }
    let elements = parameters::resolve(elements(), Kind::Element, vocabulary, diagnostics);
    let attributes = parameters::resolve(attributes(), Kind::Attribute, vocabulary, diagnostics);
    let tables = tables(answer, vocabulary, diagnostics)?;
    diagnostics.keep(check_confirmed(answer, &tables, vocabulary));
    let reasons = reasons(answer, &tables, vocabulary, diagnostics);
    Some(model::Service {
        name: written.name.clone(),
        module: names::module(&written.name),
        path: written.path.clone(),
        description: written.description.clone(),
        origin: entry.origin,
        request_root: written.request.root.clone(),
        elements: elements?,
        answer_root: written.answer.root.clone(),
        attributes: attributes?,
        confirmed: written.answer.confirmed,
        tables,
        reasons: reasons?,
    })
}

/// XML allows more, but no service that is written in the Latin alphabet needs it.
fn check_xml_name(name: Word<'_>) -> Checked {
    let begins = name.text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let goes_on = name.text.chars().all(|next| next.is_ascii_alphanumeric() || "_-.".contains(next));
    if begins && goes_on {
        return Ok(());
    }
    let problem = name.problem(format!("{name} is no XML name"));
    Err(problem.expected("a letter, then letters, digits, `_`, `-` or `.`").into())
}

fn tables<'a>(
    answer: Entry<'a, spec::Answer>,
    vocabulary: &Vocabulary<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<usize>> {
    let mut once = Claims::default();
    let tables: Vec<_> = (answer.spec.tables.iter().zip(answer.place.key("tables").items()))
        .map(|(text, place)| {
            once.take("table", text, place, diagnostics);
            diagnostics.keep(vocabulary.types.table(Word { text, place }))
        })
        .collect();
    tables.into_iter().collect()
}

fn check_confirmed(
    answer: Entry<'_, spec::Answer>,
    tables: &[usize],
    vocabulary: &Vocabulary<'_>,
) -> Checked {
    let confirmed = answer.spec.confirmed;
    if tables.iter().any(|table| vocabulary.enums.has_code(*table, confirmed)) {
        return Ok(());
    }
    let problem = answer.place.key("confirmed").problem(format!("no table has the code {confirmed}"));
    Err(problem
        .expected(match tables {
            [] => "at least one table in `tables`".to_owned(),
            _ => format!("a code of {}", one_of_quoted(answer.spec.tables.iter().map(String::as_str))),
        })
        .into())
}

fn reasons<'a>(
    answer: Entry<'a, spec::Answer>,
    tables: &[usize],
    vocabulary: &Vocabulary<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<model::Reason>> {
    let mut members = Members::new("reason", &[names::ALL]);
    let reasons: Vec<_> = answer
        .children("reasons", &answer.spec.reasons)
        .map(|entry| {
            let written = entry.spec;
            let variant = names::variant(&written.name);
            members.take(entry.word("name", &written.name), &variant, diagnostics);
            Some(model::Reason {
                name: written.name.clone(),
                variant,
                description: written.description.clone(),
                codes: codes(entry, tables, vocabulary, diagnostics)?,
                origin: entry.origin,
            })
        })
        .collect();
    reasons.into_iter().collect()
}

/// One code of every table.
fn codes<'a>(
    reason: Entry<'a, spec::Reason>,
    tables: &[usize],
    vocabulary: &Vocabulary<'a>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<usize>> {
    let (written, place) = (&reason.spec.codes, reason.place.key("codes"));
    if written.len() != tables.len() {
        let problem = place.problem(format!("the number of codes is {}", written.len()));
        diagnostics.push(problem.expected(format!("one for each table, which makes {}", tables.len())));
        return None;
    }
    let words = written.iter().zip(place.items()).map(|(text, place)| Word { text, place });
    let codes: Vec<_> = (tables.iter().zip(words))
        .map(|(&table, word)| diagnostics.keep(vocabulary.enums.value(table, word)))
        .collect();
    codes.into_iter().collect()
}
