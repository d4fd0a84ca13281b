//! From what was checked to what is to be thought of it, and in whose name.

use super::judge::{Judge, Signature};
use super::report::{Check, Outcome, Report, UNALTERED, Verdict, day};
use super::sources::Want;
use super::standing::Standing;
use super::status;
use crate::badge::{as_address, one_line, quoted};
use crate::credential::did;
use crate::credential::view::IssuerView;

/// What settles what a badge is worth of which parts are shown.
const SHOWN_IN_PART: &str = "It is shown in part, and what was left out may end or withdraw it. Ask whoever shows it \
                             for the whole badge";

/// Why a badge does not count any more.
#[derive(Clone, Debug)]
pub(super) struct Over {
    verdict: Verdict,
    message: String,
}

impl Judge<'_> {
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
    /// that anybody could confirm today.
    pub(super) fn is_to_come(&mut self, message: String) {
        self.say("dates", Outcome::Unknown, message.as_str());
        self.later = Some(message);
    }

    /// Its issuer has taken it back.
    pub(super) fn withdrawn(&mut self, message: impl Into<String>, detail: impl Into<String>) {
        self.is_over(Verdict::Withdrawn, "status", message, detail);
    }

    /// Adds what holds for every credential and decides.
    pub(super) fn finish(mut self) -> Report {
        self.dates();
        let status = self.status();
        let trusted = self.issuer();
        self.lookalike();
        self.recipient();
        self.standard();
        if self.is_partial || !matches!(self.signature, Signature::Own(_) | Signature::Good(_)) {
            // What nobody is shown to have signed is only what the file says, and an earlier end may be left out.
            let is_shown = self.is_partial;
            let is_bad = self.signature == Signature::Bad;
            let is_said = |check: &&mut Check| {
                let is_own_word = check.id == "dates" || (is_bad && check.id == "status");
                is_own_word && check.outcome == Outcome::Pass
            };
            for check in self.report.checks.iter_mut().filter(is_said) {
                check.outcome = Outcome::Note;
                if check.id == "dates" && !is_shown {
                    check.message =
                        format!("So says the file, and nobody is shown to stand behind it: {}", lower(&check.message));
                }
            }
        }
        self.report.awarded_by = self.awarded_by();
        self.report.badge = Some(std::mem::take(&mut self.view.badge));
        let (verdict, why) = match (self.decided(status, trusted), &self.later) {
            ((verdict, why), Some(later)) if verdict <= Verdict::Unconfirmed => {
                (Verdict::Unconfirmed, format!("{later} {why}"))
            }
            (decided, _) => decided,
        };
        let praise = "It is an endorsement, which is no badge.";
        let is_alone = self.view.endorses.is_some() && !self.question.is_inside;
        self.report.decide(verdict, &if is_alone { format!("{praise} {why}") } else { why });
        self.report
    }

    fn decided(&self, status: bool, trusted: bool) -> (Verdict, String) {
        let checks = &self.report.checks;
        let is_over = |check: &Check| self.over.iter().any(|over| over.message == check.message);
        // What others say in its favour does not make it better or worse, nor does whom it was awarded to.
        let decides = |check: &&Check| {
            check.outcome == Outcome::Fail && !["endorsement", "recipient"].contains(&check.id) && !is_over(check)
        };
        if let Some(failed) = checks.iter().find(decides) {
            return (Verdict::NotValid, failed.message.clone());
        }
        if self.signature == Signature::Bad && self.over.is_empty() {
            return (Verdict::NotValid, "Nothing shows that it is real.".into());
        }
        let issuer = checks.iter().find(|check| check.id == "issuer");
        let issuer: Vec<&str> =
            issuer.map(|check| check.message.as_str()).into_iter().chain(self.not_backed.as_deref()).collect();
        let issuer = issuer.join(" ");
        let unchecked = match &self.signature {
            Signature::Unchecked(remedy) => Some(remedy.as_str()),
            Signature::Bad => Some("Nothing shows that it is real."),
            _ => None,
        };
        // Taken back says more than ended.
        if let Some(over) = self.over.iter().max_by_key(|over| over.verdict) {
            let rest = match (unchecked, over.verdict) {
                (Some(_), _) => "Whether it was good before is not confirmed here.".to_owned(),
                (None, _) => format!("{UNALTERED} {issuer}"),
            };
            return (over.verdict, format!("{} {rest}", over.message));
        }
        let settled_by = |remedy: &str, is_about: &dyn Fn(&Want) -> bool| {
            // What was left out nobody on the web could show.
            if let Some(want) = self.report.wants.iter().find(|want| !self.is_partial && is_about(want)) {
                return format!(
                    "Check online to settle it: {} would be asked to {}. Or: {}",
                    want.told_host(),
                    want.why,
                    lower(remedy)
                );
            }
            let in_vain = self.question.sources.in_vain();
            // Of many badges in a file each has questions of its own.
            let is_open = |why: &str| {
                let why = one_line(why);
                checks.iter().any(|check| check.outcome == Outcome::Unknown && check.message.contains(&why))
            };
            match in_vain.iter().find(|(want, why)| !self.is_partial && is_about(want) && is_open(why)) {
                None => remedy.to_owned(),
                Some((want, why)) => format!(
                    "{} was asked to {}, in vain: {} Check online once more to settle it. Or: {}",
                    want.told_host(),
                    want.why,
                    why,
                    lower(remedy)
                ),
            }
        };
        // Whatever else could be asked as well settles nothing that is open.
        let is_status = |want: &Want| want.why == status::WHY;
        if let Some(remedy) = unchecked {
            return (Verdict::Unconfirmed, settled_by(remedy, &|want| !is_status(want)));
        }
        if let Some(open) = &self.open {
            return (Verdict::Unconfirmed, open.clone());
        }
        // The proof does not tell what was left out, so nothing is taken for absent.
        if self.is_partial {
            let or = match self.signature {
                Signature::Own(_) => "or look in your own records",
                _ => "or ask the issuer whether it still counts",
            };
            return (Verdict::Unconfirmed, format!("{SHOWN_IN_PART}, {or}."));
        }
        if !status {
            // Whoever is the issuer has nobody to ask.
            return (
                Verdict::Unconfirmed,
                settled_by(
                    match self.signature {
                        Signature::Own(_) => "See in the files of your web server whether you have withdrawn it.",
                        _ => "Ask the issuer whether it was withdrawn.",
                    },
                    &is_status,
                ),
            );
        }
        if trusted {
            return (Verdict::Genuine, format!("{UNALTERED} {issuer}"));
        }
        (Verdict::Intact, format!("{UNALTERED} {issuer}"))
    }

    /// Whether the issuer is confirmed.
    fn issuer(&mut self) -> bool {
        let id = self.issuer_id();
        let known = self.question.trust.trusted(&id).map(|known| known.name.clone());
        self.report.reader = match (&self.signature, &known) {
            (Signature::Own(key), _) => Some(format!("whoever has the key {}", quoted(&key.name))),
            (Signature::Good(_), Some(name)) => {
                Some(format!("somebody who has confirmed {} ({})", quoted(name), did::named(&id)))
            }
            _ => None,
        };
        let (outcome, message) = match self.signature.clone() {
            Signature::Bad => return false,
            Signature::Unchecked(_) => {
                let itself = itself(&self.view.badge.issuer);
                let says = match (known, itself) {
                    // Trusted is whom the identifier means; the name beside it is anybody's.
                    (Some(known), itself) => {
                        let named = format!("It names {}, whom you trust, as its issuer", quoted(&known));
                        let calls = itself.map(|itself| format!(" and calls it “{itself}”")).unwrap_or_default();
                        format!("{named}{calls}.")
                    }
                    (None, Some(itself)) => format!("It says that it was awarded by “{itself}”."),
                    (None, None) => format!("It says that it was awarded by {}.", self.issuer_place()),
                };
                (Outcome::Unknown, format!("{says} Nothing here confirms that."))
            }
            Signature::Own(own) if self.is_awarded_too_late(&own) => {
                let retired = own.retired.map(day).unwrap_or_default();
                let message = format!(
                    "It was signed with your own key {}, which you retired on {retired}, before this was awarded.",
                    quoted(&own.name)
                );
                self.leaves_open("issuer", message, "See in your own records whether you awarded it.");
                return false;
            }
            Signature::Own(own) => {
                self.report.signer = Some(id.clone());
                let since = own.retired.map(|retired| format!(", which you have retired since, on {}", day(retired)));
                let key = quoted(&own.name);
                (Outcome::Pass, format!("It was signed with your own key {key}{}.", since.unwrap_or_default()))
            }
            Signature::Good(standing) => {
                self.report.signer = Some(id.clone());
                match known {
                    Some(name) => (Outcome::Pass, confirmed(&standing, &name, &id)),
                    None => (Outcome::Unknown, self.open_issuer(&standing, &id)),
                }
            }
        };
        self.explain("issuer", outcome, message, id);
        if let Some(message) = self.not_backed.clone() {
            self.say("issuer", Outcome::Note, message);
        }
        outcome == Outcome::Pass
    }

    /// Who signed, when the user knows nothing about them: anybody can make a
    /// key, or keep a website, and call themselves what they like.
    fn open_issuer(&self, standing: &Standing, id: &str) -> String {
        let itself = match itself(&self.view.badge.issuer) {
            Some(name) => format!("it calls itself “{name}”"),
            None => "it gives itself no name".to_owned(),
        };
        match standing {
            Standing::ListedBy(place) => format!(
                "{place}, asked just now ({}), stands behind it; {itself}. Whether it is who it says you have not confirmed: “Trust {place}” does.",
                as_address(id)
            ),
            Standing::HandedIn => format!(
                "The list of keys that you handed in for {} has the key that signed it; {itself}. Whether it is who it says you have not confirmed.",
                did::named(id)
            ),
            _ => format!(
                "{} signed it; {itself}. Whether it is who it says you have not confirmed.",
                capital(&did::named(id))
            ),
        }
    }

    /// Who awarded it: what stands behind it before the name that it gives
    /// itself.
    pub(super) fn awarded_by(&self) -> Option<String> {
        let id = self.view.badge.issuer.id.as_deref().unwrap_or_default();
        let itself = itself(&self.view.badge.issuer);
        let itself = itself.as_deref();
        let known = self.question.trust.trusted(id).map(|known| known.name.as_str()).filter(|name| *name != id);
        let behind = match (&self.signature, known) {
            (Signature::Own(own), _) => {
                let issuer = &self.view.badge.issuer;
                let several = issuer.name.as_deref().filter(|_| issuer.has_several_names);
                return Some(several.or(itself).map_or_else(|| one_line(&own.name), str::to_owned));
            }
            (Signature::Good(_), Some(name)) => one_line(name),
            (Signature::Good(Standing::ListedBy(place)), None) => place.clone(),
            (Signature::Good(_), None) => did::named(id),
            // Nothing shows that the one who is named has anything to do with it.
            _ => {
                let named = match id {
                    "" => String::new(),
                    id => format!(" names {}", did::named(id)),
                };
                let and = if id.is_empty() { "" } else { " and" };
                let itself = itself.map(|name| format!("{and} calls themselves “{name}”")).unwrap_or_default();
                let told = format!("somebody who{named}{itself}");
                return Some(told).filter(|told| told != "somebody who");
            }
        };
        Some(match itself {
            Some(name) if !name.trim().eq_ignore_ascii_case(behind.trim()) => {
                format!("{behind}, which calls itself “{name}”")
            }
            _ => behind,
        })
    }
}

/// What an issuer calls itself, as it may stand in a quote.
pub(super) fn itself(issuer: &IssuerView) -> Option<String> {
    let name = match (issuer.has_several_names, &issuer.name) {
        // They stand in quotation marks already, and those around all are the reader's.
        (true, name) => name.clone()?,
        (false, name) => quoted(name.as_ref()?),
    };
    let name = name.trim_matches(['“', '”']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Why an issuer whom the user has confirmed is the one who signed.
fn confirmed(standing: &Standing, name: &str, id: &str) -> String {
    let (name, id) = (quoted(name), as_address(id));
    match standing {
        Standing::ListedBy(place) => {
            format!("{place}, asked just now ({id}), stands behind it, and you have confirmed that it is {name}.")
        }
        Standing::OnTheList => format!("The key that signed it is the one that you compared with that of {name}."),
        Standing::HandedIn => format!(
            "The list of keys that you handed in for {name}, whom you have confirmed, has the key that signed it."
        ),
        _ => format!("You have confirmed that this key belongs to {name}."),
    }
}

fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
