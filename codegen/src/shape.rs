//! Whether a file has the shape of the type it is read into.
//!
//! Serde stops at the first problem and tells it in the words of a programmer. This check goes
//! through the whole tree with the JSON schema of the type, which `schemars` derives from the same
//! definition that serde reads by, so the two cannot drift apart.

mod alternatives;
mod mapping;
mod scalar;
mod schema;
#[cfg(test)]
mod tests;
mod words;

use crate::choices;
use crate::diagnostic::{Diagnostic, Diagnostics, quoted};
use crate::source::{Node, Place, Source, Value};
use crate::suggest::did_you_mean;
use alternatives::Alternatives;
use scalar::Scalar;
use schema::{List, Schema};

/// What a node is, of the kinds that can be told apart without a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    Boolean,
    WholeNumber,
    Number,
    Text,
    List,
    Mapping,
}

impl Kind {
    /// The kind of a node; none for one that was refused before.
    fn of(node: &Node) -> Option<Self> {
        match &node.value {
            Value::Scalar { text, style } => Some(Scalar::of(text, *style).kind()),
            Value::Sequence(_) => Some(Self::List),
            Value::Mapping(_) => Some(Self::Mapping),
            Value::Refused => None,
        }
    }
}

/// Reports everything in `source` that does not have the shape of `schema`, the JSON schema of a
/// type as `schemars` generates it.
pub fn check(source: &Source, schema: &serde_yaml::Value, diagnostics: &mut Diagnostics) {
    let mut checker = Checker { path: String::new(), problems: Vec::new() };
    checker.check(source.place(), Schema::new(schema));
    diagnostics.extend(checker.problems);
}

/// Walks a tree and its schema side by side. It visits every node once, and once more for every
/// alternative of the node's kind where a type allows several.
struct Checker {
    /// Where the walk is, in words such as `enums[2].values[0]`.
    path: String,
    problems: Vec<Diagnostic>,
}

impl Checker {
    fn check(&mut self, place: Place<'_>, schema: Schema<'_>) {
        let Some(kind) = Kind::of(place.node()) else {
            return;
        };
        let alternatives = Alternatives::of(schema);
        if alternatives.allow_anything() {
            return;
        }
        if !alternatives.allow(kind) {
            self.report_kind(place, kind, &alternatives);
            return;
        }
        match &place.node().value {
            Value::Scalar { text, style } => match Scalar::of(text, *style) {
                Scalar::Text(text) => self.check_text(place, text, &alternatives),
                Scalar::WholeNumber(number) => {
                    self.check_whole_number(place, text, number, &alternatives);
                }
                Scalar::Nothing | Scalar::Boolean | Scalar::Number => {}
            },
            Value::Sequence(_) => {
                let lists = alternatives.lists();
                self.check_closest(&lists, |checker, list| checker.check_list(place, *list));
            }
            Value::Mapping(_) => {
                let mappings = alternatives.mappings();
                self.check_closest(&mappings, |checker, mapping| {
                    checker.check_mapping(place, *mapping);
                });
            }
            Value::Refused => {}
        }
    }

    fn check_text(&mut self, place: Place<'_>, text: &str, alternatives: &Alternatives<'_>) {
        let Some(allowed) = alternatives.texts().filter(|all| !all.contains(&text)) else {
            return;
        };
        self.problems.push(
            place
                .problem(format!("unknown value {}", quoted(text)))
                .expected(choices::one_of_quoted(allowed.iter().copied()))
                .suggestion(did_you_mean(text, allowed)),
        );
    }

    fn check_whole_number(
        &mut self,
        place: Place<'_>,
        written: &str,
        number: i128,
        alternatives: &Alternatives<'_>,
    ) {
        let Some(ranges) = alternatives.ranges() else {
            return;
        };
        if !ranges.iter().any(|range| range.contains(&number)) {
            let ranges: Vec<_> = ranges.into_iter().map(words::range).collect();
            self.problems.push(
                place
                    .problem(format!("{} is out of range", quoted(written)))
                    .expected(choices::one_of(&ranges)),
            );
        }
    }

    fn check_list(&mut self, place: Place<'_>, list: List<'_>) {
        let (count, allowed) = (place.items().count(), list.counts());
        if !allowed.contains(&count) {
            self.problems.push(
                place.problem(format!("found {}", words::items(count))).expected(words::counts(&allowed)),
            );
        }
        for (index, item) in place.items().enumerate() {
            if let Some(schema) = list.item(index) {
                self.inside(&format!("[{index}]"), |checker| checker.check(item, schema));
            }
        }
    }

    fn report_kind(&mut self, place: Place<'_>, kind: Kind, alternatives: &Alternatives<'_>) {
        let found = format!("found {}", words::found(kind));
        let problem = place.problem(found).expected(alternatives.in_words());
        let problem = match Requoting::that_helps(place.node(), alternatives) {
            Some(Requoting::Quote) => problem.help("put it in quotes"),
            Some(Requoting::Unquote) => problem.help("remove the quotes"),
            None => problem,
        };
        self.problems.push(problem);
    }

    /// Checks against each candidate until one has no problems, and otherwise reports the problems
    /// of the one that has the fewest, as that is most likely the one that was meant.
    fn check_closest<C>(&mut self, candidates: &[C], check: impl Fn(&mut Self, &C)) {
        let before = std::mem::take(&mut self.problems);
        let mut fewest: Option<Vec<Diagnostic>> = None;
        for candidate in candidates {
            check(self, candidate);
            let problems = std::mem::take(&mut self.problems);
            if fewest.as_ref().is_none_or(|fewest| problems.len() < fewest.len()) {
                fewest = Some(problems);
            }
            if fewest.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
        }
        self.problems = before;
        self.problems.extend(fewest.into_iter().flatten());
    }

    /// Does something one step further down the path.
    fn inside(&mut self, step: &str, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push_str(step);
        check(self);
        self.path.truncate(length);
    }
}

/// A change of the quotes that makes a scalar what was expected.
enum Requoting {
    Quote,
    Unquote,
}

impl Requoting {
    fn that_helps(node: &Node, alternatives: &Alternatives<'_>) -> Option<Self> {
        let Value::Scalar { text, style } = &node.value else {
            return None;
        };
        match Scalar::of(text, *style).kind() {
            Kind::Text if alternatives.allow(Scalar::of_plain(text).kind()) => Some(Self::Unquote),
            Kind::Text => None,
            _ if alternatives.allow(Kind::Text) && !text.is_empty() => Some(Self::Quote),
            _ => None,
        }
    }
}
