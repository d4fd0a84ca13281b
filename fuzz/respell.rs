//! One meaning in many spellings: a signed Open Badges 3.0 credential written
//! down anew without touching the graph that its signature covers (JSON-LD
//! 1.1). Fields, kinds and identifiers go by other names, things are described
//! in several places, lists stand in any order, values are written out.
//!
//! Used by the fuzz target and by `tests/respelled.rs`.

#[path = "scatter.rs"]
mod scatter;

use serde_json::{Map, Value, json};

/// Where choices come from: bytes, and zeros when there are no more.
pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    /// Choices out of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                usize::from(*first) % end.max(1)
            }
            None => 0,
        }
    }

    /// Once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }
}

/// How a context turns the values of a field into what they mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coercion {
    /// A text stays a text.
    Text,
    /// A text of this data type.
    Typed(&'static str),
    /// An address.
    Id,
}

const OB: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
const STATUS: &str = "https://www.w3.org/ns/credentials/status#";
const CLR: &str = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#";
const CRED: &str = "https://www.w3.org/2018/credentials#";
const DATE: &str = "http://www.w3.org/2001/XMLSchema#dateTime";
const URI: &str = "https://www.w3.org/2001/XMLSchema#anyURI";

/// What the words of `credentials/v2` and `context-3.0.3.json` mean.
const FIELDS: &[(&str, &str, &str, Coercion)] = &[
    ("issuer", CRED, "issuer", Coercion::Id),
    ("validFrom", CRED, "validFrom", Coercion::Typed(DATE)),
    ("validUntil", CRED, "validUntil", Coercion::Typed(DATE)),
    ("credentialSubject", CRED, "credentialSubject", Coercion::Id),
    ("credentialStatus", CRED, "credentialStatus", Coercion::Id),
    ("evidence", CRED, "evidence", Coercion::Id),
    ("name", "https://schema.org/", "name", Coercion::Text),
    ("description", "https://schema.org/", "description", Coercion::Text),
    ("url", "https://schema.org/", "url", Coercion::Typed(URI)),
    ("caption", "https://schema.org/", "caption", Coercion::Text),
    ("tag", "https://schema.org/", "keywords", Coercion::Text),
    ("achievement", OB, "achievement", Coercion::Text),
    ("alignment", OB, "alignment", Coercion::Text),
    ("criteria", OB, "Criteria", Coercion::Id),
    ("narrative", OB, "narrative", Coercion::Text),
    ("image", OB, "image", Coercion::Id),
    ("identifier", OB, "identifier", Coercion::Text),
    ("identityHash", OB, "identityHash", Coercion::Text),
    ("identityType", OB, "identityType", Coercion::Text),
    ("salt", OB, "salt", Coercion::Text),
    ("result", OB, "result", Coercion::Text),
    ("resultDescription", OB, "resultDescription", Coercion::Text),
    ("resultType", OB, "resultType", Coercion::Text),
    ("achievedLevel", OB, "achievedLevel", Coercion::Typed(URI)),
    ("status", OB, "status", Coercion::Text),
    ("value", "https://schema.org/", "value", Coercion::Text),
    ("endorsement", OB, "endorsement", Coercion::Text),
    ("endorsementComment", OB, "endorsementComment", Coercion::Text),
    ("achievementType", OB, "achievementType", Coercion::Text),
    ("creator", OB, "creator", Coercion::Text),
    ("related", OB, "related", Coercion::Text),
    ("version", OB, "version", Coercion::Text),
    ("parentOrg", OB, "parentOrg", Coercion::Id),
    ("source", OB, "source", Coercion::Id),
    ("otherIdentifier", OB, "otherIdentifier", Coercion::Text),
    ("identifierType", OB, "identifierType", Coercion::Text),
    ("statusListCredential", STATUS, "statusListCredential", Coercion::Id),
    ("statusListIndex", STATUS, "statusListIndex", Coercion::Text),
    ("statusPurpose", STATUS, "statusPurpose", Coercion::Text),
    ("verifiableCredential", CLR, "verifiableCredential", Coercion::Text),
    ("targetCode", OB, "targetCode", Coercion::Text),
    ("targetType", OB, "targetType", Coercion::Text),
    ("targetName", "https://schema.org/", "targetName", Coercion::Text),
    ("targetUrl", "https://schema.org/", "targetUrl", Coercion::Typed(URI)),
    ("targetFramework", "https://schema.org/", "targetFramework", Coercion::Text),
    ("created", "http://purl.org/dc/terms/", "created", Coercion::Typed(DATE)),
    ("verificationMethod", "https://w3id.org/security#", "verificationMethod", Coercion::Id),
];

