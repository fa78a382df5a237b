//! Why a callback is refused.

use std::net::IpAddr;

use chrono::{DateTime, SecondsFormat, Utc};
use url::Url;
use wmlogin_types::{
    AuthType, Excerpt, Factor2Type, Field, MAX_BODY_LENGTH, ParseError, TicketFlags, UrlId, Version,
};

use crate::replay::ReplayStoreError;

/// Why [`Site::receive`](crate::Site::receive) refuses a callback: one variant for each check, in the
/// order in which they are made.
///
/// Its text is one line for people and never holds a credential; [`kind`](Self::kind) is for programs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The method is not `POST`.
    #[error("the method is {found}, but the service's page posts its answer")]
    Method {
        /// The method.
        found: Excerpt,
    },
    /// The body is no form.
    #[error(
        "the content type is {}, expected application/x-www-form-urlencoded",
        .found.as_ref().map_or_else(|| "missing".to_owned(), Excerpt::to_string)
    )]
    ContentType {
        /// The `Content-Type` header.
        found: Option<Excerpt>,
    },
    /// The body is longer than [`MAX_BODY_LENGTH`].
    #[error("the body has {length} bytes, more than {MAX_BODY_LENGTH}")]
    BodyTooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// The request comes from a page of somebody else.
    #[error("the request comes from a page of {found}, not of {}", .expected.join(" or "))]
    ForeignOrigin {
        /// The `Origin` header; no more than its beginning if it is no origin.
        found: String,
        /// The origins that it may come from.
        expected: Vec<String>,
    },
    /// The request does not say what page it comes from, and the browser's address cannot stand in for
    /// that.
    #[error(
        "the request does not say that it comes from a page of the service, and the browser's address is \
         not checked"
    )]
    NoOrigin,
    /// The request does not come from a page of this site.
    #[error(
        "the request comes from {}, not from a page of this site",
        .found.as_ref().map_or_else(|| "an unknown page".to_owned(), |found| format!("a page of {found}"))
    )]
    NotOwnPage {
        /// The `Origin` header; no more than its beginning if it is no origin.
        found: Option<String>,
    },
    /// The body is no answer of the service.
    #[error(transparent)]
    Response(#[from] ParseError),
    /// The answer is for another site.
    #[error("{} is {found}, which is not one of this site", Field::RETURN_ID)]
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
    /// A time has not come yet.
    #[error("{field} is {}, but it is only {}: set the clock, or allow for more skew", time(.found), time(.now))]
    InFuture {
        /// The field.
        field: Field,
        /// The time that it says.
        found: DateTime<Utc>,
        /// The time by the site's clock.
        now: DateTime<Utc>,
    },
    /// The ticket has expired.
    #[error("{field} is {}, and it is {} already: log in again", time(.found), time(.now))]
    Expired {
        /// The field.
        field: Field,
        /// When it expired.
        found: DateTime<Utc>,
        /// The time by the site's clock.
        now: DateTime<Utc>,
    },
    /// The browser's address is not known, and the site insists on checking it.
    #[error("the browser's address is not known, and this site insists on checking it")]
    UnknownAddress,
    /// Another address logged in.
    #[error("{} is {claimed}, but the browser's address is {browser}", Field::ADDRESS)]
    OtherAddress {
        /// The address that the answer names.
        claimed: IpAddr,
        /// The address of the browser that brings it.
        browser: IpAddr,
    },
    /// The version is older than the site's policy allows.
    #[error(
        "the answer is of version {found}, and this site wants {minimum} or later: change it in the site's settings at the service"
    )]
    VersionTooOld {
        /// The version of the answer.
        found: Version,
        /// The oldest that is allowed.
        minimum: Version,
    },
    /// The site's policy does not allow the method.
    #[error(
        "this site does not allow {}",
        .found.map_or_else(|| "a method that nobody knows".to_owned(), |found| format!("the method {found}"))
    )]
    AuthType {
        /// The method that the answer names or implies, if it does.
        found: Option<AuthType>,
    },
    /// The answer does not say that there was a second factor.
    #[error("this site wants a second factor, but {}",
        .found.map_or_else(|| "the answer names no factors".to_owned(), |found| format!("{} is {found}", Field::SECOND_FACTOR))
    )]
    SecondFactor {
        /// The second factor, if the version has factors.
        found: Option<Factor2Type>,
    },
    /// Flags are missing that the site's policy requires.
    #[error("this site requires flags that {} lacks: {missing}", Field::FLAGS)]
    FlagsMissing {
        /// The missing ones.
        missing: TicketFlags,
    },
    /// There are flags that the site's policy refuses.
    #[error("this site refuses flags that {} has: {found}", Field::FLAGS)]
    FlagsRefused {
        /// The refused ones.
        found: TicketFlags,
    },
    /// A value is documented as not in use, and the site's policy refuses such.
    #[error("{field} has a value that is documented as not in use")]
    NotInUse {
        /// The field.
        field: Field,
    },
    /// The ticket was accepted before.
    #[error("the ticket was accepted before: log in again")]
    Replayed,
    /// Whether the ticket was accepted before cannot be found out.
    #[error(transparent)]
    ReplayStore(#[from] ReplayStoreError),
}

impl Refusal {
    /// The variant in snake case, for logs and programs: `foreign_origin`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Method { .. } => "method",
            Self::ContentType { .. } => "content_type",
            Self::BodyTooLong { .. } => "body_too_long",
            Self::ForeignOrigin { .. } => "foreign_origin",
            Self::NoOrigin => "no_origin",
            Self::NotOwnPage { .. } => "not_own_page",
            Self::Response(_) => "response",
            Self::UrlId { .. } => "url_id",
            Self::TimesOutOfOrder { .. } => "times_out_of_order",
            Self::InFuture { .. } => "in_future",
            Self::Expired { .. } => "expired",
            Self::UnknownAddress => "unknown_address",
            Self::OtherAddress { .. } => "other_address",
            Self::VersionTooOld { .. } => "version_too_old",
            Self::AuthType { .. } => "auth_type",
            Self::SecondFactor { .. } => "second_factor",
            Self::FlagsMissing { .. } => "flags_missing",
            Self::FlagsRefused { .. } => "flags_refused",
            Self::NotInUse { .. } => "not_in_use",
            Self::Replayed => "replayed",
            Self::ReplayStore(_) => "replay_store",
        }
    }
}

/// The longest host name has 253 characters.
const MAX_ORIGIN_LENGTH: usize = 280;

/// An `Origin` header as an error shows it: whole, for the end of a host name tells whose it is.
pub(crate) fn shown_origin(header: &str) -> String {
    let is_origin = |url: Url| url.origin().ascii_serialization() == header;
    if header.len() <= MAX_ORIGIN_LENGTH && Url::parse(header).is_ok_and(is_origin) {
        header.to_owned()
    } else {
        Excerpt::shown(header.as_bytes()).to_string()
    }
}

pub(crate) fn time(time: &DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
