//! Lists that name what was withdrawn one by one: those of Open Badges before
//! 3.0, and `1EdTechRevocationList`. They are not signed; their address speaks
//! for them.

use serde_json::{Map, Value};
use url::Url;

use super::judge::Judge;
use super::linked::Part;
use super::sources::{Lookup, Origin, Want};
use super::withdrawal::WHY;
use crate::badge::{as_address, quoted};
use crate::credential::view::{Standard, text};
use crate::credential::{did, did_web};

/// What a list says of a badge.
enum Said {
    Withdrawn(String),
    Nothing,
    Unreadable,
}

/// The address of a list, alone or with what is said of it; `None` for anything else, and
/// for several.
fn place_of(list: &Value) -> Option<String> {
    let list = match list.as_array().map(Vec::as_slice) {
        Some([only]) => only,
        _ => list,
    };
    list.as_str().or_else(|| list.get("id")?.as_str()).map(str::to_owned)
}

impl Judge<'_> {
    /// The revocation list of an issuer of Open Badges 2.0 and before: the one
    /// that its profile names today. One that the badge itself names brings bad
    /// news, too, but no good ones.
    pub(super) fn older_list(&mut self) -> bool {
        let named = self.view.revocation_list.take();
        let told = named.as_ref().and_then(place_of);
        let is_read = named.is_none()
            || told.is_some()
            || self.open("Where its issuer announces what it has withdrawn cannot be read in it.");
        self.list_of_today(told) && is_read
    }

    /// The list that the issuer's profile names today, beside the one that the badge names.
    fn list_of_today(&mut self, told: Option<String>) -> bool {
        if self.report.form.as_deref() != Some("signed") {
            return told.is_none_or(|url| self.revoked_at(&url));
        }
        let withdrawn = self.over.len();
        // Good news the badge's own list is not, and not to know of any from it is none either.
        let is_told_nothing = told.as_ref().is_none_or(|url| self.revoked_at(url));
        if self.over.len() > withdrawn {
            return true;
        }
        let issuer = self.issuer_id();
        match self.task.sources.json(&issuer) {
            Lookup::Found(_, Origin::SentOn(other)) => self.open(&format!(
                "Where its withdrawal would be announced is not known: {issuer} sent on to {other}, which does not speak for it.", issuer = did::named(&issuer), other = as_address(&other))),
            Lookup::Found(profile, _) => match Part::Profile.doubt(&profile, &issuer) {
                Some(why) => self.would_be_said_by(&issuer, &why),
                None => match field(&profile, "revocationList") {
                    None => is_told_nothing,
                    Some(list) => match place_of(list) {
                        Some(url) if told.as_ref() == Some(&url) => is_told_nothing,
                        Some(url) => self.revoked_at(&url) && is_told_nothing,
                        None => self.open(&format!("Where {issuer} announces what it has withdrawn cannot be read.", issuer = did::named(&issuer))),
                    },
                },
            },
            Lookup::Failed(why) => self.would_be_said_by(&issuer, &why),
            Lookup::NotAsked => match Want::new(&issuer, WHY) {
                Some(want) => {
                    self.want(Some(want));
                    self.would_be_said_by(&issuer, "It was not read.")
                }
                None if is_on_the_web(&issuer) => {
                    self.would_be_said_by(&issuer, "Only public addresses with https:// are asked.")
                }
                // An issuer that is known by nothing but a name or a key announces nothing.
                None => is_told_nothing,
            },
        }
    }

    /// Where a withdrawal would be announced only the issuer's own profile tells, which is
    /// not at hand; why.
    fn would_be_said_by(&mut self, issuer: &str, why: &str) -> bool {
        let issuer = did::named(issuer);
        self.open(&format!("Where its withdrawal would be announced, {issuer} would say. {why}"))
    }

    fn revoked_at(&mut self, url: &str) -> bool {
        match self.list(url) {
            Some((list, origin)) => self.named_in(&list, &origin, "revokedAssertions", url),
            None => false,
        }
    }

    /// What a list says that names what was withdrawn in a field.
    pub(super) fn named_in(&mut self, list: &Value, origin: &Origin, field: &str, url: &str) -> bool {
        if let Origin::SentOn(other) = origin {
            return self.open(&format!(
                "Whether it was withdrawn is not known: {url} sent on to {other}, which does not speak for it.",
                url = as_address(url),
                other = as_address(other)
            ));
        }
        let of_another = |name: &str, wanted: &str| {
            let named = list.get(name).or_else(|| list.get(format!("@{name}")));
            let named = named.map(|value| value.get("id").or_else(|| value.get("@id")).unwrap_or(value));
            named.is_some_and(|named| named.as_str() != Some(wanted))
        };
        // Of 1.x, a list is a bare table without a word about itself.
        let is_table = self.view.standard == Standard::Ob1 && self::field(list, field).is_none();
        if !is_table && (of_another("id", url) || of_another("issuer", &self.issuer_id())) {
            return self.open(&format!(
                "The list at {url} says that it is another issuer's, or another list.",
                url = as_address(url)
            ));
        }
        let names: Vec<String> =
            self.view.id.iter().chain(&self.names).filter(|name| !name.is_empty()).cloned().collect();
        if names.is_empty() {
            let message = format!(
                "Whether it was withdrawn is not known: {url} lists awards by identifiers, and this one has none.",
                url = as_address(url)
            );
            return self.open(&message);
        }
        let said = match (self::field(list, field), list) {
            (Some(Value::Array(entries)), _) => among(entries, &names),
            (None, Value::Object(table)) if is_table => match names.iter().find_map(|name| table.get(name.as_str())) {
                Some(reason) => Said::Withdrawn(text(Some(reason)).unwrap_or_default()),
                None if is_list(table) => Said::Nothing,
                None => {
                    return self
                        .open(&format!("What lies at {url} is no list of withdrawn badges.", url = as_address(url)));
                }
            },
            _ => {
                return self
                    .open(&format!("What lies at {url} is no list of withdrawn badges.", url = as_address(url)));
            }
        };
        match said {
            Said::Withdrawn(reason) => {
                let why = if reason.is_empty() { ".".to_owned() } else { format!(": {}.", quoted(&reason)) };
                self.withdrawn(format!("Its issuer has withdrawn it{why}"), url);
            }
            Said::Nothing => self.not_withdrawn("", url),
            Said::Unreadable => {
                return self.open(&format!(
                    "Whether it was withdrawn is not known: an entry of {url} cannot be read.",
                    url = as_address(url)
                ));
            }
        }
        true
    }
}

