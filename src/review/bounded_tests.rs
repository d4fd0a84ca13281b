use std::sync::Arc;

use super::tests::good;
use super::*;
use crate::artwork::{Element, ElementId, Frame, Kind, Paint, Text};
use crate::badge::{Skill, Suppression, Translation};

fn told(change: impl FnOnce(&mut Badge)) -> Vec<Finding> {
    let (mut badge, artwork) = good();
    change(&mut badge);
    let proofs = Proofs::read(Proofs::default().unread(&badge));
    Review::of(&badge, &artwork).proofread(&proofs, &[]).outcome(&Profile::BadgeNation.into()).open
}

fn stops(found: &[Finding], said: &str) {
    let of_rule: Vec<_> = found.iter().filter(|finding| finding.rule.id == "R1").collect();
    assert!(of_rule.iter().any(|finding| finding.message.contains(said)), "{of_rule:?}");
    assert!(found.iter().all(|finding| finding.fix.is_none()), "a fix made of a part would lose the rest");
}

#[test]
fn a_review_of_thousands_says_where_it_stops() {
    let statement =
        |at| format!("You will lern to do thing {at}, and then you can tell of it. It is long. So is this.");
    stops(
        &told(|badge| badge.criteria.statements = (0..20_000).map(statement).collect()),
        "There are 20000 statements; the first 200 were read and the rest were not.",
    );
    stops(
        &told(|badge| badge.skills = (0..20_000).map(|at| Skill::named(format!("Skill {}", at / 2))).collect()),
        "There are 20000 skills; the first 100 were read",
    );
    stops(
        &told(|badge| {
            let words =
                |at| Translation { in_language: format!("en-{at}"), name: "Lern".into(), ..Translation::default() };
            badge.translations = (0..3000).map(words).collect();
        }),
        "There are 3000 translations",
    );
    stops(&told(|badge| badge.tag = vec!["tag".into(); 50_000]), "There are 50000 tags");
}

#[test]
fn a_review_of_a_very_long_text_says_where_it_stops() {
    stops(&told(|badge| badge.description = "a".repeat(1_000_000)), "Description is too long: not all of it was read.");
    stops(&told(|badge| badge.name = "é".repeat(1_000_000)), "Name is too long");
    let items = "- Earner has done one more thing that is told here.\n".repeat(20_000);
    stops(&told(|badge| badge.criteria.statements = vec![items]), "Criterion 1 is too long");
    let nested = "> ".repeat(50_000) + &"- ".repeat(50_000) + "x";
    stops(&told(|badge| badge.criteria.statements = vec![nested]), "Criterion 1 is too long");
}

#[test]
fn what_is_not_read_is_told_in_a_rule_set_of_ones_own_as_well() {
    let (mut badge, artwork) = good();
    badge.skills = vec![Skill::named("Planning"); 5000];
    let mut own = OwnProfile {
        name: "Few".into(),
        based_on: Profile::BadgeNation.key().into(),
        on: Vec::new(),
        off: Vec::new(),
        extra: crate::Extra::new(),
    };
    RULES.iter().for_each(|rule| own.switch(rule, false));
    let found = review(&badge, &artwork, &own);
    assert_eq!(found.len(), 1, "{found:?}");
    stops(&found, "5000 skills");
}

#[test]
fn a_badge_of_usual_length_is_read_whole() {
    let found = told(|badge| badge.description.push_str(" They have lern it."));
    assert!(found.iter().all(|finding| finding.rule.id != "R1"));
    assert!(found.iter().any(|finding| finding.fix.is_some()));
}

#[test]
fn thousands_of_notes_leave_what_they_speak_of() {
    let (mut badge, artwork) = good();
    badge.name = "FIRST AID".into();
    let found = review(&badge, &artwork, Profile::BadgeNation);
    let note = found[0].suppression("It is so.");
    badge.writing.suppressions = (0..30_000)
        .map(|at| Suppression { words: format!("other {at}"), ..note.clone() })
        .chain([note.clone()])
        .collect();
    let outcome = Review::of(&badge, &artwork).outcome(&Profile::BadgeNation.into());
    assert_eq!(outcome.suppressed.len(), 1);
    assert_eq!(outcome.open.len(), found.len() - 1);
}

#[test]
fn an_artwork_with_too_many_parts_is_not_passed() {
    let (badge, _) = good();
    let spokes = |id: u64| {
        let kind = Kind::Scallop { lobes: 120, depth: 0.4 };
        let frame =
            Frame { x: 10.0 + (id % 60) as f64 * 9.0, y: 10.0 + (id / 60) as f64 * 9.0, ..Frame::centred(4.0, 4.0) };
        Element::new(ElementId(id), kind, frame).filled(Paint::Solid(crate::artwork::Color::BLACK))
    };
    let text = |id: u64| {
        let text = Text::new("Aid", crate::artwork::Font::new("Cabin", 700), 40.0);
        Element::new(ElementId(id), Kind::Text(text), Frame::centred(200.0, 60.0))
            .filled(Paint::Solid(crate::artwork::Color::WHITE))
    };
    let elements = (0..600).map(spokes).chain((600..640).map(text)).map(Arc::new).collect();
    let artwork = Artwork { elements, ..Artwork::default() };
    let found = review(&badge, &artwork, Profile::BadgeNation);
    let said = found.iter().find(|finding| finding.rule.id == "R1").expect("it is told");
    assert!(said.message.contains("its colours were not compared"), "{}", said.message);
}
