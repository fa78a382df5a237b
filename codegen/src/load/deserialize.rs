//! From nodes to typed entries.
//!
//! Nothing stops at a problem: it is reported at its place, and an empty value stands for what cannot be
//! used, so that the rest is still looked at. What comes out is used only if there was no problem.

use std::cell::RefCell;
use std::slice;

use serde::de::value::{Error, StrDeserializer, U32Deserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde_yaml::Value;

use super::spanned::SPANNED;
use super::yaml::{Data, Key, Node};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Place;
use crate::wording::{one_of, quoted};

/// Reads a node as a value of a type.
pub fn read<'n, T: Deserialize<'n>>(root: &'n Node, diagnostics: &mut Diagnostics) -> Option<T> {
    let problems = RefCell::new(diagnostics);
    let read = T::deserialize(Reader { given: Given::Node(root), problems: &problems });
    // Only what a `Deserialize` written by hand objects to.
    read.map_err(|error| problems.borrow_mut().push(Diagnostic::new(root.place, error.to_string()))).ok()
}

/// The value to be read.
#[derive(Clone, Copy)]
enum Given<'n> {
    Node(&'n Node),
    /// A key that a mapping does not have.
    Missing {
        key: &'static str,
        mapping: Place,
    },
    /// Nothing, and that is reported already.
    Placeholder(Place),
}

#[derive(Clone, Copy)]
struct Reader<'n, 'd> {
    given: Given<'n>,
    problems: &'d RefCell<&'d mut Diagnostics>,
}

impl<'n> Reader<'n, '_> {
    fn with(self, given: Given<'n>) -> Self {
        Self { given, ..self }
    }

    fn place(self) -> Place {
        match self.given {
            Given::Node(node) => node.place,
            Given::Missing { mapping, .. } => mapping,
            Given::Placeholder(place) => place,
        }
    }

    fn report(self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    /// The data that `get` finds in the node; reports what is there instead.
    fn get<T>(self, expected: &str, get: impl Fn(&'n Data) -> Option<T>) -> Option<T> {
        match self.given {
            Given::Node(node) => {
                let found = get(&node.data);
                if found.is_none() {
                    self.report_kind(node, expected);
                }
                found
            }
            Given::Missing { key, mapping } => {
                self.report(Diagnostic::new(mapping, format!("missing key {}", quoted(key))));
                None
            }
            Given::Placeholder(_) => None,
        }
    }

    fn report_kind(self, node: &Node, expected: &str) {
        let (found, help) = match &node.data {
            Data::Refused => return,
            Data::Nothing => ("nothing", None),
            Data::Boolean(_) => ("a boolean", (expected == TEXT).then_some(QUOTE)),
            Data::Integer(_) | Data::Number => ("a number", (expected == TEXT).then_some(QUOTE)),
            Data::Text(text) => (TEXT, unquoting_helps(text, expected).then_some("remove the quotes")),
            Data::List(_) => ("a list", (expected == TEXT).then_some(QUOTE_BRACKETS)),
            Data::Mapping(_) => ("a mapping", (expected == TEXT).then_some(QUOTE_BRACKETS)),
        };
        let problem = Diagnostic::new(node.place, format!("found {found}")).expected(expected);
        self.report(match help {
            Some(help) => problem.help(help),
            None => problem,
        });
    }

    fn integer(self, least: i128, most: i128) -> i128 {
        let whole = |data: &Data| match data {
            Data::Integer(number) => Some(*number),
            _ => None,
        };
        let Some(number) = self.get(INTEGER, whole) else { return 0 };
        if (least..=most).contains(&number) {
            return number;
        }
        let problem = Diagnostic::new(self.place(), format!("`{number}` is out of range"));
        self.report(problem.expected(format!("a whole number from {least} to {most}")));
        0
    }

    fn string(self) -> &'n str {
        let text = |data: &'n Data| match data {
            Data::Text(text) => Some(text.as_str()),
            _ => None,
        };
        self.get(TEXT, text).unwrap_or_default()
    }

    fn unknown_key(self, key: &Key, value: &Node, fields: &'static [&'static str]) {
        let problem = Diagnostic::new(key.place, format!("unknown key {}", quoted(&key.name)));
        let problem = problem.expected(one_of(fields.iter().copied()));
        if key.name.contains(':') && matches!(value.data, Data::Nothing) {
            self.report(problem.help("put a space after the colon"));
        } else {
            self.problems.borrow_mut().push_unknown(problem, &key.name, fields.iter().copied());
        }
    }
}

const TEXT: &str = "text";
const INTEGER: &str = "a whole number";
const BOOLEAN: &str = "`true` or `false`";
const QUOTE: &str = "put it in quotes";
const QUOTE_BRACKETS: &str = "put text that begins with `[` or `{` in quotes";

/// Returns `true` if a text would be what was expected without its quotes.
fn unquoting_helps(text: &str, expected: &str) -> bool {
    match serde_yaml::from_str(text) {
        Ok(Value::Bool(_)) => expected == BOOLEAN,
        Ok(Value::Number(number)) => expected == INTEGER && !number.is_f64(),
        _ => false,
    }
}

/// Integers are read alike but for their range.
macro_rules! integers {
    ($($method:ident $visit:ident $type:ty;)+) => {
        $(fn $method<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
            let number = self.integer(<$type>::MIN.into(), <$type>::MAX.into());
            visitor.$visit(<$type>::try_from(number).unwrap_or_default())
        })+
    };
}

impl<'n> Deserializer<'n> for Reader<'n, '_> {
    type Error = Error;

    integers! {
        deserialize_i32 visit_i32 i32;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
    }

