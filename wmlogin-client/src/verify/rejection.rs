//! The service's no.

use std::fmt::{self, Debug, Display};

use wmlogin_types::services::authorize::Code;

/// How much of the answered name is kept, in characters.
const MAX_NAME_LENGTH: usize = 128;

/// A name up to this length is shown. The longest documented one has 29 letters, and the shortest ticket
/// 32 characters: a service that sends a ticket back does not get it into a log.
const MAX_SHOWN_LENGTH: usize = 31;

/// The service said no: the status code, and what it means as far as that is known.
///
/// It prints as one line that says what to do where that is known.
#[derive(Clone, PartialEq, Eq)]
pub struct Rejection {
    code: Option<Code>,
    retval: i32,
    sval: Option<String>,
}

impl Rejection {
    pub(super) fn new(retval: i32, sval: Option<String>) -> Self {
        let code = Code::find(retval, sval.as_deref());
        let sval = sval.map(|sval| sval.chars().take(MAX_NAME_LENGTH).collect());
        Self { code, retval, sval }
    }

    /// The row of the operator's tables that the service means; none if it knows a status that this
    /// version of the crate does not.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        self.code
    }

    /// The status code as it came.
    #[must_use]
    pub const fn retval(&self) -> i32 {
        self.retval
    }

    /// The name of the status code as it came, cut after 128 characters.
    ///
    /// This is text from outside. Do not log it or show it without checking it, as `Display` and `Debug`
    /// of this type do: they leave out what does not look like a name.
    #[must_use]
    pub fn sval(&self) -> Option<&str> {
        self.sval.as_deref()
    }
}

impl Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, retval, sval } = self;
        match (code, sval.as_deref().map(Shown)) {
            (Some(code), _) => write!(f, "the service refused: {} ({retval})", code.name())?,
            (None, Some(name)) => write!(f, "the service refused: unknown status {name} ({retval})")?,
            (None, None) => write!(f, "the service refused: unknown status ({retval})")?,
        }
        code.and_then(Code::help).map_or(Ok(()), |help| write!(f, ": {help}"))
    }
}

impl Debug for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejection")
            .field("code", &self.code)
            .field("retval", &self.retval)
            .field("sval", &self.sval.as_deref().map(Shown))
            .finish()
    }
}

/// Text from outside, shown only if it looks like a name.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_name =
            self.0.len() <= MAX_SHOWN_LENGTH && self.0.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_name { write!(f, "`{}`", self.0) } else { f.write_str("(name not shown)") }
    }
}

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
