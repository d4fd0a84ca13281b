//! What holds for every credential: dates, earner, form.

use jiff::SignedDuration;
use serde_json::Value;

use super::judge::Judge;
use super::report::{Outcome, Verdict, ended, ending, moment};
use super::to_whom::{self, in_words};
use crate::badge::quoted;
use crate::credential::dates::{NEVER, day_for_people};
use crate::credential::recipient::{self, Addressed, Answer};
use crate::credential::view::{CredentialView, Moment, entries, within};

/// What a credential is told to be that is none of those that are looked for.
pub(super) const PLAIN: &str = "It is a verifiable credential, but neither an Open Badge nor about an achievement.";

/// How far an issuer's clock may be ahead of ours.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

/// The type that each part of an Open Badges 3.0 credential has to name.
const PARTS: &[(&[&str], &str)] = &[
    (&["issuer"], "Profile"),
    (&["issuer", "parentOrg"], "Profile"),
    (&["issuer", "otherIdentifier"], "IdentifierEntry"),
    (&["credentialSubject"], "AchievementSubject"),
    (&["credentialSubject", "identifier"], "IdentityObject"),
    (&["credentialSubject", "result"], "Result"),
    (&["credentialSubject", "source"], "Profile"),
    (&["credentialSubject", "achievement"], "Achievement"),
    (&["credentialSubject", "achievement", "creator"], "Profile"),
    (&["credentialSubject", "achievement", "resultDescription"], "ResultDescription"),
    (&["evidence"], "Evidence"),
];

/// Types that a thing has for what is said of it elsewhere. Where it stands by its
/// address alone, these may be the only ones.
const ASIDE: &[&str] = &["EndorsementSubject", "AchievementSubject"];

