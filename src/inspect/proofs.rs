//! Proofs inside a credential, and what they cover: what is read of it is what
//! they sign.

use std::collections::HashSet;

use oxrdf::Term;
use serde_json::{Map, Value};

use super::digests;
use super::inner::{self, Inner};
use super::key_trust::{find_key, keys_to_try};
use super::kinds::is_record;
use super::options::Task;
use super::report::{Check, Outcome, Report};
use super::ruling::Weight;
use super::sources::{Lookup, Want};
use super::statements::{Shared, named, things};
use super::vocabulary::PRESENTED;
use crate::badge::as_address;
use crate::credential::contexts::{self, Fetched};
use crate::credential::proof::{self, Against, Checked, Covers, Document, ProofError, Verified};
use crate::credential::reading;
use crate::credential::strict::{self, Said, StrictError};
use crate::credential::view::{self, RecipientView};

/// The most contexts that are looked up for one credential.
const MAX_CONTEXTS: usize = 8;

/// What the addresses of words begin with that tokens have.
const TOKENS: &str = "https://www.iana.org/assignments/jwt#";

/// A credential whose proofs were checked.
pub(super) struct Proven {
    /// What came of each proof.
    pub(super) proofs: Result<Vec<Checked>, ProofError>,
    /// What may be read: the statements that were signed, or the text as it
    /// stands.
    pub(super) content: Value,
    /// Which of the two it is.
    pub(super) covers: Covers,
    /// What stands where endorsements stand.
    pub(super) inside: Vec<Inner>,
    /// The credentials that it holds, where statements were signed.
    pub(super) entries: Option<Entries>,
    /// Whether parts are signed of which only digests stand there.
    pub(super) is_digested: bool,
    /// What there is to tell on the way.
    pub(super) notes: Vec<Check>,
    pub(super) wants: Vec<Want>,
    /// Why what its statements say cannot be shown.
    pub(super) unread: Option<StrictError>,
    /// The address of a context of the file that was changed in place.
    pub(super) moving: Option<&'static str>,
    /// Whether its proofs stand in a list, as the official schema asks.
    pub(super) listed: bool,
}

/// The credentials that a credential of signed statements holds.
pub(super) struct Entries {
    /// Whatever stands where the entries of a record stand.
    pub(super) inside: Vec<Inner>,
    /// Whether all that its statements name is there.
    pub(super) is_whole: bool,
    /// What a record and its entries say together; null where nothing was set aside.
    with_record: Value,
}

impl Entries {
    /// What a record says of its earner that none of its entries says, as these
    /// reports on them tell; `None` when that is nothing.
    pub(super) fn said_by_none<'r>(&self, reports: &'r [Report]) -> Option<Value> {
        let mut own = self.with_record.clone();
        let badges = |of: &'r Report| of.badge.iter().flat_map(|badge| std::iter::once(badge).chain(&badge.others));
        // To others than its earner an entry awards nothing.
        let is_to = |report: &Report, earner: Option<&str>| {
            let id = |name: &RecipientView| matches!(name, RecipientView::Id(id) if Some(id.as_str()) == earner);
            let is_seen = |names: &Vec<RecipientView>| names.iter().any(|name| matches!(name, RecipientView::Id(_)));
            earner.is_none() || report.earners.iter().any(|names| !is_seen(names) || names.iter().any(id))
        };
        // Looked up, since there may be many of everything.
        let known = |earner: Option<&str>| -> (HashSet<Option<&str>>, HashSet<Option<&str>>) {
            let known = reports.iter().filter(|report| is_to(report, earner)).flat_map(badges);
            known.map(|badge| (badge.id.as_deref(), badge.name.as_deref())).unzip()
        };
        let mut says = false;
        for subject in entries_mut(own.get_mut("credentialSubject")) {
            if let Some(said) = subject.remove("achievement") {
                let (ids, names) = known(subject.get("id").and_then(Value::as_str));
                let is_known = |achievement: &&Value| match achievement.get("id").or(Some(*achievement)) {
                    Some(Value::String(id)) => ids.contains(&Some(id.as_str())),
                    _ => names.contains(&view::text(achievement.get("name")).as_deref()),
                };
                let left: Vec<Value> = view::entries(Some(&said)).filter(|one| !is_known(one)).cloned().collect();
                if !left.is_empty() {
                    says = true;
                    subject.insert("achievement".into(), left.into());
                }
            }
        }
        says.then_some(own)
    }

    fn of(said: &Said<'_>, statements: &Shared<'_>) -> Self {
        let things_inside = Inner::all(said, strict::ENTRY, statements);
        let tokens = named(said, strict::ENTRY).filter_map(|entry| match entry {
            Term::Literal(token) => Some(Inner::Token(token.value().to_owned())),
            _ => None,
        });
        let is_whole = things(said, strict::ENTRY) <= things_inside.len() && named(said, PRESENTED).next().is_none();
        let mut inside: Vec<Inner> = things_inside.into_iter().chain(tokens).collect();
        inside.sort_by_cached_key(Inner::key);
        Self { inside, is_whole, with_record: Value::Null }
    }

    /// Whether it holds none.
    pub(super) fn are_none(&self) -> bool {
        self.inside.is_empty() && self.is_whole
    }
}

