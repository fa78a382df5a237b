//! What a misspelt name may have meant.

use crate::diagnostic::quoted;
use strsim::osa_distance;

/// The longest name that is compared with others, in bytes. The comparison is quadratic in the
/// length, and what is longer than this is not a misspelt name.
const LONGEST_NAME: usize = 64;

/// How many characters of a name there are to one that may be wrong.
const CHARACTERS_TO_A_SLIP: usize = 3;

/// The candidate that `name` most likely means, if one is near enough.
///
/// A candidate that differs in letter case alone wins. Among equally near ones it is the first in
/// the order of the alphabet, so the answer does not depend on the order of the candidates.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let lowercase = name.to_lowercase();
    let most_slips = most_slips(name.chars().count());
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST_NAME && *candidate != name)
        .map(|candidate| (slips(&lowercase, name, candidate), candidate))
        .filter(|(slips, _)| *slips <= most_slips)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many characters may be wrong in a name of this length: never all of them.
fn most_slips(length: usize) -> usize {
    (length / CHARACTERS_TO_A_SLIP).max(1).min(length.saturating_sub(1))
}

/// The question for a message: "did you mean `X`?".
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    closest(name, candidates).map(|candidate| format!("did you mean {}?", quoted(candidate)))
}

/// How many characters to change, insert, remove or swap; none if only the letter case differs.
fn slips(lowercase: &str, name: &str, candidate: &str) -> usize {
    if candidate.to_lowercase() == lowercase { 0 } else { osa_distance(name, candidate) }
}

#[cfg(test)]
mod tests {
    use super::{closest, did_you_mean};

    #[test]
    fn a_swapped_pair_of_letters_is_near() {
        assert_eq!(closest("nmae", ["name", "type"]), Some("name"));
    }

    #[test]
    fn letter_case_alone_wins() {
        let candidates = ["AUTHTYPES", "AuthTyp", "AUTHTYPE"];
        assert_eq!(closest("AuthType", candidates), Some("AUTHTYPE"));
    }

    #[test]
    fn equally_near_candidates_go_by_the_alphabet() {
        assert_eq!(closest("bat", ["cat", "bar"]), Some("bar"));
        assert_eq!(closest("bat", ["bar", "cat"]), Some("bar"));
    }

    #[test]
    fn a_different_name_is_not_suggested() {
        assert_eq!(closest("separator", ["name", "values"]), None);
    }

    #[test]
    fn another_single_letter_is_a_different_name() {
        assert_eq!(closest("a", ["b"]), None);
    }

    #[test]
    fn the_name_itself_is_not_suggested() {
        assert_eq!(closest("name", ["name"]), None);
    }

    #[test]
    fn a_name_out_of_measure_is_not_compared() {
        assert_eq!(closest(&"a".repeat(1 << 20), ["a"]), None);
    }

    #[test]
    fn the_suggestion_is_a_question() {
        let question = did_you_mean("Имя", ["Имена", "имя"]);
        assert_eq!(question.as_deref(), Some("did you mean `имя`?"));
    }
}
