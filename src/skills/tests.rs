use super::*;

fn found(typed: &str) -> Vec<&'static str> {
    esco_index().search(esco(), typed, 8).into_iter().map(|hit| &*esco().entries[hit.entry].label).collect()
}

fn suggested(texts: &[&str]) -> Vec<(&'static str, String)> {
    let suggestions = esco_index().suggest(esco(), texts, 12);
    let words = |one: &Suggestion| texts[one.mention.text][one.mention.at.clone()].to_owned();
    suggestions.iter().map(|one| (&*esco().entries[one.entry].label, words(one))).collect()
}

#[test]
fn esco_has_the_transversal_skills_first() {
    let first = esco().entries.iter().take_while(|entry| entry.first).count();
    assert_eq!((esco().entries.len(), first), (10_715, 95));
    assert!(esco().entries[95..].iter().all(|entry| !entry.first));
    assert_eq!(found("").len(), 95, "nothing typed shows them");
}

#[test]
fn a_kept_framework_is_read_as_it_was() {
    let mut framework = esco().clone();
    framework.entries.truncate(300);
    assert_eq!(Framework::from_bytes(&framework.to_bytes()), Ok(framework));
    assert_eq!(Framework::from_bytes(b"no such thing"), Err(DamagedFramework::Packing));
}

#[test]
fn words_come_before_other_labels_and_those_before_slips() {
    assert_eq!(found("work in teams")[0], "work in teams");
    assert_eq!(found("Work in TEA")[0], "work in teams");
    assert_eq!(found("give a talk")[0], "address an audience", "by another label");
    assert!(found("acept critisism").contains(&"accept criticism and guidance"), "with slips");
    assert!(found("manage t")[0].starts_with("manage t"));
    assert!(found("mentoring").contains(&"mentor individuals"), "by its stem");
    assert!(found("zzzzqqqq").is_empty());
}

#[test]
fn a_transversal_skill_comes_before_others_that_fit_as_well() {
    let shown = esco_index().search(esco(), "manage", 60);
    let firsts = shown.iter().take_while(|hit| esco().entries[hit.entry].first).count();
    assert!(firsts >= 5, "{firsts}");
    assert!(shown[firsts..].iter().all(|hit| !esco().entries[hit.entry].first));
}

#[test]
fn odd_things_can_be_typed() {
    for typed in ["   ", "\u{301}\u{301}", "ا ب", "🙂", &"a".repeat(100_000), &"long words ".repeat(10_000)] {
        assert!(esco_index().search(esco(), typed, 8).len() <= 95);
    }
}

#[test]
fn the_skill_of_a_badge_keeps_the_frameworks_words_beside_its_own() {
    let entry = &esco().entries[esco_index().search(esco(), "work in teams", 1)[0].entry];
    let skill = esco().skill(entry);
    let alignment = skill.alignment.unwrap();
    assert_eq!(skill.label, "Work in teams");
    assert_eq!((&*alignment.target_name, &*alignment.target_framework), ("work in teams", "ESCO"));
    assert!(alignment.target_url.starts_with("http://data.europa.eu/esco/skill/"));
    assert_eq!(esco_labels(&alignment.target_url).next(), Some("work in teams"));
    assert_eq!(esco_labels(&alignment.target_url.replace("http:", "https:")).next(), Some("work in teams"));
    assert_eq!(esco_labels("https://example.org/skill/1").count(), 0);
}

#[test]
fn skills_are_suggested_with_the_words_they_were_found_in() {
    let texts = [
        "Earner has provided first aid at two public events.",
        "Earner has kept calm and worked in a team of five stewards.",
        "Earner has mentored two new volunteers.",
    ];
    let all = suggested(&texts);
    let words = |label: &str| all.iter().find(|(have, _)| *have == label).map(|(_, words)| words.as_str());
    assert_eq!(words("provide first aid"), Some("first aid"), "{all:?}");
    assert_eq!(words("work in teams"), Some("worked in a team"), "{all:?}");
    assert_eq!(words("mentor individuals"), None, "who is mentored is not said to be an individual: {all:?}");
    assert!(suggested(&[]).is_empty() && suggested(&["", "Earner has"]).is_empty());
}

