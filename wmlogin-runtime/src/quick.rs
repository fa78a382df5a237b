//! Quick reading of a form body that is written as browsers write it.
//!
//! The quick reader takes the fields in any order, and gives up on whatever is unusual. What it gives up on is read
//! by [`Fields`](super::fields::Fields), which alone makes errors. So `None` never means that the body is wrong.

use super::encoded::equal;
use super::{DocumentedField, MAX_BODY_LENGTH, MAX_PAIRS, Value};

/// The rest of a form body.
pub struct Body<'a> {
    rest: &'a [u8],
    /// The number of undocumented pairs that were passed.
    unknown: usize,
}

impl<'a> Body<'a> {
    /// Begins at the first pair.
    ///
    /// # Errors
    ///
    /// Returns an error to give up.
    #[inline]
    pub fn new(body: &'a [u8]) -> Result<Self, GiveUp> {
        if body.len() > MAX_BODY_LENGTH { Err(GiveUp) } else { Ok(Self { rest: body, unknown: 0 }) }
    }

    /// Goes to the next pair whose name may be a documented one, and returns the first byte after the prefix, or
    /// `None` at the end.
    ///
    /// # Errors
    ///
    /// Returns an error to give up.
    #[inline]
    pub fn next_name<F: DocumentedField>(&mut self) -> Result<Option<u8>, GiveUp> {
        loop {
            if let Some(suffix) = self.rest.strip_prefix(F::PREFIX) {
                self.rest = suffix;
                return suffix.first().copied().map(Some).ok_or(GiveUp);
            }
            if self.rest.is_empty() {
                return Ok(None);
            }
            let same = self.rest.iter().zip(F::PREFIX).take_while(|(byte, other)| byte == other).count();
            if self.rest.get(same) == Some(&b'%') {
                return Err(GiveUp);
            }
            self.pass()?;
        }
    }

    /// Takes the value of the pair if the name goes on with `suffix`, which ends with the `=`, and puts it into the
    /// slot of the field. Returns `false` if it is another name.
    ///
    /// # Errors
    ///
    /// Returns an error to give up: the value is not as browsers write it, or the field is repeated.
    #[inline]
    pub fn take<T: Value, const N: usize>(
        &mut self,
        suffix: &[u8; N],
        slot: &mut Option<T>,
    ) -> Result<bool, GiveUp> {
        self.take_as(suffix, slot, T::take)
    }

    /// Takes a value as [`take`](Self::take) does, with a function that takes it off the rest of the body.
    ///
    /// # Errors
    ///
    /// Returns an error to give up.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "one call that takes `self` puts it into memory for all fields")]
    pub fn take_as<T, const N: usize>(
        &mut self,
        suffix: &[u8; N],
        slot: &mut Option<T>,
        read: impl FnOnce(&mut &'a [u8]) -> Option<T>,
    ) -> Result<bool, GiveUp> {
        let Some(value) = self.rest.strip_prefix(suffix) else { return Ok(false) };
        self.rest = fill(slot, value, read).ok_or(GiveUp)?;
        Ok(true)
    }

    /// Passes a pair whose name begins like a documented one, and is none.
    ///
    /// # Errors
    ///
    /// Returns an error to give up.
    #[inline]
    pub fn pass_unknown<F: DocumentedField>(&mut self) -> Result<(), GiveUp> {
        if is_documented::<F>(self.rest) { Err(GiveUp) } else { self.pass() }
    }

    /// Goes behind the next `&`.
    #[inline]
    fn pass(&mut self) -> Result<(), GiveUp> {
        self.unknown += 1;
        // The rest is room for the documented fields, which are not counted.
        if self.unknown > MAX_PAIRS / 2 {
            return Err(GiveUp);
        }
        self.rest = after_pair(self.rest);
        Ok(())
    }
}

/// Returns `true` if a name, whose prefix was taken off, may be that of a documented field.
fn is_documented<F: DocumentedField>(rest: &[u8]) -> bool {
    let end = rest.iter().position(|byte| matches!(byte, b'=' | b'&' | b'%'));
    let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
    after.first() == Some(&b'%') || F::from_suffix(name).is_some()
}

/// Returns what comes after the next `&`.
fn after_pair(rest: &[u8]) -> &[u8] {
    let mut length = 0;
    for word in rest.as_chunks().0 {
        let found = equal(*word, b'&');
        if found != 0 {
            let end = length + found.trailing_zeros() as usize / 8;
            return rest.get(end + 1..).unwrap_or_default();
        }
        length += 8;
    }
    let last = rest.get(length..).unwrap_or_default();
    let end = last.iter().position(|byte| *byte == b'&');
    end.and_then(|end| last.get(end + 1..)).unwrap_or_default()
}

/// Reads a value into its slot, and returns the next pair. `None` means to give up.
// A call: inlined, one value's vectors and words would take the registers of all others.
#[inline(never)]
fn fill<'a, T>(
    slot: &mut Option<T>,
    value: &'a [u8],
    read: impl FnOnce(&mut &'a [u8]) -> Option<T>,
) -> Option<&'a [u8]> {
    if slot.is_some() {
        return None;
    }
    let mut rest = value;
    // At once: moving a value can cost as much as reading it.
    *slot = Some(read(&mut rest)?);
    match rest {
        [] => Some(rest),
        [b'&', next @ ..] => Some(next),
        _ => None,
    }
}

/// The body is unusual, and has to be read carefully.
#[derive(Clone, Copy, Debug)]
pub struct GiveUp;
