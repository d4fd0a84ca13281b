//! Proofs inside a credential, and what they cover: what is read of it is what
//! they sign.

use std::collections::HashSet;

use oxrdf::Term;
use serde_json::{Map, Value};

use super::embedded::Inner;
use super::endorsements;
use super::judge::{ASK_THE_ISSUER, Judge, TAKE_LONGER};
use super::report::{Check, Outcome, Report, Verdict};
use super::ruling::{Ruling, is_issuers, ruling};
use super::sources::{Lookup, Want};
use super::standing::find_key;
use super::statements::{Shared, named, things};
use super::vocabulary::PRESENTED;
use super::{Task, presentations, sd_jwt};
use crate::badge::as_address;
use crate::credential::contexts::{self, Fetched};
use crate::credential::did::{self, DidError};
use crate::credential::did_web;
use crate::credential::issuer_id;
use crate::credential::proof::{self, Against, Checked, Covers, Document, ProofError, Verified};
use crate::credential::reading;
use crate::credential::strict::{self, Said, StrictError};
use crate::credential::view::{self, RecipientView};

/// The most contexts that are looked up for one credential.
const MAX_CONTEXTS: usize = 8;

/// What the addresses of words begin with that tokens have.
const TOKENS: &str = "https://www.iana.org/assignments/jwt#";

const USE_ANOTHER_PROGRAM: &str = "A program that knows this kind of signature can check it.";

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
    notes: Vec<Check>,
    wants: Vec<Want>,
    /// Why what its statements say cannot be shown.
    unread: Option<StrictError>,
    /// The address of a context of the file that was changed in place.
    moving: Option<&'static str>,
    /// Whether its proofs stand in a list, as the official schema asks.
    listed: bool,
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
    if proven.covers == Covers::Meaning && !proven.is_digested && sd_jwt::is_map_digested(object) {
        let message = "Parts of it look as if they stood there by their digests only, as in an SD-JWT (“_sd” or “...”). \
                       Its signature knows nothing of such parts, and what others may show for them nobody signed.";
        proven.notes.push(Check::new("format", Outcome::Note, message));
    }
    // What nobody signed as statements is read as it stands.
    if proven.covers == Covers::Text {
        proven.content = Value::Object(without_proof(object));
        proven.inside = endorsements::in_text(&proven.content);
    }
    proven
}

