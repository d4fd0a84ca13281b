//! Collecting what was found out about one credential.

use jiff::Timestamp;

use super::earners;
use super::key_trust::{KeyTrust, key_trust};
use super::options::Task;
use super::report::{Check, Outcome, Report, Verdict};
use super::sources::{Lookup, Want};
use super::to_whom;
use crate::badge::one_line;
use crate::credential::public_key::PublicKey;
use crate::credential::view::{CredentialView, Moment, Standard};
use crate::credential::{dates, did, recipient};

/// What settles whose a signature is when nothing here does.
pub(super) const ASK_THE_ISSUER: &str = "Ask the issuer whether they awarded it.";

/// The same of praise for a badge.
const ASK_THE_ENDORSER: &str = "Ask whoever it is by whether they said so.";

/// What to do about what was too much.
pub(super) const TAKE_LONGER: &str =
    "A program that takes longer over it can check it; or ask the issuer whether they awarded it.";

/// How sure it is that the issuer made exactly this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Signature {
    /// Signed, or kept, by the issuer; what ties the two together.
    Good(KeyTrust),
    /// Signed with the user's own key.
    Own(OwnKey),
    /// Could not be checked; what would settle it.
    Unchecked(String),
    /// Bad, or none.
    Bad,
}

/// The user's own key behind a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OwnKey {
    /// What the user calls it.
    pub(super) name: String,
    /// Since when it is used for no new badges.
    pub(super) retired: Option<Timestamp>,
    /// When the signature says that it was made.
    made: Option<Timestamp>,
}

/// Why a badge does not count any more.
#[derive(Clone, Debug)]
pub(super) struct Over {
    pub(super) verdict: Verdict,
    pub(super) message: String,
}

