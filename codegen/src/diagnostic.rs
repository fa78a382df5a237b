//! Problems of spec files, reported to the people who edit them.

use std::fmt;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use crate::source::{Place, Source};
use crate::wording::{closest, counted, quoted};

/// How many problems are kept and displayed. Whoever has more fixes these first.
const MOST_SHOWN: usize = 50;

/// How many lines may lie between two places that are shown in one excerpt.
const MOST_LINES_BETWEEN: usize = 200;

/// One problem: where it is, what is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    place: Place,
    message: String,
    expected: Option<String>,
    help: Option<String>,
    other: Option<(Place, &'static str)>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), expected: None, help: None, other: None }
    }

    /// Adds what was expected: it follows the word "expected".
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place that has to do with the problem, and what is there.
    pub fn other(mut self, place: Place, label: &'static str) -> Self {
        self.other = Some((place, label));
        self
    }
}

/// All problems of a run, displayed in the order of the files and of their lines.
///
/// No more than a bounded number is kept; the others are counted.
#[derive(Debug, Default)]
pub struct Diagnostics {
    sources: Arc<[Source]>,
    problems: Vec<Diagnostic>,
    count: usize,
}

impl Diagnostics {
    /// No problems yet, in these files.
    pub(crate) fn new(sources: Arc<[Source]>) -> Self {
        Self { sources, problems: Vec::new(), count: 0 }
    }

    /// Adds a problem.
    pub(crate) fn push(&mut self, problem: Diagnostic) {
        self.count += 1;
        if self.has_room() {
            self.problems.push(problem);
        }
    }

    /// Adds a reference to something that does not exist, with what is close to it.
    ///
    /// Comparing names takes time, so it is done only for a problem that is displayed.
    pub(crate) fn push_unknown<'a>(
        &mut self,
        problem: Diagnostic,
        name: &str,
        candidates: impl Iterator<Item = &'a str>,
    ) {
        let found = if self.has_room() { closest(name, candidates) } else { None };
        self.push(match found {
            Some(candidate) => problem.help(format!("did you mean {}?", quoted(candidate))),
            None => problem,
        });
    }

    fn has_room(&self) -> bool {
        self.problems.len() < MOST_SHOWN
    }

    /// Returns `true` if there are no problems.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The number of problems, displayed or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// The problems as text, with colors for a terminal if they are wanted.
    #[must_use]
    pub fn render(&self, colors: bool) -> String {
        let renderer = if colors { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let mut sorted: Vec<_> = self.problems.iter().collect();
        sorted.sort_by_key(|problem| problem.place);
        let shown = sorted.into_iter().map(|problem| renderer.render(&self.report(problem)));
        let more = self.count - self.problems.len();
        let more = (more > 0).then(|| format!("and {} more", counted(more, "problem")));
        shown.chain(more).collect::<Vec<_>>().join("\n\n")
    }

    fn report<'a>(&'a self, problem: &'a Diagnostic) -> [Group<'a>; 1] {
        let excerpts = self.excerpts(problem);
        let mut group = Level::ERROR.primary_title(problem.message.as_str()).elements(excerpts);
        if let Some(help) = &problem.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        [group]
    }

    /// The lines that a problem is about: one excerpt if its places are near each other.
    fn excerpts<'a>(&'a self, problem: &'a Diagnostic) -> Vec<Element<'a>> {
        let expected = problem.expected.as_ref().map(|expected| format!("expected {expected}"));
        let primary = (problem.place, AnnotationKind::Primary, expected.unwrap_or_default());
        let Some((place, label)) = problem.other else {
            return self.excerpt(&[primary]).into_iter().collect();
        };
        let other = (place, AnnotationKind::Context, label.to_owned());
        let is_near = place.file == problem.place.file
            && self.line_of(place).abs_diff(self.line_of(problem.place)) <= MOST_LINES_BETWEEN;
        if is_near {
            return self.excerpt(&[primary, other]).into_iter().collect();
        }
        [self.excerpt(&[primary]), self.excerpt(&[other])].into_iter().flatten().collect()
    }

    fn line_of(&self, place: Place) -> usize {
        self.sources.get(place.file as usize).map_or(0, |source| source.line_of(place.start))
    }

    fn excerpt<'a>(&'a self, marks: &[(Place, AnnotationKind, String)]) -> Option<Element<'a>> {
        let source = self.sources.get(marks.first()?.0.file as usize)?;
        let first = marks.iter().map(|(place, ..)| source.line_of(place.start)).min()?;
        let last = marks.iter().map(|(place, ..)| source.line_of(place.end)).max()?;
        let (start, _) = source.line(first);
        let (last_start, last_line) = source.line(last);
        let text = source.text().get(start..last_start + last_line.len())?;
        let snippet = Snippet::source(text).path(source.path()).line_start(first + 1);
        let annotations = marks.iter().map(|(place, kind, label)| {
            let bound = |byte: u32| (byte as usize).saturating_sub(start).min(text.len());
            let first = text.floor_char_boundary(bound(place.start));
            let annotation = kind.span(first..text.ceil_char_boundary(bound(place.end)).max(first));
            if label.is_empty() { annotation } else { annotation.label(label.clone()) }
        });
        Some(snippet.annotations(annotations).into())
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}
