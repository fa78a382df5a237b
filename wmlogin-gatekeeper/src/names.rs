//! Documented names that a person typed.

use strsim::osa_distance;

/// The longest name that is compared with others, in bytes.
const LONGEST_NAME: usize = 64;

/// How many characters of a name there are to one that may be wrong.
const CHARACTERS_TO_A_SLIP: usize = 3;

/// Says that `name` is none of `names`, what was expected and what is close to it.
pub(crate) fn one_of<'a>(what: &str, name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.into_iter().collect();
    let shown: String = name.chars().take(LONGEST_NAME).collect();
    let expected: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    let expected = match &expected[..] {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => expected.concat(),
    };
    let suggestion = closest(name, names).map(|name| format!("; did you mean `{name}`?"));
    format!("unknown {what} `{shown}`, expected {expected}{}", suggestion.unwrap_or_default())
}

/// The name that is near enough to be meant; one that differs in letter case alone wins.
pub(crate) fn closest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let length = name.chars().count();
    let most_slips = (length / CHARACTERS_TO_A_SLIP).max(1).min(length.saturating_sub(1));
    let slips = |other: &str| if other.eq_ignore_ascii_case(name) { 0 } else { osa_distance(name, other) };
    let near = names.into_iter().map(|other| (slips(other), other));
    near.filter(|(slips, _)| *slips <= most_slips).min().map(|(_, other)| other)
}

#[cfg(test)]
mod tests;
