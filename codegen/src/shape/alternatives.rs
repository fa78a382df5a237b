//! Everything that a type allows in one place of a file.

use super::schema::{Alternative, List, Mapping, Schema};
use super::{Kind, words};
use crate::choices;
use std::ops::RangeInclusive;

/// The alternatives of a schema, asked by the kind of the node that is there.
pub(super) struct Alternatives<'s>(Vec<Alternative<'s>>);

impl<'s> Alternatives<'s> {
    pub(super) fn of(schema: Schema<'s>) -> Self {
        let mut found = Vec::new();
        Alternative::collect(schema, &mut found);
        Self(found)
    }

    pub(super) fn allow_anything(&self) -> bool {
        self.0.iter().any(|alternative| matches!(alternative, Alternative::Anything))
    }

    /// Whether some value of this kind is allowed; a whole number is a number too.
    pub(super) fn allow(&self, kind: Kind) -> bool {
        self.0.iter().any(|alternative| {
            alternative.kind() == Some(kind)
                || kind == Kind::WholeNumber && matches!(alternative, Alternative::Number)
        })
    }

    /// The texts that are allowed; none if all are.
    pub(super) fn texts(&self) -> Option<Vec<&'s str>> {
        let mut allowed = Vec::new();
        for alternative in &self.0 {
            match alternative {
                Alternative::Text => return None,
                Alternative::OneOf(texts) => allowed.extend(texts),
                _ => {}
            }
        }
        Some(allowed)
    }

    /// The ranges of the whole numbers that are allowed; none if all are.
    pub(super) fn ranges(&self) -> Option<Vec<&RangeInclusive<i128>>> {
        let mut allowed = Vec::new();
        for alternative in &self.0 {
            match alternative {
                Alternative::Number => return None,
                Alternative::WholeNumber(range) => allowed.push(range),
                _ => {}
            }
        }
        Some(allowed)
    }

    pub(super) fn lists(&self) -> Vec<List<'s>> {
        let lists = self.0.iter().filter_map(|alternative| match alternative {
            Alternative::List(list) => Some(*list),
            _ => None,
        });
        lists.collect()
    }

    pub(super) fn mappings(&self) -> Vec<Mapping<'s>> {
        let mappings = self.0.iter().filter_map(|alternative| match alternative {
            Alternative::Mapping(mapping) => Some(*mapping),
            _ => None,
        });
        mappings.collect()
    }

    /// The kinds that are allowed. That there may be nothing goes without saying: an optional key
    /// is left out.
    pub(super) fn in_words(&self) -> String {
        let mut words = Vec::new();
        for kind in self.0.iter().filter_map(Alternative::kind) {
            let word = words::expected(kind);
            if kind != Kind::Nothing && !words.contains(&word) {
                words.push(word);
            }
        }
        choices::one_of(&words)
    }
}
