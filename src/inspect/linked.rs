//! The parts of a badge of Open Badges 2.x and before that may lie at addresses of
//! their own: what was earned, and who awarded it.

use serde_json::Value;

use super::key_trust::sent_on;
use super::sources::{Lookup, Origin, Sources, Want};
use crate::badge::as_address;
use crate::credential::issuer_id;
use crate::credential::view::entries;

/// An assertion with its badge class and its issuer in place, as far as they
/// are known.
pub(super) struct Assembled {
    pub(super) whole: Value,
    /// What to fetch for the rest.
    pub(super) wants: Vec<Want>,
    /// Why it is not shown on the web what was earned and who awarded it, if it is not.
    pub(super) lacks: Option<String>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Class,
    Profile,
}

impl Part {
    /// Whether a document says that it is one: by its type or its identifier, or by
    /// what one of before 1.1 had to have. Everything else that an address may
    /// answer, such as that nothing was found, describes nobody and nothing.
    fn is(self, document: &Value, url: &str) -> bool {
        let text = |name: &str| document.get(name).is_some_and(Value::is_string);
        let (types, earlier) = match self {
            Self::Class => (&["BadgeClass"][..], text("name") && document.get("issuer").is_some()),
            Self::Profile => (&["Issuer", "Profile"][..], text("name") && text("url")),
        };
        let mut named = entries(document.get("type").or(document.get("@type"))).filter_map(Value::as_str);
        let id = document.get("id").or(document.get("@id")).and_then(Value::as_str);
        earlier
            || named.any(|name| types.contains(&name))
            || id.is_some_and(|id| issuer_id::normal(id) == issuer_id::normal(url))
    }

    /// Why a document at an address is not the one of whoever or whatever is known by it,
    /// if it is not.
    pub(super) fn doubt(self, document: &Value, url: &str) -> Option<String> {
        if self.is(document, url) { Self::is_anothers(document, url) } else { Some(self.is_none(url)) }
    }

    /// What to say where one that is none lies at an address.
    fn is_none(self, url: &str) -> String {
        let what = match self {
            Self::Class => "does not describe a badge",
            Self::Profile => "does not describe an issuer",
        };
        format!("What lies at {url} {what}.", url = as_address(url))
    }

    /// What to say of a document at an address that says itself that it is of another one,
    /// and so says nothing of who or what is known by this one.
    fn is_anothers(document: &Value, url: &str) -> Option<String> {
        let id = document.get("id").or(document.get("@id"))?;
        let other = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        (!id.is_string() || !issuer_id::same(&other, url)).then(|| {
            format!("What lies at {url} says that it is of {other}.", url = as_address(url), other = as_address(&other))
        })
    }

    fn why(self) -> &'static str {
        match self {
            Self::Class => "read what the badge says",
            Self::Profile => "read who the issuer is",
        }
    }
}

impl Assembled {
    pub(super) fn of(assertion: &Value, sources: &Sources) -> Self {
        let mut assembled = Self { whole: assertion.clone(), wants: Vec::new(), lacks: None };
        let Some(mut badge) = assembled.part(assertion.get("badge"), Part::Class, sources) else {
            return assembled;
        };
        if let Some(issuer) = assembled.part(badge.get("issuer"), Part::Profile, sources)
            && let Some(badge) = badge.as_object_mut()
        {
            badge.insert("issuer".into(), issuer);
        }
        if let Some(whole) = assembled.whole.as_object_mut() {
            whole.insert("badge".into(), badge);
        }
        assembled
    }

    /// A part that stands there, and so is from where the whole is, or lies at an
    /// address.
    fn part(&mut self, value: Option<&Value>, part: Part, sources: &Sources) -> Option<Value> {
        let url = match value {
            Some(stands_there @ Value::Object(_)) => return Some(stands_there.clone()),
            Some(Value::String(url)) => url,
            _ => return self.lack(format!("It gives no address at which to {}.", part.why())),
        };
        let (found, origin) = match sources.json(url) {
            Lookup::Found(found, origin) => match part.doubt(&found, url) {
                Some(why) => return self.lack(why),
                None => (found, origin),
            },
            Lookup::Failed(why) => return self.lack(why),
            Lookup::NotAsked => {
                self.wants.extend(Want::new(url, part.why()));
                return self.lack(format!("{url} was not fetched.", url = as_address(url)));
            }
        };
        let mut found = Value::clone(&found);
        let fields = found.as_object_mut()?;
        // Where it does not say by which address it is known, it is the one that it was found at.
        fields.insert("id".into(), Value::from(url.as_str()));
        let speaks_not = match origin {
            Origin::Web => None,
            // What another place says is shown at most: who awards it decides, and so does what is said of them.
            Origin::SentOn(other) if part == Part::Profile => return self.lack(sent_on(url, &other)),
            Origin::SentOn(other) => {
                fields.remove("issuer");
                Some(sent_on(url, &other))
            }
            Origin::File => Some(format!("{url} was not fetched but handed in.", url = as_address(url))),
        };
        self.lacks = self.lacks.take().or(speaks_not);
        Some(found)
    }

    /// That a part is not there, and why.
    fn lack(&mut self, why: String) -> Option<Value> {
        self.lacks.get_or_insert(why);
        None
    }
}
