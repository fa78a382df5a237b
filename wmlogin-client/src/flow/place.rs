//! The place on the site that a user returns to after the login.

use url::{Position, Url};

/// The longest place that is remembered, in bytes.
pub const MAX_PLACE_LENGTH: usize = 512;

/// Returns the path, query and fragment as they go into a `Location` header, if the text names a place on
/// the site and no browser can read it as one elsewhere.
pub(super) fn local(text: &str, site: &Url) -> Option<String> {
    // Browsers read a backslash as a slash, and ignore tabs and line breaks.
    let is_misleading = text.contains(|c: char| c == '\\' || c.is_control());
    if text.len() > MAX_PLACE_LENGTH || is_misleading || !text.starts_with('/') {
        return None;
    }
    let url = site.join(text).ok().filter(|url| url.origin() == site.origin())?;
    let place = &url[Position::BeforePath..];
    // `/.//elsewhere.example` loses its dot.
    let is_local = !place.starts_with("//") && place.len() <= MAX_PLACE_LENGTH;
    is_local.then(|| place.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Option<String> {
        local(text, &Url::parse("https://shop.example/webmoney?a=b").unwrap())
    }

    #[test]
    fn places_on_the_site_are_kept() {
        for (text, expected) in [
            ("/", "/"),
            ("/account", "/account"),
            ("/account?tab=1&next=//elsewhere.example#top", "/account?tab=1&next=//elsewhere.example#top"),
            ("/a/../b", "/b"),
            ("/a b", "/a%20b"),
            ("/счёт", "/%D1%81%D1%87%D1%91%D1%82"),
            ("/%2F%2Felsewhere.example", "/%2F%2Felsewhere.example"),
            ("/%5Celsewhere.example", "/%5Celsewhere.example"),
            ("/%0d%0aSet-Cookie:%20a=b", "/%0d%0aSet-Cookie:%20a=b"),
            ("/https://elsewhere.example", "/https://elsewhere.example"),
            ("/a//b", "/a//b"),
            ("/@elsewhere.example", "/@elsewhere.example"),
            ("/..;/a", "/..;/a"),
        ] {
            assert_eq!(check(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn places_elsewhere_are_not() {
        for text in [
            "",
            "account",
            "?a=b",
            "#top",
            " /account",
            "https://elsewhere.example/",
            "https:elsewhere.example",
            "https:/elsewhere.example",
            "https://shop.example/account",
            "https://shop.example@elsewhere.example/",
            "//elsewhere.example",
            "///elsewhere.example",
            "////elsewhere.example",
            "//shop.example@elsewhere.example",
            "/\\elsewhere.example",
            "\\/elsewhere.example",
            "\\\\elsewhere.example",
            "/a\\b",
            "/\t/elsewhere.example",
            "\t//elsewhere.example",
            "/\n/elsewhere.example",
            "/\r\nSet-Cookie: a=b",
            "/\0",
            "/\u{85}/elsewhere.example",
            "/.//elsewhere.example",
            "/..//elsewhere.example",
            "/a/..//elsewhere.example",
            "/%2e//elsewhere.example",
            "/a/%2e%2e//elsewhere.example",
            "javascript:alert(1)",
            "JaVaScRiPt://shop.example/%0aalert(1)",
            "data:text/html,hello",
            "\u{ff0f}\u{ff0f}elsewhere.example",
        ] {
            assert_eq!(check(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_grows_too_long_is_not_kept() {
        let path = |letter: &str, count| format!("/{}", letter.repeat(count));
        assert!(check(&path("a", MAX_PLACE_LENGTH - 1)).is_some());
        assert!(check(&path("a", MAX_PLACE_LENGTH)).is_none());
        assert!(check(&path("ё", MAX_PLACE_LENGTH / 3)).is_none());
    }
}
