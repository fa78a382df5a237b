//! The page that sends the browser somewhere.

use url::Url;

/// The page that sends the browser somewhere.
#[derive(Clone, Copy, Debug)]
pub enum Initiator<'a> {
    /// None: the user typed the address.
    AddressBar,
    /// A page of this origin.
    Page(&'a str),
    /// A page of this origin that hides it, by a referrer policy.
    HiddenPage(&'a str),
    /// A page without an origin, such as one in a sandbox.
    Opaque,
}

impl<'a> Initiator<'a> {
    /// The page that sends this `Origin` header.
    pub fn of(origin: &'a str) -> Self {
        if origin == "null" { Self::Opaque } else { Self::Page(origin) }
    }

    /// The `Origin` header.
    pub(super) fn origin(self) -> String {
        match self {
            Self::Page(origin) => origin.to_owned(),
            Self::AddressBar | Self::HiddenPage(_) | Self::Opaque => "null".to_owned(),
        }
    }
}

/// The relation between the origins of two pages; in a chain of redirects, the last one counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    None,
    SameOrigin,
    SameSite,
    CrossSite,
}

impl Relation {
    pub(super) fn between(from: Initiator<'_>, url: &Url) -> Self {
        let page = match from {
            Initiator::AddressBar => return Self::None,
            Initiator::Opaque => return Self::CrossSite,
            Initiator::Page(origin) | Initiator::HiddenPage(origin) => Url::parse(origin).expect("an origin"),
        };
        if page.origin() == url.origin() {
            Self::SameOrigin
        } else if page.host() == url.host() && page.scheme() == url.scheme() {
            Self::SameSite
        } else {
            Self::CrossSite
        }
    }

    /// The value of `Sec-Fetch-Site`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::SameOrigin => "same-origin",
            Self::SameSite => "same-site",
            Self::CrossSite => "cross-site",
        }
    }
}
