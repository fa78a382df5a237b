//! The texts of spec files, and places in them.

use wmlogin_runtime::text::normalize;

/// A file that was read: its path as problems display it, and its text by lines.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<usize>,
}

/// A place in one of the files of a spec: a range of bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The index of the file.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The first byte after it.
    pub end: u32,
}

impl Place {
    /// The place of `length` bytes, `offset` bytes after the start of this one.
    pub fn within(self, offset: usize, length: usize) -> Self {
        let start = self.start.saturating_add(narrow(offset)).min(self.end);
        Self { start, end: start.saturating_add(narrow(length)).min(self.end), ..self }
    }

    /// The length in bytes.
    pub fn length(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }
}

impl Source {
    /// Splits a text into its lines.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        // UTF-8 stays UTF-8.
        let mut text = String::from_utf8_lossy(&normalize(text.as_bytes())).into_owned();
        // Parsers differ in whether a block that the file ends in has the end of its last line.
        if !text.ends_with('\n') {
            text.push('\n');
        }
        Self { path: path.into(), line_starts: line_starts(&text), text }
    }

    /// The path as problems display it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text, without a byte order mark and with `\n` at the end of each line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name of the file, without folders and extension.
    pub fn stem(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        file.rsplit_once('.').map_or(file, |(stem, _)| stem)
    }

    /// The index of the line that a byte is in.
    pub fn line_of(&self, byte: u32) -> usize {
        self.line_starts.partition_point(|start| *start <= byte as usize).saturating_sub(1)
    }

    /// The bytes of a line with this index, without its end; empty past the last line.
    pub fn line(&self, index: usize) -> (usize, &str) {
        let Some(&start) = self.line_starts.get(index) else { return (self.text.len(), "") };
        let end = self.line_starts.get(index + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        (start, line.trim_end_matches('\n'))
    }

    /// The lines in order, each with its first byte.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (0..self.line_starts.len()).map(|index| self.line(index))
    }

    /// The byte of a position that counts lines from 1 and columns in characters from 0. One past the end
    /// of a line is its end, one past the last line the end of that.
    pub fn byte_at(&self, line: usize, column: usize) -> usize {
        let last = self.line_starts.len().saturating_sub(1);
        let index = line.saturating_sub(1);
        let (start, text) = self.line(index.min(last));
        if index > last {
            return start + text.len();
        }
        start + text.char_indices().nth(column).map_or(text.len(), |(offset, _)| offset)
    }

    /// The place of a range of bytes, in the file with an index.
    pub fn place(file: u32, start: usize, end: usize) -> Place {
        Place { file, start: narrow(start), end: narrow(end.max(start)) }
    }
}

/// Files are shorter than 4 GiB: the loader refuses longer ones.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Returns the place where each line begins. No line begins after the last end.
fn line_starts(text: &str) -> Vec<usize> {
    let after_breaks = text.match_indices('\n').map(|(index, _)| index + 1);
    std::iter::once(0).chain(after_breaks.filter(|start| *start < text.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_every_system_are_split() {
        let source = Source::new("a/b.yaml", "\u{feff}один\r\ntwo\rthree\n\nlast");
        let lines: Vec<_> = source.lines().map(|(_, line)| line).collect();
        assert_eq!(lines, ["один", "two", "three", "", "last"]);
        assert_eq!((source.path(), source.stem()), ("a/b.yaml", "b"));
        assert_eq!(source.line_of(0), 0);
        assert_eq!(source.line_of(9), 1);
        assert_eq!(source.text(), "один\ntwo\nthree\n\nlast\n");
        assert_eq!(source.line(99), (source.text().len(), ""));
    }

    #[test]
    fn positions_count_characters_and_stay_inside() {
        let source = Source::new("a.yaml", "один: x\nb\n");
        assert_eq!(source.byte_at(1, 4), 8);
        assert_eq!(source.byte_at(1, 99), 11);
        assert_eq!(source.byte_at(99, 0), 13);
        let place = Source::place(0, 2, 8);
        assert_eq!(place.within(1, 2), Source::place(0, 3, 5));
        assert_eq!(place.within(9, 9), Source::place(0, 8, 8));
        assert_eq!(place.length(), 6);
    }
}
