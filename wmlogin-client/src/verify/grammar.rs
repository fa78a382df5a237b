//! Productions of [XML 1.0](https://www.w3.org/TR/xml/) that quick-xml does not check.

/// `S`
pub(super) const fn is_white_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

/// `Char`
pub(super) const fn is_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// `Name`
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(is_name_start)
        && text.chars().all(|character| is_name_start(character) || is_in_name(character))
}

/// `NameStartChar`
const fn is_name_start(character: char) -> bool {
    matches!(
        character,
        ':' | 'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}' | '\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}'
    )
}

/// What `NameChar` adds to `NameStartChar`.
const fn is_in_name(character: char) -> bool {
    matches!(
        character,
        '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}'
    )
}

/// Whether white space stands before each of the attributes but the first, as `STag` asks.
pub(super) fn stand_apart(attributes: &str) -> bool {
    let mut rest = attributes;
    while let Some((_, value)) = rest.split_once(['"', '\'']) {
        let quote = &rest[rest.len() - value.len() - 1..rest.len() - value.len()];
        let Some((_, after)) = value.split_once(quote) else { return true };
        if !after.is_empty() && !after.starts_with(is_white_space) {
            return false;
        }
        rest = after;
    }
    true
}
