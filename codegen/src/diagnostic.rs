//! Problems of spec files, told to the people who edit them.

mod excerpt;
#[cfg(test)]
mod tests;

pub(crate) use excerpt::is_unseen;

use crate::source::Position;
use excerpt::{Excerpt, visible};
use indexmap::IndexSet;
use std::fmt;

/// How much of a name or value a message repeats; the line is displayed anyway.
const LONGEST_QUOTE: usize = 60;

/// What a line number is padded to, so that the lines of a file start in one column.
const LINE_NUMBER_WIDTH: usize = 5;

/// One problem: where it is, what is wrong, and what to do about it.
///
/// It is displayed as `file:line:column: what is wrong, expected what was expected; help`, which
/// editors make a link of, with the line and a caret below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    path: String,
    position: Position,
    excerpt: Excerpt,
    message: String,
    expected: Option<String>,
    help: Option<String>,
}

impl Diagnostic {
    /// A problem at `position`, in the line that reads `line_text`.
    ///
    /// A check has a [`Place`](crate::source::Place) and calls its `problem` instead.
    #[must_use]
    pub fn new(path: &str, position: Position, line_text: &str, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            position,
            excerpt: Excerpt::around(line_text, position.column),
            message: message.into(),
            expected: None,
            help: None,
        }
    }

    /// Adds what was expected: it follows the word "expected".
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Adds what to do: it follows a semicolon.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what a search for a near miss found, if it found anything.
    #[must_use]
    pub fn suggestion(self, suggestion: Option<String>) -> Self {
        match suggestion {
            Some(suggestion) => self.help(suggestion),
            None => self,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.position;
        let mut told = format!("{}:{line}:{column}: {}", self.path, self.message);
        if let Some(expected) = &self.expected {
            told.push_str(", expected ");
            told.push_str(expected);
        }
        if let Some(help) = &self.help {
            told.push_str("; ");
            told.push_str(help);
        }
        let told: String = told.chars().map(visible).collect();
        let gutter = format!("{line:>LINE_NUMBER_WIDTH$}");
        let shown = format!("{gutter} | {}", self.excerpt.text);
        writeln!(formatter, "{told}\n{}", shown.trim_end())?;
        let (margin, caret) = (gutter.len(), self.excerpt.caret);
        write!(formatter, "{:margin$} | {:caret$}^", "", "")
    }
}

/// All problems of a run, displayed in the order of the files and of their lines.
#[derive(Debug, Default)]
pub struct Diagnostics {
    files: IndexSet<String>,
    problems: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No problems yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Fixes the place of a file in the order: that of the first call or problem that names it.
    pub fn begin_file(&mut self, path: &str) {
        if !self.files.contains(path) {
            self.files.insert(path.to_owned());
        }
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Diagnostic) {
        self.begin_file(&problem.path);
        self.problems.push(problem);
    }

    /// Whether there are no problems.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// How many problems there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.problems.len()
    }

    /// The problems as an error.
    ///
    /// # Errors
    ///
    /// All of them, if there are any.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The problems in the order of the files and of their lines.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.problems.iter().collect();
        sorted.sort_by_key(|problem| (self.files.get_index_of(&problem.path), problem.position));
        sorted
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.sorted().into_iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n\n" };
            write!(formatter, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// A name or value as a message repeats it: in backticks, and cut if it is long.
#[must_use]
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}
