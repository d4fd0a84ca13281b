//! A second badge in a file: what it says, beside the one that is shown.

use super::earners::{self, Earners};
use super::report::{Check, Outcome, Report, Verdict};
use super::to_whom;
use crate::badge::{one_line, quoted};
use crate::credential::dates::day_for_people;
use crate::credential::view::{BadgeView, Standard};

/// What there is to know of two badges whose earners nobody can compare.
const SEALED_APART: &str = "Whether it was awarded to the same earner in both cannot be compared: each seals the address \
                            in a way of its own.";

/// Tells of another badge in the file. A second one that anybody would find to be
/// false only deserves a word; two that say different things and may both have been
/// awarded would let each program show its own, so neither passes. One of Open
/// Badges 2.0 or before beside one of 3.0 may be the same badge in other words; that
/// it is such a one follows from what it says.
pub(super) fn tell(report: &mut Report, other: &Report) {
    // What was left unread says neither the same nor something else.
    let is_unread = |one: &Report| one.verdict == Verdict::Unconfirmed && one.standard.is_none();
    if report.verdict <= Verdict::Unconfirmed && (is_unread(report) || is_unread(other)) {
        let unread = if is_unread(other) { &other.summary } else { &report.summary };
        let message = format!("The file holds two badges, and whether they say the same is not known. {unread}");
        report.checks.insert(0, Check::new("file", Outcome::Unknown, message.as_str()));
        return report.decide(Verdict::Unconfirmed, &message);
    }
    let is_older = matches!(report.standard, Some(Standard::Ob3 | Standard::Vc))
        && matches!(other.standard, Some(Standard::Ob1 | Standard::Ob2));
    let against = contradiction(report, other);
    if is_older && against.is_none() {
        return older(report, other);
    }
    if say_the_same(report, other) {
        if are_to_the_same(report, other) {
            return same(report, other);
        }
        if earners::are_sealed_apart(report, other) {
            return sealed_apart(report, other);
        }
    }
    // What has ended or was withdrawn was awarded all the same, and others may not ask.
    if report.verdict <= Verdict::Unconfirmed && other.verdict <= Verdict::Withdrawn {
        let over = match other.verdict {
            Verdict::Ended | Verdict::Withdrawn => format!(" On the second: {}", other.summary),
            _ => String::new(),
        };
        let message = format!(
            "The file holds two badges that disagree: {} and {}. {}Programs would show one or the other, so it is \
             refused.{over}",
            described(report, other),
            described(other, report),
            apart(report, other)
        );
        report.checks.insert(0, Check::new("file", Outcome::Fail, message.as_str()));
        return report.decide(Verdict::NotValid, &message);
    }
    let differs = against.map(|what| format!(" ({what} differs)")).unwrap_or_default();
    let message = format!(
        "The file holds two badges that say different things. Beside the one that is shown lies {}{differs}. On that \
         one: {}",
        described(other, report),
        other.summary
    );
    report.checks.insert(0, Check::new("file", Outcome::Note, message));
}

/// Tells of one that the picture within the record carries. It was signed with the record
/// and makes nothing false, but whoever saves that picture has the other badge.
pub(super) fn tell_of_picture(report: &mut Report, other: &Report) {
    if difference(report, other).is_none() && are_to_the_same(report, other) {
        return;
    }
    let message = format!(
        "The picture within its record carries a badge of its own that says something else: {}. Whoever saves that \
         picture has that one. On it: {}",
        described(other, report),
        other.summary
    );
    report.checks.insert(0, Check::new("file", Outcome::Note, message));
}

