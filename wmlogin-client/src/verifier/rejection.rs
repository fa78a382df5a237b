//! The service's refusal to confirm a ticket.

use std::fmt::{self, Debug, Display};

use wmlogin_types::services::authorize::Code;

/// The length to which the name of the status code is cut, in characters.
const MAX_NAME_LENGTH: usize = 128;

/// The longest name that is shown. The longest documented name has 29 letters and the shortest ticket has 32
/// characters, so a ticket that the service sends back does not get into a log.
const MAX_SHOWN_LENGTH: usize = 31;

/// The status code with which the service refused to confirm a ticket, and its meaning as far as it is known.
///
/// It prints as one line, with advice where there is some.
#[derive(Clone, PartialEq, Eq)]
pub struct Rejection {
    code: Option<Code>,
    retval: i32,
    sval: Option<String>,
    encoding: Option<&'static str>,
}

impl Rejection {
    pub(super) fn new(retval: i32, sval: Option<String>, encoding: Option<&'static str>) -> Self {
        let code = Code::find(retval, sval.as_deref());
        let sval = sval.map(|sval| sval.chars().take(MAX_NAME_LENGTH).collect());
        Self { code, retval, sval, encoding }
    }

    /// The documented status code, or `None` if this version of the crate does not know it.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        self.code
    }

    /// The encoding of the answer, if it did not come in plain UTF-8, as it should.
    #[must_use]
    pub const fn encoding(&self) -> Option<&'static str> {
        self.encoding
    }

    /// The number of the status code.
    #[must_use]
    pub const fn retval(&self) -> i32 {
        self.retval
    }

    /// The name of the status code as the service sent it, cut to 128 characters.
    ///
    /// This text comes from outside. Do not log or show it unchecked; `Display` and `Debug` of this type
    /// omit it if it does not look like a name.
    #[must_use]
    pub fn sval(&self) -> Option<&str> {
        self.sval.as_deref()
    }
}

impl Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, retval, sval, encoding } = self;
        match (code, sval.as_deref().map(Shown)) {
            (Some(code), _) => write!(f, "the service refused: {} ({retval})", code.name())?,
            (None, Some(name)) => write!(f, "the service refused: unknown status {name} ({retval})")?,
            (None, None) => write!(f, "the service refused: unknown status ({retval})")?,
        }
        if let Some(help) = code.and_then(Code::help) {
            write!(f, ": {help}")?;
        }
        encoding
            .map_or(Ok(()), |encoding| write!(f, " (the answer came in {encoding}, expected plain UTF-8)"))
    }
}

impl Debug for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejection")
            .field("code", &self.code)
            .field("retval", &self.retval)
            .field("sval", &self.sval.as_deref().map(Shown))
            .field("encoding", &self.encoding)
            .finish()
    }
}

/// Text from outside, which is shown only if it looks like a name.
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
