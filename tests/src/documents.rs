//! The operator's page "Authentication page", as far as it is in `documents/authentication-page.txt`.

use crate::sections;

const PAGE: &str = include_str!("../documents/authentication-page.txt");

/// A value of an enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumRow {
    /// The id.
    pub id: i32,
    /// The name as it is sent.
    pub name: &'static str,
    /// What it means.
    pub description: &'static str,
    /// `not in use`, `see …`, both or nothing.
    pub comment: &'static str,
}

impl EnumRow {
    /// Whether the comment does not say "not in use".
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        !self.comment.contains("not in use")
    }

    /// The enumeration that says more.
    #[must_use]
    pub fn see(&self) -> Option<&'static str> {
        self.comment.split_once("see ").map(|(_, name)| name)
    }
}

/// The names of the enumerations.
#[must_use]
pub fn enum_names() -> Vec<&'static str> {
    let has_ids =
        |title: &&str| sections::lines(PAGE, title).next().is_some_and(|line| line.starts_with("Id |"));
    sections::titles(PAGE).filter(has_ids).collect()
}

/// The values of an enumeration.
///
/// # Panics
///
/// There is no such enumeration.
#[must_use]
pub fn enum_rows(name: &str) -> Vec<EnumRow> {
    let mut rows = sections::rows(PAGE, name).into_iter();
    // The document misspells a heading.
    let [id, name_heading, description, comment] = rows.next().expect("a heading");
    assert_eq!(
        [id, name_heading, &description.replace("Desription", "Description")],
        ["Id", "Name", "Description"]
    );
    assert!(matches!(comment, "Comment" | ""));
    let row = |[id, name, description, comment]: [&'static str; 4]| {
        let id = id.parse().expect("an id");
        EnumRow { id, name, description, comment }
    };
    rows.map(row).collect()
}

/// A bit of the ticket's flags, or the name for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlagRow {
    /// The position of the bit; none for the row `None`.
    pub bit: Option<u32>,
    /// The name; none for a reserved bit.
    pub name: Option<&'static str>,
    /// What it means.
    pub description: &'static str,
}

/// The rows of `TicketFlags`.
///
/// # Panics
///
/// A bit is no number.
#[must_use]
pub fn flag_rows() -> Vec<FlagRow> {
    let rows = sections::table(PAGE, "TicketFlags", ["Lot №", "Name", "Description"]);
    let known = |cell: &'static str| (cell != "N/A").then_some(cell);
    let position = |cell: &'static str| known(cell).map(|bit| bit.parse().expect("the position of a bit"));
    rows.into_iter()
        .map(|[bit, name, description]| FlagRow { bit: position(bit), name: known(name), description })
        .collect()
}

/// The names of the social networks, with what they are.
///
/// # Panics
///
/// A line is no item of a list.
#[must_use]
pub fn social_networks() -> Vec<(&'static str, &'static str)> {
    let item = |line: &'static str| line.strip_prefix("- ").and_then(|line| line.split_once(" - "));
    sections::lines(PAGE, "Social networks").map(|line| item(line).expect("an item of a list")).collect()
}

/// The two numbers of a version, which are compared as numbers.
pub type VersionNumber = (u16, u16);

/// A version of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// The name, such as `3.0`.
    pub name: &'static str,
    /// What the version field says.
    pub value: &'static str,
    /// What the version is.
    pub description: &'static str,
    /// The format of its dates, as printed.
    pub date_format: &'static str,
}

impl VersionRow {
    /// The name as numbers.
    #[must_use]
    pub fn number(&self) -> VersionNumber {
        version_number(self.name)
    }
}

fn version_number(text: &str) -> VersionNumber {
    let number =
        text.split_once('.').and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
    number.unwrap_or_else(|| panic!("`{text}` is no version"))
}

/// The versions, oldest first.
#[must_use]
pub fn version_rows() -> Vec<VersionRow> {
    let rows = sections::table(PAGE, "Response version", ["Version", "Value", "Description", "Date format"]);
    rows.into_iter()
        .map(|[name, value, description, date_format]| VersionRow { name, value, description, date_format })
        .collect()
}

/// The versions that have a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    from: VersionNumber,
    before: Option<VersionNumber>,
}

impl Versions {
    /// Reads `[1.0, 3.0)` or `[1.0,)`.
    fn from_interval(text: &str) -> Self {
        let bounds = text.strip_prefix('[').and_then(|text| text.strip_suffix(')'));
        let (from, before) = bounds.and_then(|text| text.split_once(',')).expect("an interval");
        let before = Some(before.trim()).filter(|before| !before.is_empty());
        Self { from: version_number(from), before: before.map(version_number) }
    }

    /// Reads `3.0 > ver ≥ 1.0` or `ver ≥ 1.0`.
    fn from_comparison(text: &str) -> Self {
        let (before, from) = text.split_once("ver ≥ ").expect("a comparison");
        let before = before.strip_suffix(" > ");
        Self { from: version_number(from), before: before.map(version_number) }
    }

    /// Whether the version is one of them.
    #[must_use]
    pub fn contains(&self, version: &VersionRow) -> bool {
        let number = version.number();
        self.from <= number && self.before.is_none_or(|before| number < before)
    }
}

/// A field of a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// The name as it is sent.
    pub name: &'static str,
    /// The column "Supported version", as printed.
    pub interval: &'static str,
    comparison: &'static str,
    description: &'static str,
}

impl FieldRow {
    /// What the column "Supported version" says.
    #[must_use]
    pub fn versions(&self) -> Versions {
        Versions::from_interval(self.interval)
    }

    /// What the column "Comments" says of the same thing.
    #[must_use]
    pub fn versions_of_comments(&self) -> Versions {
        Versions::from_comparison(self.comparison)
    }

    /// The field that this one depends on and the value that it must have.
    #[must_use]
    pub fn condition(&self) -> Option<(&'static str, &'static str)> {
        self.description.strip_prefix("if ")?.split_once(',')?.0.split_once(" = ")
    }

    /// The enumeration or flags of its values.
    #[must_use]
    pub fn see(&self) -> Option<&'static str> {
        self.description.split_once("see ").map(|(_, name)| name)
    }
}

/// The fields of a success.
#[must_use]
pub fn field_rows() -> Vec<FieldRow> {
    let rows = sections::table(PAGE, "Success", ["Name", "Supported version", "Comments", "Description"]);
    rows.into_iter()
        .map(|[name, interval, comparison, description]| FieldRow { name, interval, comparison, description })
        .collect()
}

/// The two fields of the outcome described under `title`, and their values.
///
/// # Panics
///
/// There are not two.
#[must_use]
pub fn outcome(title: &str) -> [(&'static str, &'static str); 2] {
    let item = |line: &'static str| {
        let (name, description) = line.strip_prefix("- ")?.split_once(" - ")?;
        Some((name, description.rsplit(' ').next()?))
    };
    let fields: Vec<_> = sections::lines(PAGE, title).filter_map(item).collect();
    fields.try_into().expect("a string and a code")
}

/// An example of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it is an example of.
    pub title: &'static str,
    /// Names and values.
    pub fields: Vec<(&'static str, &'static str)>,
}

/// The examples, in their order.
#[must_use]
pub fn examples() -> Vec<Example> {
    let titles = sections::titles(PAGE).filter_map(|title| title.strip_prefix("Example: "));
    titles.map(example).collect()
}

/// The example with this title.
#[must_use]
pub fn example(title: &'static str) -> Example {
    let rows = sections::rows(PAGE, &format!("Example: {title}"));
    Example { title, fields: rows.into_iter().map(|[name, value]| (name, value)).collect() }
}
