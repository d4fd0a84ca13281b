//! Several badges in one thing: one report of those on each.

use std::collections::BTreeMap;

use super::earners::{self, Earners};
use super::report::{Check, Outcome, Report, Verdict};
use super::to_whom;
use crate::badge::quoted;
use crate::credential::view::{RecipientView, Standard};

/// The most earners, and badges of each, that are named when they are not one.
const MAX_TOLD: usize = 4;

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
    /// What else is to be known, in sentences.
    pub(super) notes: Vec<String>,
}

impl Several {
    pub(super) fn new(place: &'static str, are_many: bool) -> Self {
        Self { place, are_many, reports: Vec::new(), closed: Vec::new(), notes: Vec::new() }
    }

    /// Puts them in an order of their own, where the one in which they stand is not signed.
    pub(super) fn sort(&mut self) {
        let key =
            |report: &Report| (named(report), report.awarded_by.clone(), report.summary.clone(), report.id.clone());
        self.reports.sort_by_cached_key(key);
        self.closed.sort_unstable();
    }

    /// One report of all, with the first badge as the one that is shown; none
    /// when there is no badge and nothing that was not looked at.
    pub(super) fn into_one(mut self, note: String) -> Option<Report> {
        let is_badge = |report: &Report| !matches!(report.standard, None | Some(Standard::Vc));
        let is_credential = |report: &Report| report.verdict != Verdict::NotABadge;
        // Words about one of the others are shown when there is nothing else.
        let is_award = |report: &Report| is_credential(report) && !is_about_one_of(report, &|| self.reports.iter());
        let find = |fits: &dyn Fn(&Report) -> bool| self.reports.iter().position(fits);
        let first = find(&is_badge).or_else(|| find(&is_award)).or_else(|| find(&is_credential));
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
        let (apart, unseen, uncompared) = self.other_earners(&shown);
        let mut told = Vec::new();
        told.extend(apart.iter().map(|apart| Check::new("file", Outcome::Unknown, apart.as_str())));
        let notes = [note].into_iter().filter(|note| !note.is_empty()).chain(self.notes.iter().cloned()).chain(unseen);
        told.extend(notes.map(|note| Check::new("file", Outcome::Note, note)));
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
            told.extend(answers(report));
            for want in &report.wants {
                if !shown.wants.iter().any(|known| known.url == want.url) {
                    shown.wants.push(want.clone());
                }
            }
        }
        for closed in self.closed.into_iter().chain(uncompared) {
            if worst.0 < Verdict::Unconfirmed {
                worst = (Verdict::Unconfirmed, Some(closed.clone()));
            }
            told.push(Check::new("file", Outcome::Unknown, closed));
        }
        match (worst, apart) {
            // It comes before everything else that there is to say.
            ((verdict, why), Some(apart)) => {
                let why = why.unwrap_or_else(|| match verdict {
                    verdict if verdict < Verdict::Unconfirmed => "Look at each as a file of its own.".to_owned(),
                    _ => shown.why().to_owned(),
                });
                shown.decide(verdict.max(Verdict::Unconfirmed), &format!("{apart} {why}"));
            }
            ((verdict, Some(why)), None) => shown.decide(verdict, &why),
            ((_, None), None) => {}
        }
        shown.checks.splice(0..0, told);
        shown
    }

    /// Whether they were awarded to different earners, in one sentence; in another
    /// whether that cannot be seen; and in a third why it was not looked at. Who
    /// puts badges together need not be the one who earned them.
    fn other_earners(&self, shown: &Report) -> (Option<String>, Option<String>, Option<String>) {
        let place = self.place;
        let all = || [shown].into_iter().chain(&self.reports).filter(|report| report.verdict != Verdict::NotABadge);
        let is_award = |report: &&Report| std::ptr::eq(*report, shown) || !is_about_one_of(report, &all);
        let awards: Vec<&Report> = all().filter(is_award).collect();
        let earners: Vec<&[Vec<RecipientView>]> = awards.iter().map(|report| report.earners.as_slice()).collect();
        match earners::together(&earners) {
            Earners::Same => (None, None, None),
            Earners::Unseen => {
                let unseen = format!(
                    "Whether everything in the {place}, and it itself, is of one and the same earner cannot be seen: \
                     some of it names its earner by a sealed address, by a name that others may have, or not at all. It was awarded so: {}.",
                    what_to_whom(&awards)
                );
                (None, Some(unseen), None)
            }
            Earners::Apart => {
                let apart = format!(
                    "Whether what the {place} puts together was awarded to one and the same earner cannot be seen, \
                     since a name alone tells nobody from others, and an address or number of one kind nothing of \
                     one of another kind: {}.",
                    what_to_whom(&awards)
                );
                (Some(apart), None, None)
            }
            Earners::Unlike => {
                let unlike = format!(
                    "Whether what the {place} puts together was awarded to one and the same earner cannot be seen: what \
                     names them is sealed, in one of them at least, and not alike, as one address in capital and in small letters would not be \
                     either. It was awarded so: {}.",
                    what_to_whom(&awards)
                );
                (Some(unlike), None, None)
            }
            Earners::Other => {
                let apart = format!(
                    "The {place} puts together what was awarded to different earners: {}.",
                    what_to_whom(&awards)
                );
                (Some(apart), None, None)
            }
            Earners::TooMany => {
                let closed = format!(
                    "The {place} names more earners than are compared, so whether all of it is of one and the same \
                     cannot be told."
                );
                (None, None, Some(closed))
            }
        }
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
        let to = to_whom::told(report);
        let message = format!("The {place} holds {}{by}, to {to}. {}", named(report), report.summary);
        Check { detail: report.id.clone(), ..Check::new("file", outcome, message) }
    }
}