#[test]
fn a_text_of_any_length_is_read_in_time() {
    let long = "Earner has managed quality and worked in teams. ".repeat(2_500);
    let begun = std::time::Instant::now();
    assert!(!suggested(&[&long]).is_empty());
    assert!(begun.elapsed().as_secs() < 30);
}

fn read(csv: &str) -> Result<Reading, ReadError> {
    let table = Table::read(csv.as_bytes(), &|_| true)?;
    Mapping::guess(&table, "ours").apply(&table, &|_| true)
}

#[test]
fn a_table_of_any_shape_is_read_by_its_headers() {
    for csv in [
        "name,synonyms,uri,code\nKnitting,wool | yarn,https://x.example/1,K1\nSewing\n",
        "Skill;Other names;URL;Notation\n\"Knitting\";\"wool\nyarn\";https://x.example/1;K1\n",
        "\u{feff}code\tlabel\taltLabels\turl\r\nK1\tKnitting\twool|yarn\thttps://x.example/1\r\n",
    ] {
        let entry = &read(csv).unwrap().framework.entries[0];
        assert_eq!((&*entry.label, &*entry.url, &*entry.code), ("Knitting", "https://x.example/1", "K1"), "{csv}");
        assert_eq!(entry.other_labels().collect::<Vec<_>>(), ["wool", "yarn"], "{csv}");
    }
}

#[test]
fn what_cannot_be_used_is_told_by_row_and_column_and_the_rest_is_taken() {
    let csv = "name,url\nKnitting,https://x.example/1\nSewing,https://x.example/2,two\n,https://x.example/3\nWeaving,nowhere\nknitting,https://x.example/1\n";
    let reading = read(csv).unwrap();
    let told: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "Row 3, column 3: the row has 3 cells, the first one has 2.",
            "Row 4, column 1 (name): there is no name of a skill.",
            "Row 5, column 2 (url): “nowhere” is not a web address.",
        ]
    );
    assert_eq!(reading.framework.entries.len(), 1);
    assert_eq!((reading.duplicates, reading.first_duplicate.unwrap().row), (1, 6));
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_told() {
    let told = read("name,description\nKnitting,good\nSewing,\"needle\nWeaving,loom\n").unwrap();
    assert_eq!(told.problems[0].row, 3);
    assert!(told.problems[0].what.contains("not closed"));
    let long = format!("name,description\nSewing,\"{}", "needle ".repeat(5_000));
    assert!(matches!(read(&long), Err(ReadError::NothingUsable(problem)) if problem.row == 2));
}

#[test]
fn a_file_with_nothing_in_it_is_refused() {
    assert_eq!(read(""), Err(ReadError::Empty));
    assert_eq!(read("one,two\n1,2\n"), Err(ReadError::NoLabel));
    assert_eq!(read("name\n"), Err(ReadError::Empty));
    assert!(matches!(read("name\nx\0\n"), Err(ReadError::NotText { row: 2, column: 2 })));
}

#[test]
fn a_hundred_thousand_rows_are_taken_in_and_searched() {
    let mut csv = String::from("label,uri\n");
    for row in 0..100_000 {
        csv.push_str(&format!("skill {row} of weaving,https://x.example/{row}\n"));
    }
    let reading = read(&csv).unwrap();
    assert_eq!((reading.framework.entries.len(), reading.problem_count), (100_000, 0));
    let index = Index::of(&reading.framework, &|_| true).unwrap();
    let hits = index.search(&reading.framework, "weaving 4711", 8);
    assert_eq!(&*reading.framework.entries[hits[0].entry].label, "skill 4711 of weaving");
    assert!(Index::of(&reading.framework, &|_| false).is_none());
    let table = Table::read(csv.as_bytes(), &|_| true).unwrap();
    assert_eq!(Mapping::guess(&table, "x").apply(&table, &|_| false), Err(ReadError::Cancelled));
}

