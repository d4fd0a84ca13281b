//! Texts as people count them and as fields take them.

use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation as _;

use super::shown::is_noncharacter;

/// How many characters a text has for people, without the space around it: a
/// letter with its accents is one, and so is a family of emoji.
#[must_use]
pub fn length(text: &str) -> usize {
    text.trim().graphemes(true).count()
}

/// The beginning of a text, at most so many characters, with "…" when
/// something is left out.
#[must_use]
pub fn shortened(text: &str, longest: usize) -> std::borrow::Cow<'_, str> {
    match text.grapheme_indices(true).nth(longest) {
        None => text.into(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()).into(),
    }
}

/// The text without characters that cannot be seen and do harm: control
/// characters, noncharacters, and signs that turn the direction of everything
/// after them.
/// Tabs become spaces; `lines` keeps ends of lines, which become spaces
/// otherwise. The number tells how many were left out.
#[must_use]
pub fn cleaned(text: &str, lines: bool) -> (String, usize) {
    let mut clean = String::with_capacity(text.len());
    let mut left_out = 0;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => clean.push(if lines { '\n' } else { ' ' }),
            '\t' => clean.push(' '),
            letter if is_harmful(letter) => left_out += 1,
            letter => clean.push(letter),
        }
    }
    (clean, left_out)
}

/// Whether [`cleaned`] would leave the text as it is.
#[must_use]
pub fn is_clean(text: &str, lines: bool) -> bool {
    let breaks = |letter: char| matches!(letter, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    text.chars().all(|letter| match letter {
        '\n' => lines,
        letter => !breaks(letter) && !is_harmful(letter),
    })
}

/// Fields whose texts are addresses: without one of its signs an address is another
/// one, so it stays, and is refused where it would be signed.
const ADDRESSES: [&str; 5] = ["id", "url", "targetUrl", "email", "image"];

/// The same for the texts within a JSON value, whose ends of lines stay. A text
/// that holds no such character is left as it is, byte for byte, and so is an address.
pub fn clean_within(value: &mut Value) {
    match value {
        Value::String(text) if needs_cleaning(text) => *text = cleaned(text, true).0,
        Value::Array(list) => list.iter_mut().for_each(clean_within),
        Value::Object(fields) => {
            let words =
                fields.iter_mut().filter(|(name, value)| !(value.is_string() && ADDRESSES.contains(&name.as_str())));
            words.for_each(|(_, value)| clean_within(value));
        }
        _ => {}
    }
}

/// Whether [`cleaned`] would leave anything out of the text; controls that stand
/// for space it keeps in one form or another.
#[must_use]
pub fn needs_cleaning(text: &str) -> bool {
    text.chars().any(|letter| is_harmful(letter) && !matches!(letter, '\t' | '\n' | '\r'))
}

fn is_harmful(letter: char) -> bool {
    letter.is_control()
        || is_noncharacter(letter)
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}
