//! A second badge in a file: what it says, beside the one that is shown.

use super::report::{Check, Outcome, Report, Verdict};
use crate::badge::one_line;

/// Tells of another badge in the file. A second one that anybody would find to be
/// false only deserves a word; two that say different things and could both pass
/// would let each program show its own, so neither does. One of Open Badges 2.0
/// beside one of 3.0 may be the same badge in other words.
pub(super) fn tell(report: &mut Report, other: &Report, is_older: bool) {
    let differs = difference(report, other);
    if is_older && differs.is_none() {
        let message = match &other.badge {
            Some(badge) if badge.name.is_some() => "The Open Badges 2.0 badge beside it says the same of it.",
            _ => "What the Open Badges 2.0 badge beside it says is kept elsewhere and was not compared.",
        };
        return report.checks.insert(0, Check::new("file", Outcome::Note, message));
    }
    let could_both_pass = report.verdict <= Verdict::Unconfirmed && other.verdict <= Verdict::Unconfirmed;
    if could_both_pass {
        let message = format!(
            "The file holds two badges that disagree and that could both pass: {} and {}. Programs would show one or \
             the other, so it is refused.",
            named(report),
            named(other)
        );
        report.checks.insert(0, Check::new("file", Outcome::Fail, message.as_str()));
        return report.decide(Verdict::NotValid, &message);
    }
    let differs = differs.map(|what| format!(" ({what} differs)")).unwrap_or_default();
    let message = format!("Beside it lies {}{differs}. On that one: {}", named(other), other.summary);
    report.checks.insert(0, Check::new("file", Outcome::Note, message));
}

fn named(report: &Report) -> String {
    let badge = report.badge.as_ref();
    let name = badge.and_then(|badge| badge.name.as_deref()).map(one_line).filter(|name| !name.is_empty());
    name.map_or_else(|| "a badge without a name".to_owned(), |name| format!("“{name}”"))
}

/// What two badges say differently, among what they both say.
fn difference(one: &Report, other: &Report) -> Option<&'static str> {
    let (one, other) = (one.badge.as_ref()?, other.badge.as_ref()?);
    let parts = [
        ("the name", &one.name, &other.name),
        ("the description", &one.description, &other.description),
        ("the issuer", &one.issuer.name, &other.issuer.name),
    ];
    let differs = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => one_line(one) != one_line(other),
        _ => false,
    };
    parts.into_iter().find(|(_, one, other)| differs(one, other)).map(|(what, ..)| what)
}
