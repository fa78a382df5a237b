//! The differences between the files on disk and what is generated.

use std::fmt::Write as _;

use similar::TextDiff;

use super::Plan;

impl Plan {
    /// Returns a unified diff of everything that would change.
    #[must_use]
    pub fn diff(&self) -> String {
        let mut diff = String::new();
        for (path, before, after) in self.changes() {
            let path = path.display();
            let text = TextDiff::from_lines(before, after);
            // Writing to a `String` cannot fail.
            let _ =
                write!(diff, "{}", text.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")));
        }
        diff
    }
}
