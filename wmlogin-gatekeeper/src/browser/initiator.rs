//! The page that sends a browser to an address, and how far the two are apart.

use url::Url;

/// The page that sends a browser to an address.
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
    #[must_use]
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

/// The relation between the page that sends a browser somewhere and the address; in a chain of redirects, the
/// most distant one counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// The user typed the address.
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
            Initiator::Page(origin) | Initiator::HiddenPage(origin) => Url::parse(origin),
        };
        match page {
            Ok(page) if page.origin() == url.origin() => Self::SameOrigin,
            Ok(page) if page.host() == url.host() && page.scheme() == url.scheme() => Self::SameSite,
            _ => Self::CrossSite,
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