    fn deserialize_any<V: Visitor<'n>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(Error::custom("a type that the spec does not use"))
    }

    fn deserialize_bool<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        let boolean = |data: &Data| match data {
            Data::Boolean(boolean) => Some(*boolean),
            _ => None,
        };
        visitor.visit_bool(self.get(BOOLEAN, boolean).unwrap_or_default())
    }

    fn deserialize_str<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.string())
    }

    fn deserialize_string<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.string())
    }

    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.given {
            Given::Node(Node { data: Data::Nothing, .. }) | Given::Missing { .. } | Given::Placeholder(_) => {
                visitor.visit_none()
            }
            Given::Node(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        let items = |data: &'n Data| match data {
            Data::List(items) => Some(items.as_slice()),
            _ => None,
        };
        let items = self.get("a list", items).unwrap_or_default();
        visitor.visit_seq(Items { reader: self, items: items.iter() })
    }

    fn deserialize_map<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        let entries = self.get("a mapping", mapping).unwrap_or_default();
        for (key, _) in entries.iter().filter(|(key, _)| !key.is_text) {
            self.report(
                Diagnostic::new(key.place, "found a key that is not text").expected(TEXT).help(QUOTE),
            );
        }
        visitor.visit_map(Fields { reader: self, entries: entries.iter(), missing: [].iter(), value: None })
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let found = self.get("a mapping", mapping);
        let entries = found.unwrap_or_default();
        for (key, value) in entries.iter().filter(|(key, _)| !fields.contains(&key.name.as_str())) {
            self.unknown_key(key, value, fields);
        }
        let reader = if found.is_some() { self } else { self.with(Given::Placeholder(self.place())) };
        visitor.visit_map(Fields { reader, entries: entries.iter(), missing: fields.iter(), value: None })
    }

    fn deserialize_tuple_struct<V: Visitor<'n>>(
        self,
        name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == SPANNED {
            visitor.visit_seq(WithPlace { place: self.place(), value: self, given: 0 })
        } else {
            self.deserialize_any(visitor)
        }
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let found = self.string();
        let variant = variants.iter().find(|variant| **variant == found);
        if variant.is_none() && matches!(self.given, Given::Node(Node { data: Data::Text(_), .. })) {
            let problem = Diagnostic::new(self.place(), format!("unknown value {}", quoted(found)));
            let problem = problem.expected(one_of(variants.iter().copied()));
            self.problems.borrow_mut().push_unknown(problem, found, variants.iter().copied());
        }
        let variant = variant.or(variants.first()).copied().unwrap_or_default();
        visitor.visit_enum(variant.into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'n>>
        i8 i16 i64 i128 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple identifier
        ignored_any
    }
}

fn mapping(data: &Data) -> Option<&[(Key, Node)]> {
    match data {
        Data::Mapping(entries) => Some(entries),
        _ => None,
    }
}

/// The items of a list.
struct Items<'n, 'd> {
    reader: Reader<'n, 'd>,
    items: slice::Iter<'n, Node>,
}

impl<'n> SeqAccess<'n> for Items<'n, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.items.next().map(|item| seed.deserialize(self.reader.with(Given::Node(item)))).transpose()
    }
}

/// The entries of a mapping: those that are there and known, then those that are missing.
struct Fields<'n, 'd> {
    reader: Reader<'n, 'd>,
    entries: slice::Iter<'n, (Key, Node)>,
    missing: slice::Iter<'static, &'static str>,
    value: Option<Given<'n>>,
}

impl<'n> MapAccess<'n> for Fields<'n, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'n>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let fields = self.missing.as_slice();
        for (key, value) in self.entries.by_ref() {
            if fields.is_empty() {
                self.value = Some(Given::Node(value));
                return seed.deserialize(KeyReader { key }).map(Some);
            }
            // A struct has its keys without their places.
            if fields.contains(&key.name.as_str()) {
                self.value = Some(Given::Node(value));
                return seed.deserialize(StrDeserializer::new(&key.name)).map(Some);
            }
        }
        let given = self.reader.given;
        let has = |name: &str| matches!(given, Given::Node(node) if mapping(&node.data).is_some_and(|entries| entries.iter().any(|(key, _)| key.name == name)));
        let Some(key) = self.missing.by_ref().find(|name| !has(name)) else { return Ok(None) };
        self.value = Some(match given {
            Given::Placeholder(place) => Given::Placeholder(place),
            _ => Given::Missing { key, mapping: self.reader.place() },
        });
        seed.deserialize(StrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let given = self.value.take().unwrap_or(Given::Placeholder(self.reader.place()));
        seed.deserialize(self.reader.with(given))
    }
}

/// A key that is a name of the spec.
#[derive(Clone, Copy)]
struct KeyReader<'n> {
    key: &'n Key,
}

impl<'n> Deserializer<'n> for KeyReader<'n> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(&self.key.name)
    }

    fn deserialize_tuple_struct<V: Visitor<'n>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_seq(WithPlace { place: self.key.place, value: self, given: 0 })
    }

    serde::forward_to_deserialize_any! {
        <W: Visitor<'n>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple map struct enum identifier ignored_any
    }
}

/// The numbers that a place is made of, then the value or key there.
struct WithPlace<D> {
    place: Place,
    value: D,
    given: usize,
}

impl<'n, D: Deserializer<'n> + Copy> SeqAccess<'n> for WithPlace<D> {
    type Error = D::Error;

    fn next_element_seed<T: DeserializeSeed<'n>>(&mut self, seed: T) -> Result<Option<T::Value>, D::Error> {
        let place = [self.place.file, self.place.start, self.place.end];
        let number = place.get(self.given).map(|number| U32Deserializer::new(*number));
        self.given += 1;
        match number {
            Some(number) => seed.deserialize(number).map(Some),
            None => seed.deserialize(self.value).map(Some),
        }
    }
}
