//! The response, put together field by field.

use chrono::{DateTime, TimeDelta, Utc};
use wmlogin_types::runtime::DocumentedField;
use wmlogin_types::{AuthType, EXAMPLES, Field, Response, Success};

use super::factors::{self, Combination, Wanted};
use super::{Approval, ApprovalError, credential};
use crate::settings::SiteSettings;

/// A response and the method that it stands for.
#[derive(Debug)]
pub(crate) struct Answer {
    pub success: Success,
    /// The method that the response names or implies.
    pub said: Option<AuthType>,
    /// The method that was used, whether or not the response says so.
    pub used: Option<AuthType>,
}

/// Makes the answer to a login.
pub(crate) fn answer(
    site: &SiteSettings,
    approval: &Approval,
    now: DateTime<Utc>,
    lifetime: TimeDelta,
) -> Result<Answer, ApprovalError> {
    let wanted = Wanted { method: approval.auth_type, chosen: &approval.fields, preferred: &site.fields };
    let combination = factors::find(&wanted);
    let used = approval.auth_type.or(combination.and_then(|it| it.implied));
    check(site, approval, combination, used)?;
    let maker = Maker { site, approval, combination, method: used, now, lifetime };
    let pairs = maker.pairs()?;
    match Response::from_pairs(pairs)?.into_success() {
        Ok(success) => {
            let said = success.claims().method;
            Ok(Answer { success, said, used })
        }
        Err(_) => Err(ApprovalError::NoMethod(site.version)),
    }
}

/// Whether the version can say what there is to be said.
fn check(
    site: &SiteSettings,
    approval: &Approval,
    combination: Option<&Combination>,
    method: Option<AuthType>,
) -> Result<(), ApprovalError> {
    let version = site.version;
    let has_factors =
        Field::ALL.iter().copied().any(|field| field.is_in(version) && factors::is_factor(field));
    let chosen = || approval.fields.keys().any(|field| factors::is_factor(*field));
    if combination.is_none() && (has_factors || chosen()) {
        let chosen = approval.fields.clone();
        return Err(ApprovalError::NoFactors { version, method: approval.auth_type, chosen });
    }
    if method.is_none() && Field::METHOD.is_in(version) {
        return Err(ApprovalError::NoMethod(version));
    }
    Ok(())
}

/// What is known about a login.
struct Maker<'a> {
    site: &'a SiteSettings,
    approval: &'a Approval,
    combination: Option<&'static Combination>,
    method: Option<AuthType>,
    now: DateTime<Utc>,
    lifetime: TimeDelta,
}

impl Maker<'_> {
    /// The fields of the site's version, in the documented order.
    fn pairs(&self) -> Result<Vec<(&'static str, String)>, ApprovalError> {
        let mut pairs = Vec::new();
        for field in Field::ALL.iter().copied().filter(|field| field.is_in(self.site.version)) {
            if let Some(text) = self.text(field)? {
                pairs.push((field.name(), text));
            }
        }
        Ok(pairs)
    }

    /// What stands in a field; none for a field that depends on a value that is not there.
    fn text(&self, field: Field) -> Result<Option<String>, getrandom::Error> {
        if let Some(text) = self.approval.fields.get(&field) {
            return Ok(Some(text.clone()));
        }
        if factors::is_factor(field) {
            return Ok(self.combination.and_then(|it| it.texts.get(&field)).map(|text| (*text).to_owned()));
        }
        match (self.known(field), field.is_credential()) {
            (Some(text), _) => Ok(Some(text)),
            (None, true) => self.fresh(field),
            (None, false) => {
                Ok(self.site.fields.get(&field).cloned().or(self.example(field).map(str::to_owned)))
            }
        }
    }

    /// What everybody knows about a login. The other fields of a future version have the text of the
    /// documents' example, so that there is something to try a site with.
    fn known(&self, field: Field) -> Option<String> {
        let version = self.site.version;
        match field {
            Field::METHOD => self.method.map(|method| method.name().to_owned()),
            Field::FLAGS => Some((self.site.flags | self.approval.flags).to_string()),
            Field::RETURN_ID => Some(self.site.url_id.to_string()),
            Field::ADDRESS => Some(self.approval.user_address.to_string()),
            Field::USER => Some(self.approval.wmid.to_string()),
            <Field as DocumentedField>::VERSION => Some(version.value().to_string()),
            _ if [Field::CREATED, Field::LAST_ACCESS].contains(&Some(field)) => version.write_time(self.now),
            _ if Field::EXPIRES == Some(field) => {
                version.write_time(self.now.checked_add_signed(self.lifetime)?)
            }
            _ => None,
        }
    }

    /// What the documents' example has in a field; if the version has none, that of another.
    fn example(&self, field: Field) -> Option<&'static str> {
        let own = factors::example(self.site.version).into_iter();
        let mut pairs = own.chain(EXAMPLES).flat_map(|example| example.fields);
        pairs.find(|(name, _)| *name == field.name()).map(|(_, text)| *text)
    }

    /// A credential that nobody has seen.
    fn fresh(&self, field: Field) -> Result<Option<String>, getrandom::Error> {
        let make = if field == Field::TICKET { credential::ticket } else { credential::like };
        self.example(field).map(make).transpose()
    }
}