/// Tells of one that may be the same in the words of an older standard.
fn older(report: &mut Report, other: &Report) {
    let standard = other.standard.map_or("older", Standard::title);
    let is_named = other.badge.as_ref().is_some_and(|badge| badge.name.is_some());
    let message = match difference(report, other) {
        // Nothing is known of a badge that is kept elsewhere but whom it was awarded to, and when.
        Some(_) if !is_named && award_differs(report, other).is_none() => {
            format!("What the {standard} badge beside it says is kept elsewhere and was not compared.")
        }
        Some(what) => {
            let what = award_differs(report, other).filter(|_| !is_named).unwrap_or(what);
            format!(
                "The {standard} badge beside it does not say the same about {what}, and other programs may show that one."
            )
        }
        None => format!("The {standard} badge beside it says the same of it."),
    };
    let message = match earners::are_sealed_apart(report, other) {
        true => format!("{message} {SEALED_APART}"),
        false => message,
    };
    if other.verdict <= Verdict::Unconfirmed {
        return report.checks.insert(0, Check::new("file", Outcome::Note, message));
    }
    let message = format!("{message} On that one: {}", other.summary);
    let is_over = matches!(other.verdict, Verdict::Ended | Verdict::Withdrawn);
    let outcome = if is_over { Outcome::Unknown } else { Outcome::Note };
    report.checks.insert(0, Check::new("file", outcome, message.as_str()));
    if is_over && report.verdict < Verdict::Unconfirmed {
        report.decide(Verdict::Unconfirmed, &format!("{message} Ask the issuer whether this one still counts."));
    }
}

/// Tells of one that says the same, to somebody who may be another.
fn sealed_apart(report: &mut Report, other: &Report) {
    let mut message = format!("The file holds the badge twice, in two signatures. {SEALED_APART}");
    if other.verdict > Verdict::Unconfirmed {
        message = format!("{message} On the second: {}", other.summary);
    }
    if other.verdict > Verdict::Withdrawn {
        return report.checks.insert(0, Check::new("file", Outcome::Note, message));
    }
    report.checks.insert(0, Check::new("file", Outcome::Unknown, message.as_str()));
    if report.verdict < Verdict::Unconfirmed {
        report.decide(Verdict::Unconfirmed, &format!("{message} Look at each as a file of its own."));
    }
}

/// Tells of one that says the same in a signature of its own: the worse of both
/// decides, since programs would ask about one or the other.
fn same(report: &mut Report, other: &Report) {
    if other.verdict > Verdict::Withdrawn {
        let message = format!("Beside it lies the same badge once more, which does not hold: {}", other.summary);
        return report.checks.insert(0, Check::new("file", Outcome::Note, message));
    }
    let message = "The file holds the badge twice, in two signatures. Both say the same of it.";
    report.checks.insert(0, Check::new("file", Outcome::Note, message));
    for want in &other.wants {
        if !report.wants.iter().any(|known| known.url == want.url) {
            report.wants.push(want.clone());
        }
    }
    if other.verdict > report.verdict {
        report.decide(other.verdict, &format!("{message} On the second: {}", other.why()));
    }
}

fn named(report: &Report) -> String {
    let badge = report.badge.as_ref();
    let name = badge.and_then(|badge| badge.name.as_deref()).filter(|name| !one_line(name).is_empty());
    name.map_or_else(|| "a badge without a name".to_owned(), quoted)
}

/// A badge by its name and by whatever else tells it from another.
fn described(report: &Report, other: &Report) -> String {
    let by = report.awarded_by.as_ref().filter(|by| other.awarded_by.as_ref() != Some(by));
    let by = by.map(|by| format!(", awarded by {by}")).unwrap_or_default();
    let is_to_another = report.earners != other.earners && !report.earners.is_empty();
    let to = if is_to_another { format!(", to {}", to_whom::told(report)) } else { String::new() };
    format!("{}{by}{to}", named(report))
}

/// Whether two awards name the same earners, in whatever order.
fn are_to_the_same(one: &Report, other: &Report) -> bool {
    earners::in_order(&one.earners) == earners::in_order(&other.earners)
}

/// Whether what is told of the earners of two awards tells them apart, in a sentence.
fn apart(one: &Report, other: &Report) -> String {
    if are_to_the_same(one, other) || to_whom::told(one) != to_whom::told(other) {
        return String::new();
    }
    match earners::together(&[&one.earners, &other.earners]) {
        Earners::Unlike => "The seal of the earner's address is not the same in both. ".to_owned(),
        Earners::Other => "The earner is not the same in both. ".to_owned(),
        _ if earners::are_sealed_apart(one, other) => format!("{SEALED_APART} "),
        _ => String::new(),
    }
}

