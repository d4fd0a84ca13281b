//! How often the rules on wording are right: each text of `tests/library/review` is
//! labelled with the rules that should speak up, and each rule's precision and
//! recall are worked out. A rule that a profile asks for has to be right nine
//! times in ten.
//!
//! The rules were made with `labelled.tsv` at hand; `held_out.tsv` was written
//! by somebody who did not know how the rules work, after they were made.
//!
//! The tables, and the list of all rules, stand in `docs/review.md`; `UPDATE_MEASURES=1` writes them anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use badgewright::artwork::Artwork;
use badgewright::badge::{Access, Availability, Badge, IssuedTo, Practicalities, Skill};
use badgewright::review::{OwnProfile, Profile, Proofs, RULES, Review, Rule, RuleSet, SET_RULES};
use badgewright::skills::esco;

/// No rule may be on that is wrong more often.
const LEAST_PRECISION: f64 = 0.9;

/// A line of the file: a text, and what should be said of it.
struct Labelled {
    kind: String,
    layer: String,
    text: String,
    rules: BTreeSet<String>,
}

/// Right, wrong and missed findings of a rule.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn plus(self, other: Self) -> Self {
        let Self { right, wrong, missed } = other;
        Self { right: self.right + right, wrong: self.wrong + wrong, missed: self.missed + missed }
    }

    fn precision(self) -> Option<f64> {
        share(self.right, self.right + self.wrong)
    }

    fn recall(self) -> Option<f64> {
        share(self.right, self.right + self.missed)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred texts")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The rules that a kind of text is labelled for.
fn measured(kind: &str) -> &'static [&'static str] {
    match kind {
        "criteria" => &["C2", "C3", "C4", "C5", "C8", "C9", "L2", "L3", "L4", "L5", "Q1", "G1", "E2", "W1", "W2"],
        "description" => &["D1", "D2", "D3", "C3", "C8", "Q1", "E2", "W1", "W2"],
        "name" => &["T2", "T3", "T5", "Q1", "W1"],
        "skill" => &["S2", "S3", "W1"],
        "framework" => &["S2"],
        other => panic!("{other} is no kind of text"),
    }
}

/// Texts that were at hand when the rules were made.
const KNOWN: &str = "tests/library/review/labelled.tsv";

/// Texts that were not.
const HELD_OUT: &str = "tests/library/review/held_out.tsv";

fn labelled(file: &str) -> Vec<Labelled> {
    let text = fs::read_to_string(root().join(file)).unwrap();
    let read = |line: &str| {
        let [kind, layer, text, rules] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let rules: BTreeSet<String> = rules.split_whitespace().map(str::to_owned).collect();
        assert!(rules.iter().all(|rule| measured(kind).contains(&rule.as_str())), "{line}");
        Labelled { kind: kind.into(), layer: layer.into(), text: text.into(), rules }
    };
    text.lines().skip(1).map(read).collect()
}

/// A badge that says this and leaves the rest without fault.
fn badge(line: &Labelled) -> Badge {
    let mut badge = Badge {
        name: "Harbour Days".into(),
        description: "Earners of this badge have spent a week at the harbour.".into(),
        layer: Some(format!("col-2018/{}", line.layer)),
        practicalities: Practicalities {
            availability: Some(Availability::Open),
            access: Some(Access::Online),
            evidence_asked: "A photograph.".into(),
            next_step: "Come again.".into(),
            worth: "It shows that I can help.".into(),
            ..Practicalities::default()
        },
        ..Badge::default()
    };
    match line.kind.as_str() {
        "criteria" => badge.criteria.statements = line.text.split(" / ").map(str::to_owned).collect(),
        "description" => {
            badge.description.clone_from(&line.text);
            if line.text.starts_with("Organisations") {
                badge.issued_to = IssuedTo::Organisations;
            }
        }
        "name" => badge.name.clone_from(&line.text),
        kind => {
            let (skill, criterion) = line.text.split_once(" | ").expect("a skill and a criterion");
            let of_esco = || esco().entries.iter().find(|entry| &*entry.label == skill).expect("a skill of ESCO");
            badge.skills = vec![if kind == "framework" { esco().skill(of_esco()) } else { Skill::named(skill) }];
            badge.criteria.statements = vec![criterion.to_owned()];
        }
    }
    badge
}

/// The field that a kind of text stands in, by the beginning of its path.
fn is_about(kind: &str, path: &str) -> bool {
    match kind {
        "criteria" => path.starts_with("criteria") || path == "layer" || path == "validity",
        "description" => path == "description" || path == "validity",
        "name" => path == "name",
        _ => path.starts_with("skills"),
    }
}

/// Every rule, whoever asks for it.
fn every_rule() -> RuleSet {
    let mut all = OwnProfile::based_on(Profile::BadgeNation, "All");
    RULES.iter().for_each(|rule| all.switch(rule, true));
    (&all).into()
}

