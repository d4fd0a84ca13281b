use super::*;
use crate::Extra;

#[test]
fn the_bundled_standard_has_the_four_layers_in_order() {
    let names: Vec<_> = Standard::bundled().layers.iter().map(|l| l.name.as_str()).collect();
    assert_eq!(names, ["Engage", "Participate", "Demonstrate", "Lead"]);
    for layer in &Standard::bundled().layers {
        assert!(layer.code.starts_with(&Standard::bundled().code), "{}", layer.code);
        assert_eq!(Layer::by_code(&layer.code), Some(layer));
        assert!(
            !layer.story.is_empty() && layer.statements.len() >= 2,
            "the running example is told at {}",
            layer.name
        );
    }
    assert_eq!(Layer::by_name(" lead ").map(|l| l.code.as_str()), Some("col-2018/lead"));
}

#[test]
fn the_first_yes_from_lead_down_is_proposed_and_engage_otherwise() {
    let standard = Standard::bundled();
    let propose = |yes: &[&str]| standard.propose(|l| yes.contains(&l.name.as_str())).map(|l| l.name.as_str());
    assert_eq!(propose(&["Participate", "Demonstrate"]), Some("Demonstrate"));
    assert_eq!(propose(&["Lead", "Engage"]), Some("Lead"));
    assert_eq!(propose(&[]), Some("Engage"));
}

#[test]
fn criteria_survive_the_way_through_a_narrative() {
    let statements = vec!["Earner has built a kite.".to_owned(), "Earner has flown it.\nTwice.".to_owned()];
    let criteria = Criteria { statements, ..Criteria::default() };
    assert_eq!(Criteria::from_narrative(&criteria.narrative()), criteria);
    let one = Criteria { statements: vec!["Earner has swum.".into()], ..Criteria::default() };
    assert_eq!(one.narrative(), "Earner has swum.");
    assert_eq!(
        Criteria::from_narrative("First.\nstill first\n\nSecond.").statements,
        ["First. still first", "Second."]
    );
}

#[test]
fn fields_of_a_later_version_are_kept() {
    let text = r#"{"id":"urn:x","name":"N","mood":{"a":[1,2]},"issuer":{"name":"I","colour":"red"}}"#;
    let badge: Badge = serde_json::from_str(text).unwrap();
    let again = serde_json::to_value(&badge).unwrap();
    assert_eq!(again["mood"]["a"][1], 2);
    assert_eq!(again["issuer"]["colour"], "red");
}