/// Whether it is no award but words about a badge or an issuer that stands there,
/// as an endorsement is.
fn is_about_one_of<'r, R: Iterator<Item = &'r Report>>(report: &Report, all: &impl Fn() -> R) -> bool {
    let ids = |other: &'r Report| {
        let badge = other.badge.as_ref();
        let ids = [other.id.as_ref(), badge.and_then(|badge| badge.id.as_ref())];
        ids.into_iter().chain([badge.and_then(|badge| badge.issuer.id.as_ref())]).flatten()
    };
    let named = |id: &String| {
        report.earners.iter().flatten().any(|earner| matches!(earner, RecipientView::Id(own) if own == id))
    };
    report.standard == Some(Standard::Vc)
        && all().filter(|other| !std::ptr::eq(*other, report)).flat_map(ids).any(named)
}

/// What was awarded to whom. The order of what stands in a record is not always
/// signed.
fn what_to_whom(awards: &[&Report]) -> String {
    let mut by_earner: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for report in awards {
        let to = to_whom::told(report);
        // Those who are told by the same words need not be one.
        let seal = if earners::are_identified(report) { String::new() } else { format!("{:?}", report.earners) };
        by_earner.entry((to, seal)).or_default().push(named(report));
    }
    let told = by_earner.iter_mut().map(|((to, _), names)| {
        names.sort_unstable();
        format!("{} to {to}", some_of(names))
    });
    some_of(&told.collect::<Vec<_>>())
}

/// The first of them, and how many more there are.
pub(super) fn some_of(all: &[String]) -> String {
    let told = all.get(..MAX_TOLD).unwrap_or(all).join(", ");
    match all.len().saturating_sub(MAX_TOLD) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}

/// What came of the question whether it was awarded to somebody, badge by badge.
fn answers(report: &Report) -> Vec<Check> {
    let asked = report.checks.iter().filter(|check| check.id == "recipient");
    // Where one award gives several earners different badges, each answer names its badge.
    let is_named = !report.awards.is_empty();
    let answer = |asked: &Check| match is_named {
        true => asked.clone(),
        false => Check { message: format!("{}: {}", named(report), asked.message), ..asked.clone() },
    };
    asked.map(answer).collect()
}

fn named(report: &Report) -> String {
    let name = report.badge.as_ref().and_then(|badge| badge.name.as_ref());
    name.map_or_else(|| "a credential without a name".to_owned(), |name| quoted(name))
}
