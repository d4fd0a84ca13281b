//! What others say in favour of a badge: each endorsement is judged as the
//! credential that it is, by the same rules, and told with an outcome of its
//! own. It adds to the badge and never decides it.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::Value;

use super::embedded::Judged;
use super::inner::{Inner, parts};
use super::issuer::{capital, itself};
use super::judge::{Judge, Signature};
use super::lookalike::TAKE_CARE;
use super::one_issuer::Signer;
use super::options::{InspectOptions, Task};
use super::report::{Check, Outcome, Report, Verdict};
use super::several::some_of;
use super::sources::Sources;
use super::trust::Trust;
use crate::badge::{as_address, one_line, quoted};
use crate::credential::strict::Words;
use crate::credential::view::{entries, text, within};
use crate::credential::{Work, did, issuer_id};

/// The most endorsements that are looked at.
const MAX_ENDORSEMENTS: usize = 16;

/// Whoever endorses something, by an endorsement alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endorser {
    /// What they call themselves.
    pub name: Option<String>,
    /// Whether their signed words are about it and unchanged; `None` where that cannot
    /// be told without looking elsewhere.
    pub stands: Option<bool>,
}

/// Who endorses what has this identifier, before anybody awards it: JSON, or a token.
#[must_use]
pub fn endorser(endorsement: &Value, about: &str, at: Timestamp) -> Endorser {
    let (trust, sources) = (Trust::default(), Sources::default());
    let options = InspectOptions { trust: &trust, sources: &sources, at, email: None };
    let inner = match endorsement {
        Value::String(token) => Inner::Token(token.clone()),
        Value::Object(object) => Inner::Json(object.clone(), Words::default()),
        _ => return Endorser { name: None, stands: Some(false) },
    };
    let task = Task { options, work: Work::default(), is_inside: true };
    let Some(Judged { report, content, .. }) = inner.judged(&task).all.into_iter().next() else {
        return Endorser { name: None, stands: Some(false) };
    };
    let is_one = entries(content.get("type")).any(|kind| kind == "EndorsementCredential");
    let stands = match report.verdict {
        _ if !is_one || subject_of(&content) != Some(about) => Some(false),
        Verdict::Genuine | Verdict::Intact => Some(true),
        Verdict::Unconfirmed => None,
        Verdict::Ended | Verdict::Withdrawn | Verdict::NotValid | Verdict::NotABadge => Some(false),
    };
    let issuer = endorsement.get("issuer").or_else(|| content.get("issuer"));
    let named = || text(issuer?.get("name"));
    let name = if stands == Some(false) { named() } else { report.awarded_by.clone().or_else(named) };
    Endorser { name: short(name.as_deref()), stands }
}

/// All that an endorsement says, since one half may take the other back; in an order of
/// its own, since theirs need not be signed.
fn comments(said: Option<&Value>) -> Option<String> {
    let mut all: Vec<String> = entries(said).filter_map(|said| text(Some(said))).map(|said| quoted(&said)).collect();
    all.sort_unstable();
    all.dedup();
    (!all.is_empty()).then(|| some_of(&all))
}

