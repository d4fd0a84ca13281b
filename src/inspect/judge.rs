//! From checks to a verdict.

use super::Question;
use super::report::{Check, Outcome, Report, Verdict};
use super::sources::Want;
use super::standing::{Standing, standing};
use crate::credential::did;
use crate::credential::public_key::PublicKey;
use crate::credential::view::{CredentialView, Standard};

const ASK_THE_ISSUER: &str = "Ask the issuer whether they awarded it.";

/// How sure it is that the issuer made exactly this.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Signature {
    /// Signed, or kept, by the issuer; what ties the two together.
    Good(Standing),
    /// Signed with the user's own key.
    Own(String),
    /// Could not be checked; what would settle it.
    Unchecked(String),
    /// Bad, or none.
    Bad,
}

/// Collects checks on one credential.
pub(super) struct Judge<'a> {
    pub(super) view: CredentialView,
    pub(super) question: &'a Question<'a>,
    pub(super) report: Report,
    signature: Signature,
}

impl<'a> Judge<'a> {
    pub(super) fn new(view: CredentialView, question: &'a Question<'a>) -> Self {
        Self { report: Report::of(&view), view, question, signature: Signature::Bad }
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

    /// Notes what an online check could look up.
    pub(super) fn want(&mut self, wants: impl IntoIterator<Item = Want>) {
        for want in wants {
            let known = self.report.wants.iter().any(|known| known.url == want.url);
            if !known && !self.question.sources.has(&want.url) {
                self.report.wants.push(want);
            }
        }
    }

    pub(super) fn issuer_id(&self) -> String {
        self.view.badge.issuer.id.clone().unwrap_or_default()
    }

    /// A signature that holds, by this key: whose is it?
    pub(super) fn signed_by(&mut self, key: &PublicKey, detail: &str) {
        let issuer = self.issuer_id();
        if issuer.is_empty() {
            return self.say("signature", Outcome::Fail, "It is signed, but names no issuer.");
        }
        let title = self.view.badge.issuer_title();
        let signer = did::did_key(key);
        let (found, wants) = standing(self.question.sources, &issuer, &title, key, &signer);
        self.want(wants);
        self.report.signing_key = Some(signer.clone());
        if let Some(own) = self.question.trust.own(&signer)
            && !matches!(found, Standing::Foreign(_))
        {
            self.signature = Signature::Own(own.name.clone());
            return self.explain("signature", Outcome::Pass, "Nothing was changed since it was signed.", detail);
        }
        match &found {
            Standing::Foreign(why) => self.explain("signature", Outcome::Fail, why.clone(), detail),
            Standing::Open(_) if self.question.trust.vouches_for(&issuer, key) => {
                self.explain("signature", Outcome::Pass, "Nothing was changed since it was signed.", detail);
                self.signature = Signature::Good(Standing::OnTheList);
            }
            Standing::Open(why) => {
                let asked =
                    why.as_ref().map_or("that was not asked.".to_owned(), |why| format!("it gave no answer. {why}"));
                let listed = self.question.trust.trusted(&issuer).filter(|known| !known.keys.is_empty());
                let other = listed.map_or("", |_| " The key that you compared with them was another one.");
                let message = format!(
                    "Nothing was changed since the key {} signed it, but only {issuer} could say that this key belongs \
                     to the issuer, and {asked}{other}",
                    did::fingerprint(&signer)
                );
                self.explain("signature", Outcome::Unknown, message, detail);
                self.report.signer = Some(issuer);
                self.signature = Signature::Unchecked(ASK_THE_ISSUER.into());
            }
            _ => {
                self.explain("signature", Outcome::Pass, "Nothing was changed since it was signed.", detail);
                self.signature = Signature::Good(found);
            }
        }
    }

    /// The issuer's own place on the web says the same.
    pub(super) fn kept_by(&mut self, host: String) {
        self.signature = Signature::Good(Standing::ListedBy(host));
    }

    /// Nothing shows yet that it is real; what would settle it.
    pub(super) fn unchecked(&mut self, remedy: impl Into<String>) {
        self.signature = Signature::Unchecked(remedy.into());
    }

    /// Adds what holds for every credential and decides.
    pub(super) fn finish(mut self) -> Report {
        self.dates();
        let status = self.status();
        let trusted = self.issuer();
        let recipient = self.recipient();
        self.standard();
        self.report.badge = Some(std::mem::take(&mut self.view.badge));
        // What others say in its favour does not make it better or worse.
        let decides = |check: &&Check| check.outcome == Outcome::Fail && check.id != "endorsement";
        if let Some(failed) = self.report.checks.iter().find(decides) {
            let why = failed.message.clone();
            self.report.decide(Verdict::NotValid, &why);
            return self.report;
        }
        match &self.signature {
            Signature::Bad => self.report.decide(Verdict::NotValid, "Nothing shows that it is real."),
            Signature::Unchecked(remedy) => self.report.decide(Verdict::Unconfirmed, remedy),
            _ if !status => {
                let remedy = "Ask the issuer whether it was withdrawn.";
                self.report.decide(Verdict::Unconfirmed, remedy);
            }
            _ if !recipient => {
                let remedy = "Nothing in it can be compared with that e-mail address.";
                self.report.decide(Verdict::Unconfirmed, remedy);
            }
            _ if trusted => {
                let who = self.report.checks.iter().find(|check| check.id == "issuer");
                let why = who.map(|check| check.message.clone()).unwrap_or_default();
                self.report.decide(Verdict::Genuine, &format!("Nobody has altered it. {why}"));
            }
            _ => {
                let why = "Nobody has altered it. Confirm who signed it to make it genuine.";
                self.report.decide(Verdict::Intact, why);
            }
        }
        self.report
    }

    /// Whether the issuer is confirmed.
    fn issuer(&mut self) -> bool {
        let title = self.view.badge.issuer_title();
        let id = self.issuer_id();
        let (outcome, message) = match self.signature.clone() {
            Signature::Bad => return false,
            Signature::Unchecked(_) => {
                let known = self.question.trust.trusted(&id).map(|_| ", whom you trust").unwrap_or_default();
                let message = format!("It says that it was awarded by {title}{known}. Nothing here confirms that.");
                (Outcome::Unknown, message)
            }
            Signature::Own(name) => (Outcome::Pass, format!("It was signed with your own key “{name}”.")),
            Signature::Good(standing) => {
                self.report.signer = Some(id.clone());
                let known = self.question.trust.trusted(&id).map(|known| known.name.clone());
                match (standing, known) {
                    (Standing::ListedBy(host), _) => {
                        (Outcome::Pass, format!("The issuer's own website, {host}, confirms it."))
                    }
                    (Standing::OnTheList, Some(name)) => (
                        Outcome::Pass,
                        format!("The key that signed it is the one that you compared with that of “{name}”."),
                    ),
                    (Standing::HandedIn, Some(name)) => (
                        Outcome::Pass,
                        format!(
                            "The list of keys that you handed in for “{name}”, whom you have confirmed, has the key that signed it."
                        ),
                    ),
                    (_, Some(name)) => {
                        (Outcome::Pass, format!("You have confirmed that this key belongs to “{name}”."))
                    }
                    (Standing::HandedIn, None) => (
                        Outcome::Unknown,
                        format!(
                            "The list of keys that you handed in for {id} has the key that signed it. You have not confirmed that this is “{title}”."
                        ),
                    ),
                    (_, None) => (
                        Outcome::Unknown,
                        format!("The signing key calls itself “{title}”. You have not confirmed that yet."),
                    ),
                }
            }
        };
        let confirmed = outcome == Outcome::Pass;
        if matches!(self.signature, Signature::Own(_)) {
            self.report.signer = Some(id.clone());
        }
        self.explain("issuer", outcome, message, id);
        confirmed
    }

    /// Whether it is an Open Badge at all, for the check on the standard.
    pub(super) fn is_open_badge(&self) -> bool {
        self.view.standard != Standard::Vc
    }
}
