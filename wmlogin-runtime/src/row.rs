//! The statements of a spec about a documented name, as one row of a table.

use super::Origin;

/// A row of a documented table: a name, what it means, and what the documents say about it.
///
/// ```
/// use wmlogin_runtime::Origin;
/// use wmlogin_runtime::generated::row;
///
/// const ROW: wmlogin_runtime::Row = row("Enum", "authentication via the E-num service").id(3).not_in_use();
/// assert_eq!((ROW.name(), ROW.number()), ("Enum", Some(3)));
/// assert_eq!((ROW.origin(), ROW.is_in_use()), (Origin::Documented, false));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "a row says of a name what holds and what does not")]
pub struct Row {
    name: &'static str,
    description: &'static str,
    number: Option<i32>,
    help: Option<&'static str>,
    origin: Origin,
    not_in_use: bool,
    absent: bool,
    coined: bool,
    credential: bool,
    required: bool,
    choices: &'static [Row],
    condition: Option<(u8, &'static str)>,
    interval: Option<&'static str>,
    /// The index of the first version, and that of the first one after the last.
    versions: (u8, u8),
}

/// The end of an interval without an upper bound.
const OPEN: u8 = u8::MAX;

/// A documented row without anything beyond its name and description.
#[must_use]
pub const fn row(name: &'static str, description: &'static str) -> Row {
    Row {
        name,
        description,
        number: None,
        help: None,
        origin: Origin::Documented,
        not_in_use: false,
        absent: false,
        coined: false,
        credential: false,
        required: false,
        choices: &[],
        condition: None,
        interval: None,
        versions: (OPEN, OPEN),
    }
}

impl Row {
    /// The name, as it is sent.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The meaning, in the words of the document.
    #[must_use]
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// The documented id or status code, if there is one.
    #[must_use]
    pub const fn number(&self) -> Option<i32> {
        self.number
    }

    /// Advice on what to do about a status code, where that is known.
    ///
    /// It is in this project's words, never the operator's, whatever the origin of the status code.
    #[must_use]
    pub const fn advice(&self) -> Option<&'static str> {
        self.help
    }

    /// The origin of the row.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.origin
    }

    /// Returns `false` if the document says "not in use".
    #[must_use]
    pub const fn is_in_use(&self) -> bool {
        !self.not_in_use
    }

    /// Returns `false` if the value says that the thing is absent or unknown.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        !self.absent
    }

    /// Returns `true` if the name is this project's own and never sent.
    #[must_use]
    pub const fn is_coined(&self) -> bool {
        self.coined
    }

    /// Returns `true` if the value is a bearer credential.
    #[must_use]
    pub const fn is_credential(&self) -> bool {
        self.credential
    }

    /// Returns `true` if the value must be present.
    #[must_use]
    pub const fn is_required(&self) -> bool {
        self.required
    }

    /// The documented values, in the documented order, if the name has an enum of them.
    #[must_use]
    pub const fn choices(&self) -> &'static [Self] {
        self.choices
    }

    /// The versions that have the field, as the document writes them.
    #[must_use]
    pub const fn interval(&self) -> Option<&'static str> {
        self.interval
    }
}

/// The parts of a row that generated code reads and adds.
#[doc(hidden)]
impl Row {
    /// The index of the name that this one depends on, and the value that it must have.
    #[must_use]
    pub const fn condition(&self) -> Option<(u8, &'static str)> {
        self.condition
    }

    /// Returns `true` if the version with this index has the field.
    #[must_use]
    pub const fn is_in(&self, version: u8) -> bool {
        self.versions.0 <= version && version < self.versions.1
    }

    /// The documented number, or 0 if there is none.
    #[must_use]
    pub const fn id_or_zero(&self) -> i32 {
        match self.number {
            Some(number) => number,
            None => 0,
        }
    }

    #[must_use]
    pub(super) const fn values(mut self, choices: &'static [Self], are_credentials: bool) -> Self {
        self.choices = choices;
        self.credential = are_credentials;
        self
    }

