//! Reading JSON from strangers: one meaning or none.
//!
//! Plain JSON readers disagree about an object that names a field twice: some
//! show the first value, some the last. A signature cannot tell them apart, so
//! such a text is refused. Size and depth are bounded before anything is built.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Value};
use thiserror::Error;

/// The largest text that is read, in bytes. Real credentials, pictures
/// included, stay far below it.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// How many objects and lists may lie inside one another.
pub const MAX_DEPTH: usize = 48;

/// How many values a text may hold: lists of withdrawn badges have some ten
/// thousand, credentials some hundreds. A value takes some fifty times the
/// memory of its shortest text.
pub const MAX_VALUES: usize = 60_000;

/// Why a text was not read as JSON.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum JsonError {
    /// The text is larger than [`MAX_BYTES`].
    #[error("The badge data is {0} bytes long; more than 2 MB is not read.")]
    TooLong(usize),
    /// There is more in the text than is read: values, or levels of them.
    #[error("The badge data was not read: it has {reason} (line {line}, column {column}).")]
    TooMuch {
        /// What there is too much of, without the place.
        reason: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The text is not JSON, or names a field twice.
    #[error("The badge data cannot be read as JSON: {reason} (line {line}, column {column}).")]
    Malformed {
        /// What is wrong, without the place.
        reason: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
}

impl JsonError {
    /// Whether the text was left unread for its size, and may be in order.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        matches!(self, Self::TooLong(_) | Self::TooMuch { .. })
    }
}

/// Reads one JSON value, refusing what two readers could read in two ways.
///
/// # Errors
/// When the text is too long, is not JSON, nests deeper than [`MAX_DEPTH`], or
/// an object names the same field twice.
pub fn parse(text: &str) -> Result<Value, JsonError> {
    if text.len() > MAX_BYTES {
        return Err(JsonError::TooLong(text.len()));
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let is_too_much = Cell::new(false);
    Strict { depth: 0, left: &Cell::new(MAX_VALUES), is_too_much: &is_too_much }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| unread(&error, is_too_much.get()))
}

fn unread(error: &serde_json::Error, is_too_much: bool) -> JsonError {
    let full = error.to_string();
    let reason = full.rsplit_once(" at line ").map_or(full.as_str(), |(reason, _)| reason).to_owned();
    let (line, column) = (error.line(), error.column());
    if is_too_much {
        JsonError::TooMuch { reason, line, column }
    } else {
        JsonError::Malformed { reason, line, column }
    }
}

/// Builds a [`Value`] while watching for repeated fields and depth.
#[derive(Clone, Copy)]
struct Strict<'a> {
    depth: usize,
    /// How many more values are read.
    left: &'a Cell<usize>,
    /// Whether reading ended at one of the limits.
    is_too_much: &'a Cell<bool>,
}

impl Strict<'_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth >= MAX_DEPTH {
            self.is_too_much.set(true);
            return Err(E::custom(format_args!("more than {MAX_DEPTH} levels inside one another")));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        let Some(left) = self.left.get().checked_sub(1) else {
            self.is_too_much.set(true);
            return Err(D::Error::custom(format_args!("more than {MAX_VALUES} values")));
        };
        self.left.set(left);
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut object = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            let value = fields.next_value_seed(inner)?;
            match object.entry(name) {
                Entry::Vacant(place) => place.insert(value),
                Entry::Occupied(taken) => {
                    let name = taken.key();
                    return Err(A::Error::custom(format_args!("the field {name:?} appears twice in one object")));
                }
            };
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_json_reads_as_serde_reads_it() {
        let text = r#"{"a":[1,-2,0.5,true,null,"\u00e9"],"b":{"c":18446744073709551615}}"#;
        let plain: Value = serde_json::from_str(text).unwrap();
        assert_eq!(parse(text).unwrap(), plain);
    }

    #[test]
    fn a_field_named_twice_is_refused_even_when_escaped_differently() {
        let error = parse(r#"{"x":{"na\u006de":1,"name":2}}"#).unwrap_err();
        assert!(error.to_string().contains("\"name\" appears twice"), "{error}");
    }

    #[test]
    fn deep_nesting_and_long_texts_are_refused() {
        let deep = "[".repeat(MAX_DEPTH + 1) + &"]".repeat(MAX_DEPTH + 1);
        let refusal = parse(&deep).unwrap_err();
        assert!(refusal.is_limit() && refusal.to_string().contains("levels inside"), "{refusal}");
        assert!(parse(&("[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH))).is_ok());
        assert!(parse(&"[".repeat(1_000_000)).is_err());
        let long = format!("\"{}\"", "a".repeat(MAX_BYTES));
        assert!(matches!(parse(&long), Err(JsonError::TooLong(_))));
    }

    #[test]
    fn the_place_is_named() {
        let error = parse("{\n  \"a\": oops\n}").unwrap_err();
        assert!(matches!(error, JsonError::Malformed { line: 2, .. }), "{error:?}");
        assert!(parse("{} {}").is_err());
        assert!(parse("").is_err());
    }

    #[test]
    fn a_text_of_countless_values_is_not_read() {
        let many = format!("[{}0]", "0,".repeat(MAX_VALUES));
        let refusal = parse(&many).unwrap_err();
        assert!(refusal.is_limit() && refusal.to_string().contains("more than 60000 values"), "{refusal}");
        assert!(!parse("[0,").unwrap_err().is_limit());
        assert!(parse(&format!("[{}0]", "0,".repeat(MAX_VALUES - 2))).is_ok());
    }
}
