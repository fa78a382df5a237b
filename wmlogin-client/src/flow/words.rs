//! The words of the pages.

mod english;
mod russian;

/// The reasons that a user is told, with what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Cancelled,
    OtherOutcome,
    NoCookie,
    TookTooLong,
    Foreign,
    OtherAddress,
    Policy,
    Unreadable,
    NothingHere,
    OtherHost,
    NotConfirmed,
    UsedBefore,
    TooManyRefusals,
    Unavailable,
}

/// The words of one language.
pub(super) struct Words {
    /// The language, for HTML.
    pub(super) lang: &'static str,
    pub(super) relay_title: &'static str,
    pub(super) relay_text: &'static str,
    pub(super) relay_button: &'static str,
    pub(super) ask_title: &'static str,
    pub(super) ask_text: &'static str,
    pub(super) log_in: &'static str,
    pub(super) denied_title: &'static str,
    pub(super) try_again: &'static str,
    pub(super) start_over: &'static str,
    /// A reason, and what to do.
    pub(super) reason: fn(Reason) -> &'static str,
}

/// Chooses between English and Russian by the first of them in an `Accept-Language` header, which browsers
/// write in the order of preference.
pub(super) fn words(languages: Option<&str>) -> &'static Words {
    let tags = languages.unwrap_or_default().split(',').map(|tag| tag.trim().get(..2).unwrap_or_default());
    for tag in tags {
        if tag.eq_ignore_ascii_case("ru") {
            return &russian::WORDS;
        }
        if tag.eq_ignore_ascii_case("en") {
            break;
        }
    }
    &english::WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_is_known_counts() {
        for (header, expected) in [
            (None, "en"),
            (Some(""), "en"),
            (Some("ru"), "ru"),
            (Some("RU-ru,en;q=0.5"), "ru"),
            (Some("de, ru;q=0.8, en;q=0.5"), "ru"),
            (Some("en-US,ru"), "en"),
            (Some("uk"), "en"),
            (Some("\u{44f}"), "en"),
        ] {
            assert_eq!(words(header).lang, expected, "{header:?}");
        }
    }
}
