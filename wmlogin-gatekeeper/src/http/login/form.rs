//! The form of the page where the user logs in: its names, and reading it.

use std::collections::BTreeMap;
use std::net::IpAddr;

use url::form_urlencoded;
use wmlogin_types::pages::authentication::Parameter;
use wmlogin_types::{AuthType, Field, Outcome, TicketFlags, Wmid};

use crate::Approval;
use crate::http::forgery::TOKEN;
use crate::pages::Controls;
use crate::problem::FormProblem;

/// The longest form that is read, in bytes.
pub(in crate::http) const MAX_FORM_LENGTH: usize = 16 * 1024;

const CERTIFICATE: &str = "certificate";
const DECISION: &str = "decision";
/// The button for an outcome. Its name is another one than that of the page's own buttons, so that an outcome can be
/// called like one of those.
const OUTCOME: &str = "outcome";
/// The value of the button that allows a login.
pub(crate) const ALLOW: &str = "allow";
const OTHER_WMID: &str = "other";

/// The decision of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Allow,
    /// To be sent back with an outcome that is no login.
    NoLogin(Outcome),
    /// To go on as who is remembered.
    Continue,
}

impl Decision {
    /// Every decision.
    fn all() -> impl Iterator<Item = Self> {
        outcomes().map(Self::NoLogin).chain([Self::Allow, Self::Continue])
    }

    /// The name and the value of the button.
    fn button(self) -> (&'static str, &'static str) {
        match self {
            Self::Allow => (DECISION, ALLOW),
            Self::NoLogin(Outcome::CANCELLED) => (DECISION, "cancel"),
            Self::NoLogin(outcome) => (OUTCOME, outcome.name()),
            Self::Continue => (DECISION, "continue"),
        }
    }
}

/// The outcomes that the user can choose; the page where users log out has the other one.
fn outcomes() -> impl Iterator<Item = Outcome> {
    Outcome::ALL.iter().copied().filter(|outcome| *outcome != Outcome::LOGGED_OFF)
}

/// The hidden code of a certificate, as name and value.
pub(super) const fn certificate(code: String) -> (&'static str, String) {
    (CERTIFICATE, code)
}

/// The name of the control for the user.
pub(crate) fn user_control() -> &'static str {
    Parameter::USER.map_or("wmid", Parameter::name)
}

/// The names that the form is sent with.
pub(super) fn controls(token: String) -> Controls {
    Controls {
        token: (TOKEN, token),
        allow: Decision::Allow.button(),
        no_login: outcomes().map(|outcome| (Decision::NoLogin(outcome).button(), outcome)).collect(),
        proceed: Decision::Continue.button(),
        wmid: user_control(),
        other_wmid: OTHER_WMID,
        method: Parameter::METHOD.map_or("method", Parameter::name),
        flags: Field::FLAGS.name(),
    }
}

/// The form as it was sent.
#[derive(Debug, Default)]
pub(super) struct LoginForm {
    pub token: String,
    /// The one-time code of a certificate; empty without one.
    pub certificate: String,
    pub decision: Option<Decision>,
    /// What was chosen or typed.
    pub wmid: String,
    pub method: Option<AuthType>,
    /// Parameters that depend on the method, and the values that were chosen for them.
    pub parameters: BTreeMap<Parameter, String>,
    /// Documented fields and the values that were chosen for them.
    pub fields: BTreeMap<Field, String>,
    pub flags: TicketFlags,
}

impl LoginForm {
    /// Reads the form; what nobody knows is passed over.
    pub(super) fn read(body: &[u8]) -> Self {
        let (mut form, mut typed) = (Self::default(), String::new());
        let controls = controls(String::new());
        for (name, value) in form_urlencoded::parse(body) {
            match &*name {
                TOKEN => form.token = value.into_owned(),
                CERTIFICATE => form.certificate = value.into_owned(),
                name @ (DECISION | OUTCOME) => {
                    form.decision = Decision::all().find(|it| it.button() == (name, &*value));
                }
                OTHER_WMID => value.trim().clone_into(&mut typed),
                name if name == controls.wmid => form.wmid = value.into_owned(),
                name if name == controls.method => form.method = AuthType::from_name(&value),
                name if name == controls.flags => form.flags |= flag(&value),
                name => {
                    if let Some(parameter) = Parameter::from_name(name) {
                        form.parameters.insert(parameter, value.into_owned());
                    } else if let Some(field) =
                        Field::from_name(name).filter(|field| is_offered(*field, &value))
                    {
                        form.fields.insert(field, value.into_owned());
                    }
                }
            }
        }
        if form.wmid.is_empty() {
            form.wmid = typed;
        }
        form
    }

    /// Returns `true` if the answer would say that there was a certificate.
    pub(super) fn needs_certificate(&self) -> bool {
        let says = |(field, value)| self.fields.get(&field).is_some_and(|chosen| chosen == value);
        self.method == Some(AuthType::CERTIFICATE) || Field::CERTIFICATE.is_some_and(says)
    }

    /// The login that the user allows by one of the methods.
    pub(super) fn approval(
        &self,
        methods: &[AuthType],
        user_address: IpAddr,
    ) -> Result<Approval, FormProblem> {
        let wmid: Wmid = self.wmid.parse().map_err(|_| FormProblem::Wmid)?;
        let method = self.method.filter(|method| methods.contains(method)).ok_or(FormProblem::Method)?;
        let mut approval = Approval::new(wmid, method, user_address).flags(self.flags);
        approval.fields.clone_from(&self.fields);
        Ok(approval)
    }
}

/// Returns `true` if the user can choose a value for the field, apart from the method.
pub(super) fn is_selectable(field: Field) -> bool {
    field != Field::METHOD && !field.choices().is_empty()
}

fn is_offered(field: Field, value: &str) -> bool {
    is_selectable(field) && field.choices().iter().any(|choice| choice.name() == value)
}

/// The flag with this name; none if nobody knows it.
fn flag(name: &str) -> TicketFlags {
    TicketFlags::ROWS.iter().filter(|(_, row)| row.name() == name).map(|(flag, _)| *flag).collect()
}