#[test]
fn too_many_rows_are_refused() {
    let csv = format!("label\n{}", "a\n".repeat(MAX_ROWS + 1));
    assert_eq!(Table::read(csv.as_bytes(), &|_| true), Err(ReadError::TooManyRows));
    assert_eq!(Table::read(&vec![b'a'; MAX_BYTES + 1], &|_| true), Err(ReadError::TooLarge));
}

#[test]
fn a_case_package_is_read() {
    let json = r#"{"CFDocument": {"title": "Crafts", "creator": "Guild", "officialSourceURL": "https://guild.example"},
        "CFItems": [
            {"identifier": "1", "uri": "https://guild.example/1", "fullStatement": "Knits a sock with a heel", "abbreviatedStatement": "Sock knitting", "humanCodingScheme": "K.1", "conceptKeywords": ["wool"]},
            {"uri": "https://guild.example/2", "fullStatement": "Sews a seam"},
            {"uri": "https://guild.example/3"},
            {"uri": "here", "fullStatement": "Weaves"},
            {"uri": "https://guild.example/2", "fullStatement": "Sews a seam"}
        ]}"#;
    assert!(case::looks_like(json.as_bytes()));
    for text in [json.to_owned(), format!("{{\"CFPackage\": {json}}}")] {
        let reading = case::read(text.as_bytes()).unwrap();
        let entries = &reading.framework.entries;
        assert_eq!((reading.framework.name.as_str(), entries.len()), ("Crafts", 2));
        assert_eq!((&*entries[0].label, &*entries[0].code), ("Sock knitting", "K.1"));
        let skill = reading.framework.skill(&entries[0]);
        assert_eq!(skill.alignment.unwrap().target_type, "CFItem");
        let told: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            ["Row 3, column fullStatement: there is no statement.", "Row 4, column uri: “here” is not a web address."]
        );
        assert_eq!(reading.duplicates, 1);
    }
}

#[test]
fn a_malformed_case_package_says_row_and_column() {
    let error = case::read(b"{\"CFItems\": [\n  {\"fullStatement\": 7}]}").unwrap_err();
    assert!(matches!(error, ReadError::Json { row: 2, column: 20..24, .. }), "{error:?}");
    assert_eq!(case::read(b"{}"), Err(ReadError::NotCase));
    let deep = format!("{}{}", "{\"CFPackage\":".repeat(10_000), "}".repeat(10_000));
    assert!(case::read(deep.as_bytes()).is_err());
}

#[test]
fn a_users_frameworks_are_kept_listed_and_removed() {
    let home = tempfile::tempdir().unwrap();
    let shelf = Shelf::new(home.path());
    assert!(shelf.list().is_empty());
    let crafts = read("name\nKnitting\nSewing\n").unwrap().framework;
    let other = Framework { name: "Ours!".into(), ..crafts.clone() };
    shelf.keep(&crafts).unwrap();
    let path = shelf.keep(&other).unwrap();
    shelf.keep(&crafts).unwrap();
    let names: Vec<String> = shelf.list().into_iter().map(|shelved| shelved.name).collect();
    assert_eq!(names, ["ours", "Ours!"], "one of the same name is replaced, another one is not");
    assert_eq!(shelf.read(&path).unwrap(), other);
    std::fs::write(&path, "no framework").unwrap();
    assert!(matches!(shelf.read(&path), Err(crate::store::StoreError::Refused { .. })));
    assert_eq!(shelf.list().len(), 2, "what is damaged can still be removed");
    shelf.remove(&path).unwrap();
    assert_eq!(shelf.list().len(), 1);
}
