//! Lists of what is possible, in words.

use crate::diagnostic::quoted;

/// How many things a message lists; who needs all of a longer list looks it up.
const MOST_LISTED: usize = 12;

/// "a, b or c", in full.
pub fn alternatives<S: AsRef<str>>(choices: &[S]) -> String {
    let choices: Vec<_> = choices.iter().map(AsRef::as_ref).collect();
    match choices.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, first)) => format!("{} or {last}", first.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// "a, b or c"; a long list is cut.
pub fn one_of<S: AsRef<str>>(choices: &[S]) -> String {
    let (shown, left_out) = choices.split_at(choices.len().min(MOST_LISTED));
    let others = (!left_out.is_empty()).then(|| format!("{} others", left_out.len()));
    let shown: Vec<_> = shown.iter().map(AsRef::as_ref).chain(others.as_deref()).collect();
    alternatives(&shown)
}

/// "`a`, `b` or `c`"; a long list is cut.
pub fn one_of_quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.into_iter().map(quoted).collect();
    one_of(&names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences_and_are_cut() {
        let names: Vec<_> = ('a'..='n').map(String::from).collect();
        for (count, expected) in [
            (0, "nothing"),
            (1, "a"),
            (2, "a or b"),
            (3, "a, b or c"),
            (12, "a, b, c, d, e, f, g, h, i, j, k or l"),
            (14, "a, b, c, d, e, f, g, h, i, j, k, l or 2 others"),
        ] {
            assert_eq!(one_of(&names[..count]), expected);
        }
        assert_eq!(one_of_quoted(["a", "b"]), "`a` or `b`");
    }
}
