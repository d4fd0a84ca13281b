//! A second badge in a file: what it says, beside the one that is shown.

use super::report::{Check, Outcome, Report, Verdict, day};
use crate::badge::{one_line, quoted};

/// Tells of another badge in the file. A second one that anybody would find to be
/// false only deserves a word; two that say different things and could both pass
/// would let each program show its own, so neither does. One of Open Badges 2.0
/// beside one of 3.0 may be the same badge in other words.
pub(super) fn tell(report: &mut Report, other: &Report, is_older: bool) {
    let against = contradiction(report, other);
    if is_older && against.is_none() {
        let is_named = other.badge.as_ref().is_some_and(|badge| badge.name.is_some());
        let message = match difference(report, other) {
            // Nothing is known of a badge that is kept elsewhere but whom it was awarded to, and when.
            Some(_) if !is_named && award_differs(report, other).is_none() => {
                "What the Open Badges 2.0 badge beside it says is kept elsewhere and was not compared.".to_owned()
            }
            Some(what) => {
                let what = award_differs(report, other).filter(|_| !is_named).unwrap_or(what);
                format!(
                    "The Open Badges 2.0 badge beside it does not say the same about {what}, and other programs may \
                     show that one."
                )
            }
            None => "The Open Badges 2.0 badge beside it says the same of it.".to_owned(),
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
    let differs = against.map(|what| format!(" ({what} differs)")).unwrap_or_default();
    let message = format!("Beside it lies {}{differs}. On that one: {}", named(other), other.summary);
    report.checks.insert(0, Check::new("file", Outcome::Note, message));
}

fn named(report: &Report) -> String {
    let badge = report.badge.as_ref();
    let name = badge.and_then(|badge| badge.name.as_deref()).filter(|name| !one_line(name).is_empty());
    name.map_or_else(|| "a badge without a name".to_owned(), quoted)
}

/// What two badges say, each in words: what it is about, and what either says.
/// `None` stands for one that says nothing about it.
type Said = (&'static str, Option<String>, Option<String>);

fn line(text: Option<&String>) -> Option<String> {
    text.map(|text| one_line(text)).filter(|text| !text.is_empty())
}

/// What two badges say of themselves by name.
fn names(one: &Report, other: &Report) -> Vec<Said> {
    let (Some(one), Some(other)) = (&one.badge, &other.badge) else { return Vec::new() };
    vec![
        ("the name", line(one.name.as_ref()), line(other.name.as_ref())),
        ("the description", line(one.description.as_ref()), line(other.description.as_ref())),
        ("the issuer", line(one.issuer.name.as_ref()), line(other.issuer.name.as_ref())),
    ]
}

/// What two awards say of whom they are to, and of when.
fn awards(one: &Report, other: &Report) -> Vec<Said> {
    let begun = |report: &Report| report.issued_on.or(report.valid_from).map(day);
    vec![
        ("the earner", line(one.recipient.as_ref()), line(other.recipient.as_ref())),
        ("the day of the award", begun(one), begun(other)),
        ("the end", one.valid_until.map(day), other.valid_until.map(day)),
    ]
}

/// What two badges say in contradiction to each other.
fn contradiction(one: &Report, other: &Report) -> Option<&'static str> {
    let differs = |(_, one, other): &Said| one.is_some() && other.is_some() && one != other;
    names(one, other).into_iter().find(differs).map(|(what, ..)| what)
}

/// In what an award that can be read is not the other.
fn award_differs(one: &Report, other: &Report) -> Option<&'static str> {
    let differs = |(_, one, other): &Said| other.is_some() && one != other;
    awards(one, other).into_iter().find(differs).map(|(what, ..)| what)
}

/// In what two badges are not the same: one that says nothing about it is not
/// the same either.
fn difference(one: &Report, other: &Report) -> Option<&'static str> {
    let mut said = names(one, other);
    if let (Some(one), Some(other)) = (&one.badge, &other.badge) {
        let skills = |skills: &[String]| {
            let mut skills: Vec<String> = skills.iter().map(|skill| one_line(skill)).collect();
            skills.sort_unstable();
            Some(skills.join("\n")).filter(|skills| !skills.is_empty())
        };
        said.extend([
            ("the issuer's address", one.issuer.id.clone(), other.issuer.id.clone()),
            ("the criteria", line(one.criteria.as_ref()), line(other.criteria.as_ref())),
            ("the skills", skills(&one.skills), skills(&other.skills)),
            ("the layer", line(one.layer.as_ref()), line(other.layer.as_ref())),
        ]);
    }
    said.extend(awards(one, other));
    let differs = said.into_iter().find(|(_, one, other)| one != other).map(|(what, ..)| what);
    differs.or_else(|| (one.badge.is_none() || other.badge.is_none()).then_some("the badge"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::view::{BadgeView, IssuerView};

    fn report() -> Report {
        let text = |text: &str| Some(text.to_owned());
        Report {
            verdict: Verdict::Intact,
            badge: Some(BadgeView {
                name: text("Kite"),
                description: text("Flew one."),
                criteria: text("Built one."),
                skills: vec!["Sewing".into()],
                layer: text("Demonstrate"),
                issuer: IssuerView { id: text("did:key:z"), name: text("Club"), ..IssuerView::default() },
                ..BadgeView::default()
            }),
            recipient: text("amy@example.org"),
            issued_on: "2026-03-14T10:00:00Z".parse().ok(),
            ..Report::default()
        }
    }

    fn told(change: impl Fn(&mut Report, &mut BadgeView)) -> (Verdict, String) {
        let (mut shown, mut other) = (report(), report());
        let mut badge = other.badge.take().unwrap();
        change(&mut other, &mut badge);
        other.badge = Some(badge);
        tell(&mut shown, &other, true);
        (shown.verdict, shown.checks[0].message.clone())
    }

    #[test]
    fn an_older_badge_says_the_same_only_if_it_says_all_that_is_shown() {
        assert!(told(|_, _| ()).1.contains("says the same of it"));
        type Change = fn(&mut Report, &mut BadgeView);
        let changes: [(&str, Change); 11] = [
            ("the earner", |report, _| report.recipient = Some("eve@example.org".into())),
            ("the earner", |report, _| report.recipient = None),
            ("the day of the award", |report, _| report.issued_on = "2020-03-14T10:00:00Z".parse().ok()),
            ("the end", |report, _| report.valid_until = "2099-03-14T10:00:00Z".parse().ok()),
            ("the criteria", |_, badge| badge.criteria = Some("Bought one.".into())),
            ("the criteria", |_, badge| badge.criteria = None),
            ("the skills", |_, badge| badge.skills.push("Surgery".into())),
            ("the layer", |_, badge| badge.layer = None),
            ("the issuer's address", |_, badge| badge.issuer.id = Some("https://e.org/i".into())),
            ("the description", |_, badge| badge.description = None),
            ("the issuer", |_, badge| badge.issuer.name = None),
        ];
        for (what, change) in changes {
            let (verdict, message) = told(change);
            assert!(message.contains(&format!("about {what}, and other programs may show")), "{what}: {message}");
            assert_eq!(verdict, Verdict::Intact, "{what}");
        }
        let (verdict, message) = told(|_, badge| badge.name = Some("Surgery".into()));
        assert_eq!(verdict, Verdict::NotValid, "{message}");
        // Its parts lie elsewhere, and whom it was awarded to stands there.
        let bare = |report: &mut Report, badge: &mut BadgeView| {
            *badge = BadgeView::default();
            report.issued_on = None;
        };
        assert!(told(bare).1.contains("was not compared"));
        let (_, message) = told(|report, badge| {
            bare(report, badge);
            report.recipient = Some("eve@example.org".into());
        });
        assert!(message.contains("about the earner"), "{message}");
    }
}
