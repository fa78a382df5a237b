//! Names of the entries of a store.

use std::fmt::{self, Display, Formatter};
use std::num::NonZeroU32;

use wmlogin_types::Wmid;

/// The name of an entry, which is that of its folder: the WMID and a number that counts the key pairs of
/// the WMID in this store, such as `123456789012-1`. A higher number is a later key pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The owner of the key pair.
    pub wmid: Wmid,
    /// The number of the key pair among those of the WMID.
    pub number: NonZeroU32,
}

impl Name {
    /// The name that the text is, if it is exactly as one is written.
    pub fn parse(text: &str) -> Option<Self> {
        let (wmid, number) = text.split_once('-')?;
        let name = Self { wmid: wmid.parse().ok()?, number: number.parse().ok()? };
        (name.to_string() == text).then_some(name)
    }

    /// The name of the WMID's next key pair after these.
    pub fn next<'a>(wmid: Wmid, names: impl Iterator<Item = &'a Self>) -> Self {
        let last = names.filter(|name| name.wmid == wmid).map(|name| name.number.get()).max();
        // A store of four thousand million key pairs cannot be made.
        let number = NonZeroU32::MIN.saturating_add(last.unwrap_or_default());
        Self { wmid, number }
    }
}

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.wmid, self.number)
    }
}