/// Kinds of things by their addresses, and whether a context says anew what words
/// mean in such a thing: then its word has to stay, and others may stand beside it.
const KINDS: &[(&str, &str, bool)] = &[
    ("OpenBadgeCredential", OB, false),
    ("EndorsementCredential", OB, false),
    ("Criteria", OB, false),
    ("BitstringStatusListEntry", STATUS, true),
    ("IdentifierEntry", OB, true),
    ("Related", OB, true),
    ("VerifiableCredential", CRED, true),
    ("Achievement", OB, true),
    ("AchievementSubject", OB, true),
    ("EndorsementSubject", OB, true),
    ("Evidence", OB, true),
    ("IdentityObject", OB, true),
    ("Image", OB, true),
    ("Profile", OB, true),
    ("Result", OB, true),
    ("ResultDescription", OB, true),
];

/// The fields whose values stand in an order that is part of their meaning, or
/// that hold signed text.
const LEFT_ALONE: &[&str] = &["@context", "allowedValue", "endorsementJwt"];

/// The same credential in another spelling.
pub fn respelled(signed: &Value, choices: &mut Choices<'_>) -> Value {
    let mut signed = if choices.once_in(12) { turned(signed) } else { None }.unwrap_or_else(|| signed.clone());
    if choices.once_in(2) {
        scatter::scattered(&mut signed, choices);
    }
    let Value::Object(top) = &signed else { return signed };
    let mut speller = Speller { choices, words: Map::new(), prefixes: Vec::new() };
    let Value::Object(mut written) = speller.thing(top, true) else { return signed };
    if let Some(proof) = top.get("proof") {
        written.insert("proof".into(), speller.proof(proof));
    }
    let mut contexts = top.get("@context").and_then(Value::as_array).cloned().unwrap_or_default();
    for (prefix, address) in &speller.prefixes {
        speller.words.insert(prefix.clone(), json!({ "@id": address, "@prefix": true }));
    }
    if !speller.words.is_empty() {
        contexts.push(Value::Object(std::mem::take(&mut speller.words)));
    }
    if speller.choices.once_in(6) {
        contexts.push(contexts[0].clone());
    }
    written.insert("@context".into(), Value::Array(contexts));
    Value::Object(speller.shuffled(written))
}

/// The same statements with an endorsement of the award outermost, and the
/// award inside as what it is about; `None` where there is none. One that is
/// signed as a text is left alone.
pub fn turned(signed: &Value) -> Option<Value> {
    let mut award = signed.as_object()?.clone();
    let is_about_it = |entry: &Value| {
        entry["credentialSubject"]["id"] == signed["id"]
            && !signed["id"].is_null()
            && !entry.to_string().contains("-jcs-")
    };
    let place = award.get_mut("endorsement")?.as_array_mut()?.iter_mut().find(|entry| is_about_it(entry))?;
    let mut outer = place.as_object()?.clone();
    let kept = |(word, _): &(&String, &Value)| ["id", "type", "proof"].contains(&word.as_str());
    *place = outer.iter().filter(kept).map(|(word, value)| (word.clone(), value.clone())).collect();
    let about = outer.get("credentialSubject")?.clone();
    for word in ["proof", "@context"] {
        outer.insert(word.into(), award.shift_remove(word)?);
    }
    outer.insert("credentialSubject".into(), json!([about, award]));
    Some(Value::Object(outer))
}

struct Speller<'a, 'b> {
    choices: &'a mut Choices<'b>,
    /// Words that the new context has to define.
    words: Map<String, Value>,
    prefixes: Vec<(String, String)>,
}

