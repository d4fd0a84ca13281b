//! What the statements of a document say, as JSON with the standards' own field
//! names.
//!
//! A signature over a graph covers statements: which thing has which property
//! with which value. It does not cover how the JSON calls a field, what lies
//! within what, or in which order things stand. So this starts from the
//! statements that were signed, gathers all that is said of one thing, and
//! writes it down under the one name that each property has here. Whoever reads
//! this reads what was signed, and nothing else.
//!
//! Values that are not in an order come in the order of their texts, since
//! theirs in the file is not signed.

use std::cell::Cell;
use std::collections::BTreeMap;

use oxrdf::vocab::rdf;
use oxrdf::{GraphName, Literal, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use super::order;
use super::strict::{Problem, Said, StrictError};

/// How many things may be written down. One that is spoken of in many places
/// is written down in each.
const MAX_THINGS: usize = 4_000;
/// How long the values may be together, in bytes.
const MAX_LENGTH: usize = 6 * 1024 * 1024;

const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
const CREDENTIALS: &str = "https://www.w3.org/2018/credentials#";
const SECURITY: &str = "https://w3id.org/security#";
const STATUS: &str = "https://www.w3.org/ns/credentials/status#";
const STATUS_2021: &str = "https://w3id.org/vc/status-list#";
/// Comprehensive Learner Record 2.0.
const RECORDS: &str = "https://purl.imsglobal.org/spec/vc/clr/vocab.html#";
const SCHEMA: &str = "https://schema.org/";
const SCHEMA_HTTP: &str = "http://schema.org/";

/// The properties that are read: the beginning of their address, its end, and
/// the name of the field. Where an older context called a property by another
/// address, both are here.
const PROPERTIES: &[(&str, &[(&str, &str)])] = &[
    (
        CREDENTIALS,
        &[
            ("issuer", "issuer"),
            ("validFrom", "validFrom"),
            ("validUntil", "validUntil"),
            ("issuanceDate", "issuanceDate"),
            ("expirationDate", "expirationDate"),
            ("credentialSubject", "credentialSubject"),
            ("credentialStatus", "credentialStatus"),
            ("evidence", "evidence"),
            ("holder", "holder"),
        ],
    ),
    (
        OPEN_BADGES,
        &[
            ("achievement", "achievement"),
            ("achievement-0", "achievement"),
            ("Achievement", "achievement"),
            ("achievementType", "achievementType"),
            ("alignment", "alignment"),
            ("awardedDate", "awardedDate"),
            ("creator", "creator"),
            ("Profile", "creator"),
            ("source", "source"),
            ("Criteria", "criteria"),
            ("narrative", "narrative"),
            ("image", "image"),
            ("Image", "image"),
            ("identifier", "identifier"),
            ("identityHash", "identityHash"),
            ("identityType", "identityType"),
            ("hashed", "hashed"),
            ("salt", "salt"),
            ("result", "result"),
            ("resultDescription", "resultDescription"),
            ("achievedLevel", "achievedLevel"),
            ("status", "status"),
            ("endorsement", ENDORSEMENT),
            ("endorsementJwt", "endorsementJwt"),
            ("endorsementComment", "endorsementComment"),
            ("otherIdentifier", "otherIdentifier"),
            ("parentOrg", "parentOrg"),
            ("targetCode", "targetCode"),
            ("targetType", "targetType"),
        ],
    ),
    (
        SCHEMA,
        &[
            ("name", "name"),
            ("description", "description"),
            ("url", "url"),
            ("caption", "caption"),
            ("value", "value"),
            ("targetName", "targetName"),
            ("targetUrl", "targetUrl"),
            ("targetFramework", "targetFramework"),
        ],
    ),
    (SCHEMA_HTTP, &[("name", "name"), ("description", "description")]),
    (
        STATUS,
        &[
            ("statusListCredential", "statusListCredential"),
            ("statusListIndex", "statusListIndex"),
            ("statusPurpose", "statusPurpose"),
            ("statusSize", "statusSize"),
            ("encodedList", "encodedList"),
            ("ttl", "ttl"),
        ],
    ),
    (
        STATUS_2021,
        &[
            ("statusListCredential", "statusListCredential"),
            ("statusListIndex", "statusListIndex"),
            ("statusPurpose", "statusPurpose"),
            ("encodedList", "encodedList"),
        ],
    ),
    (
        SECURITY,
        &[
            ("proofPurpose", "proofPurpose"),
            ("expiration", "expires"),
            ("verificationMethod", "verificationMethod"),
            ("cryptosuite", "cryptosuite"),
            ("previousProof", "previousProof"),
            ("proofValue", "proofValue"),
        ],
    ),
    (RECORDS, &[("identifier-1", "identifier"), ("achievement", "achievement")]),
    ("http://purl.org/dc/terms/", &[("created", "created")]),
];

/// Endorsements are read on their own; only those that are tokens stand here.
const ENDORSEMENT: &str = "endorsement";

/// The beginnings of addresses that kinds of things have; what follows is the
/// name of the kind.
const KINDS: &[&str] = &[
    CREDENTIALS,
    OPEN_BADGES,
    RECORDS,
    SECURITY,
    STATUS,
    STATUS_2021,
    SCHEMA,
    "https://purl.imsglobal.org/spec/vcrl/v1p0/context.json#",
    "https://purl.imsglobal.org/spec/vccr/v1p0/context.json#",
];

/// The name of the field for a property, if it is read here.
pub(crate) fn field(property: &str) -> Option<&'static str> {
    let (start, ends) = PROPERTIES.iter().find(|(start, _)| property.starts_with(start))?;
    let end = &property[start.len()..];
    ends.iter().find(|(known, _)| *known == end).map(|(_, name)| *name)
}

