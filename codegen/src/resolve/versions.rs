//! Versions of the response.

use super::Sections;
use super::claims::Claims;
use super::types::Types;
use crate::diagnostic::Diagnostics;
use crate::model;
use crate::names;
use crate::spec::Name;

/// The versions of a spec, oldest first.
pub struct Versions {
    pub models: Vec<model::Version>,
    /// Says if the list as such is in order. If it is not, nothing is said about intervals.
    pub is_sound: bool,
}

/// The numbers of a version, which are compared as numbers: 1.10 comes after 1.9.
type Numbers = (u16, u16);

pub fn resolve(sections: &Sections, types: &Types, diagnostics: &mut Diagnostics) -> Versions {
    let (mut names, mut values) = (Claims::default(), Claims::default());
    let mut is_sound = true;
    let mut previous: Option<(Numbers, &Name)> = None;
    let mut numbered = Vec::new();
    for written in sections.all(|file| &file.versions) {
        let name = &written.version;
        is_sound &= names.take("version", name.text().to_owned(), name.place(), diagnostics);
        values.take("version value", *written.value, written.value.place(), diagnostics);
        let date_format = types.date_format(&written.date_format, diagnostics);
        let Some(numbers) = numbers(name.text()) else {
            diagnostics.push(
                name.problem(format!("{name} is not a version")).expected("two numbers, such as `1.0`"),
            );
            is_sound = false;
            continue;
        };
        // Another file extends this one, wherever its versions belong.
        if let Some((before, earlier)) = previous
            && before > numbers
            && earlier.place().file == name.place().file
        {
            let problem = name.problem(format!("version {name} after {earlier}"));
            diagnostics.push(
                problem.expected("the oldest version first").other(earlier.place(), "the later version"),
            );
            is_sound = false;
        }
        previous = Some((numbers, name));
        // Without a format, there is a problem and the model is not used.
        let Some(date_format) = date_format else {
            is_sound = false;
            continue;
        };
        let rust = names::version_variant(name.text());
        let head = sections.heads.of(written, rust, &written.description);
        numbered.push((numbers, model::Version { head, value: *written.value, date_format }));
    }
    numbered.sort_by_key(|(numbers, _)| *numbers);
    Versions { models: numbered.into_iter().map(|(_, version)| version).collect(), is_sound }
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
