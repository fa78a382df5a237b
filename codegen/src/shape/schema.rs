//! What a JSON schema allows, in the part of the language that `schemars` writes.
//!
//! A keyword that is not known here allows what it would refuse: serde reads the file next and has
//! the last word.

use super::Kind;
use serde_yaml::Value;
use std::ops::RangeInclusive;

/// A schema and the whole that its references point into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schema<'s> {
    root: &'s Value,
    value: &'s Value,
}

impl<'s> Schema<'s> {
    pub(super) fn new(root: &'s Value) -> Self {
        Self { root, value: root }
    }

    fn at(self, value: &'s Value) -> Self {
        Self { value, ..self }
    }

    fn get(self, keyword: &str) -> Option<&'s Value> {
        self.value.get(keyword)
    }

    fn text(self, keyword: &str) -> Option<&'s str> {
        self.get(keyword)?.as_str()
    }

    /// The members of an object, with their names.
    fn object(self, keyword: &str) -> impl Iterator<Item = (&'s str, &'s Value)> {
        let members = self.get(keyword).and_then(Value::as_mapping).into_iter().flatten();
        members.filter_map(|(name, value)| Some((name.as_str()?, value)))
    }

    fn array(self, keyword: &str) -> Option<&'s [Value]> {
        self.get(keyword)?.as_sequence().map(Vec::as_slice)
    }

    fn schema(self, keyword: &str) -> Option<Self> {
        self.get(keyword).map(|value| self.at(value))
    }

    /// The schema that this one refers to, by a pointer such as `#/$defs/Name`.
    fn referenced(self) -> Option<Self> {
        let pointer = self.text("$ref")?.strip_prefix('#')?;
        let value = pointer.split('/').skip(1).try_fold(self.root, |value, name| value.get(name));
        value.map(|value| self.at(value))
    }
}

/// A schema by the kinds of values it allows.
#[derive(Debug)]
pub(super) enum Alternative<'s> {
    Anything,
    Nothing,
    Boolean,
    Number,
    WholeNumber(RangeInclusive<i128>),
    Text,
    OneOf(Vec<&'s str>),
    List(List<'s>),
    Mapping(Mapping<'s>),
}

impl<'s> Alternative<'s> {
    /// Adds what `schema` allows: several alternatives for a union, an enum with documented values
    /// or an `Option`.
    pub(super) fn collect(schema: Schema<'s>, found: &mut Vec<Self>) {
        if let Some(referenced) = schema.referenced() {
            Self::collect(referenced, found);
        } else if let Some(branches) = schema.array("anyOf").or(schema.array("oneOf")) {
            for branch in branches {
                Self::collect(schema.at(branch), found);
            }
        } else if let Some(names) = schema.array("type") {
            let names = names.iter().filter_map(Value::as_str);
            found.extend(names.map(|name| Self::named(name, schema)));
        } else {
            found.push(schema.text("type").map_or(Self::Anything, |name| Self::named(name, schema)));
        }
    }

    fn named(name: &str, schema: Schema<'s>) -> Self {
        match name {
            "null" => Self::Nothing,
            "boolean" => Self::Boolean,
            "number" => Self::Number,
            "integer" => Self::WholeNumber(range(schema)),
            "string" => texts(schema).map_or(Self::Text, Self::OneOf),
            "array" => Self::List(List(schema)),
            "object" => Self::Mapping(Mapping(schema)),
            _ => Self::Anything,
        }
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Self::Anything => None,
            Self::Nothing => Some(Kind::Nothing),
            Self::Boolean => Some(Kind::Boolean),
            Self::Number => Some(Kind::Number),
            Self::WholeNumber(_) => Some(Kind::WholeNumber),
            Self::Text | Self::OneOf(_) => Some(Kind::Text),
            Self::List(_) => Some(Kind::List),
            Self::Mapping(_) => Some(Kind::Mapping),
        }
    }
}

/// The texts of an enum; none if every text is allowed.
fn texts(schema: Schema<'_>) -> Option<Vec<&str>> {
    if let Some(text) = schema.text("const") {
        return Some(vec![text]);
    }
    let values = schema.array("enum")?;
    Some(values.iter().filter_map(Value::as_str).collect())
}

/// The bounds of an integer: those that are written, and those of its format, as `schemars` does
/// not write the bounds of the wide types.
fn range(schema: Schema<'_>) -> RangeInclusive<i128> {
    let (least, most) = match schema.text("format") {
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16") => (i16::MIN.into(), i16::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("int64" | "int") => (i64::MIN.into(), i64::MAX.into()),
        Some("uint8") => (0, u8::MAX.into()),
        Some("uint16") => (0, u16::MAX.into()),
        Some("uint32") => (0, u32::MAX.into()),
        Some("uint64" | "uint") => (0, u64::MAX.into()),
        _ => (i128::MIN, i128::MAX),
    };
    let bound = |keyword| schema.get(keyword).and_then(whole);
    least.max(bound("minimum").unwrap_or(least))..=most.min(bound("maximum").unwrap_or(most))
}

fn whole(value: &Value) -> Option<i128> {
    value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from))
}

/// The schema of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct List<'s>(Schema<'s>);

impl<'s> List<'s> {
    /// How many items there may be.
    pub(super) fn counts(self) -> RangeInclusive<usize> {
        let bound = |keyword| {
            let count = self.0.get(keyword)?.as_u64()?;
            usize::try_from(count).ok()
        };
        bound("minItems").unwrap_or(0)..=bound("maxItems").unwrap_or(usize::MAX)
    }

    /// The schema of one item, if items are checked: tuples have one for each.
    pub(super) fn item(self, index: usize) -> Option<Schema<'s>> {
        let own = self.0.array("prefixItems").and_then(|own| own.get(index));
        own.map(|value| self.0.at(value)).or_else(|| self.0.schema("items"))
    }
}

/// The schema of a mapping.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mapping<'s>(Schema<'s>);

/// What a mapping does with the keys that are not its properties.
#[derive(Debug, Clone, Copy)]
pub(super) enum Keys<'s> {
    Refused,
    Unchecked,
    Text(Schema<'s>),
    WholeNumbers(Schema<'s>),
}

impl<'s> Mapping<'s> {
    pub(super) fn property(self, name: &str) -> Option<Schema<'s>> {
        let value = self.0.get("properties")?.get(name)?;
        Some(self.0.at(value))
    }

    /// The names of the properties.
    pub(super) fn names(self) -> impl Iterator<Item = &'s str> {
        self.0.object("properties").map(|(name, _)| name)
    }

    pub(super) fn required(self) -> impl Iterator<Item = &'s str> {
        let names = self.0.array("required").into_iter().flatten();
        names.filter_map(Value::as_str)
    }

    pub(super) fn other_keys(self) -> Keys<'s> {
        if let Some((pattern, value)) = self.0.object("patternProperties").next() {
            let schema = self.0.at(value);
            return match pattern {
                r"^\d+$" | r"^-?\d+$" => Keys::WholeNumbers(schema),
                _ => Keys::Text(schema),
            };
        }
        match self.0.get("additionalProperties") {
            None | Some(Value::Bool(true)) => Keys::Unchecked,
            Some(Value::Bool(false)) => Keys::Refused,
            Some(value) => Keys::Text(self.0.at(value)),
        }
    }
}
