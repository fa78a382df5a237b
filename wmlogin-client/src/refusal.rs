//! The reasons for refusing an answer.

use std::net::IpAddr;

use chrono::{DateTime, SecondsFormat, Utc};
use url::Url;
use wmlogin_types::{
    AuthType, Excerpt, Factor2Type, Field, MAX_BODY_LENGTH, ParseError, TicketFlags, UrlId, Version,
};

/// The reason why [`Site::receive`](crate::Site::receive) refuses an answer: one variant for each check, in
/// the order in which the checks are made.
///
/// The text is one line and never holds a credential. [`kind`](Self::kind) is for programs.
#[derive(Debug, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Refusal {
    /// The method is not `POST`.
    #[error("expected the method POST, found {found}")]
    Method {
        /// The method.
        found: Excerpt,
    },
    /// The body is not declared as a form.
    #[error(
        "expected the content type application/x-www-form-urlencoded, found {}",
        .found.as_ref().map_or_else(|| "none".to_owned(), Excerpt::to_string)
    )]
    ContentType {
        /// The `Content-Type` header.
        found: Option<Excerpt>,
    },
    /// The body is longer than [`MAX_BODY_LENGTH`].
    #[error("the body has {length} bytes, but at most {MAX_BODY_LENGTH} are allowed")]
    BodyTooLong {
        /// The length in bytes.
        length: usize,
    },
    /// The request comes from a page of another site.
    #[error("the request comes from a page of {found}, expected {}", .expected.join(" or "))]
    ForeignOrigin {
        /// The `Origin` header; only its beginning if it is not an origin.
        found: String,
        /// The origins that it may have.
        expected: Vec<String>,
    },
    /// The request does not come from a page of this site.
    #[error(
        "the request comes from {}, not from a page of this site",
        .found.as_ref().map_or_else(|| "an unknown page".to_owned(), |found| format!("a page of {found}"))
    )]
    NotOwnPage {
        /// The `Origin` header; only its beginning if it is not an origin.
        found: Option<String>,
    },
    /// The body is not an answer of the service.
    #[error(transparent)]
    Response(#[from] ParseError),
    /// The answer is for another site.
    #[error("{} is {found}, which is not a return URL id of this site", Field::RETURN_ID)]
    UrlId {
        /// The return URL id of the answer.
        found: UrlId,
    },
    /// Two times are in the wrong order.
    #[error("{earlier} is later than {later}")]
    TimesOutOfOrder {
        /// The field that should be the earlier one.
        earlier: Field,
        /// The field that should be the later one.
        later: Field,
    },
    /// A time is in the future.
    #[error(
        "{field} is {}, but this machine's clock shows {}: set the clock, or allow a larger clock skew",
        time(.found), time(.now)
    )]
    InFuture {
        /// The field with the time.
        field: Field,
        /// The time in the field.
        found: DateTime<Utc>,
        /// The time by the site's clock.
        now: DateTime<Utc>,
    },
    /// The ticket has expired.
    #[error("the ticket expired at {}, and it is {}: log in again", time(.found), time(.now))]
    Expired {
        /// The time at which it expired.
        found: DateTime<Utc>,
        /// The time by the site's clock.
        now: DateTime<Utc>,
    },
    /// The answer says that its ticket is valid for longer than any ticket is.
    #[error("the ticket would expire at {}, more than 400 days after {}", time(.found), time(.now))]
    ExpiresTooLate {
        /// The time at which it would expire.
        found: DateTime<Utc>,
        /// The time by the site's clock.
        now: DateTime<Utc>,
    },
    /// The browser's address is not known or not of the family of the claimed one, and the site always
    /// compares them.
    #[error(
        "the browser's address cannot be compared with the one that logged in, and this site always compares \
         them: give the site the browser's address, or choose another address check"
    )]
    UnknownAddress,
    /// The user logged in from another address.
    #[error("{} is {claimed}, but the browser's address is {browser}", Field::ADDRESS)]
    OtherAddress {
        /// The address that the answer names.
        claimed: IpAddr,
        /// The address of the browser that brought the answer.
        browser: IpAddr,
    },
    /// The request has no `Origin` header, and the addresses cannot stand in for it.
    #[error(
        "the request does not name a page of the service as its origin, and the browser's address, which \
         can stand in for it, is not known, of another family or not compared"
    )]
    NoOrigin,
    /// The version is older than the site's policy allows.
    #[error(
        "the answer has version {found}, but this site requires {minimum} or later: change the version in \
         the site's WM Login settings"
    )]
    VersionTooOld {
        /// The version of the answer.
        found: Version,
        /// The oldest version that is allowed.
        minimum: Version,
    },
    /// The site's policy does not allow the login method.
    #[error(
        "this site does not allow {}",
        .found.map_or_else(|| "an unknown login method".to_owned(), |found| format!("the login method {found}"))
    )]
    AuthType {
        /// The method that the answer names or implies, if it does.
        found: Option<AuthType>,
    },
    /// The answer does not name a second factor.
    #[error(
        "this site requires a second factor, but {}",
        .found.map_or_else(|| "the answer has no factors".to_owned(), |found| format!("{} is {found}", Field::SECOND_FACTOR))
    )]
    SecondFactor {
        /// The second factor, if the version has factors.
        found: Option<Factor2Type>,
    },
    /// The answer lacks flags that the site's policy requires.
    #[error("this site requires flags that are missing in {}: {missing}", Field::FLAGS)]
    FlagsMissing {
        /// The missing flags.
        missing: TicketFlags,
    },
    /// The answer has flags that the site's policy refuses.
    #[error("this site refuses flags that are set in {}: {found}", Field::FLAGS)]
    FlagsRefused {
        /// The refused flags.
        found: TicketFlags,
    },
    /// A value is documented as not in use, and the site's policy refuses such values.
    #[error("{field} has a value that is documented as not in use")]
    NotInUse {
        /// The field with that value.
        field: Field,
    },
}

impl Refusal {
    /// Returns the name of the variant in snake case, for logs and programs: `foreign_origin`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.into()
    }

    /// Returns `true` if the answer is good, but the site's [`Policy`](crate::Policy) asks for more.
    #[must_use]
    pub const fn is_policy(&self) -> bool {
        matches!(
            self,
            Self::VersionTooOld { .. }
                | Self::AuthType { .. }
                | Self::SecondFactor { .. }
                | Self::FlagsMissing { .. }
                | Self::FlagsRefused { .. }
                | Self::NotInUse { .. }
        )
    }
}

/// The longest `Origin` header that is shown whole. A host name has at most 253 characters.
const MAX_ORIGIN_LENGTH: usize = 280;

/// Formats an `Origin` header for an error. An origin is shown whole, because the end of a host name names
/// its owner; of anything else, only the beginning is shown.
pub(crate) fn shown_origin(header: &str) -> String {
    let is_origin = |url: Url| url.origin().ascii_serialization() == header;
    if header.len() <= MAX_ORIGIN_LENGTH && Url::parse(header).is_ok_and(is_origin) {
        header.to_owned()
    } else {
        Excerpt::shown(header.as_bytes()).to_string()
    }
}

/// Formats a time to the second.
pub(crate) fn time(time: &DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
