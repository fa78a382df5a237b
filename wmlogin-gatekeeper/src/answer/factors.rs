//! Which factors go with which method.
//!
//! Nothing here knows a factor: every combination of documented values is tried on the documents' example,
//! and the response itself says which method it implies.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use wmlogin_types::runtime::Example;
use wmlogin_types::{AuthType, EXAMPLES, Field, Response, Success, Version};

/// Texts of fields.
type Texts = BTreeMap<Field, &'static str>;

/// A documented value for each of the fields that have one of a few.
#[derive(Debug)]
pub(super) struct Combination {
    /// The fields that are sent, with their values.
    pub texts: Texts,
    /// The method that they imply, if they do.
    pub implied: Option<AuthType>,
    /// How many of the values are not in use.
    not_in_use: usize,
    /// How many of the values are those of the documents' example.
    like_the_example: usize,
}

/// What is wanted of a combination.
pub(super) struct Wanted<'a> {
    /// The method, if it is given.
    pub method: Option<AuthType>,
    /// What must be there.
    pub chosen: &'a BTreeMap<Field, String>,
    /// What had better be there.
    pub preferred: &'a BTreeMap<Field, String>,
}

/// Every combination, of the latest version that leaves the method to be implied and has an example.
static COMBINATIONS: LazyLock<Vec<Combination>> = LazyLock::new(|| {
    let latest = EXAMPLES_BY_VERSION
        .iter()
        .filter(|(version, _)| !Field::METHOD.is_in(*version))
        .max_by_key(|it| it.0);
    latest.map(|(version, example)| combinations(*version, example)).unwrap_or_default()
});

/// The documents' example of every version that has one.
static EXAMPLES_BY_VERSION: LazyLock<Vec<(Version, &Example)>> = LazyLock::new(|| {
    let version = |example: &Example| {
        let response = Response::from_pairs(example.fields.iter().copied()).ok()?;
        response.success().map(Success::version)
    };
    EXAMPLES.iter().filter_map(|example| Some((version(example)?, example))).collect()
});

/// The documents' example of a version.
pub(super) fn example(version: Version) -> Option<&'static Example> {
    EXAMPLES_BY_VERSION.iter().find(|(it, _)| *it == version).map(|(_, example)| *example)
}

/// The combination that fits best; none if none fits.
pub(super) fn find(wanted: &Wanted<'_>) -> Option<&'static Combination> {
    // Of equally good ones the documented order decides, so the first has to be the greatest.
    COMBINATIONS.iter().rev().filter(|it| it.fits(wanted)).max_by_key(|it| it.quality(wanted))
}

/// Whether the combinations have a value for this field. The method is none of them: it is what they imply.
pub(super) fn is_factor(field: Field) -> bool {
    COMBINATIONS.iter().any(|combination| combination.texts.contains_key(&field))
}

impl Combination {
    fn has(&self, field: Field, text: &str) -> bool {
        self.texts.get(&field).is_some_and(|it| *it == text)
    }

    fn fits(&self, wanted: &Wanted<'_>) -> bool {
        let mut factors = wanted.chosen.iter().filter(|(field, _)| is_factor(**field)).peekable();
        let is_free = factors.peek().is_none();
        let agrees = match (wanted.method, self.implied) {
            (Some(method), Some(implied)) => method == implied,
            // Who chooses factors that imply nothing may say what they mean.
            (_, None) | (None, _) => !is_free,
        };
        agrees && factors.all(|(field, text)| self.has(*field, text))
    }

    fn quality(&self, wanted: &Wanted<'_>) -> impl Ord + use<> {
        let preferred = wanted.preferred.iter().filter(|(field, text)| self.has(**field, text)).count();
        let implies = wanted.method.is_some() && self.implied == wanted.method;
        (implies, Reverse(self.not_in_use), preferred, Reverse(self.texts.len()), self.like_the_example)
    }
}

fn combinations(version: Version, example: &Example) -> Vec<Combination> {
    let is_choice = |field: &Field| field.is_in(version) && !field.choices().is_empty();
    let mut all = vec![Texts::new()];
    // What depends on a field comes after it.
    let mut fields: Vec<_> = Field::ALL.iter().copied().filter(is_choice).collect();
    fields.sort_by_key(|field| field.condition().is_some());
    for field in fields {
        all = all.into_iter().flat_map(|texts| with(texts, field)).collect();
    }
    all.into_iter().filter_map(|texts| combination(example, texts)).collect()
}

/// The texts with every value of one more field, if its condition holds.
fn with(texts: Texts, field: Field) -> Vec<Texts> {
    let is_met = field.condition().is_none_or(|(other, value)| texts.get(&other) == Some(&value));
    if !is_met {
        return vec![texts];
    }
    let with = |name| texts.iter().map(|(&field, &text)| (field, text)).chain([(field, name)]).collect();
    field.choices().iter().map(|choice| with(choice.name())).collect()
}

/// What the example says with other values.
fn combination(example: &Example, texts: Texts) -> Option<Combination> {
    let field_of = |name: &str| Field::from_name(name).filter(|field| field.choices().is_empty());
    let rest = example.fields.iter().filter(|(name, _)| field_of(name).is_some()).copied();
    let pairs = rest.chain(texts.iter().map(|(field, text)| (field.name(), *text)));
    let success = Response::from_pairs(pairs).ok()?.into_success().ok()?;
    let is_unused = |(field, text): &(&Field, &&str)| {
        field.choices().iter().any(|choice| choice.name() == **text && !choice.is_in_use())
    };
    Some(Combination {
        implied: success.claims().method,
        not_in_use: texts.iter().filter(is_unused).count(),
        like_the_example: texts
            .iter()
            .filter(|(field, text)| example.fields.contains(&(field.name(), text)))
            .count(),
        texts,
    })
}
