//! What a report comes to in words and icons, alike on the card, in the PDF, in the text
//! and in the table.

use crate::credential::dates::day_for_people;
use crate::credential::view::BadgeView;
use crate::inspect::{Check, Outcome, Report, Verdict};

/// Who awarded a badge that does not say.
pub(super) const NOBODY: &str = "somebody who gives no name";

/// The icon of a verdict.
pub(super) fn verdict_icon(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Genuine => "seal-check",
        Verdict::Intact => "shield-check",
        Verdict::Unconfirmed => "seal-question",
        Verdict::Ended => "hourglass",
        Verdict::Withdrawn => "prohibit",
        Verdict::NotValid => "x-circle",
        Verdict::NotABadge => "file-x",
    }
}

/// By whom and when it was looked at: whoever reads that knows what it is worth to them.
pub(super) fn looked_at(report: &Report, at: jiff::Timestamp) -> String {
    format!("Looked at by Badgewright on {}, for {}.", at.strftime("%-d %B %Y"), report.looked_at_for())
}

/// What is said when the file's picture was replaced.
pub(super) fn replaced(report: &Report) -> String {
    format!("{} The one in its record is shown.", report.told_of_picture().unwrap_or_default())
}

/// Whom it was awarded to, and when.
pub(super) fn recipient_words(report: &Report) -> String {
    let to = format!("to {}", report.recipient.as_deref().unwrap_or("nobody in particular"));
    match report.issued_on {
        Some(time) => format!("{to}, on {}", day_for_people(time)),
        None => to,
    }
}

/// Whether asking on the web, for the first time or once more, may tell more.
pub(super) fn may_tell_more(report: &Report) -> bool {
    !report.wants.is_empty() && report.verdict != Verdict::NotValid
}

/// Whether asking on the web would settle an open verdict.
pub(super) fn is_settled_online(report: &Report) -> bool {
    report.verdict == Verdict::Unconfirmed && !report.wants.is_empty()
}

/// A badge's name, or words that it has none.
pub(super) fn name_of(badge: &BadgeView) -> &str {
    badge.name.as_deref().unwrap_or("A badge without a name")
}

/// What belongs to this award alone, under the words that stand above it.
pub(super) fn of_the_award(report: &Report) -> impl Iterator<Item = (&'static str, &[String])> {
    let (evidence, results) = match report.disclaimer() {
        None => ("Evidence that the issuer names (not opened)", "Results"),
        Some(_) => ("Evidence that the file names (not opened)", "Results, as the file says"),
    };
    let both = [(evidence, report.evidence.as_slice()), (results, report.results.as_slice())];
    both.into_iter().filter(|(_, listed)| !listed.is_empty())
}

/// Whether a check tells that the badge was good and is over, which is nothing
/// that is wrong with it; with the icon for that.
pub(super) fn is_over(report: &Report, check: &Check) -> Option<&'static str> {
    let over = matches!(report.verdict, Verdict::Ended | Verdict::Withdrawn) && check.outcome == Outcome::Fail;
    match check.id {
        "dates" if over => Some(verdict_icon(Verdict::Ended)),
        "status" if over => Some(verdict_icon(Verdict::Withdrawn)),
        // A signature that does not count any more, where that is why the badge is over.
        "signature" if over && report.summary.contains(&check.message) => Some(verdict_icon(Verdict::Ended)),
        _ => None,
    }
}

/// An outcome for those who do not see its colour.
pub(super) fn outcome_words(report: &Report, check: &Check) -> &'static str {
    match check.outcome {
        Outcome::Fail if is_over(report, check).is_some() => "over",
        Outcome::Pass => "holds",
        Outcome::Fail => "fails",
        Outcome::Unknown => "not known",
        Outcome::Note => "note",
    }
}