/// Whether two badges are one, by all that is shown of them but whom they are to.
fn say_the_same(one: &Report, other: &Report) -> bool {
    let (Some(badge), Some(beside)) = (&one.badge, &other.badge) else { return false };
    let lists = |report: &Report| {
        let mut all = [report.evidence.clone(), report.results.clone()].concat();
        all.sort_unstable();
        all
    };
    let times = |report: &Report| (report.issued_on, report.valid_from, report.valid_until);
    one.standard == other.standard
        && one.id == other.id
        && difference(one, other).is_none()
        && times(one) == times(other)
        && lists(one) == lists(other)
        && all_of(badge) == all_of(beside)
}

/// Everything that a badge says, whatever the order.
fn all_of(badge: &BadgeView) -> Vec<String> {
    let one =
        [&badge.id, &badge.name, &badge.description, &badge.criteria, &badge.layer, &badge.image_alt, &badge.image];
    let mut all: Vec<String> = badge.skills.iter().map(|skill| format!("skill {skill:?}")).collect();
    all.extend(badge.alignments.iter().map(|alignment| format!("{alignment:?}")));
    all.extend(badge.others.iter().map(|other| format!("{:?}", all_of(other))));
    all.sort_unstable();
    all.push(format!("{one:?} {:?}", badge.issuer));
    all
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
    let begun = |report: &Report| report.issued_on.or(report.valid_from).map(day_for_people);
    let is_one = one.earners.len() == 1
        && other.earners.len() == 1
        && earners::together(&[&one.earners, &other.earners]) == Earners::Same;
    // However it is written.
    let is_no_other = is_one || earners::are_sealed_apart(one, other);
    let is_named = |report: &Report| !is_no_other && report.earners.iter().any(|named| !named.is_empty());
    let earner = |report: &Report| is_named(report).then(|| format!("{:?}", earners::in_order(&report.earners)));
    vec![
        ("the earner", earner(one), earner(other)),
        ("the day of the award", begun(one), begun(other)),
        ("the end", one.valid_until.map(day_for_people), other.valid_until.map(day_for_people)),
    ]
}