    #[must_use]
    pub const fn when(mut self, on: u8, value: &'static str) -> Self {
        self.condition = Some((on, value));
        self
    }

    #[must_use]
    pub const fn since(self, interval: &'static str, first: u8) -> Self {
        self.between(interval, first, OPEN)
    }

    #[must_use]
    pub const fn between(mut self, interval: &'static str, first: u8, end: u8) -> Self {
        self.interval = Some(interval);
        self.versions = (first, end);
        self
    }

    #[must_use]
    pub const fn id(mut self, number: i32) -> Self {
        self.number = Some(number);
        self
    }

    #[must_use]
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }

    #[must_use]
    pub const fn published(mut self) -> Self {
        self.origin = Origin::Published;
        self
    }

    #[must_use]
    pub const fn observed(mut self) -> Self {
        self.origin = Origin::Observed;
        self
    }

    #[must_use]
    pub const fn inferred(mut self) -> Self {
        self.origin = Origin::Inferred;
        self
    }

    #[must_use]
    pub const fn not_in_use(mut self) -> Self {
        self.not_in_use = true;
        self
    }

    #[must_use]
    pub const fn absent(mut self) -> Self {
        self.absent = true;
        self
    }

    #[must_use]
    pub const fn coined(mut self) -> Self {
        self.coined = true;
        self
    }

    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

/// The parts of a text that lists the names of rows, put together while the crate is compiled.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct NameList<'a> {
    pub before: &'a str,
    pub rows: &'a [Row],
    pub last_separator: &'a str,
    pub after: &'a str,
}

const SEPARATOR: &str = ", ";

impl NameList<'_> {
    /// The length of the text in bytes.
    #[must_use]
    pub const fn length(&self) -> usize {
        let mut length = self.before.len() + self.after.len();
        let mut index = 0;
        while index < self.rows.len() {
            if !self.rows[index].coined {
                length += self.rows[index].name.len() + self.separator(index).len();
            }
            index += 1;
        }
        length
    }

    /// The bytes of the text.
    #[must_use]
    pub const fn bytes<const LENGTH: usize>(&self) -> [u8; LENGTH] {
        let (mut bytes, mut at) = copy([0; LENGTH], 0, self.before);
        let mut index = 0;
        while index < self.rows.len() {
            if !self.rows[index].coined {
                (bytes, at) = copy(bytes, at, self.separator(index));
                (bytes, at) = copy(bytes, at, self.rows[index].name);
            }
            index += 1;
        }
        copy(bytes, at, self.after).0
    }

    /// The text before a name that is not coined.
    const fn separator(&self, index: usize) -> &str {
        if self.next_sent(0) == index {
            ""
        } else if self.next_sent(index + 1) == self.rows.len() {
            self.last_separator
        } else {
            SEPARATOR
        }
    }

    /// The index of the first name from `index` on that is not coined.
    const fn next_sent(&self, mut index: usize) -> usize {
        while index < self.rows.len() && self.rows[index].coined {
            index += 1;
        }
        index
    }
}

const fn copy<const LENGTH: usize>(mut bytes: [u8; LENGTH], at: usize, text: &str) -> ([u8; LENGTH], usize) {
    let text = text.as_bytes();
    let mut index = 0;
    while index < text.len() {
        bytes[at + index] = text[index];
        index += 1;
    }
    (bytes, at + text.len())
}

/// A text that lists names, as a constant.
#[doc(hidden)]
#[macro_export]
macro_rules! name_list {
    ($before:expr, $rows:expr, $last_separator:expr, $after:expr) => {{
        const LIST: $crate::generated::NameList<'static> = $crate::generated::NameList {
            before: $before,
            rows: $rows,
            last_separator: $last_separator,
            after: $after,
        };
        const BYTES: [u8; LIST.length()] = LIST.bytes();
        match ::core::str::from_utf8(&BYTES) {
            ::core::result::Result::Ok(text) => text,
            ::core::result::Result::Err(_) => "",
        }
    }};
}
