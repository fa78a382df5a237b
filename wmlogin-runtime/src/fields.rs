//! The documented fields of one response, collected in a single pass.

use super::form::{Encoded, Pairs, Text};
use super::{
    DocumentedField, DocumentedOutcome, DocumentedVersion, Excerpt, MAX_BODY_LENGTH, MAX_PAIRS, ParseError,
    Problem, Value, ValueError,
};

/// The documented fields of one response, not yet parsed.
///
/// `F` is the spec's enum of fields, `N` their number, `V` the text of a value, `LONGEST` the most bytes
/// that a value may have.
pub struct Fields<F: DocumentedField, V, const N: usize, const LONGEST: usize> {
    values: [Option<V>; N],
    /// The fields that are present; see [`DocumentedField`].
    present: u64,
    /// The number of pairs seen, documented or not.
    pairs: usize,
    /// The number of bytes seen in names and values.
    bytes: usize,
    /// The version, after it was read.
    version: Option<F::Version>,
    buffer: [u8; LONGEST],
}

impl<'a, F: DocumentedField, const N: usize, const LONGEST: usize> Fields<F, Encoded<'a>, N, LONGEST> {
    /// Splits a form body and keeps the documented fields.
    ///
    /// # Errors
    ///
    /// Returns an error if the body exceeds a limit or a documented field occurs twice.
    pub fn take_body(&mut self, body: &'a [u8]) -> Result<(), ParseError<F>> {
        if body.len() > MAX_BODY_LENGTH {
            return Err(ParseError::BodyTooLong);
        }
        for pair in Pairs::new(body) {
            self.count(0)?;
            let named = pair.strip_prefix(F::PREFIX).and_then(|pair| {
                let (suffix, value) = pair.split();
                Some((F::from_suffix(suffix.as_written())?, value))
            });
            if let Some((field, value)) = named.or_else(|| self.find_escaped(pair)) {
                self.insert(field, value)?;
            }
        }
        Ok(())
    }

    /// Returns the field of a pair whose name is escaped. No documented name needs that, but it is valid.
    fn find_escaped(&mut self, pair: Encoded<'a>) -> Option<(F, Encoded<'a>)> {
        if !pair.is_escaped() {
            return None;
        }
        let (name, value) = pair.split();
        // A name that cannot be decoded is not a documented one.
        let name = name.decode(&mut self.buffer).ok()?;
        Some((F::from_bytes(name)?, value))
    }
}

impl<F: DocumentedField, V: AsRef<str>, const N: usize, const LONGEST: usize> Fields<F, V, N, LONGEST> {
    /// Collects decoded pairs.
    ///
    /// # Errors
    ///
    /// Returns an error if the pairs exceed a limit or a documented field occurs twice.
    pub fn take_pairs<K: AsRef<str>>(
        &mut self,
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Result<(), ParseError<F>> {
        for (name, value) in pairs {
            let name = name.as_ref();
            self.count(name.len() + value.as_ref().len())?;
            if let Some(field) = F::from_bytes(name.as_bytes()) {
                self.insert(field, value)?;
            }
        }
        Ok(())
    }
}

impl<F: DocumentedField, V: Text, const N: usize, const LONGEST: usize> Fields<F, V, N, LONGEST> {
    /// Creates an empty set of fields.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "created in one place, by generated code")]
    pub const fn new() -> Self {
        Self {
            values: [const { None }; N],
            present: 0,
            pairs: 0,
            bytes: 0,
            version: None,
            buffer: [0; LONGEST],
        }
    }

    /// Counts a pair of this many bytes.
    fn count(&mut self, bytes: usize) -> Result<(), ParseError<F>> {
        self.pairs += 1;
        self.bytes = self.bytes.saturating_add(bytes);
        if self.pairs > MAX_PAIRS {
            return Err(ParseError::TooManyPairs);
        }
        if self.bytes > MAX_BODY_LENGTH {
            return Err(ParseError::BodyTooLong);
        }
        Ok(())
    }

    fn insert(&mut self, field: F, value: V) -> Result<(), ParseError<F>> {
        if self.has(field) {
            return Err(ParseError::RepeatedField { field });
        }
        self.values[field.index()] = Some(value);
        self.present |= bit(field);
        Ok(())
    }

    /// Returns `true` if the field is present.
    #[must_use]
    pub fn has(&self, field: F) -> bool {
        self.present & bit(field) != 0
    }

