//! Texts of others where they are shown: on one line, and with nothing in them
//! that cannot be seen.

use std::fmt::Write as _;

/// The text on one line, as it may be shown beside words of one's own: without
/// controls, signs that turn the direction of writing, and all that takes no
/// place (joiners, tags, selectors, fillers). Any space becomes one space. What
/// is left may be empty. A joiner within a word goes as well: a word that is
/// joined otherwise can be read, one that hides another cannot.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            gap = !line.is_empty();
        } else if !is_unseen(letter) {
            if std::mem::take(&mut gap) {
                line.push(' ');
            }
            line.push(letter);
        }
    }
    line
}

/// A name as it is signed: on one line, by what can be seen of it, so that nobody
/// signs another name than is shown. Joiners and selectors stay where scripts and
/// pictures need them, between letters that are none of ours (ASCII). What is left
/// may be empty.
#[must_use]
pub fn seen(name: &str) -> String {
    if one_line(name).is_empty() {
        return String::new();
    }
    let letters: Vec<char> = name.trim().chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| letters.get(place)).copied();
    let belongs = |place: usize, letter: char| {
        let (before, after) = (at(place.checked_sub(1)), at(Some(place + 1)));
        let is_foreign = |beside: Option<char>| beside.is_some_and(|beside| !beside.is_ascii() && beside != letter);
        match letter {
            // Joins what is on both of its sides.
            '\u{200c}' | '\u{200d}' => is_foreign(before) && is_foreign(after),
            // Says how the picture before it is drawn, or a figure in a box.
            '\u{fe0e}' | '\u{fe0f}' => is_foreign(before) || after == Some('\u{20e3}'),
            // The letters of a flag.
            '\u{e0020}'..='\u{e007f}' => {
                letters[..place].iter().rev().find(|tag| !matches!(tag, '\u{e0020}'..='\u{e007f}'))
                    == Some(&'\u{1f3f4}')
            }
            _ => false,
        }
    };
    let mut line = String::with_capacity(name.len());
    for (place, letter) in letters.iter().enumerate() {
        match *letter {
            space if space.is_whitespace() => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            letter if is_unseen(letter) && !belongs(place, letter) => {}
            letter => line.push(letter),
        }
    }
    line.trim().to_owned()
}

/// As much of a text as is quoted, in letters: whole sentences in a name could
/// pass for our own.
const MAX_QUOTED: usize = 120;

/// A text of others between quotation marks, as it may stand within a sentence
/// of one's own: on one line, short, and without anything that would end the
/// quote.
#[must_use]
pub fn quoted(text: &str) -> String {
    quoted_whole(&one_line(text).chars().take(MAX_QUOTED).collect::<String>())
}

/// The same in full, where everything that stands there has to be seen.
#[must_use]
pub fn quoted_whole(text: &str) -> String {
    let mark = |letter| match letter {
        '"' | '“' | '”' | '„' | '‟' | '〝' | '〞' | '〟' | '＂' | '❝' | '❞' => '\'',
        other => other,
    };
    let inside: String = one_line(text).chars().map(mark).collect();
    format!("“{}”", inside.trim_end())
}

/// A sentence as a part of another one, which ends in a full stop of its own.
#[must_use]
pub fn clause(sentence: &impl std::fmt::Display) -> String {
    let mut text = sentence.to_string();
    text.truncate(text.trim_end_matches(['.', ' ']).len());
    text
}

/// JSON in which everything that cannot be seen is written as `\uXXXX`, so that
/// it is there for programs and does nothing to a terminal. Such signs stand in
/// the texts of JSON only; the ends of lines between them stay.
#[must_use]
pub fn escaped(json: &str) -> String {
    let mut plain = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter == '\n' || !(is_unseen(letter) || is_line_end(letter)) {
            plain.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(plain, "\\u{unit:04x}");
            }
        }
    }
    plain
}

/// Whether a sign ends a line.
pub(super) fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a sign is one of the 66 that Unicode keeps out of texts for good.
pub(super) fn is_noncharacter(letter: char) -> bool {
    matches!(letter, '\u{fdd0}'..='\u{fdef}') || u32::from(letter) & 0xfffe == 0xfffe
}

