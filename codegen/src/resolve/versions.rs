//! Versions of the response.

use std::collections::HashMap;

use super::claims::Claims;
use super::entry::{Entry, Files, Word, section};
use super::report::{Checked, Report, location};
use super::types::Types;
use crate::diagnostic::Diagnostics;
use crate::model;
use crate::names;
use crate::spec;

/// The versions of a spec.
#[derive(Debug, Default)]
pub(super) struct Versions<'a> {
    /// What was made of them, oldest first.
    pub models: Vec<model::Version>,
    /// The format of each one's dates; unknown ones are reported.
    pub date_formats: Vec<Option<usize>>,
    by_name: HashMap<&'a str, usize>,
    by_value: HashMap<u16, usize>,
    /// Whether the list as such is in order. If it is not, nothing is said about intervals.
    sound: bool,
}

impl<'a> Versions<'a> {
    /// Resolves the versions of all files.
    pub fn resolve(files: &'a Files, types: &Types<'a>, diagnostics: &mut Diagnostics) -> Self {
        let mut versions = Self { sound: true, ..Self::default() };
        let mut names = Claims::default();
        let mut values = Claims::default();
        let mut previous = None;
        for entry in section(files, "versions", |file| &file.versions) {
            let name = entry.word("version", &entry.spec.version);
            let value = entry.place.key("value");
            versions.sound &= names.take("version", name.text, name.place, diagnostics)
                && diagnostics.keep(check_order(name, &mut previous)).is_some();
            values.take("version value", entry.spec.value, value, diagnostics);
            let date_format = types.date_format(entry.word("date_format", &entry.spec.date_format));
            versions.add(entry, diagnostics.keep(date_format));
        }
        versions
    }

    fn add(&mut self, entry: Entry<'a, spec::Version>, date_format: Option<usize>) {
        let written = entry.spec;
        let index = self.models.len();
        self.by_name.entry(&written.version).or_insert(index);
        self.by_value.entry(written.value).or_insert(index);
        self.date_formats.push(date_format);
        self.models.push(model::Version {
            name: written.version.clone(),
            variant: names::version_variant(&written.version),
            module: names::version_module(&written.version),
            value: written.value,
            description: written.description.clone(),
            // Where there is none, the spec has a problem and the model is not used.
            date_format: date_format.unwrap_or_default(),
            origin: entry.origin,
        });
    }

    /// Whether there are versions and the list as such is in order.
    pub fn is_sound(&self) -> bool {
        self.sound && !self.models.is_empty()
    }

    /// The index of a version.
    pub fn by_name(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The index of the version with a value, as a response says it.
    pub fn by_value(&self, value: &str) -> Option<usize> {
        self.by_value.get(&number(value)?).copied()
    }

    /// The documented names, oldest first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.models.iter().map(|version| version.name.as_str())
    }
}

/// The numbers of a version, which are compared as numbers: 1.10 comes after 1.9.
type Numbers = (u16, u16);

/// Each version comes after the one before it.
fn check_order<'a>(name: Word<'a>, previous: &mut Option<(Numbers, Word<'a>)>) -> Checked {
    let numbers = numbers(name.text).ok_or_else(|| {
        name.problem(format!("{name} is no version")).expected("two numbers, such as `1.0`")
    })?;
    let before = previous.replace((numbers, name));
    match before {
        Some((before, word)) if before >= numbers => Err(name
            .problem(format!("version {name} after {word}"))
            .expected("the oldest version first")
            .help(format!("{word} is at {}", location(word.place)))
            .into()),
        _ => Ok(()),
    }
}

fn numbers(version: &str) -> Option<Numbers> {
    let (major, minor) = version.split_once('.')?;
    Some((number(major)?, number(minor)?))
}

/// A number in its shortest form: versions are compared as text elsewhere.
fn number(digits: &str) -> Option<u16> {
    let number: u16 = digits.parse().ok()?;
    (number.to_string() == digits).then_some(number)
}
