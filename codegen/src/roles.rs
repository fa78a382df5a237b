//! Roles: the meanings that the code of this project asks a spec for.
//!
//! Hand-written code needs some documented things: the field with the user, the method that means a
//! certificate. It never names them. The spec gives them a role, and generated code returns whatever has
//! the role. A private spec that generates types alone needs no roles.

/// A meaning that an entry of a spec can have to the code of this project.
#[derive(Debug, PartialEq, Eq)]
pub struct Role {
    /// The name in a spec, and of the Rust field that returns the value.
    pub name: &'static str,
    /// The kind of entry that can have it.
    pub of: Kind,
    /// The type that its values must have; `None` for what is a value itself.
    pub wants: Option<Wanted>,
    /// Where it must be, for the crates that ask for it.
    pub needed: Needed,
    /// Its meaning.
    pub meaning: &'static str,
}

/// A kind of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A field of the response.
    Field,
    /// A value of an enum.
    Value,
    /// A flag.
    Flag,
    /// An outcome of the response.
    Outcome,
    /// A parameter of a page.
    Parameter,
    /// An element of a request.
    Element,
    /// An attribute of an answer.
    Attribute,
}

impl Kind {
    /// The enum of the names of such entries.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Field => "Field",
            Self::Value => "Value",
            Self::Flag => "Flag",
            Self::Outcome => "Outcome",
            Self::Parameter => "Parameter",
            Self::Element => "Element",
            Self::Attribute => "Attribute",
        }
    }

    /// The word of messages for such an entry.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Value => "value",
            Self::Flag => "flag",
            Self::Outcome => "outcome",
            Self::Parameter => "parameter",
            Self::Element => "element",
            Self::Attribute => "attribute",
        }
    }
}

/// The type that a role asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Any enum.
    Enum,
    /// Any set of flags.
    Flags,
    /// Any identifier.
    Identifier,
    /// A date and time.
    DateTime,
    /// An IP address.
    IpAddress,
    /// Free text.
    Text,
    /// A number.
    Integer,
    /// A boolean.
    Boolean,
}

impl Wanted {
    /// The word of messages for the type.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Enum => "an enum",
            Self::Flags => "a set of flags",
            Self::Identifier => "an identifier",
            Self::DateTime => "`DateTime`",
            Self::IpAddress => "`IpAddress`",
            Self::Text => "`Text`",
            Self::Integer => "`Integer`",
            Self::Boolean => "`Boolean`",
        }
    }
}

/// Where a role must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// On an entry that is always sent.
    Always,
    /// On some entry.
    Somewhere,
    /// Nowhere: the code does without.
    No,
}

const fn role(
    of: Kind,
    name: &'static str,
    wants: Option<Wanted>,
    needed: Needed,
    meaning: &'static str,
) -> Role {
    Role { name, of, wants, needed, meaning }
}

/// Every role.
#[rustfmt::skip]
pub const ROLES: &[Role] = &[
    role(Kind::Field, "user", Some(Wanted::Identifier), Needed::Always, "the user who logged in"),
    role(Kind::Field, "ticket", Some(Wanted::Identifier), Needed::Always, "the ticket to be confirmed"),
    role(Kind::Field, "return_id", Some(Wanted::Identifier), Needed::Always, "the id of the page to come back to"),
    role(Kind::Field, "address", Some(Wanted::IpAddress), Needed::Always, "the address of the user's browser"),
    role(Kind::Field, "method", Some(Wanted::Enum), Needed::Somewhere, "the method of the login, named or inferred"),
    role(Kind::Field, "second_factor", Some(Wanted::Enum), Needed::Somewhere, "the type of the second factor"),
    role(Kind::Field, "flags", Some(Wanted::Flags), Needed::Somewhere, "the flags of the ticket"),
    role(Kind::Field, "created", Some(Wanted::DateTime), Needed::No, "the creation of the ticket"),
    role(Kind::Field, "last_access", Some(Wanted::DateTime), Needed::No, "the last access to the ticket"),
    role(Kind::Field, "expires", Some(Wanted::DateTime), Needed::No, "the end of the ticket"),
    role(Kind::Value, "certificate", None, Needed::Somewhere, "the user presents a personal certificate"),
    role(Kind::Flag, "cached", None, Needed::No, "the user continues with saved details"),
    role(Kind::Flag, "quiet", None, Needed::No, "the user was not asked"),
    role(Kind::Outcome, "cancelled", None, Needed::Somewhere, "the user cancelled the login"),
    role(Kind::Outcome, "logged_off", None, Needed::Somewhere, "the user logged off from the service"),
    role(Kind::Parameter, "return_id", Some(Wanted::Identifier), Needed::Always, "the id of the page to come back to"),
    role(Kind::Parameter, "method", Some(Wanted::Enum), Needed::No, "the method that the site asks for"),
    role(Kind::Parameter, "network", Some(Wanted::Enum), Needed::No, "the network that the method needs"),
    role(Kind::Parameter, "user", Some(Wanted::Identifier), Needed::No, "the user whom the site expects"),
    role(Kind::Parameter, "language", Some(Wanted::Text), Needed::No, "the language of the page"),
    role(Kind::Parameter, "quiet", Some(Wanted::Boolean), Needed::No, "the wish for a login without a question"),
    role(Kind::Parameter, "place", Some(Wanted::Text), Needed::No, "the place on the site to come back to"),
    role(Kind::Element, "owner", Some(Wanted::Identifier), Needed::Always, "the owner of the site"),
    role(Kind::Element, "user", Some(Wanted::Identifier), Needed::Always, "the user who logged in"),
    role(Kind::Element, "ticket", Some(Wanted::Identifier), Needed::Always, "the ticket to be confirmed"),
    role(Kind::Element, "return_id", Some(Wanted::Identifier), Needed::Always, "the id of the page to come back to"),
    role(Kind::Element, "address", Some(Wanted::IpAddress), Needed::Always, "the address of the user's browser"),
    role(Kind::Element, "method", Some(Wanted::Enum), Needed::No, "the method of the login"),
    role(Kind::Attribute, "code", Some(Wanted::Integer), Needed::Always, "the status code"),
    role(Kind::Attribute, "code_name", Some(Wanted::Text), Needed::No, "the name of the status code"),
    role(Kind::Attribute, "last_access", Some(Wanted::DateTime), Needed::No, "the last access to the ticket"),
    role(Kind::Attribute, "expires", Some(Wanted::DateTime), Needed::No, "the end of the ticket"),
];

/// The roles that a kind of entry can have.
pub fn roles_of(kind: Kind) -> impl Iterator<Item = &'static Role> + Clone {
    ROLES.iter().filter(move |role| role.of == kind)
}
