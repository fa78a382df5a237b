//! The roles of entries: what the code of this project asks for.

use std::collections::HashMap;

use super::Sections;
use super::named::{PAGES, SERVICES};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Group, Member, Model, Presence, Type};
use crate::roles::{Kind, Needed, Role, roles_of};
use crate::source::Place;
use crate::spec::Name;
use crate::wording::one_of;

/// The roles of the entries of one group, each of which is there once.
pub struct Roles {
    of: Kind,
    taken: HashMap<&'static str, Place>,
}

impl Roles {
    pub fn new(of: Kind) -> Self {
        Self { of, taken: HashMap::new() }
    }

    /// The role that an entry names; `value` is its type, if it has one that is known.
    pub fn take(
        &mut self,
        name: Option<&Name>,
        value: Option<&Type>,
        diagnostics: &mut Diagnostics,
    ) -> Option<&'static Role> {
        let name = name?;
        let roles = roles_of(self.of);
        let Some(role) = roles.clone().find(|role| role.name == name.text()) else {
            let problem = name.problem(format!("unknown role {name} of a {}", self.of.noun()));
            let problem = problem.expected(one_of(roles.clone().map(|role| role.name)));
            diagnostics.push_unknown(problem, name, roles.map(|role| role.name));
            return None;
        };
        let first = *self.taken.entry(role.name).or_insert(name.place());
        if first != name.place() {
            let problem = name.problem(format!("a second {} with the role {name}", self.of.noun()));
            diagnostics.push(problem.other(first, "first used here"));
        }
        if let (Some(wanted), Some(value)) = (role.wants, value)
            && !value.is(wanted)
        {
            let problem = name.problem(format!("`{}` cannot have the role {name}", value.name()));
            diagnostics.push(problem.expected(format!("{}: {}", wanted.noun(), role.meaning)));
        }
        Some(role)
    }
}

/// Checks that the crates of this project find every role that they need.
pub fn check(model: &Model, sections: &Sections, diagnostics: &mut Diagnostics) {
    let mut check = Check { model, diagnostics };
    if let Some((response, written)) =
        model.response.as_ref().zip(sections.all(|file| file.response.as_slice()).next())
    {
        let count = response.versions.len();
        let place = written.prefix.place();
        check.group(place, "the response", Kind::Field, &response.fields, |field| {
            field.extra.versions.len() == count
        });
        for role in roles_of(Kind::Outcome).filter(|role| role.needed != Needed::No) {
            if response.outcomes.iter().all(|outcome| outcome.role != Some(role)) {
                check.missing(written.outcomes.string.name.place(), "the response", role);
            }
        }
    }
    check.values_of_the_method(sections);
    let pages = model.pages.iter().zip(sections.all(|file| &file.pages));
    for (page, written) in pages.filter(|(page, _)| PAGES.contains(&&*page.head.rust)) {
        check.group(written.name.place(), "the page", Kind::Parameter, &page.parameters, |_| true);
        for (written, member) in written.parameters.iter().zip(page.parameters.members()) {
            check.fillable(&written.name, member);
        }
    }
    let services = model.services.iter().zip(sections.all(|file| &file.services));
    for (service, written) in services.filter(|(service, _)| SERVICES.contains(&&*service.head.rust)) {
        let (asked, told) = (written.request.root.place(), written.answer.root.place());
        check.group(asked, "the request", Kind::Element, &service.elements, |_| true);
        check.group(told, "the answer", Kind::Attribute, &service.attributes, |_| true);
        let elements = written.request.elements.iter().chain(&written.answer.attributes).map(|it| &it.name);
        let members = service.elements.members().chain(service.attributes.members());
        for (name, member) in elements.zip(members) {
            check.fillable(name, member);
        }
    }
}

struct Check<'m, 'd> {
    model: &'m Model,
    diagnostics: &'d mut Diagnostics,
}

impl Check<'_, '_> {
    fn missing(&mut self, place: Place, of: &str, role: &Role) {
        let noun = role.of.noun();
        let problem = Diagnostic::new(place, format!("{of} has no {noun} with the role `{}`", role.name));
        self.diagnostics
            .push(problem.expected(role.meaning).help(format!("add `role: {}` to the {noun}", role.name)));
    }

    /// Checks the roles of the values that the method of a login can have.
    fn values_of_the_method(&mut self, sections: &Sections) {
        let response = self.model.response.as_ref();
        let method = response.and_then(|response| response.fields.with_role("method"));
        let Some(Type::Enum(definition)) = method.map(|(_, field)| &field.value) else { return };
        let written = sections.all(|file| &file.enums).find(|it| it.name.text() == definition.head.name);
        for role in roles_of(Kind::Value).filter(|role| role.needed != Needed::No) {
            if let Some(written) = written
                && definition.values.iter().all(|value| value.role != Some(role))
            {
                self.missing(written.name.place(), &format!("`{}`", definition.head.name), role);
            }
        }
    }

    /// Checks the roles of a group whose members are `everywhere` that they have to be.
    fn group<X>(
        &mut self,
        place: Place,
        of: &str,
        kind: Kind,
        group: &Group<X>,
        everywhere: impl Fn(&Member<X>) -> bool,
    ) {
        for role in roles_of(kind) {
            match (group.with_role(role.name), role.needed) {
                (_, Needed::No) | (Some(_), Needed::Somewhere) => {}
                (None, _) => self.missing(place, of, role),
                (Some((_, member)), Needed::Always) => {
                    if member.when.is_some() || !member.presence.is_required() || !everywhere(member) {
                        let message =
                            format!("{of} does not always have `{}`, the {}", member.head.name, role.name);
                        let problem = Diagnostic::new(place, message);
                        self.diagnostics.push(problem.expected("it always, for the crates need it"));
                    }
                }
            }
        }
    }

    /// A value that must be sent has to come from somewhere.
    fn fillable(&mut self, name: &Name, member: &Member) {
        let Some(role) = member.role else {
            if matches!(member.presence, Presence::Required) && member.when.is_none() {
                let problem = name.problem(format!("{name} is required and has no role"));
                self.diagnostics.push(
                    problem
                        .expected("a role, for the crates have to fill it")
                        .help("if it can be left out, do not require it"),
                );
            }
            return;
        };
        let fields = self.model.response.as_ref().map(|response| &response.fields);
        let claimed = fields.and_then(|fields| fields.with_role(role.name)).map(|(_, field)| &field.value);
        if let Some(claimed) = claimed.filter(|claimed| !claimed.is_same(&member.value)) {
            let message = format!("{name} has the type `{}`", member.value.name());
            let expected =
                format!("`{}`, the type of the field with the role `{}`", claimed.name(), role.name);
            self.diagnostics.push(name.problem(message).expected(expected));
        }
    }
}
