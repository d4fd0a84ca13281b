//! Several badges in one thing: one report of those on each.

use super::report::{Check, Outcome, Report, Verdict};
use crate::badge::quoted;
use crate::credential::view::Standard;

/// Badges that stand in one thing, each judged.
pub(super) struct Several {
    /// What they stand in: “presentation”.
    place: &'static str,
    /// Whether there are so many that only they themselves were looked at.
    pub(super) are_many: bool,
    /// The reports on those that were looked at.
    pub(super) reports: Vec<Report>,
    /// What was not looked at, in sentences.
    pub(super) closed: Vec<String>,
}

impl Several {
    pub(super) fn new(place: &'static str, are_many: bool) -> Self {
        Self { place, are_many, reports: Vec::new(), closed: Vec::new() }
    }

    /// One report of all, with the first badge as the one that is shown; none
    /// when there is no badge and nothing that was not looked at.
    pub(super) fn into_one(mut self, note: String) -> Option<Report> {
        let is_badge = |report: &Report| !matches!(report.standard, None | Some(Standard::Vc));
        let is_credential = |report: &Report| report.verdict != Verdict::NotABadge;
        let first = self.reports.iter().position(is_badge).or(self.reports.iter().position(is_credential));
        match first {
            Some(first) => {
                let shown = self.reports.remove(first);
                Some(self.beside(shown, note))
            }
            None => {
                let why = self.closed.first()?.clone();
                let shown = Report::without_badge(Verdict::Unconfirmed, Check::new("file", Outcome::Note, note));
                let mut report = self.beside(shown, String::new());
                report.decide(Verdict::Unconfirmed, &why);
                Some(report)
            }
        }
    }

    /// The report on what is shown, with those on what stands beside or in it.
    /// The worst decides, since programs would show one or the other.
    pub(super) fn beside(self, mut shown: Report, note: String) -> Report {
        let mut told = Vec::new();
        if !note.is_empty() {
            told.push(Check::new("file", Outcome::Note, note));
        }
        if self.are_many {
            let message =
                "What others say in favour of these badges was not looked at. Each as a file of its own tells more.";
            told.push(Check::new("file", Outcome::Note, message));
        }
        let mut worst = (shown.verdict, None);
        for report in &self.reports {
            let entry = self.entry(report);
            let verdict = match report.verdict {
                // It makes no badge beside it worse, but nobody can say what it is.
                Verdict::NotABadge => Verdict::Unconfirmed,
                verdict => verdict,
            };
            if verdict > worst.0 {
                worst = (verdict, Some(entry.message.clone()));
            }
            told.push(entry);
            told.extend(earner(report));
            for want in &report.wants {
                if !shown.wants.iter().any(|known| known.url == want.url) {
                    shown.wants.push(want.clone());
                }
            }
        }
        for closed in self.closed {
            if worst.0 < Verdict::Unconfirmed {
                worst = (Verdict::Unconfirmed, Some(closed.clone()));
            }
            told.push(Check::new("file", Outcome::Unknown, closed));
        }
        if let (verdict, Some(why)) = worst {
            shown.decide(verdict, &why);
        }
        shown.checks.splice(0..0, told);
        shown
    }

    /// What is told of one of them.
    fn entry(&self, report: &Report) -> Check {
        let place = self.place;
        let outcome = match report.verdict {
            Verdict::Genuine => Outcome::Pass,
            Verdict::Intact => Outcome::Note,
            Verdict::Unconfirmed | Verdict::NotABadge => Outcome::Unknown,
            Verdict::Ended | Verdict::Withdrawn | Verdict::NotValid => Outcome::Fail,
        };
        if report.verdict == Verdict::NotABadge {
            let message = format!("The {place} also holds something that is no badge. {}", report.summary);
            return Check::new("file", outcome, message);
        }
        let by = report.awarded_by.as_ref().map(|by| format!(", awarded by {by}")).unwrap_or_default();
        let message = format!("The {place} holds {}{by}. {}", named(report), report.summary);
        Check { detail: report.id.clone(), ..Check::new("file", outcome, message) }
    }
}

/// What came of the question whether it was awarded to somebody.
fn earner(report: &Report) -> Option<Check> {
    let asked = report.checks.iter().find(|check| check.id == "recipient")?;
    Some(Check { message: format!("{}: {}", named(report), asked.message), ..asked.clone() })
}

fn named(report: &Report) -> String {
    let name = report.badge.as_ref().and_then(|badge| badge.name.as_ref());
    name.map_or_else(|| "a credential without a name".to_owned(), |name| quoted(name))
}
