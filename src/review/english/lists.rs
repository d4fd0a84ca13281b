//! Word lists: plain texts in `assets/english`, one list a file, that are built in
//! and taken apart once. What is a matter of words is changed there, without code.

use std::sync::LazyLock;

/// List of words or phrases, in the order of its file.
pub(in crate::review) type WordList = LazyLock<Vec<&'static str>>;

/// The list of the file of this name. The path goes up from the file that names it:
/// from a folder of `src/review`.
macro_rules! word_list {
    ($name:literal) => {
        std::sync::LazyLock::new(|| {
            crate::review::english::lists::entries(include_str!(concat!("../../../assets/english/", $name, ".txt")))
                .collect()
        })
    };
}
pub(in crate::review) use word_list;

/// Entries of a list's text: a line each. What begins with `#` tells of the list.
pub(in crate::review) fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::entries;

    const LICENCE: &str = "# Badgewright's own list, MIT OR Apache-2.0.";
    const RANKED: &str = "# Ranked: ";

    fn below(folder: &str) -> impl Iterator<Item = (String, String)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
    }

    #[test]
    fn every_list_is_sorted_without_doubles_and_not_empty() {
        let mut lists = 0;
        for (file, text) in below("assets/english").filter(|(file, _)| file.ends_with(".txt")) {
            lists += 1;
            let listed: Vec<&str> = entries(&text).collect();
            assert!(!listed.is_empty(), "{file} is empty");
            assert_eq!(listed.iter().collect::<BTreeSet<_>>().len(), listed.len(), "{file} has an entry twice");
            assert!(listed.is_sorted() || text.contains(RANKED), "{file} is not sorted");
            for entry in listed {
                let plain = entry.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(!entry.is_empty() && entry == plain, "{file}: “{entry}” has spaces that nobody says");
            }
            let (told, _) = text.split_once(LICENCE).unwrap_or_else(|| panic!("{file} tells no licence"));
            assert!(
                told.starts_with("# ") && told.lines().all(|line| line.starts_with('#')),
                "{file} begins otherwise"
            );
        }
        assert!(lists > 40, "{lists}");
    }

    #[test]
    fn every_list_has_a_reader() {
        let sources: String =
            ["src/review/english", "src/review/rules"].into_iter().flat_map(below).map(|(_, source)| source).collect();
        for (file, _) in below("assets/english") {
            let Some(name) = file.strip_suffix(".txt") else { continue };
            assert!(sources.contains(&format!("word_list!(\"{name}\")")), "nobody reads {file}");
        }
    }
}
