//! From what was checked to what is to be thought of it.

use super::judge::{Judge, Signature};
use super::report::{Check, Outcome, Report, UNALTERED, Verdict, moment};
use super::sources::Want;
use super::withdrawal;
use crate::badge::one_line;

/// What settles what a badge is worth of which parts are shown.
const SHOWN_IN_PART: &str = "It is shown in part, and what was left out may end or withdraw it. Ask whoever shows it \
                             for the whole badge";

impl Judge<'_> {
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
                // Whoever reads it sees whether it is their clock that is slow.
                let clock = moment(self.task.at, self.task.at);
                (Verdict::Unconfirmed, format!("{later} (Judged as of {clock}.) {why}"))
            }
            (decided, _) => decided,
        };
        let praise = "It is an endorsement, which is no badge.";
        let is_alone = self.view.endorses.is_some() && !self.task.is_inside;
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
            let in_vain = self.task.sources.in_vain();
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
        let is_status = |want: &Want| want.why.contains(withdrawal::WHY);
        if let Some(remedy) = unchecked {
            return (Verdict::Unconfirmed, settled_by(remedy, &|want| want.why != withdrawal::WHY));
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
}

fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