impl Judge<'_> {
    /// Tells of every endorsement that the credential carries.
    pub(super) fn endorsements(&mut self, credential: &Value, found: &[Inner]) {
        let first = self.report.checks.len();
        for inner in found.iter().take(MAX_ENDORSEMENTS) {
            let held = inner.judged(&self.task.inside());
            let begin = self.report.checks.len();
            for judged in held.all {
                self.endorsement(judged, credential);
                // One that stands in two places is still one.
                if let Some((last, earlier)) = self.report.checks.get(begin..).and_then(<[Check]>::split_last)
                    && earlier.contains(last)
                {
                    self.report.checks.pop();
                }
            }
            if let (true, Inner::Stated(stated)) = (held.is_open, inner) {
                let message = format!(
                    "By the identifier of an endorsement{} more is said than a signature that holds covers. That may be \
                     another endorsement, and was not told.",
                    stated.id().map(|id| format!(" ({})", as_address(id))).unwrap_or_default()
                );
                self.say("endorsement", Outcome::Unknown, message);
            }
        }
        // Their order is not signed.
        self.report.checks[first..].sort_by(|one, other| one.message.cmp(&other.message));
        if found.len() > MAX_ENDORSEMENTS {
            let message = format!("It carries more endorsements than the {MAX_ENDORSEMENTS} that were looked at.");
            self.say("endorsement", Outcome::Note, message);
        }
    }

    fn endorsement(&mut self, judged: Judged, badge: &Value) {
        let Judged { report, content, is_text_in_meaning, is_entangled } = judged;
        let is = |kind: &str| entries(content.get("type")).any(|found| found == kind);
        let issuer = content.get("issuer").unwrap_or(&Value::Null);
        let id = issuer.get("id").unwrap_or(issuer).as_str().unwrap_or_default().to_owned();
        let who = short(report.awarded_by.as_deref()).unwrap_or_else(|| "somebody".into());
        if !is("EndorsementCredential") {
            let message = if is("OpenBadgeCredential") || is("AchievementCredential") {
                format!("It carries another badge inside, awarded by {who}. That endorses nothing.")
            } else {
                "Where endorsements stand it carries something else, which endorses nothing.".to_owned()
            };
            return self.explain("endorsement", Outcome::Note, message, id);
        }
        self.want(report.wants.iter().cloned());
        let said = within(&content, &["credentialSubject", "endorsementComment"]);
        let is_own = report.signing_key.as_deref().is_some_and(|key| self.task.trust.own(key).is_some());
        let says = if is_own { "You say" } else { "They say" };
        let said = comments(said).map(|said| format!(" {says}: {said}")).unwrap_or_default();
        let alike = report.alike.as_deref().and_then(|alike| alike.strip_prefix(TAKE_CARE));
        let alike = alike.map(|told| format!(" Take care: whoever endorses it {told}")).unwrap_or_default();
        let why = report.why();
        let is_about_this = is_about(&content, badge);
        // Of several badges it endorses the one that it names and no other.
        let one_of_several = if is_about_this { only_about(&content, badge) } else { None };
        let is_of_issuer = is_about_issuer(&content, badge);
        let it = match &one_of_several {
            _ if is_of_issuer => "its issuer",
            Some((_, told)) => told.as_str(),
            None => "it",
        };
        let (outcome, message) = match report.verdict {
            Verdict::NotValid | Verdict::NotABadge if is_text_in_meaning && report.form.is_some() => (
                Outcome::Unknown,
                format!(
                    "An endorsement in the name of {who} cannot be checked. It was signed as a text, which does not stand \
                     here as it was signed: somebody altered it, or wrote the badge anew, which the badge's own signature \
                     allows. {why}"
                ),
            ),
            Verdict::NotValid | Verdict::NotABadge if is_entangled => (
                Outcome::Unknown,
                format!(
                    "An endorsement in the name of {who} cannot be checked: others in the badge say different things of \
                     what it speaks of, and which of that is its own cannot be told apart."
                ),
            ),
            Verdict::NotValid | Verdict::NotABadge => {
                // Whoever passes a file on may have spelt it anew, which is no forgery.
                (Outcome::Fail, format!("An endorsement in the name of {who} does not hold as it stands here. {why}"))
            }
            _ if !is_about_this => {
                (Outcome::Fail, format!("An endorsement by {who} does not count: it is about something else."))
            }
            Verdict::Ended | Verdict::Withdrawn => {
                (Outcome::Fail, format!("An endorsement by {who} does not count any more. {why}"))
            }
            Verdict::Unconfirmed => (
                Outcome::Unknown,
                format!("It says that {} endorses {it}, which could not be checked. {why}", as_subject(&who)),
            ),
            Verdict::Intact | Verdict::Genuine => {
                let is_what_is_shown =
                    one_of_several.as_ref().is_none_or(|(id, _)| self.view.badge.id.as_ref() == Some(id));
                let (outcome, message) = self.vouched(&report, &id, it, is_of_issuer);
                // It is good news of what is shown only where it is about that.
                let outcome = if is_what_is_shown { outcome } else { Outcome::Note };
                (outcome, message + &said)
            }
        };
        self.explain("endorsement", outcome, message + &alike, id);
    }

    /// What an endorsement of `it` that holds is worth: it was signed by this issuer.
    fn vouched(&self, report: &Report, id: &str, it: &str, is_of_issuer: bool) -> (Outcome, String) {
        let trust = self.task.trust;
        let key = report.signing_key.as_deref();
        // Whoever makes a badge chooses its identifier, and whom it names as its issuer.
        let is_of_signer = is_of_issuer && matches!(self.signature, Signature::Good(_) | Signature::Own(_));
        let may_be_meant = self.is_confirmed() || is_of_signer;
        let anybody = "Anybody could use it, and who awarded this badge is not confirmed.";
        let called = report.badge.as_ref().and_then(|badge| itself(&badge.issuer));
        let other_than = |name: &str| called.as_deref().filter(|called| !called.eq_ignore_ascii_case(name.trim()));
        // Whatever name they gave themselves there, it is the user.
        if let Some(own) = key.and_then(|key| trust.own(key)) {
            let as_whom = other_than(&own.name).map(|called| format!(" and as “{called}”")).unwrap_or_default();
            let with = format!("with your own key {}{as_whom}", quoted(&own.name));
            return match () {
                () if matches!(self.signature, Signature::Own(_)) => {
                    (Outcome::Note, format!("You endorse {it} yourself, {with}: that is your own praise."))
                }
                () if may_be_meant => (Outcome::Pass, format!("You endorse {it} yourself, {with}.")),
                () => (
                    Outcome::Note,
                    format!("You have endorsed something with this identifier yourself, {with}. {anybody}"),
                ),
            };
        }
        let who = short(report.awarded_by.as_deref()).unwrap_or_else(|| "somebody".into());
        let issuer = self.issuer_id();
        let issuer = Signer { id: &issuer, key: self.report.signing_key.as_deref() };
        // Under whatever name, nobody else stands by it.
        if trust.are_one(Signer { id, key }, issuer) {
            let message = format!("Its own issuer, as {who}, endorses {it}: that is the issuer's own praise.");
            return (Outcome::Note, message);
        }
        let Some(known) = trust.trusted(id).filter(|_| report.verdict == Verdict::Genuine) else {
            let who = capital(&as_subject(&who));
            let message = format!("{who} endorses {it}, unchanged since they signed. Who they are is not confirmed.");
            return (Outcome::Note, message);
        };
        let name = if known.name == id { did::named(id) } else { one_line(&known.name) };
        let called =
            other_than(&name).map(|called| format!(" There they call themselves “{called}”.")).unwrap_or_default();
        match may_be_meant {
            true => (Outcome::Pass, format!("{name}, whom you have confirmed, endorses {it}.{called}")),
            false => (
                Outcome::Note,
                format!(
                    "{name}, whom you have confirmed, has endorsed something with this identifier.{called} {anybody}"
                ),
            ),
        }
    }
}