/// Checks the proofs of a credential and says what it says.
pub(super) fn checked(document: &Document<'_>, task: &Task<'_>) -> Proven {
    let object = document.object();
    let mut proven = Proven {
        moving: contexts::moving(object),
        listed: object.get("proof").is_none_or(Value::is_array),
        ..Proven::unchecked(Value::Null, Covers::Text, ProofError::Missing)
    };
    match with_contexts(document, task, &mut proven) {
        Ok(verified) => as_it_was_meant(document, task, verified, &mut proven),
        Err(error) => {
            let said = strict::said(object, document.words(), &["proof"], contexts::bundled_only(), &task.work).ok();
            proven.read(said.as_ref());
            proven.proofs = Err(error);
        }
    }
    if proven.covers == Covers::Meaning && !proven.is_digested && digests::is_map_digested(object) {
        let message = "Parts of it look as if they stood there by their digests only, as in an SD-JWT (“_sd” or “...”). \
                       Its signature knows nothing of such parts, and what others may show for them nobody signed.";
        proven.notes.push(Check::new("format", Outcome::Note, message));
    }
    // What nobody signed as statements is read as it stands.
    if proven.covers == Covers::Text {
        proven.content = Value::Object(without_proof(object));
        view::with_signed_numbers(&mut proven.content);
        proven.reads_by_signed_words(task);
        proven.inside = inner::in_text(&proven.content);
    }
    proven
}

/// The same of a credential of which only the statements are at hand, and those
/// of each of its proofs; `None` when what they say cannot be written down.
pub(super) fn stated(said: Said<'_>, proofs: Vec<Said<'_>>, task: &Task<'_>) -> Option<Proven> {
    let content = reading::of(&said).ok()?;
    let entries = Entries::of(&said, &Shared::of(&said));
    let is_digested = is_digested(&said);
    let proofs = with_keys(task, |against| proof::verify_stated(said, proofs, against)).map(|verified| verified.proofs);
    let read = Proven::unchecked(content, Covers::Meaning, ProofError::Missing);
    Some(Proven { proofs, entries: Some(entries), is_digested, ..read })
}

impl Proven {
    /// A credential of which no proof was checked, and why.
    pub(super) fn unchecked(content: Value, covers: Covers, why: ProofError) -> Self {
        Self {
            proofs: Err(why),
            content,
            covers,
            inside: Vec::new(),
            entries: None,
            is_digested: false,
            notes: Vec::new(),
            wants: Vec::new(),
            unread: None,
            moving: None,
            listed: true,
        }
    }

    /// Whether a signature fits what it says. Others than the right statements do
    /// not fit, which says nothing of them.
    pub(super) fn fits(&self) -> bool {
        let altered = |checked: &Checked| checked.result == Err(ProofError::Altered);
        self.proofs.as_ref().is_ok_and(|proofs| !proofs.iter().all(altered))
    }

    /// Whether every signature fits it.
    pub(super) fn fits_each(&self) -> bool {
        let altered = |checked: &Checked| checked.result == Err(ProofError::Altered);
        self.proofs.as_ref().is_ok_and(|proofs| !proofs.iter().any(altered))
    }