fn measure(file: &str) -> (BTreeMap<&'static str, Tally>, Vec<String>) {
    let (artwork, all) = (Artwork::default(), every_rule());
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    let mut amiss = Vec::new();
    for line in labelled(file) {
        let badge = badge(&line);
        let proofs = Proofs::read(Proofs::default().unread(&badge));
        let outcome = Review::of(&badge, &artwork).proofread(&proofs, &[]).outcome(&all);
        for rule in measured(&line.kind) {
            let said = outcome
                .open
                .iter()
                .find(|finding| finding.rule.id == *rule && is_about(&line.kind, &finding.field.path()));
            let tally = tallies.entry(rule).or_default();
            match (said, line.rules.contains(*rule)) {
                (Some(_), true) => tally.right += 1,
                (Some(finding), false) => {
                    tally.wrong += 1;
                    amiss.push(format!("{rule} is wrong about: {}\n    {}", line.text, finding.message));
                }
                (None, true) => {
                    tally.missed += 1;
                    amiss.push(format!("{rule} has missed: {}", line.text));
                }
                (None, false) => {}
            }
        }
    }
    (tallies, amiss)
}

fn table(tallies: &BTreeMap<&'static str, Tally>) -> String {
    let percent = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{share:.2}"));
    let mut table = String::from(
        "| rule | name | what it asks | right | wrong | missed | precision | recall |\n|---|---|---|--:|--:|--:|--:|--:|\n",
    );
    for (id, tally) in tallies {
        let (name, title) = Rule::by_id(id).map_or(("", ""), |rule| (rule.name, rule.title));
        table.push_str(&format!(
            "| {id} | `{name}` | {title} | {} | {} | {} | {} | {} |\n",
            tally.right,
            tally.wrong,
            tally.missed,
            percent(tally.precision()),
            percent(tally.recall())
        ));
    }
    table
}

#[test]
fn no_rule_is_on_that_is_wrong_more_than_once_in_ten() {
    let (known, mut amiss) = measure(KNOWN);
    let (held_out, also_amiss) = measure(HELD_OUT);
    amiss.extend(also_amiss);
    let told = amiss.join("\n");
    let tables = [("measured", table(&known)), ("held out", table(&held_out))];
    if std::env::var_os("UPDATE_MEASURES").is_some() {
        fs::write(std::env::temp_dir().join("review-amiss.txt"), &told).unwrap();
    }
    let mut stands = String::new();
    for (name, table) in &tables {
        stands.push_str(&told_in_the_document(name, table));
    }
    for (id, tally) in &known {
        let rule = Rule::by_id(id).unwrap_or_else(|| panic!("there is no rule {id}"));
        let is_on = !rule.profiles.is_empty();
        assert!(tally.right > 0, "no text tries {id}\n{told}");
        let precision = tally.plus(held_out.get(id).copied().unwrap_or_default()).precision().unwrap_or_default();
        assert!(!is_on || precision >= LEAST_PRECISION, "{id} is right in {precision:.2}\n{told}");
    }
    let now: String = tables.into_iter().map(|(_, table)| table).collect();
    assert_eq!(stands, now, "docs/review.md is out of date; run with UPDATE_MEASURES=1\n{told}");
}

/// The table that stands in the document under this name, after it was written
/// anew where that is asked for.
fn told_in_the_document(name: &str, table: &str) -> String {
    let document = root().join("docs/review.md");
    let text = fs::read_to_string(&document).unwrap();
    let begins = format!("<!-- {name} -->\n");
    let (before, rest) = text.split_once(&begins).expect("the table has its place");
    let (stands, after) = rest.split_once("<!-- end -->").expect("the table has its end");
    if std::env::var_os("UPDATE_MEASURES").is_none() {
        return stands.to_owned();
    }
    fs::write(&document, format!("{before}{begins}{table}<!-- end -->{after}")).unwrap();
    table.to_owned()
}

#[test]
fn every_rule_is_listed_in_the_document() {
    let mut table = String::from("| rule | name | weight | what it asks |\n|---|---|---|---|\n");
    for Rule { id, name, severity, title, .. } in RULES.iter().chain(SET_RULES) {
        table.push_str(&format!("| {id} | `{name}` | {} | {title} |\n", severity.label().to_lowercase()));
    }
    assert_eq!(
        told_in_the_document("rules", &table),
        table,
        "docs/review.md is out of date; run with UPDATE_MEASURES=1"
    );
}

#[test]
fn there_are_labelled_texts_enough() {
    let all: Vec<Labelled> = [KNOWN, HELD_OUT].into_iter().flat_map(labelled).collect();
    let criteria = all.iter().filter(|line| line.kind == "criteria").count();
    let good = all.iter().filter(|line| line.kind == "criteria" && line.rules.is_empty()).count();
    assert!(criteria >= 120 && good >= 50, "{criteria} criteria, {good} of them good");
    let texts: BTreeSet<&str> = all.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts.len(), all.len(), "no text counts twice");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