/// Whoever made something, before the verb of a sentence.
fn as_subject(who: &str) -> String {
    if who.contains(", which calls itself ") { format!("{who},") } else { who.to_owned() }
}

/// The identifier that a value is, or that the thing it describes has.
fn id_of(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id")?.as_str())
}

/// What an endorsement is about, when that is one thing.
fn subject_of(endorsement: &Value) -> Option<&str> {
    let mut about = entries(endorsement.get("credentialSubject"));
    let (Some(subject), None) = (about.next(), about.next()) else { return None };
    id_of(subject)
}

/// Whether an endorsement is about this award, its badge or its issuer.
fn is_about(endorsement: &Value, badge: &Value) -> bool {
    subject_of(endorsement).is_some_and(|about| parts(badge).any(|part| id_of(part) == Some(about)))
}

/// Which of several badges of an award an endorsement is about, by its identifier
/// and in words, when it is not about the award as a whole or its issuer.
fn only_about(endorsement: &Value, badge: &Value) -> Option<(String, String)> {
    let about = subject_of(endorsement)?;
    let is_whole = [badge].into_iter().chain(badge.get("issuer")).any(|part| id_of(part) == Some(about));
    let achievements: Vec<&Value> =
        entries(badge.get("credentialSubject")).flat_map(|subject| entries(subject.get("achievement"))).collect();
    let ids: HashSet<Option<&str>> = achievements.iter().map(|achievement| id_of(achievement)).collect();
    let all: Vec<&Value> = achievements.iter().copied().filter(|one| id_of(one) == Some(about)).collect();
    let (meant, same) = all.split_first()?;
    // Several that share an identifier cannot be told apart by it.
    let name =
        |one: &Value| text(one.get("name")).map_or_else(|| "a badge without a name".to_owned(), |name| quoted(&name));
    let is_one = same.iter().all(|other| name(other) == name(meant));
    if is_whole || (ids.len() == 1 && is_one) {
        return None;
    }
    Some(if is_one {
        (about.to_owned(), format!("only {}, one of the {} badges of this award", name(meant), achievements.len()))
    } else {
        (
            String::new(),
            format!("something of this award that goes by one identifier with something else ({})", as_address(about)),
        )
    })
}

/// Whether an endorsement is about whoever issued the badge, whose identifier
/// the signature holds.
fn is_about_issuer(endorsement: &Value, badge: &Value) -> bool {
    subject_of(endorsement).is_some_and(|about| is_issuer(about, badge))
}

/// Whether an identifier is that of whoever issued the badge.
fn is_issuer(id: &str, badge: &Value) -> bool {
    badge.get("issuer").and_then(id_of).is_some_and(|issuer| issuer_id::same(issuer, id))
}

/// A text of others, short.
fn short(text: Option<&str>) -> Option<String> {
    text.map(|text| text.chars().take(200).collect())
}
