//! Spellings of values that are one to a signature over a graph and not to programs
//! that read JSON by the names of its fields: a value in an object, a list where one
//! value is due, one thing described in several places.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use oxrdf::{NamedNode, Quad};
use serde_json::Value;

use super::context::{Coercion, Term};
use super::said::{ENDORSEMENT, ENTRY, Inside};

/// Fields of which the standards know one value.
const SINGLE: [&str; 25] = [
    "achievementType",
    "awardedDate",
    "creator",
    "criteria",
    "description",
    "email",
    "endorsementComment",
    "expirationDate",
    "hashed",
    "identityHash",
    "identityType",
    "image",
    "issuanceDate",
    "issuer",
    "name",
    "narrative",
    "salt",
    "source",
    "statusListCredential",
    "statusListIndex",
    "targetName",
    "targetUrl",
    "url",
    "validFrom",
    "validUntil",
];

/// Fields whose value is an address alone.
const ADDRESSES: [&str; 2] = ["statusListCredential", "verificationMethod"];

const CREDENTIALS: &str = "https://www.w3.org/2018/credentials#";

/// What programs look for in the place where a thing stands: by the field in which it
/// stands (none for the credential), and the properties, or the beginning of all.
const LOOKED_FOR: [(&str, &[&str]); 3] = [
    ("", &[CREDENTIALS]),
    (
        "https://www.w3.org/2018/credentials#credentialSubject",
        &[
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#identifier",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#result",
        ],
    ),
    (
        "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement",
        &[
            "https://schema.org/name",
            "https://schema.org/description",
            "https://schema.org/keywords",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievementType",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#alignment",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Criteria",
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#image",
        ],
    ),
];

/// What an endorsement says of the thing that it endorses.
const COMMENT: &str = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementComment";

/// Whether a field has its value in a form that programs do not look for.
pub(super) fn is_roundabout(word: &str, value: &Value) -> bool {
    // Languages can be told in no other way.
    let in_language = |value: &Value| value.get("@language").is_some();
    match value {
        Value::Array(list) => SINGLE.contains(&word) && !list.is_empty() && !list.iter().all(in_language),
        Value::Object(_) => ADDRESSES.contains(&word),
        _ => false,
    }
}

/// Whether a value is text where a number or a truth value is due, or the other way
/// round: the word makes the same of both.
pub(super) fn is_of_another_kind(value: &Value, coercion: &Coercion) -> bool {
    const NO_TEXTS: [&str; 7] =
        ["boolean", "integer", "positiveInteger", "nonNegativeInteger", "decimal", "double", "float"];
    let Coercion::Datatype(kind) = coercion else { return false };
    let is_text = !NO_TEXTS.contains(&kind.rsplit(['#', '/']).next().unwrap_or_default());
    value.is_string() != is_text
}

/// How many renamed fields and roundabout values are told.
const MAX_TOLD: usize = 8;

/// What there is to tell of how a document is spelt.
#[derive(Default)]
pub(super) struct Spelling {
    renamed: RefCell<Vec<(String, String)>>,
    roundabout: RefCell<Vec<String>>,
    descriptions: RefCell<Vec<Description>>,
}

impl Spelling {
    /// Notes that something goes by another name than programs look for.
    pub(super) fn renamed(&self, place: &str, word: &str) {
        let mut renamed = self.renamed.borrow_mut();
        if renamed.len() < MAX_TOLD {
            renamed.push((place.to_owned(), word.to_owned()));
        }
    }

    /// Notes that a value is not written as programs look for it.
    pub(super) fn roundabout(&self, place: &str) {
        let mut roundabout = self.roundabout.borrow_mut();
        if roundabout.len() < MAX_TOLD {
            roundabout.push(place.to_owned());
        }
    }

    /// The same of the value of a known field.
    pub(super) fn value(&self, term: Option<&Term>, place: &str) {
        if term.is_some_and(Term::is_bundled) {
            self.roundabout(place);
        }
    }

    /// Keeps what is said of a thing in one place.
    pub(super) fn describe(&self, thing: Option<Description>) {
        self.descriptions.borrow_mut().extend(thing);
    }

