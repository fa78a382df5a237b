//! What a site insists on.

use wmlogin_types::runtime::{FieldVisitor, Value};
use wmlogin_types::{AuthType, Claims, Factor2Type, Field, Success, TicketFlags, Version};

use crate::refusal::Refusal;

/// What a site insists on beyond the checks that are always made. Everything is off at first.
///
/// The service confirms who the user is and by what method; see
/// [`VerifiedLogin`](crate::VerifiedLogin). What the answer says of factors and flags it does not
/// confirm, so these rules keep out users of weak settings, not users who lie about their own.
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
#[must_use = "a policy does nothing until a site has it"]
pub struct Policy {
    minimum_version: Option<Version>,
    auth_types: Option<Vec<AuthType>>,
    second_factor: bool,
    required_flags: TicketFlags,
    refused_flags: TicketFlags,
    in_use: bool,
}

impl Policy {
    /// Refuses answers of versions before this one. The version is a setting of the site.
    pub fn minimum_version(mut self, version: Version) -> Self {
        self.minimum_version = Some(version);
        self
    }

    /// Refuses other methods than these.
    ///
    /// Where the answer does not name the method, the one that its factors imply counts; where they
    /// imply none, the answer is refused.
    pub fn auth_types(mut self, auth_types: impl IntoIterator<Item = AuthType>) -> Self {
        self.auth_types = Some(auth_types.into_iter().collect());
        self
    }

    /// Refuses logins that do not say that there was a second factor; so do all answers of versions
    /// that have no factors.
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

    /// Refuses answers with a value that the documents mark as not in use.
    pub fn refuse_values_not_in_use(mut self) -> Self {
        self.in_use = true;
        self
    }

    /// The first rule that the answer breaks.
    pub(crate) fn check(&self, success: &Success) -> Result<(), Refusal> {
        let claims = success.claims();
        self.check_version(success.version())?;
        self.check_auth_type(claims.method)?;
        self.check_second_factor(&claims)?;
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

    fn check_second_factor(&self, claims: &Claims<'_>) -> Result<(), Refusal> {
        let found = claims.second_factor;
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

/// Finds the first field whose value the documents mark as not in use.
struct FirstNotInUse(Option<Field>);

impl FieldVisitor<Field> for FirstNotInUse {
    fn field(&mut self, field: Field, value: &impl Value) {
        if self.0.is_none() && !value.is_in_use() {
            self.0 = Some(field);
        }
    }
}
