//! What the rules say of badges: one good badge, and each rule's faults in it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::*;
use crate::artwork::{Color, Element, ElementId, Font, Frame, Kind, Paint, Text};
use crate::badge::{Access, Alignment, Availability, IssuedTo, Practicalities, Skill};
use crate::document::Document;

pub(super) fn good() -> (Badge, Artwork) {
    let mut badge = Badge {
        name: "Community Gardening: Plan, Plant, Harvest".into(),
        short_name: "Community Gardener".into(),
        description: "Earners of this badge have planned, planted and looked after a shared garden for a season."
            .into(),
        layer: Some("col-2018/participate".into()),
        skills: ["Planning", "Teamwork", "Public speaking"].map(Skill::named).into(),
        ..Badge::default()
    };
    badge.criteria.statements = vec![
        "Earner has planned a bed with two neighbours, showing teamwork, and drawn it to scale.".into(),
        "Earner has explained on an open day how compost can feed a garden, practising public speaking.".into(),
    ];
    badge.issuer.name = "Hillside".into();
    badge.image.caption =
        "A green ring with a watering can; around it stands “Community Gardener” and “Participate”.".into();
    badge.practicalities = Practicalities {
        availability: Some(Availability::Open),
        access: Some(Access::Place("Hillside".into())),
        next_step: "Lead a bed of your own.".into(),
        worth: "It shows neighbours what I can grow.".into(),
        ..Practicalities::default()
    };
    badge.image.author = "Hillside".into();
    badge.image.licence = "CC BY 4.0".into();
    let artwork = artwork_reading(&["{short name}", "{layer}"]);
    (badge, artwork)
}

fn artwork_reading(texts: &[&str]) -> Artwork {
    let element = |(index, content): (usize, &&str)| {
        let text = Kind::Text(Text::new(*content, Font::new("Cabin", 700), 60.0));
        let element = Element::new(
            ElementId(index as u64),
            text,
            Frame { y: 200.0 + 80.0 * index as f64, ..Frame::centred(580.0, 80.0) },
        );
        Arc::new(element.filled(Paint::Solid(Color::WHITE)))
    };
    let ground = Element::new(ElementId(99), Kind::Disc, Frame::centred(600.0, 600.0));
    let ground = Arc::new(ground.filled(Paint::Solid(Color::BLACK)));
    Artwork {
        elements: std::iter::once(ground).chain(texts.iter().enumerate().map(element)).collect(),
        ..Artwork::default()
    }
}

/// The findings of one rule after `change`, in the profile that asks for it.
pub(super) fn findings(rule: &str, change: impl FnOnce(&mut Badge, &mut Artwork)) -> Vec<Finding> {
    let (mut badge, mut artwork) = good();
    change(&mut badge, &mut artwork);
    let profile = Rule::by_id(rule).expect("the rule is listed").profiles[0];
    review(&badge, &artwork, profile).into_iter().filter(|finding| finding.rule.id == rule).collect()
}

/// The badge after a fix.
pub(super) fn after(fix: &Fix, badge: Badge) -> Badge {
    let document = Document { badge: Arc::new(badge), ..Document::default() };
    let fixed = fix.edits(&document.badge).iter().fold(document, |document, edit| document.edited(edit).unwrap());
    Badge::clone(&fixed.badge)
}

/// The one finding of a rule, and the badge after its fix.
fn fixed(rule: &str, change: impl Fn(&mut Badge)) -> Badge {
    let found = findings(rule, |badge, _| change(badge));
    let fix = found.first().and_then(|finding| finding.fix.clone()).expect("a fix is offered");
    let (mut badge, artwork) = good();
    change(&mut badge);
    let fixed = after(&fix, badge);
    let left = review(&fixed, &artwork, Profile::BadgeNation);
    assert!(left.iter().all(|finding| finding.rule.id != rule || finding.field != found[0].field), "{left:?}");
    fixed
}

fn name_of(name: &str) -> impl Fn(&mut Badge) + '_ {
    move |badge| badge.name = name.to_owned()
}

