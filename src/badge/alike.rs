//! Names that people may take for another name.

use unicode_security::skeleton;

/// Whether people may take one name for the other: in another case, with other
/// spaces and signs between the letters, with signs that cannot be seen, or
/// with letters that look alike (UTS 39).
#[must_use]
pub fn looks_like(one: &str, other: &str) -> bool {
    let (ours, theirs) = (outlines(one), outlines(other));
    ours.iter().any(|outline| !outline.is_empty() && theirs.contains(outline))
}

/// What a name looks like: two names with an outline in common are taken for each
/// other. Letters that look alike as capitals may differ as small ones, so there are
/// two answers.
#[must_use]
pub fn outlines(name: &str) -> [String; 2] {
    let short: String = name.chars().take(400).collect();
    let plain = |text: String| -> String {
        // Accents are easily overlooked; they stand apart in a skeleton.
        text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
    };
    // What cannot be seen would part letters that only together look like another.
    let seen: String = short.chars().filter(|c| c.is_alphanumeric() || c.is_ascii_graphic()).collect();
    let small: String = seen.chars().flat_map(char::to_lowercase).collect();
    [plain(skeleton(&seen).collect()), plain(skeleton(&small).collect())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_people_confuse_look_alike_and_others_do_not() {
        for (one, other) in [
            ("Harbour Trust", "Harbour Trust"),
            ("Harbour Trust", "HARBOUR  TRUST"),
            ("Harbour Trust", "Harbour-Trust."),
            ("Harbour Trust", "Har\u{200b}bour\u{2060} Trust\u{feff}"),
            ("Harbour Trust", "Hаrbour Trust"), // a Cyrillic а
            ("Google Ltd", "GoogIe Ltd"),
            ("Oxford", "0xford"),
            ("Universität Bonn", "Universitat Bonn"),
            ("Ｍakers", "Makers"),
        ] {
            assert!(looks_like(one, other) && looks_like(other, one), "{one} and {other}");
        }
        for (one, other) in [("Harbour Trust", "Harbour Truss"), ("", ""), ("—", "…"), ("東京大学", "京都大学")]
        {
            assert!(!looks_like(one, other), "{one} and {other}");
        }
        assert!(!looks_like(&"a".repeat(1_000_000), "b"));
    }
}
