//! The report on a response, before it is put into words or JSON.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use wmlogin_types::runtime::{FieldVisitor, Value};
use wmlogin_types::{Field, Response, Version};

use crate::foreign;
use crate::response::PastedResponse;

/// The report on a response. Credentials are in it only if they may be shown.
pub struct Report {
    /// The moment from which times are counted.
    pub at: DateTime<Utc>,
    /// The name of the outcome.
    pub outcome: &'static str,
    /// The description of the outcome.
    pub description: &'static str,
    /// The version of a success.
    pub version: Option<Version>,
    /// The fields, in the documented order.
    pub fields: Vec<Entry>,
    /// The names that are not documented, as they may be shown.
    pub ignored: Vec<String>,
}

/// The report on one field.
pub struct Entry {
    /// The field.
    pub field: Field,
    /// Its value as it came, or a mask, or what it means that it did not come.
    pub value: String,
    /// `true` if the field is in the response.
    pub sent: bool,
    /// `true` if the value is a mask.
    pub masked: bool,
    /// The meaning of the value, in the documents' words.
    pub meanings: Vec<&'static str>,
    /// `true` if the documents say that the value is in use.
    pub in_use: bool,
    /// The moment, if the value is one.
    pub time: Option<DateTime<Utc>>,
}

impl Report {
    /// Creates the report about a response at this time.
    pub fn new(
        response: &Response,
        pasted: &PastedResponse<'_>,
        at: DateTime<Utc>,
        show_credentials: bool,
    ) -> Self {
        let mut collector = Collector { pairs: pasted.pairs(), show_credentials, entries: Vec::new() };
        response.visit(&mut collector);
        Self {
            at,
            outcome: response.name(),
            description: response.description(),
            version: response.success().map(wmlogin_types::Success::version),
            fields: collector.entries,
            ignored: pasted.unknown_names().map(|name| foreign::name(&name)).collect(),
        }
    }
}

struct Collector<'a> {
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    show_credentials: bool,
    entries: Vec<Entry>,
}

impl FieldVisitor<Field> for Collector<'_> {
    fn field(&mut self, field: Field, value: &impl Value) {
        let sent = self.pairs.iter().find(|(name, _)| name == field.name()).map(|(_, value)| value.as_ref());
        let text = sent.map_or_else(|| value.to_text(), str::to_owned);
        let masked = field.is_credential() && !self.show_credentials;
        self.entries.push(Entry {
            field,
            value: if masked { foreign::mask(text.chars().count()) } else { foreign::escape(&text) },
            sent: sent.is_some(),
            masked,
            meanings: value.meanings().collect(),
            in_use: value.is_in_use(),
            time: value.time(),
        });
    }
}
