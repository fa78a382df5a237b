//! The languages of the pages.

/// A language that the pages are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// What everybody gets who asks for none of them.
    #[default]
    English,
    Russian,
}

impl Language {
    const ALL: [Self; 2] = [Self::English, Self::Russian];

    /// The language tag, for the attribute `lang`.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
        }
    }

    /// The language of the page: what the query asks for, else what the browser prefers.
    pub(crate) fn choose(asked: Option<&str>, accept_language: Option<&str>) -> Self {
        let asked = asked.and_then(Self::of_tag);
        asked.or_else(|| preferred(accept_language?)).unwrap_or_default()
    }

    /// The language of a tag such as `ru-RU`, in any letter case.
    fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}

/// The first of the languages with the highest quality, of those that the pages have.
fn preferred(accept_language: &str) -> Option<Language> {
    let mut best: Option<(Language, f32)> = None;
    for range in accept_language.split(',') {
        let (tag, quality) = range.split_once(';').map_or((range, 1.0), |(tag, rest)| (tag, quality(rest)));
        let Some(language) = Language::of_tag(tag) else { continue };
        if quality > 0.0 && best.is_none_or(|(_, other)| quality > other) {
            best = Some((language, quality));
        }
    }
    best.map(|(language, _)| language)
}

fn quality(parameter: &str) -> f32 {
    parameter.trim().strip_prefix("q=").and_then(|value| value.trim().parse().ok()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_decides_then_the_browser() {
        use Language::{English, Russian};
        for (asked, accepted, expected) in [
            (None, None, English),
            (Some("ru-RU"), Some("en"), Russian),
            (Some("en-US"), Some("ru"), English),
            (Some("RU"), None, Russian),
            (Some("ru_RU"), None, Russian),
            (Some("de-DE"), Some("ru"), Russian),
            (Some("russian"), None, English),
            (None, Some("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7"), Russian),
            (None, Some("de, en;q=0.5, ru;q=0.7"), Russian),
            (None, Some("en;q=0.5, ru;q=0"), English),
            (None, Some("ru;q=0"), English),
            (None, Some("ru;q=nonsense, en;q=0.1"), English),
            (None, Some(";;,,q=1"), English),
        ] {
            assert_eq!(Language::choose(asked, accepted), expected, "{asked:?} {accepted:?}");
        }
    }
}
