//! The format of the files in `documents/`: sections, and tables in them.

/// The lines of a section.
pub fn lines(text: &'static str, title: &str) -> impl Iterator<Item = &'static str> {
    let heading = format!("## {title}");
    let mut rest = text.lines();
    assert!(rest.any(|line| line == heading), "there is no section `{title}`");
    rest.take_while(|line| !line.starts_with("## ")).filter(|line| !line.is_empty())
}

/// The titles of all sections.
pub fn titles(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter_map(|line| line.strip_prefix("## "))
}

/// The rows of a section whose lines are `a | b | c |`; a missing last cell is empty.
pub fn rows<const COLUMNS: usize>(text: &'static str, title: &str) -> Vec<[&'static str; COLUMNS]> {
    let row = |line: &'static str| {
        let cells: Vec<_> = line.trim_end_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() <= COLUMNS, "more than {COLUMNS} cells: {line}");
        std::array::from_fn(|column| cells.get(column).copied().unwrap_or_default())
    };
    lines(text, title).map(row).collect()
}

/// The rows of a section below the one with the names of the columns.
pub fn table<const COLUMNS: usize>(
    text: &'static str,
    title: &str,
    columns: [&str; COLUMNS],
) -> Vec<[&'static str; COLUMNS]> {
    let mut rows = rows(text, title);
    assert_eq!(rows.remove(0), columns, "the columns of `{title}`");
    rows
}