    /// Whether any of its signatures is over a text.
    pub(super) fn is_signed_as_text(&self) -> bool {
        let is_text = |checked: &Checked| checked.covers == Covers::Text;
        self.proofs.as_ref().is_ok_and(|proofs| proofs.iter().any(is_text))
    }

    fn settle(&mut self, object: &Map<String, Value>, verified: Verified<'_>, task: &Task<'_>) {
        let notes = self.notes.len();
        if verified.proofs.iter().any(|checked| checked.covers == Covers::Meaning) {
            self.read(verified.said.as_ref());
        }
        // What the issuer signed is what is read; others may have signed it in another way.
        let said = |covers: Covers, content: Option<&Value>| {
            let issuer = content.map(|issuer| issuer.get("id").unwrap_or(issuer).as_str().unwrap_or_default());
            let of_its_kind = verified.proofs.iter().filter(|checked| checked.covers == covers);
            of_its_kind.map(|checked| Weight::of(checked, issuer.unwrap_or_default(), task)).max()
        };
        if said(Covers::Text, object.get("issuer")) > said(Covers::Meaning, self.content.get("issuer")) {
            self.notes.truncate(notes);
            (self.covers, self.unread, self.entries) = (Covers::Text, None, None);
        }
        self.proofs = Ok(verified.proofs);
    }

    /// Leaves out the lists of words that whoever signed the text did not sign: others read
    /// it by them, too, and anybody may add some.
    fn reads_by_signed_words(&mut self, task: &Task<'_>) {
        let (Ok(proofs), Value::Object(content)) = (&self.proofs, &mut self.content) else { return };
        let id = content.get("issuer").map(|issuer| issuer.get("id").unwrap_or(issuer));
        let issuer = id.and_then(Value::as_str).unwrap_or_default();
        let over_text = || proofs.iter().filter(|checked| checked.covers == Covers::Text);
        let weight = |checked: &Checked| Weight::of(checked, issuer, task);
        let Some(most) = over_text().map(weight).max() else { return };
        let counts = over_text().filter(|checked| weight(checked) == most).filter_map(|checked| checked.contexts);
        let (Some(signed), Some(Value::Array(words))) = (counts.min(), content.get_mut("@context")) else { return };
        words.truncate(signed);
        let message = "It names more lists of words (“@context”) than were signed with it. What is shown here is read by \
                       those that were; other programs may read it by the others, too.";
        self.notes.push(Check::new("standard", Outcome::Note, message));
    }

    fn read(&mut self, said: Option<&strict::Said<'_>>) {
        let Some(said) = said else { return };
        let content = match reading::of(said) {
            Ok(content) => content,
            // Written down it may be longer than is read; then nothing is.
            Err(error) => {
                self.unread = Some(error);
                return;
            }
        };
        self.unread = None;
        self.content = content;
        let statements = Shared::of(said);
        let mut entries = Entries::of(said, &statements);
        if is_record(&self.content) && !entries.are_none() {
            // What its entries say of the earner is said of the same thing. Which of it is the record's own is told
            // once they were judged.
            entries.with_record = self.content.clone();
            for subject in entries_mut(self.content.get_mut("credentialSubject")) {
                subject.retain(|field, _| !["achievement", "result"].contains(&field.as_str()));
            }
        }
        self.covers = Covers::Meaning;
        let endorsements = Inner::all(said, strict::ENDORSEMENT, &statements);
        self.entries = Some(entries);
        self.is_digested = is_digested(said);
        if things(said, strict::ENDORSEMENT) > endorsements.len() {
            let message = "It names endorsements that do not stand there whole, so they were not looked at.";
            self.notes.push(Check::new("endorsement", Outcome::Unknown, message));
        }
        self.inside = endorsements.into_iter().chain(inner::tokens(&self.content)).collect();
        self.inside.sort_by_cached_key(Inner::key);
        if let Some(what) = said.missed() {
            let message =
                format!("Other programs may miss parts of it: {what}. What is shown here is what was signed.");
            self.notes.push(Check::new("standard", Outcome::Note, message));
        }
    }
}