/// What two badges say in contradiction to each other.
fn contradiction(one: &Report, other: &Report) -> Option<&'static str> {
    let differs = |(_, one, other): &Said| one.is_some() && other.is_some() && one != other;
    let earners = || {
        let found = earners::together(&[&one.earners, &other.earners]);
        matches!(found, Earners::Unlike | Earners::Other | Earners::TooMany).then_some("the earner")
    };
    names(one, other).into_iter().find(differs).map(|(what, ..)| what).or_else(earners)
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
    use crate::credential::recipient;
    use crate::credential::view::{IssuerView, RecipientView};

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
            earners: sealed("amy@example.org", "salt"),
            standard: Some(Standard::Ob3),
            issued_on: "2026-03-14T10:00:00Z".parse().ok(),
            ..Report::default()
        }
    }

    fn sealed(address: &str, salt: &str) -> Vec<Vec<RecipientView>> {
        vec![vec![RecipientView::Hashed("email".into(), recipient::hash(address, salt), Some(salt.into()))]]
    }

    fn to(report: &mut Report, earners: Vec<Vec<RecipientView>>) {
        report.earners = earners;
    }

    fn told(change: impl Fn(&mut Report, &mut BadgeView)) -> (Verdict, String) {
        let (mut shown, mut other) = (report(), report());
        let mut badge = other.badge.take().unwrap();
        change(&mut other, &mut badge);
        other.badge = Some(badge);
        other.standard = Some(Standard::Ob2);
        tell(&mut shown, &other);
        (shown.verdict, shown.checks[0].message.clone())
    }

    #[test]
    fn a_badge_in_the_picture_of_the_record_is_told_unless_it_is_the_same() {
        let (mut shown, mut other) = (report(), report());
        other.badge.as_mut().unwrap().image = Some("https://e.org/i.png".into());
        tell_of_picture(&mut shown, &other);
        assert!(shown.checks.is_empty());
        other.badge.as_mut().unwrap().name = Some("Surgery".into());
        tell_of_picture(&mut shown, &other);
        let told = &shown.checks[0].message;
        assert!(told.contains("The picture within its record carries a badge") && told.contains("“Surgery”"), "{told}");
        assert_eq!(shown.verdict, Verdict::Intact);
    }

    #[test]
    fn an_older_badge_says_the_same_only_if_it_says_all_that_is_shown() {
        assert!(told(|_, _| ()).1.contains("says the same of it"));
        type Change = fn(&mut Report, &mut BadgeView);
        let changes: [(&str, Change); 11] = [
            ("the earner", |report, _| to(report, vec![vec![RecipientView::Id("did:example:eve".into())]])),
            ("the earner", |report, _| to(report, Vec::new())),
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
            to(report, vec![vec![RecipientView::Id("did:example:eve".into())]]);
        });
        assert!(message.contains("about the earner"), "{message}");
    }

    #[test]
    fn earners_that_are_sealed_in_two_ways_are_not_said_to_agree() {
        let beside = |standard, earners: &Vec<Vec<RecipientView>>, other_id: &str| {
            let (mut shown, mut other) = (report(), report());
            other.id = Some(other_id.into()).filter(|id: &String| !id.is_empty());
            other.standard = Some(standard);
            to(&mut other, earners.clone());
            tell(&mut shown, &other);
            (shown.verdict, shown.checks[0].message.clone())
        };
        let (apart, another) = (sealed("amy@example.org", "other"), sealed("eve@example.org", "salt"));
        let (verdict, message) = beside(Standard::Ob2, &apart, "");
        assert!(verdict == Verdict::Intact && message.contains("cannot be compared"), "{message}");
        let (verdict, message) = beside(Standard::Ob3, &apart, "");
        assert!(verdict == Verdict::Unconfirmed && message.contains("cannot be compared"), "{message}");
        // They disagree about more than that.
        let (verdict, message) = beside(Standard::Ob3, &apart, "urn:uuid:other");
        assert!(verdict == Verdict::NotValid && message.contains("cannot be compared"), "{message}");
        for standard in [Standard::Ob2, Standard::Ob3] {
            let (verdict, message) = beside(standard, &another, "");
            assert!(verdict == Verdict::NotValid && message.contains("disagree"), "{message}");
            assert!(message.contains("is not the same in both"), "{message}");
            // The same however its hash is written.
            let mut written = sealed("amy@example.org", "salt");
            if let RecipientView::Hashed(_, hash, _) = &mut written[0][0] {
                *hash = hash.to_uppercase();
            }
            let (_, message) = beside(Standard::Ob2, &written, "");
            assert!(message.contains("says the same of it."), "{message}");
        }
    }

    #[test]
    fn an_older_badge_of_somebody_else_is_refused_and_one_that_is_over_leaves_it_open() {
        let named = |address: &str| vec![vec![RecipientView::Plain("email".into(), address.into())]];
        let with = |older: &dyn Fn(&mut Report)| {
            let mut shown = Report { earners: named("amy@example.org"), ..report() };
            let mut other = Report { standard: Some(Standard::Ob2), ..report() };
            older(&mut other);
            tell(&mut shown, &other);
            (shown.verdict, shown.checks[0].message.clone())
        };
        let (verdict, message) = with(&|other| other.earners = named("eve@example.org"));
        assert!(verdict == Verdict::NotValid && message.contains("disagree"), "{message}");
        assert_eq!(with(&|other| other.earners = named("Amy@Example.org")).0, Verdict::Intact);
        for over in [Verdict::Ended, Verdict::Withdrawn] {
            let (verdict, message) = with(&|other| other.decide(over, "It is over."));
            assert!(verdict == Verdict::Unconfirmed && message.contains("It is over."), "{message}");
        }
    }
}
