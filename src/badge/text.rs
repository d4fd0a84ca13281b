//! Texts as people count them and as fields take them.

use unicode_segmentation::UnicodeSegmentation as _;

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
/// characters, and signs that turn the direction of everything after them.
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

fn is_harmful(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}