    /// Returns the outcome, or `None` for a success.
    ///
    /// # Errors
    ///
    /// Returns an error if the string or the code is missing or unknown, if they disagree, or if a field of a
    /// success is present.
    pub fn outcome<O: DocumentedOutcome>(&mut self) -> Result<Option<O>, ParseError<F>> {
        let outcome_fields = bit(F::OUTCOME_STRING) | bit(F::OUTCOME_CODE);
        if self.present & outcome_fields == 0 {
            return Ok(None);
        }
        if let Some(field) = first(self.present & !outcome_fields) {
            let outcome = if self.has(F::OUTCOME_STRING) { F::OUTCOME_STRING } else { F::OUTCOME_CODE };
            return Err(ParseError::OutcomeWithSuccess { outcome, field });
        }
        if let Some(field) = first(outcome_fields & !self.present) {
            return Err(ParseError::MissingField { field, version: None });
        }
        let by_string: O = self.read::<O::String>(F::OUTCOME_STRING)?.into();
        let by_code: O = self.read::<O::Code>(F::OUTCOME_CODE)?.into();
        if by_string != by_code {
            return Err(ParseError::OutcomeDisagrees { string: by_string.name(), code: by_code.name() });
        }
        Ok(Some(by_string))
    }

    /// Returns the version, after checking that the fields present are those of the version.
    ///
    /// # Errors
    ///
    /// Returns an error if the version is missing or unknown, if a field is present that it does not have, or
    /// if one is missing that it requires.
    pub fn version(&mut self) -> Result<F::Version, ParseError<F>> {
        if self.present == 0 {
            return Err(ParseError::NoDocumentedField);
        }
        if !self.has(F::VERSION) {
            return Err(ParseError::MissingField { field: F::VERSION, version: None });
        }
        let version: F::Version = self.read(F::VERSION)?;
        self.version = Some(version);
        if let Some(field) = first(self.present & !version.fields()) {
            return Err(ParseError::FieldOutsideVersion { field, version });
        }
        if let Some(field) = first(version.required_fields() & !self.present) {
            return Err(ParseError::MissingField { field, version: Some(version) });
        }
        Ok(version)
    }

    /// Returns the value of a field.
    ///
    /// # Errors
    ///
    /// Returns [`ParseError::InvalidValue`] or [`ParseError::MissingField`].
    pub fn read<T: Value>(&mut self, field: F) -> Result<T, ParseError<F>> {
        let Some(value) = &self.values[field.index()] else {
            return Err(ParseError::MissingField { field, version: self.version });
        };
        let read = value.read(&mut self.buffer);
        read.map_err(|problem| self.invalid_value(field, T::EXPECTED, problem))
    }

    /// Returns the value of a field, or `absent` if it is missing.
    ///
    /// # Errors
    ///
    /// Returns [`ParseError::InvalidValue`].
    pub fn read_or<T: Value>(&mut self, field: F, absent: T) -> Result<T, ParseError<F>> {
        if self.has(field) { self.read(field) } else { Ok(absent) }
    }

    /// Rejects a dependent field unless the field that it depends on has the `required` value. Both values are
    /// given by their documented names.
    ///
    /// # Errors
    ///
    /// Returns [`ParseError::UnmetCondition`].
    pub fn check_condition(
        &self,
        field: F,
        on: F,
        required: &'static str,
        found: &'static str,
    ) -> Result<(), ParseError<F>> {
        if self.has(field) && required != found {
            return Err(ParseError::UnmetCondition { field, on, required, found });
        }
        Ok(())
    }

    #[cold]
    fn invalid_value(&mut self, field: F, expected: &'static str, problem: Problem) -> ParseError<F> {
        let text = self.values[field.index()]
            .as_ref()
            .map_or(&[][..], |value| value.decode(&mut self.buffer).unwrap_or_else(|_| value.as_written()));
        let problem = if core::str::from_utf8(text).is_err() { Problem::NotUtf8 } else { problem };
        let value = if field.is_credential() { Excerpt::redacted() } else { Excerpt::shown(text) };
        ParseError::InvalidValue { field, value, error: ValueError { expected, problem } }
    }
}

/// Returns the set with one field.
fn bit<F: DocumentedField>(field: F) -> u64 {
    1 << field.index()
}

/// Returns the first field of a set, in the documented order.
fn first<F: DocumentedField>(set: u64) -> Option<F> {
    F::ALL.get(set.trailing_zeros() as usize).copied()
}