#[test]
fn a_well_written_badge_passes_in_every_profile() {
    let (badge, artwork) = good();
    for profile in Profile::ALL {
        assert_eq!(review(&badge, &artwork, profile), [], "{profile}");
    }
}

#[test]
fn every_rule_finds_fault_with_an_empty_badge_or_has_nothing_to_look_at() {
    let found = review(&Badge::default(), &Artwork::default(), Profile::BadgeNation);
    let ids: Vec<_> = found.iter().map(|finding| finding.rule.id).filter(|id| *id != "A1").collect();
    assert_eq!(
        ids,
        ["C1", "C7", "L1", "S1", "T2", "D1", "X1", "C6", "C6", "P1", "P2"],
        "errors first, then in the order of the form"
    );
}

#[test]
fn each_rule_explains_itself_and_has_an_id_and_a_name_of_its_own() {
    let rules: Vec<&Rule> = RULES.iter().chain(SET_RULES).collect();
    for (index, rule) in rules.iter().enumerate() {
        assert!(rules[index + 1..].iter().all(|other| other.id != rule.id), "{} is listed twice", rule.id);
        assert!(rules[index + 1..].iter().all(|other| other.name != rule.name), "{} is a name twice", rule.name);
        let mut parts = rule.name.split('-');
        let is_kebab = parts.all(|part| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_lowercase()));
        assert!(is_kebab && rule.name.contains('-'), "{} is no name of a field and what is wrong there", rule.name);
        assert!(!rule.profiles.is_empty() && !rule.source.is_empty(), "{}", rule.id);
        assert!(rule.explanation.ends_with('.') && !rule.explanation.contains("  "), "{}", rule.id);
        assert!(!rule.title.ends_with('.') && !rule.example.is_empty(), "{}", rule.id);
    }
}

#[test]
fn every_message_is_a_sentence() {
    let (mut badge, _) = good();
    let artwork = artwork_reading(&[]);
    badge.name = "FIRST AID".into();
    badge.short_name = "A short name that is far too long to draw".into();
    badge.description = "x".repeat(600);
    badge.criteria.statements = vec!["Will attend.".into()];
    badge.layer = Some("col-2030/fly".into());
    badge.skills = vec![Skill::named("Improved reading")];
    badge.image.caption = "logo".into();
    let found = review(&badge, &artwork, Profile::BadgeNation);
    assert!(found.len() >= 11, "{found:#?}");
    for finding in found {
        assert!(finding.message.ends_with('.') && finding.message.starts_with(char::is_uppercase), "{finding:?}");
    }
}

#[test]
fn t1_counts_the_short_name_as_readers_do() {
    let with = |short: &str| findings("T1", |badge, _| badge.short_name = short.to_owned());
    assert_eq!(with("Thirty characters, no more, ok"), []);
    assert_eq!(with("  Thirty characters, no more, ok "), [], "spaces at the ends are not drawn");
    assert_eq!(with(&"e\u{301}".repeat(30)), [], "an accent is no character of its own");
    let found = with("Thirty-two characters is too many");
    assert_eq!(found[0].field, Field::ShortName);
    assert!(found[0].message.contains("33 characters, three more"), "{}", found[0].message);
}

#[test]
fn t1_looks_at_the_name_where_there_is_no_short_name() {
    let found = findings("T1", |badge, _| badge.short_name.clear());
    assert!(found[0].message.contains("There is no short name"), "{}", found[0].message);
    let short = findings("T1", |badge, _| {
        badge.short_name.clear();
        badge.name = "Gardener".into();
    });
    assert_eq!(short, []);
}

#[test]
fn t2_wants_a_name_that_says_something() {
    for name in ["", "  ", "Badge", "My new badge", "Untitled 2", "BADGE", "…"] {
        assert_eq!(findings("T2", |badge, _| badge.name = name.into()).len(), 1, "{name}");
    }
    for name in ["Badger Watch", "Badge Writing", "CPR", "NHS GP CPD", "UNESCO", "First Aid", "応急手当", "eSports"]
    {
        assert_eq!(findings("T2", |badge, _| badge.name = name.into()), [], "{name}");
    }
}