/// Whether a bare table lists withdrawn badges, as those of 1.x do: identifiers
/// with reasons. It says nothing about itself, and an answer that something
/// went wrong is a table, too; so each word has to look like an identifier.
fn is_list(table: &Map<String, Value>) -> bool {
    let is_identifier = |key: &str| {
        let is_word = key.bytes().all(|byte| byte.is_ascii_graphic());
        is_word && key.len() <= 200 && key.contains(|letter: char| letter.is_ascii_digit() || letter == ':')
    };
    table.iter().all(|(key, reason)| reason.is_string() && is_identifier(key))
}

/// Whether an identifier is an address at which somebody could be asked in some way.
fn is_on_the_web(issuer: &str) -> bool {
    did_web::document_of(issuer).is_some() || Url::parse(issuer).is_ok_and(|url| url.has_host())
}

/// Whether two names are one, as far as spaces around them and the letters of a UUID go.
fn is_same(known: &str, name: &str) -> bool {
    let name = name.trim();
    let is_uuid = |name: &str| name.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("urn:uuid:"));
    known == name || (is_uuid(known) && known.eq_ignore_ascii_case(name))
}

/// What a field says whose name is written as it is or as the whole address of its word.
fn field<'v>(of: &'v Value, name: &str) -> Option<&'v Value> {
    let is_it = |word: &str| word.strip_suffix(name).is_some_and(|before| before.ends_with(['#', '/', ':']));
    of.get(name).or_else(|| of.as_object()?.iter().find(|(word, _)| is_it(word)).map(|(_, value)| value))
}

/// What the entries of a list say of a badge of these names.
fn among(entries: &[Value], names: &[String]) -> Said {
    let mut said = Said::Nothing;
    for entry in entries {
        let named = [entry.get("id"), entry.get("@id"), entry.get("uid"), Some(entry)].into_iter().flatten();
        let named = named.filter_map(Value::as_str);
        let mut named = named.peekable();
        if named.peek().is_none() {
            said = Said::Unreadable;
        }
        let counts = entry.get("revoked") != Some(&Value::Bool(false));
        if counts && named.any(|name| names.iter().any(|known| is_same(known, name))) {
            return Said::Withdrawn(text(entry.get("revocationReason")).unwrap_or_default());
        }
    }
    said
}
