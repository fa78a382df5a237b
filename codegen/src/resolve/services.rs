//! Web services that are asked with one XML element and answer with another.

use std::rc::Rc;

use super::Sections;
use super::claims::{Claims, Names};
use super::endpoints::{DATE_TIME, VERSION, check_path, group};
use super::heads::words;
use super::members::{Manner, choice};
use super::types::Types;
use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::model::{self, Enum, Head};
use crate::names;
use crate::roles::Kind;
use crate::spec::{self, Name};
use crate::wording::one_of;

pub fn resolve(
    sections: &Sections,
    types: &Types,
    has_response: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<model::Service> {
    let mut names = Names::new("service", &emit::NESTED);
    let services = sections.all(|file| &file.services).map(|service| {
        let module = names::snake(words(service));
        names.take(&service.name, words(service), &[&module], diagnostics);
        check_path(&service.path, diagnostics);
        let head = sections.heads.of(service, module, &service.description);
        resolve_service(service, head, (sections, types), has_response, diagnostics)
    });
    services.collect()
}

fn resolve_service(
    service: &spec::Service,
    head: Head,
    context: (&Sections, &Types),
    has_response: bool,
    diagnostics: &mut Diagnostics,
) -> model::Service {
    let spec::Service { request, answer, .. } = service;
    let parameters = request.elements.iter().chain(&answer.attributes).map(|parameter| &parameter.name);
    for name in parameters.chain([&request.root, &answer.root]) {
        check_xml_name(name, diagnostics);
    }
    let elements = Manner {
        kind: Kind::Element,
        expected: "an enum, a set of flags, an identifier or a built-in type: `IpAddress`, `Text`, `Integer` or \
                   `Boolean`",
        refused: &[VERSION, DATE_TIME],
        methods: &emit::services::METHODS,
        prefix: "",
    };
    // A time is written in the format of a version of the response.
    let refused: &[&str] = if has_response { &[VERSION] } else { &[VERSION, DATE_TIME] };
    let attributes = Manner {
        kind: Kind::Attribute,
        expected: "an enum, a set of flags, an identifier or a built-in type: `IpAddress`, `Text`, `Integer`, \
                   `Boolean`, or `DateTime` beside a response",
        refused,
        ..elements
    };
    let generated = &emit::services::TYPES;
    let elements = group(&request.elements, &head, &elements, generated, context, diagnostics);
    let attributes = group(&answer.attributes, &head, &attributes, generated, context, diagnostics);
    let tables = tables(answer, context.1, diagnostics);
    check_confirmed(answer, &tables, diagnostics);
    model::Service {
        reasons: reasons(answer, &head, &tables, context.0, diagnostics),
        path: service.path.text().to_owned(),
        request_root: request.root.text().to_owned(),
        elements,
        answer_root: answer.root.text().to_owned(),
        attributes,
        confirmed: *answer.confirmed,
        tables,
        head,
    }
}

/// XML allows more, but no service that is written in the Latin alphabet needs it.
fn check_xml_name(name: &Name, diagnostics: &mut Diagnostics) {
    let begins = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let goes_on = name.chars().all(|next| next.is_ascii_alphanumeric() || "_-.".contains(next));
    if !begins || !goes_on {
        let problem = name.problem(format!("{name} is not an XML name"));
        diagnostics.push(problem.expected("a letter, then letters, digits, `_`, `-` or `.`"));
    }
}

fn tables(answer: &spec::Answer, types: &Types, diagnostics: &mut Diagnostics) -> Vec<Rc<Enum>> {
    let mut once = Claims::default();
    let tables = answer.tables.iter().filter_map(|name| {
        once.take("table", name.text().to_owned(), name.place(), diagnostics);
        types.table(name, diagnostics)
    });
    tables.collect()
}

fn check_confirmed(answer: &spec::Answer, tables: &[Rc<Enum>], diagnostics: &mut Diagnostics) {
    let confirmed = *answer.confirmed;
    let has_code = |table: &Rc<Enum>| table.values.iter().any(|value| value.number == Some(confirmed));
    if tables.iter().any(has_code) || tables.len() < answer.tables.len() {
        return;
    }
    let problem = answer.confirmed.problem(format!("no table has the code {confirmed}"));
    diagnostics.push(problem.expected(if tables.is_empty() {
        "at least one table in `tables`".to_owned()
    } else {
        format!("a code of {}", one_of(answer.tables.iter().map(Name::text)))
    }));
}

fn reasons(
    answer: &spec::Answer,
    parent: &Head,
    tables: &[Rc<Enum>],
    sections: &Sections,
    diagnostics: &mut Diagnostics,
) -> Vec<model::Reason> {
    let mut names = Names::new("reason", &[]);
    let reasons = answer.reasons.iter().map(|reason| {
        let variant = names::variant(words(reason));
        names.take(&reason.name, words(reason), &[&variant], diagnostics);
        let head = sections.heads.inside(Some(parent), reason, variant, &reason.description);
        let is_complete = tables.len() == answer.tables.len();
        if is_complete && reason.codes.len() != tables.len() {
            let problem = reason.codes.problem(format!("the number of codes is {}", reason.codes.len()));
            diagnostics.push(problem.expected(format!("one for each table, which makes {}", tables.len())));
        }
        let codes = tables.iter().zip(reason.codes.iter()).filter(|_| is_complete);
        let codes = codes.filter_map(|(table, code)| choice(table, code, diagnostics));
        model::Reason { head, codes: codes.collect() }
    });
    reasons.collect()
}