#[test]
fn t2_offers_the_name_without_shouting() {
    assert_eq!(fixed("T2", name_of("FIRST AID AT WORK")).name, "First Aid at Work");
    assert_eq!(fixed("T2", name_of("CPR TRAINING")).name, "CPR Training");
    assert_eq!(fixed("T2", name_of("YOUTH-LED RADIO")).name, "Youth-led Radio");
}

#[test]
fn d1_wants_the_opening_of_the_scheme() {
    let with = |text: &str| findings("D1", |badge, _| badge.description = text.to_owned());
    assert_eq!(with("earners of this badge have  met a vet."), []);
    assert_eq!(with("Learners of this badge have met a vet.").len(), 1);
    assert_eq!(with("Earners of this badge haven't met a vet.").len(), 1, "“haven't” is another word");
    let found = with("A day at the vet, with animals large and small.");
    assert!(found[0].message.contains("“A day at the vet …”"), "{}", found[0].message);
    assert_eq!(found[0].fix, None, "nobody can tell what earners did");
}

#[test]
fn d1_offers_the_description_with_its_opening() {
    let fix = |text: &'static str| fixed("D1", move |badge| badge.description = text.into()).description;
    assert_eq!(fix("Participants have met a vet."), "Earners of this badge have met a vet.");
    assert_eq!(fix("Visited a farm. Met a vet."), "Earners of this badge have visited a farm. Met a vet.");
}

#[test]
fn d1_and_c2_speak_of_organisations_where_organisations_earn_the_badge() {
    let (mut badge, artwork) = good();
    badge.issued_to = IssuedTo::Organisations;
    let found = review(&badge, &artwork, Profile::BadgeNation);
    assert_eq!(found.iter().map(|finding| finding.rule.id).collect::<Vec<_>>(), ["D1", "C2", "C2"]);
    let done = found.iter().filter_map(|finding| finding.fix.as_ref()).fold(badge, |badge, fix| after(fix, badge));
    assert_eq!(review(&done, &artwork, Profile::BadgeNation), []);
    assert!(done.criteria.statements[0].starts_with("Organisation has planned"), "{:?}", done.criteria);
}

#[test]
fn d2_allows_500_characters() {
    assert_eq!(findings("D2", |badge, _| badge.description = "é".repeat(500)), []);
    let found = findings("D2", |badge, _| badge.description = "a".repeat(501));
    assert!(found[0].message.contains("501 characters, one more"), "{}", found[0].message);
}

#[test]
fn c1_counts_what_says_something() {
    let with = |statements: &[&str]| {
        findings("C1", |badge, _| badge.criteria.statements = statements.iter().map(ToString::to_string).collect())
    };
    assert_eq!(with(&["Earner has met a vet.", "Earner has fed a calf."]), []);
    assert_eq!(with(&["Earner has met a vet.", " ", "Earner has "]).len(), 1, "blanks and bare openings say nothing");
    assert!(with(&["Earner has met a vet."])[0].message.contains("only one"));
    assert_eq!(with(&[])[0].field, Field::CriteriaList);
}

#[test]
fn c2_names_the_criterion_and_its_first_words() {
    let found = findings("C2", |badge, _| badge.criteria.statements[1] = "The group met a vet on Friday.".into());
    assert_eq!(found[0].field, Field::Criterion(1));
    assert_eq!(found[0].message, "Criterion 2 begins “The group met a vet …”, not “Earner has …”.");
    assert_eq!(found[0].fix, None);
    assert_eq!(findings("C2", |badge, _| badge.criteria.statements[1] = "Earner hasn’t slept.".into()).len(), 1);
}

#[test]
fn c2_offers_the_criterion_with_its_opening() {
    let fix = |text: &'static str| fixed("C2", move |badge| badge.criteria.statements[0] = text.into());
    assert_eq!(fix("Learners have built a nest box.").criteria.statements[0], "Earner has built a nest box.");
    assert_eq!(fix("Wrote a plan.").criteria.statements[0], "Earner has written a plan.");
}

