//! Sets of flags.

use super::claims::{Claims, Names};
use super::heads::{Heads, words};
use super::roles::Roles;
use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::model;
use crate::names;
use crate::roles::Kind;
use crate::spec::{self, Name};

/// The highest bit of a set.
const HIGHEST: u8 = 31;

pub fn resolve(
    written: &spec::Flags,
    heads: &Heads,
    rust: String,
    diagnostics: &mut Diagnostics,
) -> model::Flags {
    let head = heads.of(written, rust, &written.description);
    let separator = check_separator(written, diagnostics);
    check_legible(&written.none.name, separator, diagnostics);
    let mut names = Names::new("flag", &emit::flags::CONSTANTS);
    let (mut positions, mut roles) = (Claims::default(), Roles::new(Kind::Flag));
    let (mut flags, mut reserved) = (Vec::new(), Vec::new());
    for bit in &written.bits {
        positions.take("bit", *bit.bit, bit.bit.place(), diagnostics);
        check_bit(bit, diagnostics);
        let constant = names::constant(words(bit));
        let entry = heads.inside(Some(&head), bit, constant.clone(), &bit.description);
        if bit.name.is_empty() {
            reserved.push((*bit.bit, entry.description, entry.origin));
            continue;
        }
        if check_not_none(&bit.name, &written.none.name, diagnostics)
            && check_legible(&bit.name, separator, diagnostics)
        {
            names.take(&bit.name, words(bit), &[&constant], diagnostics);
        }
        let role = roles.take(bit.role.as_ref(), None, diagnostics);
        flags.push(model::Flag { head: entry, bit: (*bit.bit).min(HIGHEST), role });
    }
    let written_separator = written.written_separator.as_ref().unwrap_or(&written.separator);
    model::Flags {
        head,
        separator: written.separator.text().to_owned(),
        written_separator: written_separator.text().to_owned(),
        none: (written.none.name.text().to_owned(), written.none.description.clone()),
        named: flags,
        reserved,
    }
}

/// The separator, if it is one.
fn check_separator<'s>(written: &'s spec::Flags, diagnostics: &mut Diagnostics) -> Option<&'s str> {
    let separator = &written.separator;
    if !matches!(separator.text().as_bytes(), [sign] if sign.is_ascii_punctuation()) {
        let problem = separator.problem(format!("{separator} cannot separate names"));
        let help = "spaces after it are always read, and `written_separator` says whether to write them";
        diagnostics.push(problem.expected("one ASCII sign such as `,`").help(help));
        return None;
    }
    if let Some(text) = &written.written_separator {
        let rest = text.strip_prefix(separator.text());
        if rest.is_none_or(|rest| !matches!(rest, "" | " ")) {
            let problem = text.problem(format!("{text} would not be read as a separator"));
            diagnostics.push(problem.expected(format!("{separator}, followed by at most one space")));
        }
    }
    Some(separator.text())
}

fn check_bit(bit: &spec::Flag, diagnostics: &mut Diagnostics) {
    let (position, has_name) = (*bit.bit, !bit.name.is_empty());
    let expected = "either a `name` or `reserved: true`";
    if position > HIGHEST {
        let problem = bit.bit.problem(format!("`{position}` is out of range"));
        diagnostics.push(problem.expected(format!("a whole number from 0 to {HIGHEST}")));
    }
    if has_name && *bit.reserved {
        let problem = bit.name.problem(format!("bit {position} is reserved and has the name {}", *bit.name));
        diagnostics.push(problem.expected(expected));
    } else if !has_name && !*bit.reserved {
        let problem = bit.bit.problem(format!("bit {position} has no name and is not reserved"));
        diagnostics.push(problem.expected(expected));
    }
}

fn check_not_none(name: &Name, none: &Name, diagnostics: &mut Diagnostics) -> bool {
    let is_other = name.text() != none.text();
    if !is_other {
        let problem = name.problem(format!("{name} stands for no flag at all"));
        diagnostics.push(problem.expected("another name").other(none.place(), "the empty set"));
    }
    is_other
}

/// A written set of flags can be taken apart only if no name looks like something else.
fn check_legible(name: &Name, separator: Option<&str>, diagnostics: &mut Diagnostics) -> bool {
    let text = name.text();
    let mistaken = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        "would be read as the number of a whole set"
    } else if separator.is_some_and(|separator| text.contains(separator)) {
        "contains the separator and would be read as two"
    } else {
        return true;
    };
    diagnostics.push(name.problem(format!("{name} {mistaken}")).expected("another name"));
    false
}
