//! One thing spoken of in several places of a document: whatever is said of it in one
//! of them is said as well in another.

use serde_json::{Map, Value, json};

use super::{Choices, Coercion, FIELDS, LEFT_ALONE, list_of};

/// The most fields that are moved.
const MOST_MOVED: usize = 24;

/// One place where a thing with an identifier is spoken of.
struct Place {
    id: String,
    /// Where in the document, as a JSON pointer.
    at: String,
}

/// The same statements, with fields of things that stand in several places moved from
/// one of them to another.
pub(super) fn scattered(document: &mut Value, choices: &mut Choices<'_>) {
    for _ in 0..choices.below(MOST_MOVED + 1) {
        move_one(document, choices);
    }
}

/// Moves one field, where the one that the choices name can be moved.
fn move_one(document: &mut Value, choices: &mut Choices<'_>) -> Option<()> {
    let mut places = Vec::new();
    collect(document, "", &mut places);
    let is_shared = |place: &&Place| places.iter().filter(|other| other.id == place.id).count() > 1;
    let shared: Vec<&Place> = places.iter().filter(is_shared).collect();
    let from = *shared.get(choices.below(shared.len()))?;
    let others: Vec<&&Place> = shared.iter().filter(|other| other.id == from.id && other.at != from.at).collect();
    let to = others.get(choices.below(others.len()))?;
    let object = document.pointer(&from.at)?.as_object()?;
    let fields: Vec<String> =
        object.iter().filter(|(word, value)| may_move(word, value)).map(|(word, _)| word.clone()).collect();
    let field = fields.get(choices.below(fields.len()))?.clone();
    // What holds the other place stays, or nothing would lead there.
    let held = step(&from.at, &field);
    if to.at == held || to.at.starts_with(&format!("{held}/")) {
        return None;
    }
    let kinds = object.get("type").map(list_of).unwrap_or_default();
    let (at, id) = (to.at.clone(), from.id.clone());
    let moved = document.pointer_mut(&from.at)?.as_object_mut()?.shift_remove(&field)?;
    let place = document.pointer_mut(&at)?;
    if place.is_string() {
        *place = json!({ "id": id });
    }
    let place = place.as_object_mut()?;
    // Its words have their meaning from what the thing is.
    add(place, "type", kinds);
    add(place, &field, list_of(&moved));
    Some(())
}

fn may_move(word: &str, value: &Value) -> bool {
    !["id", "type", "@context", "proof"].contains(&word) && !LEFT_ALONE.contains(&word) && !is_signed_text(word, value)
}

/// Whether a text stands there that is signed as such.
fn is_signed_text(word: &str, value: &Value) -> bool {
    word == "endorsement" && value.to_string().contains("-jcs-")
}

fn add(object: &mut Map<String, Value>, word: &str, values: Vec<Value>) {
    let mut all = object.get(word).map(list_of).unwrap_or_default();
    for value in values {
        if value.is_object() || !all.contains(&value) {
            all.push(value);
        }
    }
    let said = if all.len() == 1 { all.remove(0) } else { Value::Array(all) };
    if said != json!([]) {
        object.insert(word.to_owned(), said);
    }
}

fn step(at: &str, word: &str) -> String {
    format!("{at}/{}", word.replace('~', "~0").replace('/', "~1"))
}

/// Every place where something with an identifier is spoken of.
fn collect(value: &Value, at: &str, places: &mut Vec<Place>) {
    let Value::Object(object) = value else { return };
    if let Some(id) = object.get("id").and_then(Value::as_str) {
        places.push(Place { id: id.to_owned(), at: at.to_owned() });
    }
    for (word, value) in object.iter().filter(|(word, value)| may_move(word, value)) {
        let is_address = FIELDS.iter().any(|(name, _, _, coercion)| name == word && *coercion == Coercion::Id);
        let here = step(at, word);
        let each: Vec<(String, &Value)> = match value {
            Value::Array(list) => {
                list.iter().enumerate().map(|(place, value)| (format!("{here}/{place}"), value)).collect()
            }
            single => vec![(here, single)],
        };
        for (at, value) in each {
            match value {
                Value::String(id) if is_address => places.push(Place { id: id.clone(), at }),
                value => collect(value, &at, places),
            }
        }
    }
}
