//! How a badge is earned, taken from the text of a credential.

use super::criteria::mark_of;
use super::practicalities::{Access, Availability, BETWEEN, Cost, EVIDENCE, JUDGED, TimeToEarn, TimeUnit};
use super::{Badge, Criteria, Practicalities};

impl Badge {
    /// Takes up criteria and practicalities from a text that says both: the other way
    /// of [`Badge::narrative`]. What comes apart in no way that says the same stays one
    /// text, word for word: it would be signed otherwise than it was.
    pub fn take_narrative(&mut self, narrative: &str) {
        let narrative = narrative.trim();
        let before = self.practicalities.clone();
        for facts in [facts(narrative), None] {
            let (told, facts) = facts.unwrap_or((narrative, Practicalities::default()));
            let (told, assessment) = apart(told, JUDGED);
            let (told, evidence) = apart(told, EVIDENCE);
            let one = Criteria { statements: vec![told.to_owned()], ..Criteria::default() };
            for criteria in [Criteria::from_narrative(told), one] {
                self.criteria = criteria;
                self.practicalities = Practicalities {
                    evidence_asked: evidence.to_owned(),
                    assessment: assessment.to_owned(),
                    availability: facts.availability,
                    access: facts.access.clone(),
                    time_to_earn: facts.time_to_earn,
                    cost: facts.cost,
                    ..before.clone()
                };
                if says(&self.narrative()) == says(narrative) {
                    return;
                }
            }
        }
        self.criteria = Criteria { statements: vec![narrative.to_owned()], ..Criteria::default() };
        self.practicalities = before;
    }
}

/// A text before and behind the beginning of a part of this name.
fn apart<'t>(text: &'t str, name: &str) -> (&'t str, &'t str) {
    let begins = format!("{name}: ");
    match text.strip_prefix(&begins) {
        Some(part) => ("", part),
        None => text.split_once(&format!("\n\n{begins}")).unwrap_or((text, "")),
    }
}

/// The facts with which a text ends, and what stands before them. Any text could be the
/// name of a place: with nothing else beside it, it is none.
fn facts(text: &str) -> Option<(&str, Practicalities)> {
    let (before, last) = text.rsplit_once("\n\n")?;
    let mut facts: Vec<&str> = last.strip_suffix('.')?.split(BETWEEN).collect();
    let availability = Availability::ALL.into_iter().find(|who| facts.first() == Some(&who.label()));
    if availability.is_some() {
        facts.remove(0);
    }
    let cost = Cost::ALL.into_iter().find(|cost| facts.last() == Some(&cost.label()));
    if cost.is_some() {
        facts.pop();
    }
    let time_to_earn = facts.last().and_then(|time| time_of(time));
    if time_to_earn.is_some() {
        facts.pop();
    }
    let is_none = availability.is_none() && cost.is_none() && time_to_earn.is_none();
    let access = match facts.as_slice() {
        [] => None,
        ["Online"] => Some(Access::Online),
        ["In a place"] => Some(Access::Place(String::new())),
        [place] if !is_none => Some(Access::Place((*place).to_owned())),
        _ => return None,
    };
    Some((before, Practicalities { availability, access, time_to_earn, cost, ..Practicalities::default() }))
}

fn time_of(fact: &str) -> Option<TimeToEarn> {
    let (length, unit) = fact.strip_prefix("About ")?.split_once(' ')?;
    let length = length.parse().ok()?;
    let unit = TimeUnit::ALL.into_iter().find(|known| known.label(length) == unit)?;
    Some(TimeToEarn { length, unit })
}

/// A text without what may be written in several ways: the marks of lists, and empty lines.
fn says(text: &str) -> String {
    let line = |line: &str| match mark_of(line) {
        0 => line.trim_end().to_owned(),
        mark => format!("- {}", line[mark..].trim()),
    };
    text.lines().filter(|said| !said.trim().is_empty()).map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(badge: &Badge) -> Badge {
        let mut again = Badge::default();
        again.take_narrative(&badge.narrative());
        again
    }

    #[test]
    fn how_a_badge_of_ours_is_earned_comes_back_as_it_was() {
        let criteria = [
            vec!["Earner has built a kite."],
            vec!["Earner has built a kite.", "Earner has flown it.\nTwice."],
            vec!["# What counts\n\nEarner has built:\n- a kite\n- a box\n\nA coach looks on."],
            vec![],
        ];
        let texts = ["", "The course record.", "The mentor signs.\n\nA second one looks on."];
        let facts = [
            (None, None, None, None),
            (Some(Availability::Open), None, None, Some(Cost::Free)),
            (None, Some(Access::Place("At the lock".into())), Some(TimeUnit::Hours), None),
            (Some(Availability::Members), Some(Access::Online), Some(TimeUnit::Weeks), Some(Cost::Paid)),
        ];
        for statements in &criteria {
            for evidence_asked in texts {
                for assessment in texts {
                    for (availability, access, unit, cost) in facts.clone() {
                        let statements: Vec<String> = statements.iter().map(|&said| said.to_owned()).collect();
                        let mut badge = Badge::default();
                        badge.criteria.statements = statements;
                        let practical = &mut badge.practicalities;
                        (practical.availability, practical.access, practical.cost) = (availability, access, cost);
                        practical.time_to_earn = unit.map(|unit| TimeToEarn { length: 1, unit });
                        practical.evidence_asked = evidence_asked.to_owned();
                        practical.assessment = assessment.to_owned();
                        let came = again(&badge);
                        assert_eq!(came.narrative(), badge.narrative());
                        if !badge.criteria.statements.is_empty() {
                            assert_eq!(came.criteria, badge.criteria);
                            assert_eq!(came.practicalities, badge.practicalities);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn what_others_wrote_says_the_same_afterwards() {
        let told = |text: &str| {
            let mut badge = Badge::default();
            badge.take_narrative(text);
            (badge.criteria.statements.clone(), badge.narrative())
        };
        for list in ["1. planned a walk.\n2. led it.", "* planned a walk.\n* led it.", "- planned a walk.\n\n- led it."]
        {
            assert_eq!(told(list).0, ["planned a walk.", "led it."], "{list}");
        }
        for text in [
            "# What counts\n\nEarner has:\n1. planned a walk.\n2. led it.\n\nA coach looks on.",
            "- planned a walk.\n- led it.\n\nA coach looks on.",
            "One.\n\nTwo.",
            "## To come:",
            "",
        ] {
            assert_eq!(told(text).1, text);
        }
    }
}