/// Whether statements are signed of which only digests stand there.
fn is_digested(said: &Said<'_>) -> bool {
    let mut ends = said.statements.iter().filter_map(|quad| quad.predicate.as_str().strip_prefix(TOKENS));
    ends.any(|end| ["_sd", "_sd_alg", "..."].contains(&end))
}

fn entries_mut(value: Option<&mut Value>) -> impl Iterator<Item = &mut Map<String, Value>> {
    let list = match value {
        Some(Value::Array(list)) => list.as_mut_slice(),
        Some(single) => std::slice::from_mut(single),
        None => &mut [],
    };
    list.iter_mut().filter_map(Value::as_object_mut)
}

/// The proofs, checked against other states of a context that was changed
/// in place if today's does not fit: a signature holds for what the words
/// meant when it was made.
fn as_it_was_meant(document: &Document<'_>, task: &Task<'_>, verified: Verified<'_>, proven: &mut Proven) {
    let refused = |checked: &Checked| matches!(checked.result, Err(ProofError::Strict(StrictError::Refused { .. })));
    let unfit = |checked: &Checked| refused(checked) || checked.result == Err(ProofError::Altered);
    let any_unfit = verified.proofs.iter().any(unfit);
    let mut any_refused = verified.proofs.iter().any(refused);
    proven.settle(document.object(), verified, task);
    if !any_unfit {
        return;
    }
    for (state, meant) in contexts::in_other_states(document.object()) {
        let Some(meant) = Document::of(&meant) else { continue };
        let Ok(verified) = with_keys(task, |against| proof::verify(&meant, against)) else { continue };
        if !verified.proofs.iter().any(unfit) {
            let message = "Its list of words was changed since; it was read as it stood when the badge was signed.";
            proven.notes.push(Check { detail: Some(state.into()), ..Check::new("standard", Outcome::Note, message) });
            proven.moving = None;
            return proven.settle(document.object(), verified, task);
        }
        if any_refused && !verified.proofs.iter().any(refused) {
            any_refused = false;
            proven.settle(document.object(), verified, task);
        }
    }
}

/// Checks the proofs, with the contexts that were fetched where the bundled
/// ones do not do; wants those that are missing.
fn with_contexts<'d>(
    document: &Document<'d>,
    task: &Task<'_>,
    proven: &mut Proven,
) -> Result<Verified<'d>, ProofError> {
    let mut fetched = Fetched::new();
    loop {
        let verify =
            |against: &Against<'_>| proof::verify(document, &Against { contexts: &fetched, ..against.clone() });
        let verified = with_keys(task, verify)?;
        let Some(url) = verified.proofs.iter().find_map(|checked| match &checked.result {
            Err(ProofError::Strict(StrictError::UnknownContext(url))) => Some(url.clone()),
            _ => None,
        }) else {
            for url in fetched.keys() {
                let message =
                    format!("It uses words that {url} defines; that list was looked up.", url = as_address(url));
                proven.notes.push(Check::new("standard", Outcome::Note, message));
            }
            return Ok(verified);
        };
        let context = match task.sources.json(&url) {
            Lookup::Found(document, _) => document.get("@context").cloned(),
            _ => None,
        };
        match context {
            Some(context) if fetched.len() < MAX_CONTEXTS => {
                fetched.insert(url, context);
            }
            _ => {
                proven.wants.extend(Want::new(&url, "read the list of words that the badge uses"));
                return Ok(verified);
            }
        }
    }
}

/// Checks proofs with the keys that are known to whoever looks.
fn with_keys<T>(task: &Task<'_>, check: impl FnOnce(&Against<'_>) -> T) -> T {
    let find_key = |method: &str| find_key(task, method);
    let keys_to_try = |method: &str| keys_to_try(task, method);
    check(&Against { keys_to_try: &keys_to_try, work: task.work.clone(), ..Against::new(task.at, &find_key) })
}

fn without_proof(object: &Map<String, Value>) -> Map<String, Value> {
    object.iter().filter(|(name, _)| *name != "proof").map(|(name, value)| (name.clone(), value.clone())).collect()
}