/// The name of a kind of thing.
fn kind(address: &str) -> &str {
    match KINDS.iter().find_map(|start| address.strip_prefix(start)) {
        Some("AlignmentObject") => "Alignment",
        Some(name) if !name.is_empty() => name,
        _ => address,
    }
}

/// What a document says of itself.
///
/// # Errors
/// When written down it would be longer than is read.
pub fn of(said: &Said<'_>) -> Result<Value, StrictError> {
    let mut about: BTreeMap<Thing<'_>, Vec<&Quad>> = BTreeMap::new();
    // What is said in a graph of its own (a signature) is not said of the thing.
    for quad in said.statements.iter().filter(|quad| quad.graph_name == GraphName::DefaultGraph) {
        about.entry(Thing::of(&quad.subject)).or_default().push(quad);
    }
    let reader = Reader { about, things: Cell::new(0), length: Cell::new(0) };
    reader.thing(Thing::of(&said.root), &mut Vec::new())
}

/// Something that statements speak of, by its address or by what stands for it.
/// A picture is its own address, so these are compared and not hashed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing<'a> {
    Named(&'a str),
    Nameless(&'a str),
}

impl<'a> Thing<'a> {
    fn of(node: &'a NamedOrBlankNode) -> Self {
        match node {
            NamedOrBlankNode::NamedNode(node) => Self::Named(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => Self::Nameless(node.as_str()),
        }
    }
}

struct Reader<'a> {
    /// What is said of each thing.
    about: BTreeMap<Thing<'a>, Vec<&'a Quad>>,
    things: Cell<usize>,
    length: Cell<usize>,
}

impl<'a> Reader<'a> {
    fn grow(&self, by: usize) -> Result<(), StrictError> {
        let length = self.length.get() + by;
        self.length.set(length);
        if length > MAX_LENGTH { Err(StrictError::refused("", Problem::TooLong)) } else { Ok(()) }
    }

    /// A thing with everything that is said of it; `within` are the things in
    /// whose description it stands.
    fn thing(&self, thing: Thing<'a>, within: &mut Vec<Thing<'a>>) -> Result<Value, StrictError> {
        self.things.set(self.things.get() + 1);
        if self.things.get() > MAX_THINGS {
            return Err(StrictError::refused("", Problem::TooLarge(MAX_THINGS)));
        }
        let mut written = Map::new();
        if let Thing::Named(address) = thing {
            self.grow(address.len())?;
            written.insert("id".into(), address.into());
        }
        // Round in circles it is named and not described once more.
        if within.contains(&thing) {
            return Ok(Value::Object(written));
        }
        within.push(thing);
        let mut kinds: Vec<&str> = Vec::new();
        let mut values: Vec<(&'static str, &'a Term)> = Vec::new();
        for quad in self.about.get(&thing).into_iter().flatten() {
            match (&quad.object, field(quad.predicate.as_str())) {
                (Term::NamedNode(address), _) if quad.predicate == rdf::TYPE => kinds.push(kind(address.as_str())),
                (Term::NamedNode(_) | Term::BlankNode(_), Some(ENDORSEMENT)) => {}
                (value, Some(name)) => values.push((name, value)),
                _ => {}
            }
        }
        let place = |(name, value): &(&'static str, &'a Term)| (*name, order::of_term(value.as_ref()));
        values.sort_unstable_by(|one, other| place(one).cmp(&place(other)));
        values.dedup();
        kinds.sort_unstable();
        kinds.dedup();
        if !kinds.is_empty() {
            written.insert("type".into(), json!(kinds));
        }
        for field in values.chunk_by(|(one, _), (other, _)| one == other) {
            let (name, _) = field[0];
            let mut said =
                field.iter().map(|(_, value)| self.value(name, value, within)).collect::<Result<Vec<_>, _>>()?;
            let value = match said.len() {
                1 => said.remove(0),
                _ => {
                    said.sort_by_cached_key(Value::to_string);
                    Value::Array(said)
                }
            };
            written.insert(name.into(), value);
        }
        within.pop();
        Ok(Value::Object(written))
    }

    fn value(&self, name: &str, value: &'a Term, within: &mut Vec<Thing<'a>>) -> Result<Value, StrictError> {
        match value {
            Term::Literal(literal) => {
                self.grow(literal.value().len())?;
                Ok(plain(literal))
            }
            Term::NamedNode(node) => self.named(name, node.as_str(), within),
            Term::BlankNode(node) => match Thing::Nameless(node.as_str()) {
                thing if self.about.contains_key(&thing) => self.thing(thing, within),
                _ => Ok(json!({})),
            },
        }
    }

    /// A thing with an address: described where something is said of it, else
    /// just its address.
    fn named(&self, name: &str, address: &'a str, within: &mut Vec<Thing<'a>>) -> Result<Value, StrictError> {
        // A purpose is a word of the security vocabulary, and short for it.
        if name == "proofPurpose" {
            return Ok(address.strip_prefix(SECURITY).unwrap_or(address).into());
        }
        let thing = Thing::Named(address);
        if self.about.contains_key(&thing) && !["verificationMethod", "statusListCredential"].contains(&name) {
            return self.thing(thing, within);
        }
        self.grow(address.len())?;
        Ok(address.into())
    }
}

/// A literal in the form in which JSON has it.
fn plain(literal: &Literal) -> Value {
    let text = literal.value();
    if let Some(language) = literal.language() {
        return json!({ "@value": text, "@language": language });
    }
    let datatype = literal.datatype();
    // Published contexts write the vocabulary of data types with either beginning.
    let is = |name: &str| {
        let known = ["http://www.w3.org/2001/XMLSchema#", "https://www.w3.org/2001/XMLSchema#"];
        known.iter().any(|start| datatype.as_str().strip_prefix(start) == Some(name))
    };
    if is("boolean") {
        return match text {
            "true" | "1" => Value::Bool(true),
            "false" | "0" => Value::Bool(false),
            _ => text.into(),
        };
    }
    if (is("integer") || is("positiveInteger") || is("nonNegativeInteger"))
        && let Ok(number) = text.parse::<i64>()
    {
        return number.into();
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::credential::Work;
    use crate::credential::contexts;
    use crate::credential::strict::{Words, said};

    fn read(fields: &Value) -> Value {
        let mut document = json!({
            "@context": [
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
            ],
            "id": "urn:uuid:1", "type": ["VerifiableCredential", "OpenBadgeCredential"],
        });
        document.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let object = document.as_object().unwrap();
        of(&said(object, &Words::default(), &[], contexts::bundled_only(), &Work::default()).unwrap()).unwrap()
    }

    #[test]
    fn all_that_is_said_of_one_thing_is_gathered() {
        let subject = |achievement: Value| json!({ "credentialSubject": { "type": "AchievementSubject", "achievement": achievement } });
        let whole = read(&subject(
            json!({ "id": "urn:uuid:2", "type": "Achievement", "name": "Kite", "description": "Built." }),
        ));
        let split = read(&subject(json!([
            { "id": "urn:uuid:2", "type": "Achievement", "name": "Kite" },
            { "id": "urn:uuid:2", "description": "Built." },
        ])));
        assert_eq!(whole, split);
        assert_eq!(whole["credentialSubject"]["achievement"]["name"], "Kite");
    }

    #[test]
    fn names_in_the_file_are_not_what_is_read() {
        let context = json!([
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            { "bestBefore": "https://www.w3.org/2018/credentials#validUntil", "u": { "@id": "urn:uuid:", "@prefix": true } }
        ]);
        let said = read(&json!({ "@context": context, "id": "u:7", "bestBefore": "2020-01-01T00:00:00Z" }));
        assert_eq!((&said["id"], &said["validUntil"]), (&json!("urn:uuid:7"), &json!("2020-01-01T00:00:00Z")));
    }

    #[test]
    fn what_contradicts_comes_as_a_list_and_circles_end() {
        let said = read(&json!({ "name": "Kite", "evidence": { "id": "urn:uuid:1", "name": "Boat" } }));
        assert_eq!(said["name"], json!(["Boat", "Kite"]));
        assert_eq!(said["evidence"], json!({ "id": "urn:uuid:1" }));
    }

    #[test]
    fn values_keep_their_kind() {
        let said = read(&json!({
            "name": [{ "@value": "Kite", "@language": "en" }, { "@value": "Drachen", "@language": "de" }],
            "credentialSubject": { "type": "AchievementSubject",
                "identifier": { "type": "IdentityObject", "hashed": true, "identityHash": "x" } },
        }));
        assert_eq!(said["name"][0], json!({ "@value": "Drachen", "@language": "de" }));
        assert_eq!(said["credentialSubject"]["identifier"]["hashed"], json!(true));
        // Of how many bits an entry of a list is.
        let said = read(&json!({ "credentialStatus": { "type": "BitstringStatusListEntry", "statusSize": 2 } }));
        assert_eq!(said["credentialStatus"]["statusSize"], json!(2));
    }

    #[test]
    fn every_property_that_bundled_contexts_call_so_is_read() {
        // Names that two contexts use for different things aside.
        let fields: HashSet<&str> =
            PROPERTIES.iter().flat_map(|(_, ends)| ends.iter().map(|(_, name)| *name)).collect();
        for name in ["issuer", "validUntil", "credentialSubject", "criteria", "narrative", "alignment", "encodedList"] {
            assert!(fields.contains(name), "{name}");
        }
        assert_eq!(field("https://purl.imsglobal.org/spec/vc/ob/vocab.html#Criteria"), Some("criteria"));
        assert_eq!(field("https://example.org/criteria"), None);
        assert_eq!(kind("https://schema.org/AlignmentObject"), "Alignment");
    }

    #[test]
    fn what_would_grow_without_end_is_refused() {
        // Each thing stands twice in the next.
        let mut inner = json!({ "id": "urn:uuid:a0", "name": "x" });
        for level in 1..14 {
            inner = json!({
                "id": format!("urn:uuid:a{level}"),
                "parentOrg": [inner, { "id": format!("urn:uuid:b{level}"), "parentOrg": { "id": format!("urn:uuid:a{}", level - 1) } }],
                "type": "Profile",
            });
        }
        let mut document = json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            "type": "VerifiableCredential",
        });
        document["issuer"] = inner;
        let text = document.to_string().replace(
            "\"parentOrg\":[{\"id\":\"urn:uuid:a0\"",
            "\"parentOrg\":[{\"type\":\"Profile\",\"id\":\"urn:uuid:a0\"",
        );
        let text = text.replace("{\"id\":\"urn:uuid:b", "{\"type\":\"Profile\",\"id\":\"urn:uuid:b");
        let document: Value = serde_json::from_str(&text).unwrap();
        let said =
            said(document.as_object().unwrap(), &Words::default(), &[], contexts::bundled_only(), &Work::default())
                .unwrap();
        assert!(of(&said).is_err());
    }
}