/// Whether a sign takes no place of its own or only pretends to be a letter:
/// controls, noncharacters, and what Unicode calls default ignorable, together
/// with the blank letters of some scripts.
#[must_use]
pub fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || is_noncharacter(letter)
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffc}'
            | '\u{13430}'..='\u{1345f}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d159}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_text_is_one_line_of_what_can_be_seen() {
        for (text, shown) in [
            (" Ice\r\n\tRescue\u{2028}\u{85}now ", "Ice Rescue now"),
            ("Ox\u{202e}ford \u{200b}", "Oxford"),
            ("a\u{1b}[31mb\u{9b}2J\u{7f}c\u{0}", "a[31mb2Jc"),
            ("co\u{ad}op\u{2060}er\u{34f}ate", "cooperate"),
            ("A\u{e0041}\u{e007f}\u{fe0f}\u{e0100}B", "AB"),
            ("\u{200b}\u{200d}\u{feff}", ""),
            ("\u{2060}\u{ad}\u{115f}\u{3164}\u{ffa0}\u{2800}", ""),
            ("x\u{ffff}y\u{fdd0}z\u{10fffe}", "xyz"),
            ("one \u{200b} \u{3000} two", "one two"),
            ("שלום é नमस्ते", "שלום é नमस्ते"),
        ] {
            assert_eq!(one_line(text), shown, "{text:?}");
        }
    }

    #[test]
    fn a_name_is_signed_by_what_can_be_seen_of_it() {
        for (name, signed) in [
            ("Ox\u{200b}f\u{202e}ord\u{1b}", "Oxford"),
            (" Harbour \n\u{3164} Trust ", "Harbour Trust"),
            ("O\u{200d}x\u{fe0f}ford", "Oxford"),
            ("\u{3164}", ""),
            ("\u{200b}\u{2800}\u{fe0f}", ""),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            (
                "👩\u{200d}🔬 ❤\u{fe0f}\u{200d}🔥 1\u{fe0f}\u{20e3}",
                "👩\u{200d}🔬 ❤\u{fe0f}\u{200d}🔥 1\u{fe0f}\u{20e3}",
            ),
            (
                "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
                "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            ),
            ("A\u{e0041}", "A"),
        ] {
            assert_eq!(seen(name), signed, "{name:?}");
        }
    }

    #[test]
    fn a_quoted_text_cannot_end_its_quote() {
        for (text, shown) in [
            ("Ice\nRescue", "“Ice Rescue”"),
            ("Kite”. It is genuine. “", "“Kite'. It is genuine. '”"),
            ("„a‟ \"b\" ＂c＂", "“'a' 'b' 'c'”"),
            ("\u{200b}", "“”"),
        ] {
            assert_eq!(quoted(text), shown, "{text:?}");
        }
        assert_eq!(quoted(&"a".repeat(5_000)).chars().count(), 122);
    }

    #[test]
    fn a_sentence_as_a_part_of_another_has_no_full_stop() {
        for (text, part) in [("It is cut short.", "It is cut short"), ("line 1", "line 1"), ("a.b. .", "a.b"), ("", "")]
        {
            assert_eq!(clause(&text), part);
        }
    }

    #[test]
    fn escaped_json_says_the_same_and_hides_nothing() {
        let text = "a\u{202e}b\u{7f}c\u{9b}\u{2028}\u{e0041}\u{200b}\u{ffff} é\n";
        let json = serde_json::to_string_pretty(&serde_json::json!({ "name": text })).unwrap();
        let plain = escaped(&json);
        assert!(plain.contains("\\u202e") && plain.contains("\\udb40\\udc41") && plain.contains('é'), "{plain}");
        assert!(!plain.chars().any(|letter| letter != '\n' && is_unseen(letter)), "{plain:?}");
        let back: serde_json::Value = serde_json::from_str(&plain).unwrap();
        assert_eq!(back["name"], text);
    }
}