fn standard(json: &str) -> Result<Standard, String> {
    Standard::from_json(json.as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn a_badge_carries_the_standard_that_is_not_built_in() {
    let steps =
        standard(r#"{"code":"steps","name":"Steps","layers":[{"name":"Try","short":"a taste"},{"name":"Own"}]}"#);
    let steps = steps.unwrap();
    let mut badge = Badge { layer: Some("col-2018/lead".into()), ..Badge::default() };
    badge.take_up(&steps);
    assert_eq!((badge.layer.as_deref(), badge.standard().name.as_str()), (None, "Steps"));
    badge.layer = Some("steps/try".into());
    let text = serde_json::to_string(&badge).unwrap();
    let again: Badge = serde_json::from_str(&text).unwrap();
    assert_eq!(again.layer().map(|layer| layer.short.as_str()), Some("a taste"));
    badge.take_up(Standard::bundled());
    assert_eq!((badge.carried_standard.is_none(), badge.layer.is_none()), (true, true));
    badge.layer = Some("elsewhere/high".into());
    assert_eq!((badge.layer(), badge.layer.as_deref()), (None, Some("elsewhere/high")), "an unknown one is kept");
}

#[test]
fn what_is_wrong_with_a_standard_is_told_with_its_place() {
    for (json, told) in [
        ("{", "line 1"),
        (r#"{"code":"A b","name":"N","layers":[{"name":"x"}]}"#, "code: write small letters"),
        (r#"{"code":"col-2018","name":"N","layers":[{"name":"x"}]}"#, "built in"),
        (r#"{"code":"a","name":" ","layers":[{"name":"x"}]}"#, "name: it is missing"),
        (r#"{"code":"a","name":"N","layers":[]}"#, "1 to 24 layers"),
        (r#"{"code":"a","name":"N","url":"javascript:x","layers":[{"name":"x"}]}"#, "url: write a web address"),
        (r#"{"code":"a","name":"N","layers":[{"name":"x"},{"name":"X"}]}"#, "layers[1].code: “a/x” is there twice"),
        (r#"{"code":"a","name":"N","layers":[{"name":"x","short":"\u0007"}]}"#, "layers[0].short: it holds control"),
        (r#"{"code":"a","name":"N","layers":[{"name":"!"}]}"#, "layers[0].code: it is missing"),
    ] {
        let error = standard(json).unwrap_err();
        assert!(error.contains(told), "{json}: {error}");
    }
    let long = format!(r#"{{"code":"a","name":"N","layers":[{{"name":"x","meaning":"{}"}}]}}"#, "m".repeat(1001));
    assert!(standard(&long).unwrap_err().contains("longer than 1000"));
    assert!(standard(&" ".repeat(MAX_STANDARD_BYTES + 1)).unwrap_err().contains("larger than"));
}

#[test]
fn characters_are_counted_as_people_count_them() {
    for (text, count) in [(" é e\u{301} ", 3), ("👩‍👩‍👧‍👦", 1), ("नमस्ते", 3), ("שָׁלוֹם", 4), ("🇬🇧", 1), ("", 0)]
    {
        assert_eq!(length(text), count, "{text}");
    }
    assert_eq!(shortened("👩‍👩‍👧‍👦 are here", 3), "👩‍👩‍👧‍👦 a…");
    assert_eq!(shortened("short", 5), "short");
}

#[test]
fn what_cannot_be_seen_and_does_harm_is_left_out() {
    assert_eq!(cleaned("a\u{0}b\u{7}c\u{202e}d\te\r\nf", true), ("abcd e\nf".to_owned(), 3));
    assert_eq!(cleaned("a\u{ffff}b\u{fdd0}c\u{1fffe}d\u{2066}e\u{2069}", true), ("abcde".to_owned(), 5));
    assert_eq!(cleaned("one\ntwo", false), ("one two".to_owned(), 0));
    let kept = "می‌خواهم e\u{301} שלום 👩‍👩‍👧‍👦 \u{200f}";
    assert_eq!(cleaned(kept, true), (kept.to_owned(), 0), "joiners and marks of writing stay");
    assert!(is_clean("a\nb", true) && !is_clean("a\nb", false) && !is_clean("a\u{1b}", true));
}

#[test]
fn texts_within_json_are_cleaned_and_whole_ones_left_as_they_are() {
    let mut value = serde_json::json!({ "name": "a\u{0}b\nc", "list": ["x\u{ffff}", 3], "whole": "tab\there\r\n" });
    clean_within(&mut value);
    assert_eq!(value, serde_json::json!({ "name": "ab\nc", "list": ["x", 3], "whole": "tab\there\r\n" }));
    // Without the sign it would be another address.
    let address = serde_json::json!({ "id": "https://a\u{202e}b.example", "url": "https://a\u{0}b.example" });
    let mut kept = address.clone();
    clean_within(&mut kept);
    assert_eq!(kept, address);
}

fn with_statements(statements: &[&str]) -> Badge {
    let mut badge = Badge::default();
    badge.criteria.statements = statements.iter().map(|&text| text.to_owned()).collect();
    let words = ["un", "dau", "tri"].iter().take(statements.len()).map(|&text| text.to_owned()).collect();
    badge.translations = vec![Translation {
        in_language: "cy".into(),
        criteria: Criteria { statements: words, ..Criteria::default() },
        ..Translation::default()
    }];
    badge.writing.comments = (0..statements.len())
        .map(|at| Comment {
            field: format!("criteria.statements[{at}]"),
            text: statements[at].to_owned(),
            ..Comment::default()
        })
        .collect();
    badge
}

fn commented(badge: &Badge) -> Vec<(&str, &str)> {
    badge.writing.comments.iter().map(|comment| (comment.field.as_str(), comment.text.as_str())).collect()
}

#[test]
fn comments_and_translations_go_with_their_statement() {
    let mut badge = with_statements(&["a", "b", "c"]);
    badge.move_statement(0, 2);
    assert_eq!(badge.criteria.statements, ["b", "c", "a"]);
    assert_eq!(badge.translations[0].criteria.statements, ["dau", "tri", "un"]);
    let at = |number| format!("criteria.statements[{number}]");
    assert_eq!(commented(&badge), [(&*at(2), "a"), (&*at(0), "b"), (&*at(1), "c")]);
    badge.remove_statement(1);
    assert_eq!(badge.translations[0].criteria.statements, ["dau", "un"]);
    assert_eq!(commented(&badge), [(&*at(1), "a"), (&*at(0), "b"), ("criteria.statements", "c")]);
    badge.insert_statement(0, "z");
    assert_eq!(badge.translations[0].criteria.statements, ["", "dau", "un"]);
    assert_eq!(commented(&badge)[1], (&*at(1), "b"));
    badge.writing.suppressions =
        vec![Suppression { rule: "C8".into(), field: at(1), ..Suppression::default() }, Suppression::default()];
    badge.remove_statement(1);
    assert_eq!(badge.writing.suppressions.len(), 1, "nothing is left of it");
}

#[test]
fn what_was_left_stays_left_while_its_words_are_there_in_another_form() {
    let mut badge = with_statements(&["Earner has worn PPE.", "Earner has read a SWOT."]);
    let note = |at: usize, words: &str| Suppression {
        rule: "C8".into(),
        field: format!("criteria.statements[{at}]"),
        words: words.into(),
        because: "known".into(),
    };
    badge.writing.suppressions = vec![note(1, "Earner has read a SWOT."), Suppression::default()];
    badge.criteria_as_one_text();
    assert_eq!(badge.writing.suppressions, [note(0, "Earner has read a SWOT."), Suppression::default()]);
    assert_eq!(commented(&badge)[1].0, "criteria.statements");
    badge.criteria_as_statements();
    assert_eq!(badge.writing.suppressions[0], note(1, "Earner has read a SWOT."));
}

#[test]
fn a_statement_is_split_at_the_caret_and_joined_again() {
    let mut badge = with_statements(&["Earner has built a kite, and has flown it at the beach."]);
    badge.split_statement(0, "Earner has built a kite".len());
    let split = ["Earner has built a kite.", "Earner has flown it at the beach."];
    assert_eq!(badge.criteria.statements, split);
    badge.join_statement(0);
    assert_eq!(badge.criteria.statements, ["Earner has built a kite and flown it at the beach."]);
    badge.join_statement(0);
    assert_eq!(badge.criteria.statements.len(), 1, "the last one has nothing to be joined with");
    badge.split_statement(0, 1_000);
    badge.split_statement(7, 0);
    let mut accents = with_statements(&["é"]);
    accents.split_statement(0, 1);
    assert_eq!(accents.criteria.statements, ["é"], "never within a letter");
}

#[test]
fn every_language_is_a_badge_of_its_own_that_names_the_others() {
    let mut badge = Badge {
        id: "urn:en".into(),
        in_language: "en-GB".into(),
        name: "Kite".into(),
        version: "2".into(),
        skills: vec![Skill::named("Building"), Skill::named("Flying")],
        ..Badge::default()
    };
    badge.translations = vec![
        Translation {
            in_language: "cy".into(),
            id: "urn:cy".into(),
            name: "Barcud".into(),
            skills: vec!["Adeiladu".into()],
            ..Translation::default()
        },
        Translation { in_language: "ga".into(), id: "urn:ga".into(), ..Translation::default() },
    ];
    let welsh = badge.in_language("CY");
    assert_eq!((welsh.name.as_str(), welsh.id.as_str(), welsh.in_language.as_str()), ("Barcud", "urn:cy", "cy"));
    let labels: Vec<_> = welsh.skills.iter().map(|skill| skill.label.as_str()).collect();
    assert_eq!(labels, ["Adeiladu", "Flying"]);
    let named = |badge: &Badge| {
        badge.relations().iter().map(|r| (r.id.clone(), r.in_language.clone(), r.version.clone())).collect::<Vec<_>>()
    };
    let entry = |id: &str, tag: &str| (id.to_owned(), tag.to_owned(), "2".to_owned());
    assert_eq!(named(&welsh), [entry("urn:en", "en-GB"), entry("urn:ga", "ga")]);
    assert_eq!(named(&badge), [entry("urn:cy", "cy"), entry("urn:ga", "ga")]);
    let back = welsh.in_language("en-GB");
    assert_eq!((back.name.as_str(), back.id.as_str(), back.skills == badge.skills), ("Kite", "urn:en", true));
    assert_eq!(badge.in_language("fr"), badge);
    assert_eq!(badge.languages().collect::<Vec<_>>(), ["en-GB", "cy", "ga"]);
}

#[test]
fn what_the_standard_has_no_field_for_is_told_at_the_end_of_the_criteria() {
    let mut badge = with_statements(&["Earner has swum.", "Earner has dived."]);
    badge.practicalities = Practicalities {
        availability: Some(Availability::Open),
        access: Some(Access::Place("Harbour Pool".into())),
        time_to_earn: Some(TimeToEarn { length: 1, unit: TimeUnit::Days }),
        cost: Some(Cost::Free),
        level: Some(Level::Advanced),
        evidence_asked: "Earners send a video.".into(),
        ..Practicalities::default()
    };
    let told = "- Earner has swum.\n- Earner has dived.\n\nEvidence: Earners send a video.\n\n\
                Open to all · Harbour Pool · About 1 day · Free.";
    assert_eq!(badge.narrative(), told);
    badge.in_language = "cy".into();
    assert!(badge.narrative().ends_with("\n\nEarners send a video."), "English is not put into a badge in Welsh");
}

#[test]
fn the_tightest_of_the_chosen_platforms_is_told() {
    let chosen =
        |keys: &[&str], room| tightest(PLATFORM_WORDS.iter().filter(|platform| keys.contains(&platform.key)), room);
    assert_eq!(chosen(&["credly"], Room::Description), Some((500, "Credly")));
    assert_eq!(
        chosen(&["open-educational-badges", "credly"], Room::Description),
        Some((500, "Credly")),
        "500 is tighter than 700"
    );
    assert_eq!(chosen(&["open-educational-badges"], Room::Name), Some((60, "Open Educational Badges")));
    assert_eq!(chosen(&["moodle"], Room::Name), None);
}

#[test]
fn an_issuer_is_read_from_both_standards_and_from_badges() {
    let three = r#"{"id":"did:web:h.example","type":["Profile"],"name":"Harbour","url":"https://h.example","phone":"01",
        "image":{"id":"https://h.example/logo.png","type":"Image"},"official":"Ada","email":"a@h.example",
        "address":{"type":["Address"],"streetAddress":"1 Quay","postalCode":"TQ1"},
        "parentOrg":{"type":["Profile"],"name":"Coast"},
        "otherIdentifier":[{"type":"IdentifierEntry","identifier":"123","identifierType":"ext:charity"}]}"#;
    let profile = issuer_in(three.as_bytes()).unwrap();
    assert_eq!((profile.name.as_str(), profile.phone.as_str(), profile.official.as_str()), ("Harbour", "01", "Ada"));
    assert_eq!(profile.image, "https://h.example/logo.png");
    assert_eq!(profile.address.unwrap().street_address, "1 Quay");
    assert_eq!(profile.parent_org.unwrap().name, "Coast");
    assert_eq!(profile.other_identifier[0].identifier_type, "ext:charity");

    let two = r#"{"@context":"https://w3id.org/openbadges/v2","type":"Issuer","id":"https://c.example/i","name":"Canal",
        "telephone":"02","image":"data:image/png;base64,AAAA","url":"https://c.example"}"#;
    let profile = issuer_in(two.as_bytes()).unwrap();
    assert_eq!((profile.name.as_str(), profile.phone.as_str()), ("Canal", "02"));
    assert!(profile.image.starts_with("data:image/png"));

    for holder in [
        format!(r#"{{"type":["VerifiableCredential","OpenBadgeCredential"],"name":"B","issuer":{three}}}"#),
        format!(r#"{{"type":"Assertion","badge":{{"type":"BadgeClass","name":"B","issuer":{three}}}}}"#),
        format!("[{three}]"),
    ] {
        assert_eq!(issuer_in(holder.as_bytes()).unwrap().name, "Harbour", "{holder}");
    }
    assert_eq!(issuer_in(br#"{"name":"Old","url":"https://o.example"}"#).unwrap().name, "Old");
}

#[test]
fn what_is_no_issuer_is_told() {
    for (file, told) in [
        ("{", "not JSON"),
        ("[]", "no issuer"),
        (r#"{"type":"Profile","name":""}"#, "no issuer"),
        (r#"{"type":"BadgeClass","name":"B","criteria":"x","issuer":"https://i.example"}"#, "no issuer"),
        ("7", "no issuer"),
    ] {
        let error = issuer_in(file.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(told), "{file}: {error}");
    }
    let deep = format!("{}{}", r#"{"issuer":"#.repeat(100), "1".to_owned() + &"}".repeat(100));
    assert!(issuer_in(deep.as_bytes()).is_err());
    let harmful = "{\"type\":\"Profile\",\"name\":\"A\\u0000B\\u202e\",\"image\":\"javascript:x\"}";
    let profile = issuer_in(harmful.as_bytes()).unwrap();
    assert_eq!((profile.name.as_str(), profile.image.as_str(), profile.extra), ("AB", "", Extra::new()));
}

#[test]
fn words_of_a_translation_change_alone() {
    let mut badge = Badge { name: "Film".into(), in_language: "en-GB".into(), ..Badge::default() };
    badge.criteria.statements = vec!["Earner has filmed.".into()];
    badge.skills = vec![Skill::named("Editing")];
    badge.translations = vec![Translation { in_language: "cy".into(), name: "FFILM".into(), ..Translation::default() }];
    let before = badge.clone();
    badge.change_words("CY", |words| words.name = "Ffilm".into());
    assert_eq!(badge.translations[0].name, "Ffilm");
    assert_eq!(badge.translations[0].criteria, before.translations[0].criteria);
    assert_eq!((&badge.name, &badge.skills), (&before.name, &before.skills));
    let same = badge.clone();
    badge.change_words("fr", |words| words.name = "Cinéma".into());
    assert_eq!(badge, same, "a language that it does not have");
}
