//! What spelling and grammar say of badges, and in which fields.

use super::tests::{after, good};
use super::*;
use crate::badge::Access;

/// What spelling and grammar say of a badge.
fn read(rule: &str, badge: &Badge) -> Vec<Finding> {
    let (_, artwork) = good();
    let proofs = Proofs::read(Proofs::default().unread(badge));
    let outcome = Review::of(badge, &artwork).proofread(&proofs, &[]).outcome(&Profile::BadgeNation.into());
    outcome.open.into_iter().filter(|finding| finding.rule.id == rule).collect()
}

#[test]
fn w1_reads_every_field_that_people_write() {
    let (mut badge, _) = good();
    badge.name = "First Aid Volunter at Publick Events".into();
    badge.short_name = "Recieve Aid".into();
    badge.practicalities.assessment = "A trainer watchs it.".into();
    badge.practicalities.access = Some(Access::Place("Totnes Comunity Hall".into()));
    badge.issuer.description = "Hillside in Llandudno is a charaty that Llandudno knows.".into();
    let found = read("W1", &badge);
    let told: Vec<_> = found.iter().map(|finding| (finding.field, finding.words.as_str())).collect();
    assert_eq!(
        told,
        [
            (Field::Name, "Volunter"),
            (Field::Name, "Publick"),
            (Field::ShortName, "Recieve"),
            (Field::Assessment, "watchs"),
            (Field::IssuerDescription, "charaty"),
            (Field::Access, "Comunity"),
        ]
    );
    let mended = found.iter().filter_map(|finding| finding.fix.as_ref()).fold(badge, |badge, fix| after(fix, badge));
    assert_eq!(mended.short_name, "Receive Aid");
    assert_eq!(mended.practicalities.access, Some(Access::Place("Totnes Community Hall".into())));
    assert!(mended.issuer.description.contains("a charity"), "{}", mended.issuer.description);
}

#[test]
fn a_finding_knows_where_its_words_stand_in_the_file_however_often() {
    let (mut badge, _) = good();
    badge.criteria.statements = vec!["# A taske\n\n- Earner has seen a taske and a taske.\n- Earner has sung.".into()];
    badge.practicalities.access = Some(Access::Place("Totnes Comunity Hall".into()));
    let file = serde_json::to_value(&badge).unwrap();
    let mut places = Vec::new();
    for finding in read("W1", &badge) {
        let path = finding.words_path(&badge);
        let text = file.pointer(&format!("/{}", path.replace(['.', '['], "/").replace(']', ""))).unwrap();
        let range = finding.range.clone().unwrap();
        assert_eq!(&text.as_str().unwrap()[range.clone()], finding.words, "{path}");
        places.push((path, range.start));
    }
    let criteria = |at| ("criteria.statements[0]".to_owned(), at);
    assert_eq!(places, [criteria(4), criteria(31), criteria(43), ("practicalities.access.place".to_owned(), 7)]);
    badge.criteria.statements[0].push_str("\n- Learner has slept.");
    let found = review(&badge, &good().1, Profile::BadgeNation);
    let statement = found.iter().find(|finding| finding.rule.id == "C2").unwrap();
    assert_eq!(badge.criteria.statements[0][statement.range.clone().unwrap()], statement.words);
}

#[test]
fn w1_and_w2_read_one_text_statement_by_statement() {
    let (mut badge, _) = good();
    badge.criteria.statements =
        vec!["# The taskes\n\n- Earner has sown a bed.\n- Earner has recieved an visitor.".into()];
    let found = read("W1", &badge);
    let told: Vec<_> = found.iter().map(|finding| (finding.field, finding.words.as_str())).collect();
    assert_eq!(told, [(Field::CriteriaList, "taskes"), (Field::Passage(1), "recieved")]);
    assert_eq!(found[0].fix, None, "a heading is no statement");
    assert!(found[1].message.starts_with("Criterion 2:"), "{}", found[1].message);
    let fixed = after(found[1].fix.as_ref().expect("a fix"), badge.clone());
    assert!(fixed.criteria.statements[0].ends_with("- Earner has received an visitor."));
    let grammar = read("W2", &badge);
    assert_eq!(grammar[0].field, Field::Passage(1));
    let fixed = after(grammar[0].fix.as_ref().expect("a fix"), badge);
    assert!(
        fixed.criteria.statements[0].starts_with("# The taskes\n\n- Earner has sown a bed.\n- Earner has recieved a")
    );
}

#[test]
fn what_was_read_is_kept_for_each_language_that_is_english() {
    let (mut badge, _) = good();
    let mut words = badge.words();
    words.in_language = "en-US".into();
    words.description = "Earners of this badge have recieved a prize.".into();
    badge.translations = vec![words];
    let mut proofs = Proofs::default();
    proofs.take_in(Proofs::read(proofs.unread(&badge)), &badge);
    assert!(proofs.unread(&badge).is_empty());
    let (american, artwork) = (badge.in_language("en-US"), good().1);
    let outcome = Review::of(&american, &artwork).proofread(&proofs, &[]).outcome(&Profile::BadgeNation.into());
    assert!(outcome.open.iter().any(|finding| finding.rule.id == "W1" && finding.words == "recieved"));
    badge.in_language = "cy".into();
    badge.translations[0].in_language = "ga".into();
    assert!(Proofs::default().unread(&badge).is_empty());
}

#[test]
fn w2_does_not_read_acronyms() {
    for text in ["Earner has finished the ILM award.", "Earner has finished an ILM award.", "Earner has met the ILM."] {
        let (mut badge, _) = good();
        badge.criteria.statements[0] = text.into();
        assert_eq!(read("W2", &badge), [], "{text}");
    }
}
