//! The origin of what a spec says.

use core::fmt::{self, Display};
use core::str::FromStr;

use super::UnknownName;
use super::unknown::unknown_name;

/// The origin of an entry of the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The operator's documents that the spec reproduces.
    Documented,
    /// Another page of the operator.
    Published,
    /// Observed in the operator's own widget or in several public clients, but documented nowhere.
    Observed,
    /// Concluded by this project from the other origins.
    Inferred,
}

impl Origin {
    /// The name, as a spec writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Published => "published",
            Self::Observed => "observed",
            Self::Inferred => "inferred",
        }
    }
}

impl Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Origin {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let all = [Self::Documented, Self::Published, Self::Observed, Self::Inferred];
        all.into_iter().find(|it| it.name() == name).ok_or_else(|| unknown_name("Origin", name))
    }
}
