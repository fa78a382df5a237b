//! What a site asks about a ticket, and what it is told.

use std::collections::BTreeMap;
use std::net::IpAddr;

use chrono::{DateTime, Utc};
use wmlogin_types::runtime::{Value, read};
use wmlogin_types::services::authorize::{Attribute, CONFIRMED, Code, Element, Reason, Table};
use wmlogin_types::{AuthType, Ticket, UrlId, Version, Wmid};

/// What a site asks: the texts of the request's elements, as they came.
///
/// ```
/// use wmlogin_gatekeeper::Question;
/// use wmlogin_types::services::authorize::Element;
///
/// let question: Question = [(Element::User, "123456789012".to_owned())].into_iter().collect();
/// assert_eq!(question.text(Element::User), Some("123456789012"));
/// assert_eq!(question.text(Element::Ticket), None);
/// ```
#[derive(Clone, Default)]
pub struct Question {
    texts: BTreeMap<Element, String>,
}

impl FromIterator<(Element, String)> for Question {
    /// Of an element that comes twice, the last counts.
    fn from_iter<I: IntoIterator<Item = (Element, String)>>(texts: I) -> Self {
        Self { texts: texts.into_iter().collect() }
    }
}

impl Question {
    /// The text of an element, if it is there.
    #[must_use]
    pub fn text(&self, element: Element) -> Option<&str> {
        self.texts.get(&element).map(String::as_str)
    }

    fn read<T: Value>(&self, element: Element) -> Result<T, Unreadable> {
        let text = self.text(element).ok_or_else(|| Unreadable(format!("{element} is missing")))?;
        read(text.trim()).map_err(|error| Unreadable(format!("{element}: {error}")))
    }
}

/// Why an element cannot be read. It never holds what stands in it.
#[derive(Debug)]
pub(crate) struct Unreadable(pub String);

/// A question that can be read.
#[derive(Debug)]
pub(crate) struct Asked {
    pub owner: Wmid,
    pub user: Wmid,
    pub ticket: Ticket,
    pub url_id: UrlId,
    /// None where the element is empty.
    pub method: Option<AuthType>,
    pub address: IpAddr,
}

impl TryFrom<&Question> for Asked {
    type Error = Unreadable;

    fn try_from(question: &Question) -> Result<Self, Unreadable> {
        Ok(Self {
            owner: question.read(Element::SiteHolder)?,
            user: question.read(Element::User)?,
            ticket: question.read(Element::Ticket)?,
            url_id: question.read(Element::UrlId)?,
            method: question.read(Element::AuthType)?,
            address: question.read(Element::UserAddress)?,
        })
    }
}

/// A ticket that was issued.
#[derive(Debug)]
pub(crate) struct Issued {
    pub user: Wmid,
    pub url_id: UrlId,
    /// The method that the answer named or implied.
    pub said: Option<AuthType>,
    /// The method that was used.
    pub used: Option<AuthType>,
    pub address: IpAddr,
    pub last_access: DateTime<Utc>,
    pub expires: DateTime<Utc>,
}

impl Issued {
    /// Whether this is the ticket that was asked about; whoever gets it wrong may be guessing.
    pub(crate) fn check_holder(&self, asked: &Asked) -> Result<(), Reason> {
        let is_theirs = self.user == asked.user && self.url_id == asked.url_id;
        is_theirs.then_some(()).ok_or(Reason::TicketOfAnother)
    }

    /// Whether what was asked is what was answered, and in time. The ticket expires at the second that the
    /// answer named, not after it.
    pub(crate) fn check(&self, asked: &Asked, now: DateTime<Utc>) -> Result<(), Reason> {
        let checks = [
            (now < self.expires, Reason::TicketExpired),
            (self.accepts(asked.method), Reason::MethodDiffers),
            (self.address == asked.address, Reason::AddressDiffers),
        ];
        checks.into_iter().try_for_each(|(is_right, reason)| is_right.then_some(()).ok_or(reason))
    }

    /// Where the answer neither named nor implied a method, nobody has to know it.
    fn accepts(&self, method: Option<AuthType>) -> bool {
        match self.said {
            Some(said) => method == Some(said),
            None => method.is_none() || method == self.used,
        }
    }
}

/// What a site is told about a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// The status code; only that which [confirms](Self::is_confirmed) is a yes.
    pub retval: i32,
    /// The name of the status code; empty where the service sends none.
    pub sval: String,
    /// Why the ticket is refused, if it is.
    pub reason: Option<Reason>,
    /// The last access to the ticket before this one, in UTC, as the site's version writes times.
    pub last_access: Option<String>,
    /// The end of the ticket, likewise.
    pub expires: Option<String>,
}

impl Verdict {
    /// A refusal in the words of a table.
    #[must_use]
    pub fn refused(reason: Reason, table: Table) -> Self {
        Self { reason: Some(reason), ..Self::with_code(reason.code(table)) }
    }

    /// A status code, whatever was asked.
    #[must_use]
    pub fn with_code(code: Code) -> Self {
        let sval = code.sent_name().unwrap_or_default().to_owned();
        Self { retval: code.id(), sval, reason: None, last_access: None, expires: None }
    }

    /// The yes, with the times of the ticket.
    pub(crate) fn confirmed(table: Table, version: Version, issued: &Issued) -> Self {
        let code = table.codes().into_iter().find(|code| code.id() == CONFIRMED);
        let sval = code.and_then(Code::sent_name).unwrap_or_default().to_owned();
        Self {
            retval: CONFIRMED,
            sval,
            reason: None,
            last_access: version.write_time(issued.last_access),
            expires: version.write_time(issued.expires),
        }
    }

    /// Whether the ticket is confirmed.
    #[must_use]
    pub const fn is_confirmed(&self) -> bool {
        self.retval == CONFIRMED
    }

    /// The attributes of the answer, in the published order.
    #[must_use]
    pub fn attributes(&self) -> Vec<(Attribute, String)> {
        let text = |attribute| match attribute {
            Attribute::Retval => Some(self.retval.to_string()),
            Attribute::Sval => Some(self.sval.clone()),
            Attribute::LastAccess => self.last_access.clone(),
            Attribute::Expires => self.expires.clone(),
        };
        Attribute::ALL.into_iter().filter_map(|attribute| Some((attribute, text(attribute)?))).collect()
    }
}