impl Judge<'_> {
    pub(super) fn dates(&mut self) {
        let at = self.task.at;
        let moments = [
            ("start", &self.view.valid_from),
            ("end", &self.view.valid_until),
            ("date of award", &self.view.issued_on),
        ];
        let unreadable = moments.into_iter().find_map(|(what, moment)| match moment {
            Moment::Unreadable(text) => Some(format!("Its {what} {} is not a date with time and zone.", quoted(text))),
            _ => None,
        });
        if let Some(message) = unreadable {
            return self.say("dates", Outcome::Fail, message);
        }
        let (from, until) = (self.view.valid_from.time(), self.view.valid_until.time());
        let awarded = self.view.issued_on.time().or(from);
        match (from, until) {
            (Some(from), Some(until)) if until < from => {
                self.say("dates", Outcome::Fail, "It ends before it begins.");
            }
            (_, Some(until)) if until < at => {
                self.is_over(Verdict::Ended, "dates", ended(until, at), "");
            }
            (Some(from), _) if from.duration_since(at) > CLOCK_SKEW => {
                self.is_to_come("dates", format!("It does not count yet, only from {}.", moment(from, at)));
            }
            _ if awarded.is_some_and(|awarded| awarded.duration_since(at) > CLOCK_SKEW) => {
                let day = awarded.map(|awarded| moment(awarded, at)).unwrap_or_default();
                self.is_to_come("dates", format!("It says that it was awarded on {day}, and that is to come."));
            }
            _ => {
                let end = match until {
                    Some(until) if until == NEVER => "never ends".into(),
                    Some(until) if self.is_partial => format!("the end that is shown is {}", ending(until, at)),
                    Some(until) => format!("holds until {}", ending(until, at)),
                    None if self.is_partial => "no end date is shown".into(),
                    None => "no end date".into(),
                };
                match awarded {
                    Some(awarded) => {
                        self.say("dates", Outcome::Pass, format!("Awarded on {}, {end}.", day_for_people(awarded)));
                    }
                    None => self.say("dates", Outcome::Note, "It does not say when it was awarded."),
                }
            }
        }
    }

    /// Whether it is well formed: each field says one thing, and its parts name their
    /// types.
    pub(super) fn parts(&mut self, credential: &Value) {
        self.one_meaning();
        if self.is_open_badge() {
            for (path, wanted) in PARTS {
                self.part(credential, path, wanted);
            }
        }
    }

    /// Whether every field says one thing, and those that decide can be read.
    pub(super) fn one_meaning(&mut self) {
        if let [field, ..] = self.view.contradicts.as_slice() {
            let message = format!("It contradicts itself: it says more than one thing as its “{field}”.");
            self.say("format", Outcome::Fail, message);
        }
        if let [only] = self.view.earners.as_slice()
            && recipient::contradict(only)
        {
            let message = "It contradicts itself: the address that names its earner is not the one beside it.";
            self.say("format", Outcome::Fail, message);
        }
        if let [field, ..] = self.view.unreadable.as_slice() {
            let message = format!("Its “{field}” decides what it is worth and cannot be read.");
            self.say("format", Outcome::Fail, message);
        }
        for field in self.view.unshown.clone() {
            let message = format!("Its “{field}” is not a text, so it is not shown.");
            self.say("standard", Outcome::Note, message);
        }
        self.several();
    }

    /// Tells of an award to several earners or of several badges, and who was
    /// awarded what.
    fn several(&mut self) {
        if let Some(message) = of_several(&self.view) {
            self.say("standard", Outcome::Note, message);
        }
    }

    fn part(&mut self, credential: &Value, path: &[&str], wanted: &str) {
        // What a thing is besides, as what an endorsement is about or to whom something was awarded, is no word on
        // what it is here.
        let may_be_named = ["Profile", "Achievement"].contains(&wanted);
        let is_aside = |name: &&Value| may_be_named && ASIDE.iter().any(|aside| *name == aside);
        for part in entries(within(credential, path)).filter(|part| part.is_object()) {
            let mut names = entries(part.get("type")).filter(|name| !is_aside(name)).peekable();
            // Profiles of people are written without a type, too.
            if names.peek().is_some() && !names.any(|name| name == wanted) {
                let place = path.join(".");
                let message = format!("It is malformed: {place} does not call itself “{wanted}”.");
                return self.say("standard", Outcome::Fail, message);
            }
        }
    }

    /// Compares the recipient with the e-mail address asked for, badge by badge where
    /// not all earners have the same. The answer is one to that question alone: whom a
    /// badge was awarded to makes it neither better nor worse.
    pub(super) fn recipient(&mut self) {
        let Some(typed) = self.task.email else { return };
        let mailed = recipient::mailed(typed);
        let email = mailed.as_deref().unwrap_or(typed);
        if !self.view.differ() {
            let answer = recipient::asked(&self.view.earners.concat(), email);
            let is_sealed = recipient::addressed(&self.view.earners.concat()) == Addressed::Sealed;
            return self.answer(answer, (email, typed), is_sealed, "");
        }
        let is_sealed = self.view.earners.iter().any(|named| recipient::addressed(named) == Addressed::Sealed);
        let badges = to_whom::badges(&self.view);
        let mut answers = vec![Answer::NoAddress; badges.len()];
        for (named, places) in self.view.earners.iter().zip(&self.view.awarded) {
            let theirs = recipient::asked(named, email);
            for place in places {
                if let Some(answer) = answers.get_mut(*place) {
                    *answer = std::mem::replace(answer, Answer::NoAddress).or(theirs.clone());
                }
            }
        }
        for (badge, answer) in badges.iter().zip(answers) {
            self.answer(answer, (email, typed), is_sealed, &format!("{badge}: "));
        }
    }

    /// What came of the question about one badge, which is named where there are others.
    fn answer(&mut self, answer: Answer, (email, typed): (&str, &str), is_sealed: bool, of: &str) {
        let (outcome, message) = match answer {
            // What is no address was awarded nothing, which tells nobody whether they were.
            Answer::No if recipient::address(email).is_err() => {
                (Outcome::Unknown, format!("{} is not an e-mail address, so it was not compared.", quoted(typed)))
            }
            Answer::Yes => (Outcome::Pass, format!("It was awarded to {email}.")),
            // Of a hash only one spelling is known, and nobody can try all.
            Answer::No if is_sealed => (
                Outcome::Fail,
                format!(
                    "It was not awarded to {email}. Capital letters matter: try the address exactly as the earner writes it."
                ),
            ),
            Answer::No => (Outcome::Fail, format!("It was not awarded to {email}.")),
            Answer::Incomparable(kind) => (
                Outcome::Unknown,
                format!("Its earner's address is sealed in a way that {email} cannot be compared with here ({kind})."),
            ),
            Answer::NoAddress => {
                (Outcome::Unknown, format!("It names no e-mail address that {email} could be compared with."))
            }
        };
        self.say("recipient", outcome, format!("{of}{message}"));
    }

    /// What an endorsement on its own is, in a sentence: of what, by whom, and in which words.
    fn told_of_endorsement(&self) -> Option<String> {
        let said = self.view.endorses.as_ref()?;
        let by = self.awarded_by().unwrap_or_else(|| "somebody who is not named".to_owned());
        let of = to_whom::all(&self.view).unwrap_or_else(|| "something that is not named".to_owned());
        let words = match said.as_slice() {
            [] => "Its words are not given.".to_owned(),
            said => format!("It says: {}", said.iter().map(|said| quoted(said)).collect::<Vec<_>>().join(", ")),
        };
        Some(format!("It is an endorsement of {of}, in the name of {by}, and no badge. {words}"))
    }

    pub(super) fn standard(&mut self) {
        // What is not shown may well be there.
        if !self.view.missing.is_empty() && !self.is_partial {
            let message = format!(
                "It departs from {} (missing: {}). Some programs may not take it.",
                self.view.standard.title(),
                self.view.missing.join(", ")
            );
            self.say("standard", Outcome::Note, message);
        }
        let message = match self.view.version {
            Some(version @ ("0.5" | "1.0" | "1.1")) => {
                format!("It follows Open Badges {version}, an early form that some programs no longer take.")
            }
            Some("2.1") => "It follows Open Badges 2.1, which says what 2.0 says and adds ways for programs to hand \
                            badges on; it is checked like one of 2.0."
                .to_owned(),
            None if self.is_open_badge() => return,
            None if self.view.has_achievement => {
                "It is a verifiable credential that names an achievement, but does not call itself an Open Badge."
                    .to_owned()
            }
            None => match self.told_of_endorsement() {
                Some(told) => told,
                None => PLAIN.to_owned(),
            },
            Some(_) => return,
        };
        self.say("standard", Outcome::Note, message);
    }
}

/// To whom an award of more than one gives what, in a sentence.
pub(super) fn of_several(view: &CredentialView) -> Option<String> {
    let (earners, badges) = (&view.earners, 1 + view.badge.others.len());
    if earners.len() < 2 && badges < 2 {
        return None;
    }
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    if view.awarded.iter().all(Vec::is_empty) {
        // Whatever it gives stands in what it holds.
        return Some(format!("It names {}.", count(earners.len(), "earner")));
    }
    let shares: Vec<String> =
        to_whom::shares(view).iter().map(|share| format!("{} to {}", in_words(&share.badges), share.earner)).collect();
    let whole = if shares.is_empty() { in_words(&to_whom::badges(view)) } else { shares.join("; ") };
    Some(format!(
        "It is one award of more than one: it names {} and {}: {whole}.",
        count(earners.len(), "earner"),
        count(badges, "badge")
    ))
}
