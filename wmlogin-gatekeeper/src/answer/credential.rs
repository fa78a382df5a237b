//! Fresh tickets and read ids.

use std::borrow::Cow;
use std::sync::LazyLock;

use getrandom::Error;
use wmlogin_types::Ticket;
use wmlogin_types::runtime::Value;

/// Stands for what was cut off.
const ELLIPSIS: char = '…';

/// The shortest beginning of a text that is taken for that of a credential.
const SHORTEST_CUT: usize = 8;

/// The characters that tickets consist of.
static TICKET_CHARACTERS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let is_allowed = |byte: &u8| Ticket::read(&[*byte; Ticket::MIN_LENGTH]).is_ok();
    (b'!'..=b'~').filter(is_allowed).collect()
});

/// A fresh ticket as long as `example`, of all the characters that tickets consist of.
pub(super) fn ticket(example: &str) -> Result<String, Error> {
    random_text(&TICKET_CHARACTERS, example.len())
}

/// Returns the text with whatever has the shape of a ticket or of another long credential masked, but for this
/// many characters. What an ellipsis cuts off may have been longer.
pub(crate) fn masked(text: &str, shown: usize) -> Cow<'_, str> {
    let is_character =
        |character: char| u8::try_from(character).is_ok_and(|byte| TICKET_CHARACTERS.contains(&byte));
    let (mut masked, mut rest) = (String::new(), text);
    while let Some(start) = rest.find(is_character) {
        let run = &rest[start..];
        let length = run.find(|character| !is_character(character)).unwrap_or(run.len());
        let is_cut = run[length..].starts_with(ELLIPSIS);
        if length < if is_cut { SHORTEST_CUT } else { Ticket::MIN_LENGTH } {
            masked.push_str(&rest[..start + length]);
        } else {
            masked.push_str(&rest[..start + shown]);
            masked.push(ELLIPSIS);
        }
        rest = &rest[start + length..];
    }
    masked.push_str(rest);
    if masked == text { Cow::Borrowed(text) } else { Cow::Owned(masked) }
}

/// A fresh credential as long as `example`, and of its characters: whatever the grammar is, it has it.
pub(super) fn like(example: &str) -> Result<String, Error> {
    let mut characters = example.as_bytes().to_vec();
    characters.sort_unstable();
    characters.dedup();
    random_text(&characters, example.len())
}

/// Random letters and digits, for names that are nobody's business but ours.
pub(crate) fn letters_and_digits(length: usize) -> Result<String, Error> {
    let characters: Vec<_> = (b'0'..=b'z').filter(u8::is_ascii_alphanumeric).collect();
    random_text(&characters, length)
}

/// Characters with equal chances.
fn random_text(characters: &[u8], length: usize) -> Result<String, Error> {
    let mut text = String::with_capacity(length);
    let count = characters.len().clamp(1, 256);
    // Bytes from here on would favour the first characters.
    let fair = 256 - 256 % count;
    let mut bytes = [0; 64];
    while text.len() < length {
        getrandom::fill(&mut bytes)?;
        let fair = bytes.iter().map(|&byte| usize::from(byte)).filter(|&byte| byte < fair);
        let chosen = fair.filter_map(|byte| characters.get(byte % count)).map(|&byte| char::from(byte));
        text.extend(chosen.take(length - text.len()));
    }
    Ok(text)
}

#[cfg(test)]
mod tests;