/// Collects checks on one credential.
pub(super) struct Judge<'a> {
    pub(super) view: CredentialView,
    pub(super) task: &'a Task<'a>,
    pub(super) report: Report,
    pub(super) signature: Signature,
    /// Why it does not count any more, if it once did.
    pub(super) over: Vec<Over>,
    /// Why it does not count yet.
    pub(super) later: Option<String>,
    /// Whether whoever shows it chose what to show of it.
    pub(super) is_partial: bool,
    /// Why it is not passed although it was signed, and what would settle that.
    pub(super) open: Option<String>,
    /// Further names by which a list of withdrawn badges may call it.
    pub(super) names: Vec<String>,
    /// What the issuer's own place said instead of confirming a key that the user knows.
    pub(super) not_backed: Option<String>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(view: CredentialView, task: &'a Task<'a>) -> Self {
        Self {
            report: Report::of(&view),
            view,
            task,
            signature: Signature::Bad,
            over: Vec::new(),
            later: None,
            is_partial: false,
            open: None,
            names: Vec::new(),
            not_backed: None,
        }
    }

    pub(super) fn say(&mut self, id: &'static str, outcome: Outcome, message: impl Into<String>) {
        self.report.checks.push(Check::new(id, outcome, message));
    }

    /// The same with technical words beneath.
    pub(super) fn explain(
        &mut self,
        id: &'static str,
        outcome: Outcome,
        message: impl Into<String>,
        detail: impl Into<String>,
    ) {
        let detail = Some(detail.into()).filter(|detail| !detail.is_empty());
        self.report.checks.push(Check { detail, ..Check::new(id, outcome, message) });
    }

    /// It does not count any more, which makes it neither forged nor altered.
    pub(super) fn is_over(
        &mut self,
        verdict: Verdict,
        id: &'static str,
        message: impl Into<String>,
        detail: impl Into<String>,
    ) {
        let message = one_line(&message.into());
        self.explain(id, Outcome::Fail, message.clone(), detail);
        self.over.push(Over { verdict, message });
    }

    /// It does not count yet, which makes it neither forged nor altered, and is nothing
    /// that anybody could confirm today: or the clock here is slow.
    pub(super) fn is_to_come(&mut self, id: &'static str, message: impl Into<String>) {
        let message = message.into();
        self.say(id, Outcome::Unknown, message.as_str());
        self.later.get_or_insert(message);
    }

    /// Its issuer has taken it back.
    pub(super) fn withdrawn(&mut self, message: impl Into<String>, detail: impl Into<String>) {
        self.is_over(Verdict::Withdrawn, "status", message, detail);
    }

    /// The same of what keeps it from being passed, and what would settle that.
    pub(super) fn leaves_open(&mut self, id: &'static str, message: impl Into<String>, remedy: &str) {
        let message = message.into();
        self.open.get_or_insert_with(|| format!("{message} {remedy}"));
        self.say(id, Outcome::Unknown, message);
    }

    /// Notes what an online check could look up.
    pub(super) fn want(&mut self, wants: impl IntoIterator<Item = Want>) {
        for want in wants {
            if self.task.sources.has(&want.url) {
                continue;
            }
            match self.report.wants.iter_mut().find(|known| known.url == want.url) {
                // What lies there may settle more than one thing.
                Some(known) if !known.why.contains(&want.why) => known.why = format!("{}, and {}", known.why, want.why),
                Some(_) => {}
                None => self.report.wants.push(want),
            }
        }
    }

    pub(super) fn issuer_id(&self) -> String {
        self.view.badge.issuer.id.clone().unwrap_or_default()
    }

    /// The issuer by its place or key, not by what it calls itself, which could be
    /// anything.
    pub(super) fn issuer_place(&self) -> String {
        match &self.view.badge.issuer.id {
            Some(id) => did::named(id),
            None => "an issuer who is not named".into(),
        }
    }

    /// A signature that holds, by this key, made when it says: whose is it?
    pub(super) fn signed_by(&mut self, key: &PublicKey, made: Option<Timestamp>, detail: &str) {
        let issuer = self.issuer_id();
        if issuer.is_empty() {
            let why = match self.view.unreadable.contains(&"issuer") {
                true => "It is signed, but the issuer that it names cannot be read.",
                false => "It is signed, but names no issuer.",
            };
            return self.say("signature", Outcome::Fail, why);
        }
        let title = self.issuer_place();
        let signer = did::did_key(key);
        let sources = self.task.sources;
        let (found, wants) = key_trust(sources, &issuer, &title, key, &signer, made.unwrap_or(self.task.at));
        let was_asked = wants.is_empty() && !matches!(sources.of_issuer(&issuer), Lookup::NotAsked);
        self.want(wants);
        self.report.signing_key = Some(signer.clone());
        if let Some(own) = self.task.trust.own(&signer)
            && !matches!(found, KeyTrust::Foreign(_))
        {
            self.signature = Signature::Own(OwnKey { name: own.name.clone(), retired: own.retired, made });
            self.not_backed(&found, was_asked);
            return self.explain("signature", Outcome::Pass, "Nothing was changed since it was signed.", detail);
        }
        match &found {
            KeyTrust::Foreign(why) => self.explain("signature", Outcome::Fail, why.clone(), detail),
            KeyTrust::Open(_) if self.task.trust.vouches_for(&issuer, key) => {
                self.explain("signature", Outcome::Pass, "Nothing was changed since it was signed.", detail);
                self.signature = Signature::Good(KeyTrust::OnTheList);
                self.not_backed(&found, was_asked);
            }
            KeyTrust::Open(why) => {
                let asked = why.as_ref().map_or("that was not asked.".to_owned(), |why| format!("it did not. {why}"));
                let listed = self.task.trust.trusted(&issuer).filter(|known| !known.keys.is_empty());
                let other = listed.map_or("", |_| " The key that you compared with them was another one.");
                let message = format!(
                    "Nothing was changed since the key {} signed it, but only {issuer} could say that this key belongs \
                     to the issuer, and {asked}{other}",
                    did::fingerprint(&signer)
                );
                self.explain("signature", Outcome::Unknown, message, detail);
                self.report.signer = Some(issuer);
                self.signature = Signature::Unchecked(match self.known_key(&signer) {
                    Some(known) => format!("{known} Ask them whether {title} is theirs, too."),
                    None => self.ask_the_issuer().into(),
                });
            }
            _ => {
                self.explain("signature", Outcome::Pass, "Nothing was changed since it was signed.", detail);
                self.signature = Signature::Good(found);
            }
        }
    }

    /// Tells that the issuer's own place did not confirm a key that the user knows to be
    /// the issuer's, where it was looked at: it would have shown that the key was given up.
    fn not_backed(&mut self, found: &KeyTrust, was_asked: bool) {
        let KeyTrust::Open(Some(why)) = found else { return };
        if was_asked {
            self.not_backed = Some(format!("{} did not confirm that this key is its own: {why}", self.issuer_place()));
        }
    }

    /// Whether it says itself that it was awarded after this own key was retired, which
    /// an honest one would not: dates are the signer's claim.
    pub(super) fn is_awarded_too_late(&self, own: &OwnKey) -> bool {
        let awarded = [own.made, self.view.valid_from.time(), self.view.issued_on.time()].into_iter().flatten().max();
        awarded.zip(own.retired).is_some_and(|(awarded, retired)| awarded > retired)
    }

    /// Whether the issuer is the user or somebody whom they have confirmed.
    pub(super) fn is_confirmed(&self) -> bool {
        match &self.signature {
            Signature::Own(own) => !self.is_awarded_too_late(own),
            Signature::Good(_) => self.task.trust.trusted(&self.issuer_id()).is_some(),
            Signature::Unchecked(_) | Signature::Bad => false,
        }
    }

    /// The issuer's own place on the web says the same.
    pub(super) fn kept_by(&mut self, place: String) {
        self.signature = Signature::Good(KeyTrust::ListedBy(place));
    }

    /// What settles whose a signature is when nothing here does.
    pub(super) fn ask_the_issuer(&self) -> &'static str {
        if self.view.endorses.is_some() { ASK_THE_ENDORSER } else { ASK_THE_ISSUER }
    }

    /// Nothing shows yet that it is real; what would settle it.
    pub(super) fn unchecked(&mut self, remedy: impl Into<String>) {
        self.signature = Signature::Unchecked(remedy.into());
    }

    /// The same where there was more than is read, which is why it is not settled here.
    pub(super) fn unchecked_for_size(&mut self, why: &impl std::fmt::Display) {
        self.unchecked(format!("{why} {TAKE_LONGER}"));
    }

    /// Whether it is an Open Badge at all, for the check on the standard.
    pub(super) fn is_open_badge(&self) -> bool {
        self.view.standard != Standard::Vc
    }
}

impl Report {
    /// A report on what a credential says, before anything was checked.
    fn of(view: &CredentialView) -> Self {
        // What lies beyond all counting stands for no day that was signed.
        let counted = |moment: &Moment| moment.time().filter(|time| ![dates::NEVER, Timestamp::MIN].contains(time));
        Self {
            standard: Some(view.standard),
            recipient: to_whom::all(view),
            awards: to_whom::shares(view),
            earners: earners::in_order(&view.earners),
            addressed: recipient::addressed(&view.earners.concat()),
            issued_on: counted(&view.issued_on),
            valid_from: counted(&view.valid_from),
            valid_until: counted(&view.valid_until),
            id: view.id.clone(),
            evidence: view.evidence.clone(),
            results: view.results.clone(),
            status: view.status.clone(),
            ..Self::default()
        }
    }
}
