//! A block of code on a page, with the notes before it.

use std::fs;
use std::path::Path;

/// A fenced block of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The first word after the fence, such as `rust`.
    pub language: String,
    pub text: String,
    /// The line of its fence.
    pub line: usize,
    /// The comments directly before it.
    notes: Vec<String>,
}

/// Three backticks, written so that no one takes them for a listing in a documentation comment.
const FENCE: &str = "\u{60}\u{60}\u{60}";

impl Block {
    /// The blocks of a page.
    pub(super) fn all_of(page: &str) -> Vec<Self> {
        let (mut blocks, mut notes) = (Vec::new(), Vec::new());
        let mut lines = page.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            let note = line.trim().strip_prefix("<!--").and_then(|note| note.strip_suffix("-->"));
            if let Some(note) = note {
                notes.push(note.trim().to_owned());
            } else if let Some(language) = line.strip_prefix(FENCE) {
                let body = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != FENCE);
                let text = body.flat_map(|line| [line, "\n"]).collect();
                let language = language.split([',', ' ']).next().unwrap_or_default().to_owned();
                blocks.push(Self { language, text, line: number + 1, notes: std::mem::take(&mut notes) });
            } else if !line.trim().is_empty() {
                notes.clear();
            }
        }
        blocks
    }

    /// The value of a note, which is empty for one without a colon.
    pub fn note(&self, name: &str) -> Option<&str> {
        self.notes.iter().find_map(|note| {
            let (found, value) = note.split_once(':').unwrap_or((note, ""));
            (found == name).then_some(value.trim())
        })
    }

    /// The text that the file named by the note `from` has, if there is one: the whole file, or the part between
    /// the comments `ANCHOR: name` and `ANCHOR_END: name`.
    pub fn source(&self, root: &Path) -> Option<String> {
        let from = self.note("from")?;
        let (file, name) = from.split_once('#').map_or((from, None), |(file, name)| (file, Some(name)));
        let text = fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let Some(name) = name else { return Some(text) };
        let part = extract(&text, name);
        assert!(!part.is_empty(), "{file} has no `ANCHOR: {name}`");
        Some(part)
    }
}

/// The lines between the comments with this name, without their common indentation and without other such comments.
fn extract(text: &str, name: &str) -> String {
    let is = |line: &str, word: &str| {
        line.split_once(word).is_some_and(|(_, rest)| rest.split_whitespace().next() == Some(name))
    };
    let inside = text.lines().skip_while(|line| !is(line, "ANCHOR: ")).skip(1);
    let inside = inside.take_while(|line| !is(line, "ANCHOR_END: "));
    let lines: Vec<_> = inside.filter(|line| !line.contains("ANCHOR")).collect();
    let indentation = |line: &&str| line.len() - line.trim_start().len();
    let least = lines.iter().filter(|line| !line.is_empty()).map(indentation).min().unwrap_or_default();
    lines.iter().flat_map(|line| [line.get(least..).unwrap_or_default(), "\n"]).collect()
}
