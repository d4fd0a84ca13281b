//! The bundled skills against ESCO's own tables, and ESCO's own files as
//! frameworks.

use std::collections::{HashMap, HashSet};
use std::fs;

use badgewright::skills::{Mapping, Table, esco};

use super::data;

/// The rows of a reference table, by their identifier.
fn reference(text: &str) -> HashMap<&str, Vec<&str>> {
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|cells| (cells[0], cells)).collect()
}

#[test]
fn the_bundled_skills_are_escos_with_all_transversal_ones_first() {
    let Some(folder) = data("skills") else { return };
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let (all, transversal) = (read("esco_1.2.0_skills_en.tsv"), read("esco_1.2.0_transversal_en.tsv"));
    let (all, transversal) = (reference(&all), reference(&transversal));
    assert_eq!((esco().entries.len(), transversal.len()), (10_715, 95));
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut seen = HashSet::new();
    for entry in &esco().entries {
        let id = entry.url.strip_prefix("http://data.europa.eu/esco/skill/").unwrap();
        let row = all.get(id).unwrap_or_else(|| panic!("{id} is not a skill of ESCO"));
        assert_eq!(plain(&entry.label), plain(row[1]));
        assert_eq!(entry.first, transversal.contains_key(id), "{}", entry.label);
        assert!(seen.insert(id), "{id} twice");
    }
    let first = esco().entries.iter().take_while(|entry| entry.first).count();
    assert_eq!(first, transversal.len(), "the transversal ones stand first");
    // The reference tables name some of the other labels; they are here as well.
    let named = |id: &str| all[id][7].split('|').map(plain).filter(|label| !label.is_empty()).collect::<Vec<_>>();
    let (mut there, mut missing) = (0, Vec::new());
    for entry in &esco().entries {
        let own: HashSet<&str> = entry.other_labels().collect();
        for label in named(entry.url.rsplit('/').next().unwrap()) {
            if own.contains(label.trim_end_matches(';')) || *label == *entry.label {
                there += 1;
            } else {
                missing.push(label);
            }
        }
    }
    assert!(
        there > 20_000 && missing.len() < 400,
        "{there} are there, {} are not: {:?}",
        missing.len(),
        missing.first()
    );
}

#[test]
fn escos_own_files_become_frameworks_without_a_question() {
    let Some(folder) = data("skills") else { return };
    for (name, count, skill, other) in [
        ("transversalSkillsCollection_en.csv", 95, "show initiative", Some("take the initiative")),
        ("digCompSkillsCollection_en.csv", 25, "use e-services", Some("apply e-services")),
        ("skillsHierarchy_en.csv", 640, "classical languages", None),
    ] {
        let table = Table::read(&fs::read(folder.join(name)).unwrap(), &|_| true).unwrap();
        let mapping = Mapping::guess(&table, name);
        assert!(mapping.is_sure(), "{name}");
        let reading = mapping.apply(&table, &|_| true).unwrap();
        assert_eq!(reading.problems, [], "{name}");
        let entries = &reading.framework.entries;
        assert_eq!(entries.len(), count, "{name}");
        let entry = entries.iter().find(|entry| *entry.label == *skill).unwrap();
        assert!(entry.url.starts_with("http://data.europa.eu/esco/"), "{name}");
        assert_eq!(entry.other_labels().next(), other, "{name}");
        let alignment = reading.framework.skill(entry).alignment.unwrap();
        assert_eq!(alignment.target_framework, "ESCO");
    }
}
