//! What the page where the user logs in shows, made of settings, query and form.

use std::sync::Arc;

use maud::Markup;
use wmlogin_certificate::PersonalCertificate;
use wmlogin_types::pages::authentication::{Parameter, Query};
use wmlogin_types::{AuthType, Field, Row, TicketFlags, Wmid};

use super::form::{self, LoginForm, controls, is_selectable};
use crate::pages::{Choice, Dependent, LoginPage, Person, Proved, Select};
use crate::problem::QueryProblem;
use crate::words::Language;
use crate::{Settings, SiteSettings};

/// A login that a site asks for, and what is known about it.
pub(super) struct LoginRequest<'a> {
    pub settings: Arc<Settings>,
    pub site: &'a SiteSettings,
    pub query: &'a Query,
    /// Who is signed in already.
    pub remembered: Option<Wmid>,
    /// The method that needs a certificate, where one does.
    pub certificate_method: Option<AuthType>,
    pub language: Language,
}

impl LoginRequest<'_> {
    /// The methods that the page offers: the forced one, or those that the settings allow.
    pub(super) fn methods(&self) -> Result<Vec<AuthType>, QueryProblem> {
        let allowed = self.settings.methods(self.site, None);
        match self.query.by_role().method {
            None => Ok(allowed),
            Some(forced) if allowed.contains(&forced) => Ok(vec![forced]),
            Some(found) => Err(QueryProblem::MethodNotAllowed { found, allowed }),
        }
    }

    /// The page, with what the user has chosen so far.
    pub(super) fn render(
        &self,
        token: String,
        form: &LoginForm,
        problem: Option<String>,
        proved: Option<&PersonalCertificate>,
    ) -> Result<Markup, QueryProblem> {
        let methods = self.methods()?;
        let chosen = form.method.filter(|method| methods.contains(method)).or(methods.first().copied());
        let people = self.people(&self.wanted(form));
        let is_listed = people.iter().any(|person| person.is_chosen);
        let page = LoginPage {
            language: self.language,
            site: self.site.display_name().to_owned(),
            return_origin: self.site.return_url.origin().ascii_serialization(),
            remembered: self.remembered.as_ref().map(|wmid| self.person(wmid)),
            problem,
            other_wmid: Some(self.wanted(form)).filter(|_| !is_listed),
            people,
            dependents: self.dependents(&methods, form),
            methods: methods.into_iter().map(|method| of_row(method.row(), Some(method) == chosen)).collect(),
            factors: self.factors(form, proved.is_some()),
            flags: self.flags(form),
            certificate_method: self.certificate_method.map(AuthType::name),
            proved: proved.map(|certificate| self.proved(certificate, form)),
            controls: controls(token),
        };
        Ok(page.render())
    }

    /// The user who is chosen, or asked for, or the first one.
    fn wanted(&self, form: &LoginForm) -> String {
        if !form.wmid.is_empty() {
            return form.wmid.clone();
        }
        let first = || self.settings.people.first().map(|person| &person.wmid);
        self.query.by_role().user.or_else(first).map(Wmid::to_string).unwrap_or_default()
    }

    fn people(&self, wanted: &str) -> Vec<Person> {
        let people = self.settings.people.iter().map(|person| Person {
            wmid: person.wmid.to_string(),
            name: Some(person.name.clone()),
            is_chosen: person.wmid.as_str() == wanted,
        });
        people.collect()
    }

    fn person(&self, wmid: &Wmid) -> Person {
        let known = self.settings.people.iter().find(|person| person.wmid == *wmid);
        let name = known.map(|person| person.name.clone());
        Person { wmid: wmid.to_string(), name, is_chosen: false }
    }

    fn proved(&self, certificate: &PersonalCertificate, form: &LoginForm) -> Proved {
        Proved {
            person: self.person(certificate.holder().wmid()),
            serial: certificate.serial().to_string(),
            until: certificate.not_after().format("%Y-%m-%d %H:%M:%S").to_string(),
            code: form::certificate(form.certificate.clone()),
        }
    }

    /// The parameters that depend on a method that the page offers: the social networks, for example.
    fn dependents(&self, methods: &[AuthType], form: &LoginForm) -> Vec<Dependent> {
        let sent: Vec<_> = self.query.to_pairs();
        let dependents = Parameter::ALL.iter().copied().filter_map(|parameter| {
            let (_, method) = parameter.condition().filter(|(on, _)| Some(*on) == Parameter::METHOD)?;
            methods.iter().find(|offered| offered.name() == method)?;
            let forced = sent.iter().find(|(name, _)| *name == parameter.name()).map(|(_, value)| value);
            let offered = parameter.choices().iter();
            let offered = offered.filter(|choice| forced.is_none_or(|forced| forced == choice.name()));
            let chosen = forced.or(form.parameters.get(&parameter));
            let choices = offered.map(|choice| of_row(choice, chosen.is_some_and(|it| it == choice.name())));
            let (control, description) = (parameter.name(), parameter.description());
            let select = Select { control, description, choices: choices.collect() };
            Some(Dependent { method, is_network: Parameter::NETWORK == Some(parameter), select })
        });
        dependents.filter(|dependent| !dependent.select.choices.is_empty()).collect()
    }

    /// The fields of the site's version that the user can choose a value for. The first factor is no choice
    /// where a certificate was presented.
    fn factors(&self, form: &LoginForm, is_proved: bool) -> Vec<Select> {
        let fields = Field::ALL.iter().copied().filter(|field| field.is_in(self.site.version));
        let is_free = |field: &Field| !is_proved || !says_certificate(*field);
        fields
            .filter(|field| is_selectable(*field))
            .filter(is_free)
            .map(|field| self.select(field, form))
            .collect()
    }

    fn select(&self, field: Field, form: &LoginForm) -> Select {
        let chosen = form.fields.get(&field);
        let is_certificate = |name| Field::CERTIFICATE == Some((field, name));
        let is_offered = |name| self.certificate_method.is_none() || !is_certificate(name);
        let offered = field.choices().iter().filter(|choice| choice.is_in_use() || self.settings.not_in_use);
        let offered = offered.filter(|choice| is_offered(choice.name()));
        let choices = offered.map(|choice| of_row(choice, chosen.is_some_and(|name| name == choice.name())));
        Select { control: field.name(), description: field.description(), choices: choices.collect() }
    }

    fn flags(&self, form: &LoginForm) -> Vec<Choice> {
        let is_chosen = |flag| form.flags.contains(flag) || self.site.flags.contains(flag);
        TicketFlags::ROWS.iter().map(|(flag, row)| of_row(row, is_chosen(*flag))).collect()
    }
}

/// Returns `true` if the field, or the one that it depends on, says that there was a certificate.
fn says_certificate(field: Field) -> bool {
    Field::CERTIFICATE
        .is_some_and(|(own, _)| field == own || field.condition().is_some_and(|(other, _)| other == own))
}

fn of_row(row: &'static Row, is_chosen: bool) -> Choice {
    let (name, description, is_in_use) = (row.name(), row.description(), row.is_in_use());
    Choice { name, description, is_in_use, is_chosen }
}
