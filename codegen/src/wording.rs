//! Lists and names in messages.

use strsim::osa_distance;

/// How many things a message lists; a longer list is cut.
const MOST_LISTED: usize = 12;

/// How many characters of a name or value a message repeats; the line is displayed anyway.
const LONGEST_QUOTE: usize = 60;

/// The longest name that is compared with others, in bytes: the comparison is quadratic in the length.
const LONGEST_NAME: usize = 64;

/// How many characters of a name there are to one that may be wrong.
const CHARACTERS_TO_A_SLIP: usize = 3;

/// "a, b or c", in full.
pub fn alternatives<S: AsRef<str>>(choices: &[S]) -> String {
    let choices: Vec<_> = choices.iter().map(AsRef::as_ref).collect();
    match choices.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, first)) => format!("{} or {last}", first.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// "`a`, `b` or `c`"; a long list is cut.
pub fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let mut shown: Vec<_> = names.by_ref().take(MOST_LISTED).map(quoted).collect();
    let others = names.count();
    if others > 0 {
        shown.push(format!("{others} others"));
    }
    alternatives(&shown)
}

/// A name or value as a message repeats it: in backticks, cut if it is long, and without characters that
/// cannot be seen.
pub fn quoted(text: &str) -> String {
    let shown = text.chars().take(LONGEST_QUOTE).map(visible).collect::<String>();
    let cut = if text.chars().nth(LONGEST_QUOTE).is_some() { "…" } else { "" };
    format!("`{shown}{cut}`")
}

fn visible(character: char) -> char {
    if is_invisible(character) { char::REPLACEMENT_CHARACTER } else { character }
}

/// Returns `true` for a character that shows nothing by itself, though it may act on the terminal, turn
/// the direction of the text around or break the line, and for a space that YAML takes for a letter. A tab is
/// visible.
pub fn is_invisible(character: char) -> bool {
    match character {
        '\t' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        _ => character.is_control() || character.is_whitespace() && !character.is_ascii(),
    }
}

/// The candidate that `name` most likely means, if one is near enough.
///
/// A candidate that differs in letter case alone wins. Among equally near ones it is the first in
/// the order of the alphabet, so the answer does not depend on the order of the candidates.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let lowercase = name.to_lowercase();
    let length = name.chars().count();
    // Never all of them.
    let most_slips = (length / CHARACTERS_TO_A_SLIP).max(1).min(length.saturating_sub(1));
    let slips = |candidate: &str| {
        if candidate.to_lowercase() == lowercase { 0 } else { osa_distance(name, candidate) }
    };
    candidates
        .into_iter()
        // A name cannot be nearer than the lengths are.
        .filter(|candidate| candidate.len() <= LONGEST_NAME && *candidate != name)
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= most_slips)
        .map(|candidate| (slips(candidate), candidate))
        .filter(|(slips, _)| *slips <= most_slips)
        .min()
        .map(|(_, candidate)| candidate)
}

/// "1 problem", "2 problems".
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences_and_are_cut() {
        let names: Vec<_> = ('a'..='n').map(String::from).collect();
        for (count, expected) in [
            (0, "nothing"),
            (1, "`a`"),
            (2, "`a` or `b`"),
            (3, "`a`, `b` or `c`"),
            (12, "`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j`, `k` or `l`"),
            (14, "`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j`, `k`, `l` or 2 others"),
        ] {
            assert_eq!(one_of(names[..count].iter().map(String::as_str)), expected);
        }
    }

    #[test]
    fn names_are_quoted_cut_and_made_visible() {
        assert_eq!(quoted("a\u{200b}\nb"), "`a\u{fffd}\u{fffd}b`");
        assert_eq!(quoted(&"я".repeat(61)), format!("`{}…`", "я".repeat(60)));
    }

    #[test]
    fn near_names_are_suggested_and_no_others() {
        for (name, candidates, expected) in [
            ("nmae", &["name", "type"][..], Some("name")),
            ("AuthType", &["AUTHTYPES", "AuthTyp", "AUTHTYPE"], Some("AUTHTYPE")),
            ("bat", &["cat", "bar"], Some("bar")),
            ("bat", &["bar", "cat"], Some("bar")),
            ("separator", &["name", "values"], None),
            ("a", &["b"], None),
            ("name", &["name"], None),
            ("имя", &["Имена", "Имя"], Some("Имя")),
        ] {
            assert_eq!(closest(name, candidates.iter().copied()), expected, "{name}");
        }
        assert_eq!(closest(&"a".repeat(1 << 20), ["a"]), None);
    }
}