impl Speller<'_, '_> {
    fn shuffled(&mut self, object: Map<String, Value>) -> Map<String, Value> {
        let mut fields: Vec<(String, Value)> = object.into_iter().collect();
        self.shuffle(&mut fields);
        fields.into_iter().collect()
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            let other = self.choices.below(at + 1);
            all.swap(at, other);
        }
    }

    /// A name of one's own for a word; it always means the same.
    fn own_name(&mut self, word: &str, definition: Value) -> String {
        let name = match self.choices.below(3) {
            0 => format!("x{word}"),
            1 => format!("{word} {word}"),
            _ => format!("ein_{}", word.to_uppercase()),
        };
        self.words.insert(name.clone(), definition);
        name
    }

    /// A kind of thing, by its word or its address, or by both.
    fn kind(&mut self, kind: Value) -> Vec<Value> {
        let known = KINDS.iter().find(|(word, ..)| kind == *word).copied();
        let Some((word, start, has_words)) = known.filter(|_| self.choices.once_in(3)) else { return vec![kind] };
        let address = format!("{start}{word}");
        let other = match self.choices.below(3) {
            0 => address,
            1 => self.own_name(&format!("kind{word}"), json!({ "@id": address })),
            _ => format!("{}:{word}", self.prefix(start)),
        };
        if has_words { vec![other.into(), kind] } else { vec![other.into()] }
    }

    /// A word for the beginning of addresses.
    fn prefix(&mut self, start: &str) -> String {
        let number = FIELDS.iter().position(|(_, other, ..)| *other == start).unwrap_or_default();
        let prefix = format!("pre{number}");
        if !self.prefixes.iter().any(|(known, _)| *known == prefix) {
            self.prefixes.push((prefix.clone(), start.to_owned()));
        }
        prefix
    }

    fn field(&mut self, word: &str, value: &Value) -> (String, Value) {
        match word {
            "id" => {
                let name = match self.choices.below(4) {
                    0 | 1 => "id".to_owned(),
                    2 => "@id".to_owned(),
                    _ => self.own_name("id", json!("@id")),
                };
                return (name, self.identifier(value));
            }
            "type" => {
                let name = match self.choices.below(4) {
                    0 | 1 => "type".to_owned(),
                    2 => "@type".to_owned(),
                    _ => self.own_name("type", json!("@type")),
                };
                let mut kinds: Vec<Value> = list_of(value).into_iter().flat_map(|kind| self.kind(kind)).collect();
                if self.choices.once_in(2) {
                    kinds.reverse();
                }
                let single = kinds.len() == 1 && self.choices.once_in(2);
                return (name, if single { kinds.remove(0) } else { Value::Array(kinds) });
            }
            "proof" => return (word.to_owned(), self.proof(value)),
            // A text stays one in any order of its members.
            "endorsement" if value.to_string().contains("-jcs-") => {
                let mut turned = list_of(value);
                self.shuffle(&mut turned);
                let turned = turned.into_iter().map(|entry| match entry {
                    Value::Object(entry) => Value::Object(self.shuffled(entry)),
                    other => other,
                });
                return (word.to_owned(), turned.collect());
            }
            word if LEFT_ALONE.contains(&word) => return (word.to_owned(), value.clone()),
            _ => {}
        }
        let known = FIELDS.iter().find(|(name, ..)| *name == word).copied();
        let Some((_, start, end, coercion)) = known else { return (word.to_owned(), value.clone()) };
        // Of a result it is the address, as a text, of what an achievement describes.
        let is_address = word == "resultDescription" && list_of(value).iter().all(Value::is_string);
        let (coercion, own) = if is_address { (Coercion::Typed(URI), "resultOf") } else { (coercion, word) };
        let address = format!("{start}{end}");
        if coercion == Coercion::Text
            && let Some((language, text)) = in_language(value)
            && self.choices.once_in(2)
        {
            return self.spoken(word, &address, language, text);
        }
        // A full address says nothing of how its values are meant; they have to be written out.
        let (name, written_out) = match self.choices.below(8) {
            0..=4 => (word.to_owned(), false),
            5 => {
                let definition = match coercion {
                    Coercion::Text => json!({ "@id": address }),
                    Coercion::Typed(kind) => json!({ "@id": address, "@type": kind }),
                    Coercion::Id => json!({ "@id": address, "@type": "@id" }),
                };
                (self.own_name(own, definition), false)
            }
            6 => (address, true),
            _ => (format!("{}:{end}", self.prefix(start)), true),
        };
        let value = self.values(value, coercion, written_out);
        (name, value)
    }

    /// A text in a language, which the field or a map of languages tells.
    fn spoken(&mut self, word: &str, address: &str, language: &str, text: &str) -> (String, Value) {
        let (name, definition, value) = if self.choices.once_in(2) {
            let definition = json!({ "@id": address, "@language": language });
            (format!("{word}_{language}"), definition, json!(text))
        } else {
            let definition = json!({ "@id": address, "@container": "@language" });
            (format!("{word}_map"), definition, json!({ language: [text] }))
        };
        self.words.insert(name.clone(), definition);
        (name, value)
    }

    /// The values of a field, as a set: in any order, some twice, with nulls.
    fn values(&mut self, value: &Value, coercion: Coercion, written_out: bool) -> Value {
        let mut values: Vec<Value> = Vec::new();
        for entry in list_of(value) {
            let spelt = self.value(&entry, coercion, written_out);
            // A literal that is said twice is said once.
            if !entry.is_object() && self.choices.once_in(8) {
                values.push(spelt.clone());
            }
            match spelt {
                Value::Array(parts) => values.extend(parts),
                single => values.push(single),
            }
        }
        if self.choices.once_in(8) {
            values.push(Value::Null);
        }
        if self.choices.once_in(2) {
            self.shuffle(&mut values);
        }
        match self.choices.below(4) {
            0 | 1 if values.len() == 1 => values.remove(0),
            2 if values.iter().all(|entry| !entry.is_null()) => json!({ "@set": values }),
            _ => Value::Array(values),
        }
    }

    fn value(&mut self, value: &Value, coercion: Coercion, written_out: bool) -> Value {
        match value {
            Value::Object(object) if object.contains_key("@value") => value.clone(),
            Value::Object(object) => self.split(object),
            Value::String(text) => match coercion {
                Coercion::Id if written_out || self.choices.once_in(4) => {
                    let id = self.identifier(value);
                    json!({ "id": id })
                }
                Coercion::Id => self.identifier(value),
                Coercion::Typed(kind) if written_out || self.choices.once_in(4) => {
                    json!({ "@value": text, "@type": kind })
                }
                Coercion::Text if self.choices.once_in(4) => json!({ "@value": text }),
                _ => value.clone(),
            },
            other => other.clone(),
        }
    }

    /// A thing in one piece or, if it has an address, in several.
    fn split(&mut self, object: &Map<String, Value>) -> Value {
        let fields: Vec<&String> =
            object.keys().filter(|word| !["id", "type", "@context"].contains(&word.as_str())).collect();
        if !object.contains_key("id") || fields.len() < 2 || !self.choices.once_in(3) {
            return self.thing(object, false);
        }
        let mut parts = vec![object.clone(); 2 + self.choices.below(2)];
        for word in fields {
            let kept = self.choices.below(parts.len());
            for (_, part) in parts.iter_mut().enumerate().filter(|(place, _)| *place != kept) {
                part.shift_remove(word);
            }
        }
        parts.iter().map(|part| self.thing(part, false)).collect()
    }

    fn thing(&mut self, object: &Map<String, Value>, is_top: bool) -> Value {
        let mut written = Map::new();
        for (word, value) in object {
            if is_top && ["@context", "proof"].contains(&word.as_str()) {
                continue;
            }
            let (name, value) = self.field(word, value);
            written.insert(name, value);
        }
        // Nothing is said by a null, wherever the word is known.
        for word in ["description", "name", "image", "url"] {
            if !object.contains_key(word) && self.choices.once_in(20) {
                written.insert(word.to_owned(), Value::Null);
            }
        }
        Value::Object(self.shuffled(written))
    }

    /// An identifier, in full or abbreviated.
    fn identifier(&mut self, value: &Value) -> Value {
        let Value::String(id) = value else { return value.clone() };
        for (prefix, start) in [("u", "urn:uuid:"), ("k", "did:key:"), ("h", "https://")] {
            if let Some(rest) = id.strip_prefix(start).filter(|rest| !rest.is_empty() && !rest.starts_with("//"))
                && self.choices.once_in(4)
            {
                if !self.prefixes.iter().any(|(known, _)| known == prefix) {
                    self.prefixes.push((prefix.to_owned(), start.to_owned()));
                }
                return format!("{prefix}:{rest}").into();
            }
        }
        value.clone()
    }

    /// A proof, whose options are signed as statements, too.
    fn proof(&mut self, proof: &Value) -> Value {
        let mut proofs = list_of(proof);
        for proof in &mut proofs {
            let Value::Object(options) = proof else { continue };
            let mut written = Map::new();
            for (word, value) in options.iter() {
                let (name, value) = match word.as_str() {
                    "created" | "verificationMethod" => self.field(word, value),
                    "proofPurpose" if self.choices.once_in(3) => {
                        let purpose = "https://w3id.org/security#assertionMethod";
                        ("https://w3id.org/security#proofPurpose".to_owned(), json!({ "id": purpose }))
                    }
                    _ => (word.clone(), value.clone()),
                };
                written.insert(name, value);
            }
            *proof = Value::Object(self.shuffled(written));
        }
        // Each has a place of its own, and which comes first is not signed.
        self.shuffle(&mut proofs);
        if proofs.len() == 1 && self.choices.once_in(2) { proofs.remove(0) } else { Value::Array(proofs) }
    }
}

/// The language and the text of a literal that is written out.
fn in_language(value: &Value) -> Option<(&str, &str)> {
    let literal = value.as_object().filter(|literal| literal.len() == 2)?;
    Some((literal.get("@language")?.as_str()?, literal.get("@value")?.as_str()?))
}

fn list_of(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list.clone(),
        single => vec![single.clone()],
    }
}