#[test]
fn c3_looks_at_the_description_and_at_each_criterion() {
    let found = findings("C3", |badge, _| {
        badge.description = "Earners of this badge will learn to juggle.".into();
        badge.criteria.statements[1] = "Earner can juggle and is able to teach it.".into();
    });
    assert_eq!(
        found.iter().map(|finding| finding.field).collect::<Vec<_>>(),
        [Field::Description, Field::Criterion(1)]
    );
    assert!(found[0].message.contains("“will learn”"), "{}", found[0].message);
    assert!(found[1].message.contains("“can juggle” and “is able to teach”"), "{}", found[1].message);
}

#[test]
fn c3_does_not_mistake_nouns_and_names() {
    for text in [
        "Earner has sewn a canvas bag with Will Smith.",
        "Earner has kept a can of willow water.",
        "Earner has met Can.",
    ] {
        assert_eq!(findings("C3", |badge, _| badge.criteria.statements[0] = text.into()), [], "{text}");
    }
}

#[test]
fn c3_offers_the_past() {
    let done = fixed("C3", |badge| badge.criteria.statements[0] = "Earner can juggle and will teach it.".into());
    assert_eq!(done.criteria.statements[0], "Earner has juggled and taught it.");
}

#[test]
fn c7_is_content_with_statements_or_a_web_address() {
    let with = |address: &str| {
        findings("C7", |badge, _| {
            badge.criteria.statements.clear();
            badge.criteria.id = address.into();
        })
    };
    assert_eq!(with("https://example.org/criteria"), []);
    assert_eq!(with(" ")[0].field, Field::CriteriaList);
    assert_eq!(with("see our website")[0].field, Field::CriteriaAddress);
    assert_eq!(with("httpsé")[0].field, Field::CriteriaAddress);
}

#[test]
fn l1_wants_a_layer_that_is_known() {
    assert!(
        findings("L1", |badge, _| badge.layer = None)[0].message.contains("Engage, Participate, Demonstrate, Lead")
    );
    let found = findings("L1", |badge, _| badge.layer = Some("col-2030/fly".into()));
    assert!(found[0].message.contains("“col-2030/fly”"), "{}", found[0].message);
}

#[test]
fn s1_counts_each_skill_once() {
    let with = |labels: &[&str]| {
        findings("S1", |badge, _| badge.skills = labels.iter().map(|label| Skill::named(*label)).collect())
    };
    assert_eq!(with(&["Planning", "Teamwork", "Juggling"]), []);
    assert!(with(&["Planning", "planning ", "Teamwork"])[0].message.contains("two different skills"));
    assert!(with(&["Planning", " "])[0].message.contains("only one skill"));
}

#[test]
fn s3_takes_off_what_is_not_the_skill() {
    for (label, expected) in [
        ("Increased self-motivation", "Self-motivation"),
        ("Improved reading", "Reading"),
        ("Learning to swim", "Swimming"),
        ("Ability to work together", "Working together"),
        ("ability to empathise", "Empathise"),
    ] {
        let done = fixed("S3", |badge| badge.skills[0] = Skill::named(label));
        assert_eq!(done.skills[0].label, expected);
    }
}

#[test]
fn s3_takes_whole_words_only_and_three_of_them() {
    for label in
        ["Learning together", "Improvisation", "Learning", "Betterment", "Risk assessment", "Self-motivation", "R & D"]
    {
        assert_eq!(findings("S3", |badge, _| badge.skills[0] = Skill::named(label)), [], "{label}");
    }
    let found = findings("S3", |badge, _| badge.skills[2] = Skill::named("Looking after young plants"));
    assert_eq!(found[0].field, Field::Skill(2));
    assert!(found[0].message.contains("4 words"), "{}", found[0].message);
}

#[test]
fn s3_leaves_the_words_of_a_framework_alone() {
    let mut skill = Skill::named("ability to manage a small business");
    skill.alignment = Some(Alignment::default());
    assert_eq!(findings("S3", |badge, _| badge.skills[0] = skill), []);
}

