//! The rules that a site adds to the checks that are always made.

use wmlogin_types::runtime::{FieldVisitor, Value};
use wmlogin_types::{AuthType, Claims, Factor2Type, Field, Success, TicketFlags, Version};

use crate::refusal::Refusal;

/// The rules that a site adds to the checks that are always made. By default there are none.
///
/// The service confirms the user and the login method; see [`VerifiedLogin`](crate::VerifiedLogin). It does
/// not confirm the answer's factors and flags, so rules about them keep out users with weak settings, not
/// users who forge their own answer.
///
/// ```
/// use wmlogin_client::Policy;
/// use wmlogin_client::types::{TicketFlags, Version};
///
/// let policy = Policy::default()
///     .minimum_version(Version::V2_0)
///     .require_second_factor()
///     .refuse_flags(TicketFlags::QUIET_AUTHENTICATION);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "a policy does nothing until it is passed to a site"]
pub struct Policy {
    minimum_version: Option<Version>,
    auth_types: Option<Vec<AuthType>>,
    second_factor: bool,
    required_flags: TicketFlags,
    refused_flags: TicketFlags,
    in_use: bool,
}

impl Policy {
    /// Refuses answers of versions older than this one. The version is a setting of the site at the service.
    pub fn minimum_version(mut self, version: Version) -> Self {
        self.minimum_version = Some(version);
        self
    }

    /// Refuses login methods other than these.
    ///
    /// If the answer does not name the method, the one that its factors imply counts. If they imply none,
    /// the answer is refused.
    pub fn auth_types(mut self, auth_types: impl IntoIterator<Item = AuthType>) -> Self {
        self.auth_types = Some(auth_types.into_iter().collect());
        self
    }

    /// Refuses answers that do not name a second factor, among them all answers of versions that have no
    /// factors.
    pub fn require_second_factor(mut self) -> Self {
        self.second_factor = true;
        self
    }

    /// Refuses answers that lack one of these flags.
    pub fn require_flags(mut self, flags: TicketFlags) -> Self {
        self.required_flags |= flags;
        self
    }

    /// Refuses answers that have one of these flags.
    pub fn refuse_flags(mut self, flags: TicketFlags) -> Self {
        self.refused_flags |= flags;
        self
    }

    /// Refuses answers with a value that is documented as not in use.
    pub fn refuse_values_not_in_use(mut self) -> Self {
        self.in_use = true;
        self
    }

    /// Checks the answer against every rule, and fails with the first that it breaks.
    pub(crate) fn check(&self, success: &Success, claims: &Claims<'_>) -> Result<(), Refusal> {
        self.check_version(success.version())?;
        self.check_auth_type(claims.method)?;
        self.check_second_factor(claims.second_factor)?;
        self.check_flags(claims.flags.unwrap_or_default())?;
        self.check_in_use(success)
    }

    fn check_version(&self, found: Version) -> Result<(), Refusal> {
        match self.minimum_version {
            Some(minimum) if found < minimum => Err(Refusal::VersionTooOld { found, minimum }),
            _ => Ok(()),
        }
    }

    fn check_auth_type(&self, found: Option<AuthType>) -> Result<(), Refusal> {
        let Some(allowed) = &self.auth_types else { return Ok(()) };
        if found.is_some_and(|found| allowed.contains(&found)) {
            return Ok(());
        }
        Err(Refusal::AuthType { found })
    }

    fn check_second_factor(&self, found: Option<Factor2Type>) -> Result<(), Refusal> {
        if self.second_factor && !found.is_some_and(Factor2Type::is_present) {
            return Err(Refusal::SecondFactor { found });
        }
        Ok(())
    }

    fn check_flags(&self, flags: TicketFlags) -> Result<(), Refusal> {
        let missing = self.required_flags - flags;
        if !missing.is_empty() {
            return Err(Refusal::FlagsMissing { missing });
        }
        let found = self.refused_flags & flags;
        if !found.is_empty() {
            return Err(Refusal::FlagsRefused { found });
        }
        Ok(())
    }

    fn check_in_use(&self, success: &Success) -> Result<(), Refusal> {
        let mut unused = FirstNotInUse(None);
        if self.in_use {
            success.visit(&mut unused);
        }
        unused.0.map_or(Ok(()), |field| Err(Refusal::NotInUse { field }))
    }
}

/// Finds the first field whose value is documented as not in use.
struct FirstNotInUse(Option<Field>);

impl FieldVisitor<Field> for FirstNotInUse {
    fn field(&mut self, field: Field, value: &impl Value) {
        if self.0.is_none() && !value.is_in_use() {
            self.0 = Some(field);
        }
    }
}