    /// The renamed fields, and the places of roundabout values.
    pub(super) fn told(self, statements: &[Quad], inside: &[Inside<'_>]) -> (Vec<(String, String)>, Vec<String>) {
        let mut roundabout = self.roundabout.into_inner();
        roundabout.extend(split(&self.descriptions.into_inner(), statements, inside));
        (self.renamed.into_inner(), roundabout)
    }
}

/// Where something is said of a thing.
pub(super) struct Description {
    subject: NamedNode,
    place: String,
    /// Where among the statements it begins.
    begin: usize,
    /// The field in which it stands; empty for the credential.
    field: String,
    /// The first statement of each property that it has, and how many values.
    said: Vec<(usize, usize)>,
}

impl Description {
    pub(super) fn of(subject: NamedNode, place: &str, begin: usize, property: Option<&Term>) -> Self {
        let field = property.and_then(|term| term.iri.clone()).filter(|_| !place.is_empty()).unwrap_or_default();
        Self { subject, place: place.to_owned(), begin, field, said: Vec::new() }
    }

    /// Adds a property of which so many values are said from this statement on.
    pub(super) fn add(&mut self, first: usize, values: usize) {
        if values > 0 {
            self.said.push((first, values));
        }
    }

    /// What programs look for where it stands.
    fn looked_for(&self) -> &'static [&'static str] {
        let is_here = |field: &str| field == self.field && field.is_empty() == self.place.is_empty();
        LOOKED_FOR.iter().find(|(field, _)| is_here(field)).map_or(&[], |(_, properties)| properties)
    }

    /// How many values of each property it has; `None` in the entry of a record, which
    /// says everything once more.
    fn properties<'s>(&self, statements: &'s [Quad], inside: &[Inside<'_>]) -> Option<HashMap<&'s str, usize>> {
        let within = inside.iter().find(|inside| inside.made.contains(&self.begin)).map(|inside| inside.field);
        let mut properties = HashMap::new();
        for (first, values) in &self.said {
            let property = statements.get(*first)?.predicate.as_str();
            // What others say of it is said in a credential of theirs.
            if within != Some(ENDORSEMENT) || property != COMMENT {
                *properties.entry(property).or_default() += values;
            }
        }
        (within != Some(ENTRY)).then_some(properties)
    }
}

/// Where a thing is described that no one place describes as a whole. What a thing is
/// besides, as an issuer may be who earned it, is said where it is that.
fn split(descriptions: &[Description], statements: &[Quad], inside: &[Inside<'_>]) -> Option<String> {
    let mut things: HashMap<&str, Vec<&Description>> = HashMap::new();
    for one in descriptions {
        things.entry(one.subject.as_str()).or_default().push(one);
    }
    let several = things.values().filter(|all| all.len() > 1);
    let described = several
        .map(|all| all.iter().filter_map(|one| Some((*one, one.properties(statements, inside)?))).collect::<Vec<_>>());
    described.filter_map(|all| lacking(&all)).min()
}

/// Where none of these descriptions of a thing has all that is said of it in such a
/// place, and all that is looked for there.
fn lacking(all: &[(&Description, HashMap<&str, usize>)]) -> Option<String> {
    let mut in_field: HashMap<&str, HashMap<&str, usize>> = HashMap::new();
    let mut anywhere: HashMap<&str, usize> = HashMap::new();
    for (one, properties) in all {
        for (property, values) in properties {
            for known in [in_field.entry(&one.field).or_default(), &mut anywhere] {
                let most = known.entry(property).or_default();
                *most = (*most).max(*values);
            }
        }
    }
    let has_all = |one: &Description, properties: &HashMap<&str, usize>| {
        let has = |property: &str, values: usize| properties.get(property).is_some_and(|own| *own >= values);
        let is_looked_for = |property: &str| {
            one.looked_for().iter().any(|one| property == *one || (one.ends_with('#') && property.starts_with(one)))
        };
        in_field.get(&*one.field).into_iter().flatten().all(|(property, values)| has(property, *values))
            && anywhere.iter().all(|(property, values)| !is_looked_for(property) || has(property, *values))
    };
    let whole: HashSet<&str> =
        all.iter().filter(|(one, properties)| has_all(one, properties)).map(|(one, _)| one.field.as_str()).collect();
    all.iter().find(|(one, _)| !whole.contains(one.field.as_str())).map(|(one, _)| one.place.clone())
}
