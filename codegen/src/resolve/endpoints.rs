//! Where requests go: hosts, pages and endpoints; and periods.

use super::Sections;
use super::claims::{Claims, Names};
use super::heads::words;
use super::members::{Drafts, Manner};
use super::types::{Types, reserved};
use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::model::{self, Group, Head, Presence, Type};
use crate::names;
use crate::roles::Kind;
use crate::spec::{Name, Parameter};

/// The most characters of a host name, and of a label of it: the limits of the domain name system.
const MAX_HOST: usize = 253;
const MAX_LABEL: usize = 63;

pub struct Endpoints {
    pub hosts: Vec<Head>,
    pub pages: Vec<model::Page>,
    pub periods: Vec<model::Period>,
    pub others: Vec<model::Endpoint>,
}

pub fn resolve(sections: &Sections, types: &Types, diagnostics: &mut Diagnostics) -> Endpoints {
    // Constants of one module.
    let mut constants = Names::new("constant", &emit::CONSTANTS);
    Endpoints {
        hosts: hosts(sections, diagnostics),
        pages: pages(sections, types, diagnostics),
        periods: periods(sections, &mut constants, diagnostics),
        others: endpoints(sections, &mut constants, diagnostics),
    }
}

fn hosts(sections: &Sections, diagnostics: &mut Diagnostics) -> Vec<Head> {
    let mut taken = Claims::default();
    let hosts = sections.all(|file| &file.hosts).map(|host| {
        if is_host_name(host.name.text()) {
            taken.take("host", host.name.to_ascii_lowercase(), host.name.place(), diagnostics);
        } else {
            let problem = host.name.problem(format!("{} is not a host name", host.name));
            diagnostics
                .push(problem.expected("one such as `login.example.com`, without scheme, port and path"));
        }
        sections.heads.of(host, String::new(), &host.description)
    });
    hosts.collect()
}

fn is_host_name(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.len() <= MAX_HOST && name.split('.').all(is_label)
}

fn pages(sections: &Sections, types: &Types, diagnostics: &mut Diagnostics) -> Vec<model::Page> {
    let mut names = Names::new("page", &emit::NESTED);
    let pages = sections.all(|file| &file.pages).map(|page| {
        let module = names::snake(words(page));
        names.take(&page.name, words(page), &[&module], diagnostics);
        check_path(&page.path, diagnostics);
        let head = sections.heads.of(page, module, &page.description);
        let manner = Manner {
            kind: Kind::Parameter,
            expected: "an enum, a set of flags, an identifier or a built-in type: `IpAddress`, `Text`, `Integer` \
                       or `Boolean`",
            refused: &[VERSION, DATE_TIME],
            methods: &emit::pages::METHODS,
            prefix: "",
        };
        let parameters = group(&page.parameters, &head, &manner, &emit::pages::TYPES, (sections, types), diagnostics);
        model::Page { head, path: page.path.text().to_owned(), parameters }
    });
    pages.collect()
}

pub const VERSION: &str = "Version";
pub const DATE_TIME: &str = "DateTime";

/// A group of parameters, elements or attributes, in a module with types that generated code defines.
pub fn group(
    written: &[Parameter],
    parent: &Head,
    manner: &Manner<'_>,
    generated: &[&str],
    (sections, types): (&Sections, &Types),
    diagnostics: &mut Diagnostics,
) -> Group {
    let mut names = Names::new(manner.kind.noun(), &[]);
    let context = (&sections.heads, types);
    let drafts = Drafts::resolve(written, Some(parent), manner, context, &mut names, diagnostics);
    for draft in drafts.folds() {
        if let Some(reason) = reserved(draft.variant(), generated) {
            let name = &draft.written.name;
            let message =
                format!("`{}`, the type of {name} and what depends on it, is {reason}", draft.variant());
            diagnostics.push(name.problem(message).help(super::claims::RUST_NAME));
        }
    }
    for draft in &drafts.all {
        check_emptiness(draft.written, draft.value.as_ref(), diagnostics);
    }
    drafts.finish(|draft| (presence(draft.written), ()))
}

fn presence(written: &Parameter) -> Presence {
    match (*written.required, **written.may_be_empty) {
        (true, true) => Presence::Nullable,
        (true, false) => Presence::Required,
        (false, _) => Presence::Optional,
    }
}

/// Checks that an empty text can mean just that the value is unknown.
fn check_emptiness(written: &Parameter, value: Option<&Type>, diagnostics: &mut Diagnostics) {
    let key = &**written.may_be_empty;
    if !key {
        return;
    }
    if !*written.required {
        let problem = written.may_be_empty.problem("`may_be_empty` without `required`");
        diagnostics.push(problem.expected("both, for what is not required is left out instead"));
    } else if matches!(value, Some(Type::Text)) {
        let problem =
            written.may_be_empty.problem("`may_be_empty` of the type `Text`, which can be empty anyway");
        diagnostics.push(problem);
    }
}

/// Checks a path.
pub fn check_path(path: &Name, diagnostics: &mut Diagnostics) {
    let text = path.text();
    if !text.starts_with('/') {
        let problem = path.problem(format!("path {path} does not begin with `/`"));
        diagnostics.push(problem.expected(format!("a path such as `/{text}`")));
    } else if let Some((offset, found)) = text
        .char_indices()
        .find(|(_, character)| !character.is_ascii_graphic() || "?#\"<>\\^`{|}".contains(*character))
    {
        let problem = path.problem_at(offset, found.len_utf8(), format!("{found:?} cannot be in a path"));
        diagnostics.push(problem.expected("what a URL can have in its path, escaped if need be"));
    }
}

/// Two addresses of one service differ, and not in letter case alone: the service does not look at that.
pub fn refuse_same_paths(sections: &Sections, diagnostics: &mut Diagnostics) {
    let mut taken = Claims::default();
    let pages = sections.all(|file| &file.pages).map(|page| &page.path);
    let services = sections.all(|file| &file.services).map(|service| &service.path);
    let endpoints = sections.all(|file| &file.endpoints).map(|endpoint| &endpoint.path);
    for path in pages.chain(services).chain(endpoints) {
        taken.take("path", path.to_ascii_lowercase(), path.place(), diagnostics);
    }
}

fn periods(sections: &Sections, names: &mut Names, diagnostics: &mut Diagnostics) -> Vec<model::Period> {
    let periods = sections.all(|file| &file.periods).map(|period| {
        let constant = names::constant(words(period));
        names.take(&period.name, words(period), &[&constant], diagnostics);
        if *period.length == 0 {
            diagnostics.push(period.length.problem("a period without length").expected("at least 1"));
        }
        let head = sections.heads.of(period, constant, &period.description);
        model::Period { head, length: *period.length, unit: period.unit }
    });
    periods.collect()
}

fn endpoints(sections: &Sections, names: &mut Names, diagnostics: &mut Diagnostics) -> Vec<model::Endpoint> {
    let endpoints = sections.all(|file| &file.endpoints).map(|endpoint| {
        let constant = names::constant(words(endpoint));
        names.take(&endpoint.name, words(endpoint), &[&constant], diagnostics);
        check_path(&endpoint.path, diagnostics);
        model::Endpoint {
            head: sections.heads.of(endpoint, constant, &endpoint.description),
            path: endpoint.path.text().to_owned(),
            request_type: endpoint.request_type.clone(),
            answer_type: endpoint.answer_type.clone(),
        }
    });
    endpoints.collect()
}
