//! The notations of form bodies and of URLs.

/// Returns the query of a URL.
pub(super) fn query(text: &str) -> Option<&str> {
    let (address, query) = text.split_once('?')?;
    let is_url = !text.contains(char::is_whitespace)
        && (!address.contains(['=', '&']) || address.starts_with('/') || has_scheme(address));
    is_url.then(|| query.split_once('#').map_or(query, |(query, _fragment)| query))
}

fn has_scheme(address: &str) -> bool {
    let is_scheme =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    address.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme))
}

/// Returns `true` if the text is a form body, in one line or broken at its `&`.
pub(super) fn is_body(text: &str) -> bool {
    let name = text.trim_start_matches(|character| !ends_name(character) && character != '&');
    name.starts_with(['=', '&']) && (!text.contains('\n') || text.bytes().all(is_in_body))
}

fn is_in_body(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"*-._+%=&\r\n".contains(&byte)
}

/// Returns `true` if the character is none of a name.
pub(super) fn ends_name(character: char) -> bool {
    character.is_whitespace() || matches!(character, '|' | ':' | '=')
}