/// The same of a credential of which only the statements are at hand, and those
/// of each of its proofs; `None` when what they say cannot be written down.
pub(super) fn stated(said: Said<'_>, proofs: Vec<Said<'_>>, task: &Task<'_>) -> Option<Proven> {
    let find_key = |method: &str| find_key(task, method);
    let against = Against { work: task.work.clone(), ..Against::new(task.at, &find_key) };
    let content = reading::of(&said).ok()?;
    let entries = Entries::of(&said, &Shared::of(&said));
    let proofs = proof::verify_stated(said, proofs, &against).map(|verified| verified.proofs);
    Some(Proven { proofs, entries: Some(entries), ..Proven::unchecked(content, Covers::Meaning, ProofError::Missing) })
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

    fn settle(&mut self, object: &Map<String, Value>, verified: Verified<'_>) {
        let by = |covers: Covers, issuer: &Value| {
            let id = issuer.get("id").unwrap_or(issuer).as_str();
            let is_by = |checked: &Checked| {
                checked.covers == covers && id.is_some_and(|id| issuer_id::same(&checked.signer, id))
            };
            verified.proofs.iter().any(is_by)
        };
        let notes = self.notes.len();
        if verified.proofs.iter().any(|checked| checked.covers == Covers::Meaning) {
            self.read(verified.said.as_ref());
        }
        // What the issuer signed is what is read; others may have signed it in another way.
        let (by_text, by_meaning) = (object.get("issuer"), self.content.get("issuer"));
        let is_text = by_text.is_some_and(|issuer| by(Covers::Text, issuer))
            && !by_meaning.is_some_and(|issuer| by(Covers::Meaning, issuer));
        if is_text {
            self.notes.truncate(notes);
            (self.covers, self.unread, self.entries) = (Covers::Text, None, None);
        }
        self.proofs = Ok(verified.proofs);
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
        if presentations::is_record(&self.content) && !entries.are_none() {
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
        let is_digest = |end: &str| ["_sd", "_sd_alg", "..."].contains(&end);
        let mut ends = said.statements.iter().filter_map(|quad| quad.predicate.as_str().strip_prefix(TOKENS));
        self.is_digested = ends.any(is_digest);
        if things(said, strict::ENDORSEMENT) > endorsements.len() {
            let message = "It names endorsements that do not stand there whole, so they were not looked at.";
            self.notes.push(Check::new("endorsement", Outcome::Unknown, message));
        }
        self.inside = endorsements.into_iter().chain(endorsements::tokens(&self.content)).collect();
        self.inside.sort_by_cached_key(Inner::key);
        if let Some(what) = said.missed() {
            let message =
                format!("Other programs may miss parts of it: {what}. What is shown here is what was signed.");
            self.notes.push(Check::new("standard", Outcome::Note, message));
        }
    }
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
    proven.settle(document.object(), verified);
    if !any_unfit {
        return;
    }
    let find_key = |method: &str| find_key(task, method);
    let against = Against { work: task.work.clone(), ..Against::new(task.at, &find_key) };
    for (state, meant) in contexts::in_other_states(document.object()) {
        let Some(meant) = Document::of(&meant) else { continue };
        let Ok(verified) = proof::verify(&meant, &against) else { continue };
        if !verified.proofs.iter().any(unfit) {
            let message = "Its list of words was changed since; it was read as it stood when the badge was signed.";
            proven.notes.push(Check { detail: Some(state.into()), ..Check::new("standard", Outcome::Note, message) });
            proven.moving = None;
            return proven.settle(document.object(), verified);
        }
        if any_refused && !verified.proofs.iter().any(refused) {
            any_refused = false;
            proven.settle(document.object(), verified);
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
    let find_key = |method: &str| find_key(task, method);
    let mut fetched = Fetched::new();
    loop {
        let against = Against { contexts: &fetched, work: task.work.clone(), ..Against::new(task.at, &find_key) };
        let verified = proof::verify(document, &against)?;
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

impl Judge<'_> {
    /// Tells what came of the proofs inside a verifiable credential.
    pub(super) fn proofs(&mut self, proven: &Proven) {
        self.want(proven.wants.iter().cloned());
        if !proven.listed {
            self.view.missing.push("proof as a list");
        }
        self.signature_of(proven);
        self.report.checks.extend(proven.notes.iter().cloned());
    }

    fn signature_of(&mut self, proven: &Proven) {
        let proofs = match &proven.proofs {
            Ok(proofs) => proofs,
            Err(error) if error.is_unknown() => {
                self.say("signature", Outcome::Unknown, error.to_string());
                return self.unchecked(remedy(error));
            }
            Err(error) => return self.say("signature", Outcome::Fail, error.to_string()),
        };
        let issuer = self.issuer_id();
        let ruling = ruling(proofs, proven.covers, &issuer, self.question);
        let shown = match &ruling {
            Ruling::Holds(checked) | Ruling::Fails(checked, _) | Ruling::Open(checked, _) => Some(*checked),
            Ruling::Nothing => proofs.first(),
        };
        self.report.form = shown.map(|checked| checked.suite.clone()).filter(|suite| !suite.is_empty());
        self.is_partial = shown.is_some_and(|checked| checked.is_partial);
        let first = match ruling {
            Ruling::Holds(first) => first,
            Ruling::Fails(bad, error) => return self.fails(proven, bad, error, proofs.len() > 1),
            Ruling::Open(checked, error) => {
                self.explain("signature", Outcome::Unknown, error.to_string(), checked.suite.clone());
                self.unchecked(remedy(error));
                if let ProofError::Key(DidError::Elsewhere(controller)) = error {
                    let why = format!("find the key of {}", self.issuer_place());
                    let url = did_web::document_of(controller);
                    self.want(url.and_then(|url| Want::new(&url, why)));
                }
                return;
            }
            Ruling::Nothing => {
                if let Some(error) = &proven.unread {
                    // Signed it is, and nobody can be shown what.
                    self.say("signature", Outcome::Unknown, format!("What was signed cannot be shown. {error}"));
                    self.unchecked(USE_ANOTHER_PROGRAM);
                }
                return;
            }
        };
        if let Some(key) = &first.key {
            self.signed_by(key, first.created, &first.suite);
        }
        if self.is_partial {
            let message = "It is a badge that is shown in part: whoever shows it chose what to show of it. What is \
                           shown is what was signed. What was left out nothing here tells: it may be an end, one more \
                           place where it would be withdrawn, or anything else.";
            self.explain("signature", Outcome::Note, message, first.suite.clone());
        }
        for checked in proofs.iter().filter(|checked| !std::ptr::eq(*checked, first)) {
            let is_issuers = is_issuers(checked, &issuer, self.question);
            let message = match &checked.result {
                Ok(()) => also_signed(checked),
                Err(error) if error.is_unknown() => format!("A further signature was not checked. {error}"),
                Err(error @ ProofError::Expired(_)) if is_issuers => {
                    format!("A further signature of the issuer's is over, which takes nothing from this one. {error}")
                }
                Err(error) => {
                    let whose = if is_issuers { "in the issuer's name" } else { "which is not the issuer's" };
                    format!("A further signature, {whose}, does not hold and was left aside. {error}")
                }
            };
            self.explain("signature", Outcome::Note, message, checked.suite.clone());
        }
        if proven.covers == Covers::Text
            && let Err(StrictError::Refused { path, .. }) = strict::check(&proven.content)
        {
            let place = as_address(&path);
            let message =
                format!("Programs that go by the vocabulary of its words may not find all of it (at {place}).");
            self.say("standard", Outcome::Note, message);
        }
    }

    /// A signature that does not hold, or not any more.
    fn fails(&mut self, proven: &Proven, bad: &Checked, error: &ProofError, is_one_of_many: bool) {
        if let (ProofError::Altered, Some(url)) = (error, proven.moving) {
            return self.meant_otherwise(bad, url);
        }
        let who = if is_one_of_many { format!(" (signature by {})", did::named(&bad.signer)) } else { String::new() };
        let message = format!("{error}{who}");
        if !matches!(error, ProofError::Expired(_)) {
            return self.explain("signature", Outcome::Fail, message, bad.suite.clone());
        }
        self.is_over(Verdict::Ended, "signature", message, bad.suite.clone());
        if let Some(key) = bad.key.as_ref().filter(|_| bad.covers == proven.covers) {
            self.signed_by(key, bad.created, &bad.suite);
        }
    }

    /// A signature that does not fit a context that was changed in place: that
    /// alone does not tell alteration from age.
    fn meant_otherwise(&mut self, bad: &Checked, url: &str) {
        let message = format!(
            "The content is not what was signed, as its list of words reads today. Either something was altered, or \
             the badge is older than a change of that list, {url}.",
            url = as_address(url)
        );
        // A key that only the badge itself vouches for: not even who would have signed is known.
        let unknown_key = did::public_key(&bad.method).is_err_and(|error| error.is_elsewhere())
            && !self.question.sources.knows(&bad.signer);
        if unknown_key {
            self.explain("signature", Outcome::Unknown, message, bad.suite.clone());
            self.unchecked("Ask the issuer for a fresh copy.");
        } else {
            self.explain("signature", Outcome::Fail, message, bad.suite.clone());
        }
    }
}

/// What would settle a proof that could not be checked.
fn remedy(error: &ProofError) -> &'static str {
    match error {
        ProofError::TooMany
        | ProofError::TooTangled
        | ProofError::TooMuch(_)
        | ProofError::Strict(StrictError::TooMuch(_))
        | ProofError::Key(DidError::TooMuch(_)) => TAKE_LONGER,
        ProofError::Key(_) | ProofError::Unclear => ASK_THE_ISSUER,
        _ => USE_ANOTHER_PROGRAM,
    }
}

/// A further signature that holds. Whose a key on the web is was not looked up:
/// whoever added the signature may have named anybody.
fn also_signed(checked: &Checked) -> String {
    match &checked.key {
        Some(_) if did::carries_key(&checked.signer) => {
            format!("It is also signed by {}.", did::named(&checked.signer))
        }
        Some(key) => format!(
            "It is also signed by the key {}; whose it is was not checked.",
            did::fingerprint(&did::did_key(key))
        ),
        None => "It is also signed by another key; whose it is was not checked.".to_owned(),
    }
}

fn without_proof(object: &Map<String, Value>) -> Map<String, Value> {
    object.iter().filter(|(name, _)| *name != "proof").map(|(name, value)| (name.clone(), value.clone())).collect()
}
