//! Values that a field can have: texts in a language or of a data type, numbers,
//! truth values, any JSON (JSON-LD 1.1 API, "Object to RDF Conversion").

use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNode, Term as Object};
use serde_json::{Map, Value};

use super::context::{Active, Coercion, Term};
use super::error::{Problem, StrictError};
use super::words::{is_absolute, is_language};

pub(super) fn datatype(coercion: &Coercion) -> Option<&str> {
    match coercion {
        Coercion::Datatype(iri) => Some(iri),
        _ => None,
    }
}

/// A text under a word: of its data type, in its language, or plain.
pub(super) fn text_literal(
    text: &str,
    term: Option<&Term>,
    active: &Active,
    path: &str,
) -> Result<Literal, StrictError> {
    if let Some(iri) = term.and_then(|term| datatype(&term.coercion)) {
        return Ok(Literal::new_typed_literal(text, NamedNode::new_unchecked(iri)));
    }
    match term.and_then(|term| term.language.as_ref()) {
        Some(None) => Ok(Literal::new_simple_literal(text)),
        Some(Some(tag)) => in_language(text, tag, path),
        None => match &active.language {
            Some(tag) => in_language(text, tag, path),
            None => Ok(Literal::new_simple_literal(text)),
        },
    }
}

fn in_language(text: &str, tag: &str, path: &str) -> Result<Literal, StrictError> {
    Literal::new_language_tagged_literal(text, tag)
        .map_err(|_| StrictError::refused(path, Problem::Unsupported(format!("“{tag}” as a language"))))
}

/// True, false or a number (JSON-LD 1.1 API, "Object to RDF Conversion").
pub(super) fn plain_literal(value: &Value, datatype: Option<&str>) -> Literal {
    let typed = |text: String, usual: oxrdf::NamedNodeRef<'_>| {
        let datatype = datatype.map_or_else(|| usual.into_owned(), NamedNode::new_unchecked);
        Literal::new_typed_literal(text, datatype)
    };
    let number = match value {
        Value::Number(number) => number,
        other => return typed(other.to_string(), xsd::BOOLEAN),
    };
    let float = number.as_f64().unwrap_or_default();
    let is_whole = number.is_i64() || number.is_u64() || (float.fract() == 0.0 && float.abs() < 1e21);
    if is_whole && datatype != Some(xsd::DOUBLE.as_str()) {
        let text = if number.is_f64() { format!("{float:.0}") } else { number.to_string() };
        return typed(if text == "-0" { "0".into() } else { text }, xsd::INTEGER);
    }
    // Sixteen digits at most, without needless zeros, and at least one behind the point.
    let text = format!("{float:.15E}");
    let (digits, exponent) = text.split_once('E').unwrap_or((&text, "0"));
    let digits = digits.trim_end_matches('0');
    let zero = if digits.ends_with('.') { "0" } else { "" };
    typed(format!("{digits}{zero}E{exponent}"), xsd::DOUBLE)
}

/// Any JSON, kept whole in canonical form.
pub(super) fn json_literal(value: &Value, path: &str) -> Result<Literal, StrictError> {
    const JSON: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
    let text = serde_jcs::to_string(value)
        .map_err(|_| StrictError::refused(path, Problem::Unsupported("JSON without a canonical form".into())))?;
    Ok(Literal::new_typed_literal(text, NamedNode::new_unchecked(JSON)))
}

/// A literal written out: `{"@value": …, "@language": …}`.
pub(super) fn value_object(
    object: &Map<String, Value>,
    active: &Active,
    path: &str,
) -> Result<Option<Object>, StrictError> {
    let refuse = |what: &str| Err(StrictError::refused(path, Problem::Unsupported(what.to_owned())));
    let (mut said, mut kind, mut language) = (None, None, None);
    for (word, value) in object.iter().filter(|(word, _)| *word != "@context") {
        match (active.expand(word, true).as_deref(), value) {
            (Some("@value"), value) => said = Some(value),
            (Some("@type"), Value::String(name)) => match active.expand(name, true) {
                Some(iri) if iri == "@json" || is_absolute(&iri) => kind = Some(iri),
                _ => return Err(StrictError::refused(path, Problem::Undefined(name.clone()))),
            },
            (Some("@language"), Value::String(tag)) if is_language(tag) => language = Some(tag),
            (Some("@language"), _) => return refuse("a language that is none"),
            _ => return refuse(&format!("“{word}” beside a value")),
        }
    }
    let literal = match (said, kind.as_deref(), language) {
        (Some(value), Some("@json"), None) => json_literal(value, path)?,
        (Some(Value::Array(_) | Value::Object(_)), ..) => return refuse("a list or an object as a plain value"),
        (None | Some(Value::Null), ..) => return Ok(None),
        (Some(Value::String(text)), None, Some(tag)) => in_language(text, tag, path)?,
        (Some(_), _, Some(_)) => return refuse("a language beside something that is no text"),
        (Some(Value::String(text)), Some(iri), None) => Literal::new_typed_literal(text, NamedNode::new_unchecked(iri)),
        (Some(Value::String(text)), None, None) => Literal::new_simple_literal(text),
        (Some(plain), kind, None) => plain_literal(plain, kind),
    };
    Ok(Some(literal.into()))
}

pub(super) fn language_map(map: &Map<String, Value>, path: &str) -> Result<Vec<Object>, StrictError> {
    let mut said = Vec::new();
    for (tag, value) in map {
        let texts = match value {
            Value::Array(list) => list.as_slice(),
            single => std::slice::from_ref(single),
        };
        for text in texts {
            match text {
                Value::Null => {}
                Value::String(text) if tag == "@none" => said.push(Literal::new_simple_literal(text).into()),
                Value::String(text) => said.push(in_language(text, tag, path)?.into()),
                _ => return Err(StrictError::refused(path, Problem::Unsupported(format!("“{tag}” as a language")))),
            }
        }
    }
    Ok(said)
}
