//! The kind of a request: a page for a user, or data for a program.

use http::header::ACCEPT;
use http::{HeaderMap, HeaderName, HeaderValue};

const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const X_REQUESTED_WITH: HeaderName = HeaderName::from_static("x-requested-with");

/// Returns `true` if a browser shows the response as a page, and `false` for the request of a script, an image,
/// a WebSocket or a program, which a redirect to the login would only confuse.
///
/// `Sec-Fetch-Mode` decides where it is sent: by all browsers since 2023, to https and to this machine. Without
/// it, `X-Requested-With` marks a script, and an `Accept` that names no HTML a program. A client that sends none
/// of the three counts as a browser.
#[must_use]
pub fn is_navigation(headers: &HeaderMap) -> bool {
    if let Some(mode) = headers.get(SEC_FETCH_MODE) {
        return mode == "navigate";
    }
    let mut accepted = headers.get_all(ACCEPT).iter().peekable();
    let accepts_html = accepted.peek().is_none() || accepted.any(names_html);
    accepts_html && !headers.contains_key(X_REQUESTED_WITH)
}

/// Returns `true` if the list of media types names one of those that only browsers ask for.
fn names_html(accept: &HeaderValue) -> bool {
    let types = accept.to_str().unwrap_or_default().split(',');
    let mut names = types.map(|entry| entry.split(';').next().unwrap_or_default().trim());
    names
        .any(|name| ["text/html", "application/xhtml+xml"].iter().any(|html| name.eq_ignore_ascii_case(html)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[(HeaderName, &'static str)]) -> bool {
        let headers = headers.iter().cloned();
        is_navigation(&headers.map(|(name, value)| (name, HeaderValue::from_static(value))).collect())
    }

    #[test]
    fn the_browser_decides_where_it_says_so() {
        assert!(check(&[(SEC_FETCH_MODE, "navigate"), (ACCEPT, "*/*")]));
        for mode in ["cors", "no-cors", "same-origin", "websocket", "", "Navigate"] {
            assert!(!check(&[(SEC_FETCH_MODE, mode), (ACCEPT, "text/html")]), "{mode}");
        }
    }

    #[test]
    fn elsewhere_the_accepted_types_decide() {
        for accept in ["text/html", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "*/*, Text/HTML;q=0.1"]
        {
            assert!(check(&[(ACCEPT, accept)]), "{accept}");
            assert!(!check(&[(ACCEPT, accept), (X_REQUESTED_WITH, "XMLHttpRequest")]), "{accept}");
        }
        for accept in ["*/*", "application/json", "image/avif,*/*;q=0.8", "text/htmlx", ""] {
            assert!(!check(&[(ACCEPT, accept)]), "{accept}");
        }
        assert!(check(&[]));
        assert!(check(&[(ACCEPT, "application/json"), (ACCEPT, "text/html")]));
    }
}
