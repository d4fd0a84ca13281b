//! Reading fields of verifiable credentials, each in one way or not at all.

use serde_json::Value;

use super::aligned::{AlignmentNames, alignments, layer};
use super::model::{BadgeView, IssuerView, RecipientView};
use super::profile::{self, Described};
use crate::credential::proof::Covers;
use crate::credential::values::{address, entries, first, language_of, text, words};

/// Reads fields and notes those that cannot be read in one way.
pub(super) struct Reader<'v> {
    covers: Covers,
    pub(super) described: Described<'v>,
    pub(super) contradicts: Vec<&'static str>,
    pub(super) unreadable: Vec<&'static str>,
    pub(super) unshown: Vec<&'static str>,
}

impl<'v> Reader<'v> {
    pub(super) fn new(covers: Covers, described: Described<'v>) -> Self {
        Self { covers, described, contradicts: Vec::new(), unreadable: Vec::new(), unshown: Vec::new() }
    }

    /// A text of which there can be one, in one or several languages.
    pub(super) fn text(&mut self, value: &Value, field: &'static str) -> Option<String> {
        self.one(value, &[field]);
        let shown = words(value.get(field));
        if shown.is_none() && entries(value.get(field)).any(|said| said.is_object() || said.is_array()) {
            self.unshown.push(field);
        }
        shown
    }

    /// Notes those of these fields that say several things.
    pub(super) fn one(&mut self, value: &Value, fields: &[&'static str]) {
        for field in fields {
            if let Some(Value::Array(said)) = value.get(*field) {
                self.one_of(said, field);
            }
        }
    }

    fn one_of(&mut self, said: &[Value], field: &'static str) {
        let said: Vec<&Value> = said.iter().filter(|entry| !entry.is_null()).collect();
        let mut languages: Vec<Option<&str>> = said.iter().map(|entry| language_of(entry)).collect();
        languages.sort_unstable();
        // One text in each language, however often it is said.
        let is_one =
            languages.windows(2).all(|pair| pair[0] != pair[1]) || said.windows(2).all(|pair| pair[0] == pair[1]);
        if !is_one && !self.contradicts.contains(&field) {
            self.contradicts.push(field);
        }
    }

    /// The things in a field that decides, each described or named by its
    /// address. Something else there is never taken for nothing.
    pub(super) fn things(&mut self, value: &'v Value, field: &'static str) -> Vec<&'v Value> {
        let Some(said) = value.get(field) else { return Vec::new() };
        let found: Vec<&Value> = entries(Some(said)).filter(|entry| is_thing(entry)).collect();
        if found.is_empty() || found.len() < entries(Some(said)).count() {
            self.unreadable.push(field);
        }
        found
    }

    /// An identifier, which decides of whom or what is spoken: taken as it
    /// stands or not at all.
    pub(super) fn id(&mut self, value: Option<&Value>, what: &'static str) -> Option<String> {
        match value {
            None => None,
            // What nobody can see could not be told from another one.
            Some(Value::String(id)) if text(value).as_ref() == Some(id) => Some(id.clone()),
            Some(_) => {
                self.unreadable.push(what);
                None
            }
        }
    }

    /// What is said about the badge itself.
    pub(super) fn badge(&mut self, class: &'v Value) -> BadgeView {
        let contradiction = self.described.contradiction(class, &["name", "description"]);
        self.contradicts.extend(contradiction);
        // Whether described or named by an address, there is one of each, however often it is said.
        for field in ["criteria", "image"] {
            let mut said = entries(class.get(field));
            if said.next().is_some_and(|first| said.any(|other| other != first)) {
                self.contradicts.push(field);
            }
        }
        let criteria = first(class.get("criteria"));
        let narrative = self.text(criteria, "narrative");
        for alignment in entries(class.get("alignment")) {
            self.one(alignment, &["targetName", "targetUrl", "targetFramework", "targetCode", "targetType"]);
        }
        let mut aligned = alignments(class.get("alignment"), AlignmentNames::default());
        if self.covers == Covers::Meaning {
            // Their order is not signed.
            aligned.sort_by_cached_key(|(view, _)| view.name.as_ref().map(|name| name.to_lowercase()));
        }
        let image = class.get("image");
        let id = if class.is_string() { Some(class) } else { class.get("id") };
        BadgeView {
            id: self.id(id, "achievement.id"),
            name: self.text(class, "name"),
            description: self.text(class, "description"),
            criteria_page: text(criteria.get("id")),
            criteria: narrative.or_else(|| text(criteria.get("id"))).or_else(|| words(Some(criteria))),
            skills: aligned.iter().filter(|(_, skill)| *skill).filter_map(|(view, _)| view.name.clone()).collect(),
            layer: layer(&aligned),
            issuer: IssuerView::default(),
            image_alt: self.text(first(image), "caption"),
            image: address(first(image)).map(str::to_owned),
            alignments: aligned.into_iter().map(|(view, _)| view).collect(),
            others: Vec::new(),
        }
    }

    pub(super) fn issuer(&mut self, value: Option<&'v Value>) -> IssuerView {
        let Some(value) = value else { return IssuerView::default() };
        let id = if value.is_object() { value.get("id") } else { Some(value) };
        profile::issuer(self.id(id, "issuer"), &self.described.all(value))
    }

    pub(super) fn recipients(&mut self, subject: &Value) -> Vec<RecipientView> {
        let id = if subject.is_string() { Some(subject) } else { subject.get("id") };
        let mut found: Vec<_> = self.id(id, "credentialSubject.id").map(RecipientView::Id).into_iter().collect();
        for identity in entries(subject.get("identifier")).filter(|identity| !identity.is_null()) {
            let hash = identity.get("identityHash").filter(|hash| !hash.is_null());
            if !identity.is_object() || hash.is_some_and(|hash| text(Some(hash)).is_none()) {
                self.unreadable.push("credentialSubject.identifier");
            }
            self.one(identity, &["identityHash", "identityType", "hashed", "salt"]);
            let Some(hash) = text(identity.get("identityHash")) else { continue };
            let kind = text(identity.get("identityType")).unwrap_or_default();
            let hashed = identity.get("hashed") != Some(&Value::Bool(false));
            found.push(if hashed {
                RecipientView::Hashed(kind, hash, salt(identity.get("salt")))
            } else {
                RecipientView::Plain(kind, hash)
            });
        }
        found
    }
}

/// The salt of a sealed identity, which is empty where there is none. One that is
/// there counts as it stands; what is no single text is never taken for none.
pub(super) fn salt(said: Option<&Value>) -> Option<String> {
    let Some(said) = said else { return Some(String::new()) };
    let mut all = entries(Some(said)).map(|one| one.get("@value").unwrap_or(one).as_str());
    match (all.next(), all.next()) {
        (Some(salt), None) => salt.map(str::to_owned),
        _ => None,
    }
}

/// Whether a value describes a thing or is the address of one, and not a value
/// or a list that is written out.
fn is_thing(value: &Value) -> bool {
    match value {
        Value::String(_) => true,
        Value::Object(fields) => {
            const OF_THINGS: [&str; 4] = ["@context", "@type", "@language", "@direction"];
            !fields.keys().any(|field| field.starts_with('@') && !OF_THINGS.contains(&field.as_str()))
        }
        _ => false,
    }
}
