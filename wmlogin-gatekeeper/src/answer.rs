//! Making the response that a browser posts to a site.

mod credential;
mod factors;
mod response;

use std::collections::BTreeMap;
use std::net::IpAddr;

use thiserror::Error;
use wmlogin_types::{AuthType, Field, ParseError, TicketFlags, Version, Wmid};

pub(crate) use credential::{letters_and_digits, masked};
pub(crate) use response::{Answer, answer};

use crate::settings::UnknownSite;

/// A login that was allowed: who logged in, and how.
///
/// ```
/// use std::net::Ipv4Addr;
/// use wmlogin_gatekeeper::Approval;
/// use wmlogin_types::{AuthType, Factor2Type, Field, TicketFlags};
///
/// let wmid = "123456789012".parse()?;
/// let approval = Approval::new(wmid, AuthType::PasswordSms, Ipv4Addr::LOCALHOST)
///     .field(Field::Factor2, Factor2Type::Enum.name())
///     .flags(TicketFlags::CROSS_CHECK_DONE);
/// # Ok::<(), wmlogin_types::ValueError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Approval {
    /// The user.
    pub wmid: Wmid,
    /// The method; none to conclude it from the factors among the fields.
    pub auth_type: Option<AuthType>,
    /// Fields and the texts that they shall have in the answer, in versions that have them: the factors,
    /// for example. What is not named here is chosen to go with it.
    pub fields: BTreeMap<Field, String>,
    /// The flags, beside those that every answer to the site has.
    pub flags: TicketFlags,
    /// The address of the user's browser.
    pub user_address: IpAddr,
}

impl Approval {
    /// A login with a method; the factors are those that imply it.
    #[must_use]
    pub fn new(wmid: Wmid, auth_type: AuthType, user_address: impl Into<IpAddr>) -> Self {
        Self { auth_type: Some(auth_type), ..Self::by_factors(wmid, user_address) }
    }

    /// A login whose method is what its factors imply; they are added as [fields](Self::field).
    #[must_use]
    pub fn by_factors(wmid: Wmid, user_address: impl Into<IpAddr>) -> Self {
        Self {
            wmid,
            auth_type: None,
            fields: BTreeMap::new(),
            flags: TicketFlags::empty(),
            user_address: user_address.into(),
        }
    }

    /// The login with this text in a field.
    #[must_use]
    pub fn field(mut self, field: Field, text: impl Into<String>) -> Self {
        self.fields.insert(field, text.into());
        self
    }

    /// The login with these flags, beside those that it has.
    #[must_use]
    pub fn flags(mut self, flags: TicketFlags) -> Self {
        self.flags |= flags;
        self
    }
}

/// Why there is no answer to a login.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ApprovalError {
    /// There is no site with this return URL id.
    #[error(transparent)]
    UnknownSite(#[from] UnknownSite),
    /// Only configured people can log in, and this is none of them.
    #[error("there is no user {0}, and the settings say that nobody else can log in")]
    UnknownUser(Wmid),
    /// The user restricts logins to other addresses.
    #[error("the user {0} allows no login from the address {1}")]
    AddressNotAllowed(Wmid, IpAddr),
    /// The site does not accept the method, or the user does not have it.
    #[error("the method {0} is not offered to this user on this site")]
    MethodNotOffered(AuthType),
    /// Neither a method is named nor factors that imply one, and the version has to name it.
    #[error("version {0} names the method, but none is given and the factors imply none")]
    NoMethod(Version),
    /// No documented factors are known that go with the method and the chosen fields.
    #[error("no factors of version {version} go with {}", describe(*.method, .chosen))]
    NoFactors {
        /// The version of the answer.
        version: Version,
        /// The method that was asked for, if any.
        method: Option<AuthType>,
        /// The fields that were chosen, with their texts.
        chosen: BTreeMap<Field, String>,
    },
    /// The response would not be as documented: a chosen text is no value of its field, for example.
    #[error("the answer would not be as documented: {0}")]
    Undocumented(#[from] ParseError),
    /// The system has no random numbers.
    #[error("no random numbers: {0}")]
    Random(#[from] getrandom::Error),
}

fn describe(method: Option<AuthType>, chosen: &BTreeMap<Field, String>) -> String {
    let method = method.map(|method| format!("the method {method}"));
    let chosen = chosen.iter().map(|(field, text)| format!("{field}={text}"));
    method.into_iter().chain(chosen).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
