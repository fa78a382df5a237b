//! Text from outside, made fit to be shown: it neither steers the terminal nor gives a credential away.

use std::borrow::Cow;

/// The number of characters of a name that are shown: more than any name needs.
const LONGEST_NAME: usize = 64;

/// Returns the mask of a credential, the same for any length, with the length.
pub fn mask(characters: usize) -> String {
    format!("******** ({characters} characters)")
}

/// `text` with everything escaped that is not plainly visible.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\'' | '"' => escaped.push(character),
            _ => escaped.extend(character.escape_debug()),
        }
    }
    escaped
}

/// A name that nobody knows, as it may be shown: concealed, escaped and cut.
pub fn name(text: &str) -> String {
    let concealed = conceal(text);
    match concealed.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => escape(&concealed[..end]) + "…",
        None => escape(&concealed),
    }
}

/// `text` with a mask in the place of whatever looks like a credential.
///
/// A credential is hidden where it is known to be one. Broken or mixed up input can have it in any
/// other place: as the value of another field, as a name, as an argument.
pub fn conceal(text: &str) -> Cow<'_, str> {
    if !runs(text).any(looks_like_credential) {
        return text.into();
    }
    let shown =
        runs(text).map(|run| if looks_like_credential(run) { mask(run.len()).into() } else { run.into() });
    shown.collect::<Vec<Cow<'_, str>>>().concat().into()
}

/// `text` in pieces: as long as possible of the characters that credentials are made of, or not.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|character| !in_credential(character)).flat_map(|piece| {
        let end = piece.trim_end_matches(|character| !in_credential(character)).len();
        let (run, other) = piece.split_at(end);
        [run, other]
    })
}

fn in_credential(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '/' | '$' | '!')
}

/// Random characters soon have a digit among them; words have none, and are shorter.
fn looks_like_credential(run: &str) -> bool {
    run.len() >= 32 || run.len() >= 16 && run.bytes().any(|byte| byte.is_ascii_digit())
}