#[test]
fn x1_wants_a_caption_that_tells_what_is_to_be_seen() {
    let with = |caption: &str| findings("X1", |badge, _| badge.image.caption = caption.to_owned());
    for (caption, said) in [
        ("", "no alt text"),
        ("Badge image", "does not tell"),
        ("community gardener!", "only repeats the name"),
        ("Community Gardening – plan, plant, harvest", "only repeats the name"),
    ] {
        let found = with(caption);
        assert!(found.len() == 1 && found[0].message.contains(said), "{caption}: {found:?}");
    }
    assert!(with(&"green ".repeat(42))[0].message.contains("251 characters, one more"));
}

#[test]
fn x1_wants_every_word_on_the_picture_and_adds_it() {
    let caption = "A watering can. Community Gardeners take part";
    let found = findings("X1", |badge, _| badge.image.caption = caption.into());
    assert!(found[0].message.contains("“Community Gardener” and “Participate”"), "{}", found[0].message);
    let done = fixed("X1", |badge| badge.image.caption = caption.into());
    assert_eq!(done.image.caption, format!("{caption}. It reads “Community Gardener” and “Participate”."));
}

#[test]
fn x1_does_not_speak_of_what_nobody_sees() {
    let found = findings("X1", |_, artwork| {
        let mut hidden = (*artwork_reading(&["Draft"]).elements[1]).clone();
        hidden.hidden = true;
        artwork.elements.push(Arc::new(hidden));
        artwork.elements.extend(artwork_reading(&["{issuer}", "★"]).elements);
    });
    let said: Vec<_> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(said, ["On the picture stands “Hillside”; the alt text does not say so."]);
}

#[test]
fn x1_looks_into_groups_and_across_lines() {
    let found = findings("X1", |badge, artwork| {
        let elements = artwork_reading(&["Community\nGardener", "Since 2026"]).elements;
        let group = Element::new(ElementId(99), Kind::Group { elements }, Frame::centred(400.0, 400.0));
        artwork.elements = vec![Arc::new(group)];
        badge.layer = None;
    });
    assert!(found[0].message.starts_with("On the picture stands “Since 2026”;"), "{}", found[0].message);
}

#[test]
fn profiles_are_read_by_name_and_by_key() {
    for profile in Profile::ALL {
        assert_eq!(profile.name().parse(), Ok(profile));
        assert_eq!(profile.key().to_uppercase().parse(), Ok(profile));
    }
    let refused = "Mozilla".parse::<Profile>().expect_err("there is none").to_string();
    assert!(refused.contains("“Mozilla”") && Profile::ALL.iter().all(|profile| refused.contains(profile.key())));
}

#[test]
fn a_profile_asks_only_for_its_own_rules() {
    let ids = |profile| {
        let found = review(&Badge::default(), &artwork_reading(&[]), profile);
        found.iter().map(|finding| finding.rule.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(Profile::Credly), ["C7", "S1", "T2", "X1"]);
    assert_eq!(ids(Profile::Moodle), ["C7", "T2", "X1", "X2", "X2"]);
}

#[test]
fn a_fix_for_a_criterion_that_is_gone_changes_nothing() {
    let found = findings("C2", |badge, _| badge.criteria.statements.push("Learner has slept.".into()));
    let (badge, _) = good();
    assert_eq!(found[0].fix.as_ref().map(|fix| after(fix, badge.clone())), Some(badge));
}

#[test]
fn a_review_of_enormous_texts_ends_soon() {
    let (mut badge, mut artwork) = good();
    let long = "will can they learn and is ".repeat(10_000);
    badge.description.clone_from(&long);
    badge.criteria.statements = vec![long.clone(); 4];
    badge.skills = vec![Skill::named(long.clone()); 4];
    artwork.elements.extend(artwork_reading(&[&long]).elements);
    let begun = Instant::now();
    let found = review(&badge, &artwork, Profile::BadgeNation);
    assert!(found.iter().all(|finding| finding.message.len() < 2_000), "messages stay readable");
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}
