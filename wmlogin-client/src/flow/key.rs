//! The keys that sign what the flow gives to browsers.

use std::fmt;
use std::sync::Arc;

use data_encoding::HEXLOWER_PERMISSIVE;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use wmlogin_types::runtime::text::normalize;

/// The length of a signature, in bytes.
pub(super) const TAG_LENGTH: usize = 32;

/// The length of a key, in bytes.
const KEY_LENGTH: usize = 32;

/// The keys of a [`LoginFlow`](super::LoginFlow): the first one signs, all of them are accepted.
///
/// A site that is one process needs none of its own: a new flow has a random key, and a restart ends the
/// logins that are in progress. A site of several nodes gives all of them the same keys. To replace a
/// key, put the new one after the old one, then, on every node, in front of it, and remove the old one
/// after [`LOGIN_LIFETIME`](super::LOGIN_LIFETIME).
///
/// `Debug` does not show them.
#[derive(Clone)]
pub struct FlowKeys(Arc<[Hmac<Sha256>]>);

/// Contexts that a signature is good for; one made for another is refused.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// The cookie of a login in progress.
    Login,
    /// The cookie of a login that was completed.
    Mark,
    /// The relay page.
    Relay,
}

impl FlowKeys {
    /// Makes one random key.
    ///
    /// # Errors
    ///
    /// The system has no randomness.
    pub fn random() -> Result<Self, FlowKeysError> {
        let mut key = [0; KEY_LENGTH];
        getrandom::fill(&mut key).map_err(|_| FlowKeysError::Random)?;
        Ok(Self([mac(&key)].into()))
    }

    /// Reads keys from a text, such as the content of a file or an environment variable: 64 hexadecimal
    /// digits each (`openssl rand -hex 32` makes them), one on a line or separated by commas. Empty
    /// lines are ignored.
    ///
    /// # Errors
    ///
    /// There is no key, or one is not 64 hexadecimal digits.
    ///
    /// ```
    /// use wmlogin_client::FlowKeys;
    ///
    /// let text = "7a1fd0c8c1f4e0b9f5b0f5ea1f8d1a55c5a1dd1f4b9b5a0b8f3de6c0a9f4e1d2\n";
    /// assert!(FlowKeys::parse(text).is_ok());
    /// assert!(FlowKeys::parse("password").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, FlowKeysError> {
        let text = normalize(text.as_bytes());
        let text = str::from_utf8(&text).unwrap_or_default();
        let entries = text.split([',', '\n']).map(str::trim).filter(|entry| !entry.is_empty());
        let keys: Result<Vec<_>, _> = entries
            .enumerate()
            .map(|(index, entry)| read(entry).ok_or(FlowKeysError::Key(index + 1)))
            .collect();
        match keys? {
            keys if keys.is_empty() => Err(FlowKeysError::NoKey),
            keys => Ok(Self(keys.into())),
        }
    }

    /// Signs the parts with the first key.
    pub(super) fn sign(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; TAG_LENGTH] {
        // There is a first key: neither constructor makes an empty list.
        self.0.first().map(|key| fed(key, purpose, parts).finalize().into_bytes().into()).unwrap_or_default()
    }

    /// Returns `true` if one of the keys signed the parts. It takes the same time for every wrong tag.
    pub(super) fn verify(&self, purpose: Purpose, parts: &[&[u8]], tag: &[u8]) -> bool {
        self.0.iter().any(|key| fed(key, purpose, parts).verify_slice(tag).is_ok())
    }
}

fn read(entry: &str) -> Option<Hmac<Sha256>> {
    let key = HEXLOWER_PERMISSIVE.decode(entry.as_bytes()).ok()?;
    Some(mac(&key.try_into().ok()?))
}

/// HMAC pads a short key to the length of a block with zeros (RFC 2104).
fn mac(key: &[u8; KEY_LENGTH]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    block[..KEY_LENGTH].copy_from_slice(key);
    Hmac::new(&block.into())
}

/// Each part is preceded by its length, so that no two lists of parts are the same bytes.
fn fed(key: &Hmac<Sha256>, purpose: Purpose, parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac = key.clone();
    mac.update(match purpose {
        Purpose::Login => b"wmlogin login 1\0",
        Purpose::Mark => b"wmlogin mark 1\0",
        Purpose::Relay => b"wmlogin relay 1\0",
    });
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac
}

impl fmt::Debug for FlowKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FlowKeys({})", self.0.len())
    }
}

/// The reason that there are no [`FlowKeys`]. It holds no part of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FlowKeysError {
    /// The text holds no key.
    #[error("there is no key: `openssl rand -hex 32` makes one")]
    NoKey,
    /// A key cannot be read; the number counts from 1.
    #[error("key {0} is not 64 hexadecimal digits: `openssl rand -hex 32` makes a key")]
    Key(usize),
    /// The system has no randomness.
    #[error("the system has no randomness for a key")]
    Random,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_good_for_one_purpose_and_one_list_of_parts() {
        let keys = FlowKeys::random().unwrap();
        let tag = keys.sign(Purpose::Login, &[b"ab", b"c"]);
        assert!(keys.verify(Purpose::Login, &[b"ab", b"c"], &tag));
        for parts in [&[&b"a"[..], b"bc"][..], &[b"abc"], &[b"ab", b"c", b""], &[b"", b"ab", b"c"], &[]] {
            assert!(!keys.verify(Purpose::Login, parts, &tag), "{parts:?}");
        }
        for (one, other) in [
            (Purpose::Login, Purpose::Mark),
            (Purpose::Login, Purpose::Relay),
            (Purpose::Mark, Purpose::Relay),
        ] {
            assert!(!keys.verify(one, &[b"a"], &keys.sign(other, &[b"a"])));
            assert!(!keys.verify(other, &[b"a"], &keys.sign(one, &[b"a"])));
        }
        assert!(!keys.verify(Purpose::Login, &[b"ab", b"c"], &tag[1..]), "a tag has its whole length");
        assert!(!keys.verify(Purpose::Login, &[b"ab", b"c"], b""));
    }

    #[test]
    fn all_keys_are_accepted_and_the_first_one_signs() {
        let [old, new] = ["ab", "cd"].map(|pair| pair.repeat(32));
        let read = |text: String| FlowKeys::parse(&text).unwrap();
        let (old_alone, both) = (read(old.clone()), read(format!("\u{feff}{new} ,\r\n\n{old}\n")));
        let accepts = |keys: &FlowKeys, of: &FlowKeys| {
            keys.verify(Purpose::Login, &[b"a"], &of.sign(Purpose::Login, &[b"a"]))
        };
        assert!(accepts(&both, &old_alone) && accepts(&read(new), &both));
        assert!(!accepts(&old_alone, &both));
    }

    #[test]
    fn what_is_not_a_list_of_keys() {
        for (text, expected) in [
            ("", FlowKeysError::NoKey),
            (" \n,,\n", FlowKeysError::NoKey),
            ("password", FlowKeysError::Key(1)),
            (&"ab".repeat(31), FlowKeysError::Key(1)),
            (&"ab".repeat(33), FlowKeysError::Key(1)),
            (&format!("{},{}g", "ab".repeat(32), "a".repeat(63)), FlowKeysError::Key(2)),
        ] {
            assert_eq!(FlowKeys::parse(text).err(), Some(expected), "{text}");
        }
    }
}
