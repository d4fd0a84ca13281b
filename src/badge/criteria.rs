//! How a badge is earned.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{Extra, is_default};

/// Open Badges' `Criteria`: a narrative, here as a list of statements, and an
/// optional address with more.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Criteria {
    /// One statement each, in the order in which they are shown.
    pub statements: Vec<String>,
    /// Address of a page with the criteria, an absolute URL.
    #[serde(skip_serializing_if = "is_default")]
    pub id: String,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What an item of a list begins with in Markdown.
const MARKS: [&str; 4] = ["- ", "* ", "+ ", "• "];

impl Criteria {
    /// The standard's `narrative`: the statements as a Markdown list; one
    /// alone stands as a paragraph. Blank statements are left out.
    pub fn narrative(&self) -> String {
        let said: Vec<&str> = self.statements.iter().map(|s| s.trim()).filter(|s| !s.is_empty()).collect();
        match said.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            many => many.iter().map(|s| format!("- {}", s.replace('\n', "\n  "))).collect::<Vec<_>>().join("\n"),
        }
    }

    /// The statements of a narrative: its [`passages`], so without headings and what
    /// leads over to a list. The other way of [`Criteria::narrative`].
    pub fn from_narrative(narrative: &str) -> Self {
        let mut statements: Vec<String> =
            passages(narrative).into_iter().map(|range| unfolded(&narrative[range])).collect();
        if statements.is_empty() && !narrative.trim().is_empty() {
            // What is said is kept, whatever it is.
            statements.push(narrative.trim().to_owned());
        }
        Self { statements, ..Self::default() }
    }

    /// The text, where the criteria are written as one and not as statements.
    pub fn one_text(&self) -> Option<&str> {
        match self.statements.as_slice() {
            [text] if text.trim().contains('\n') => Some(text),
            _ => None,
        }
    }
}

/// Where the statements of one text stand, in bytes: items of lists and
/// paragraphs, without their marks. Headings and lines that only lead over to
/// what follows ("Earner has:") are none.
pub fn passages(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        let (begin, end) = (start + line.len() - line.trim_start().len(), start + line.trim_end().len());
        start += line.len();
        let is_rule = said.len() > 2 && said.chars().all(|letter| matches!(letter, '-' | '*' | '_' | ' '));
        if said.is_empty() || said.starts_with('#') || is_rule {
            goes_on = false;
            continue;
        }
        let mark = mark_of(said);
        match found.last_mut() {
            Some(open) if goes_on && mark == 0 => open.end = end,
            _ => found.push(begin + mark..end),
        }
        goes_on = true;
    }
    let says = |said: &str| said.contains(char::is_alphanumeric) && !said.ends_with(':');
    found.retain(|range| says(&text[range.clone()]));
    found
}

/// A statement without the breaks of its paragraph. Lines that are indented stay
/// lines of their own.
fn unfolded(statement: &str) -> String {
    let mut lines = statement.lines();
    let mut unfolded = lines.next().unwrap_or_default().trim().to_owned();
    for line in lines {
        unfolded.push(if line.starts_with(' ') { '\n' } else { ' ' });
        unfolded.push_str(line.trim());
    }
    unfolded
}

/// How many bytes the mark of an item takes: "- ", "12. ", "3) ".
pub(super) fn mark_of(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits) && [". ", ") "].iter().any(|mark| line[digits..].starts_with(mark));
    if numbered {
        return digits + 2;
    }
    MARKS.iter().find(|mark| line.starts_with(**mark)).map_or(0, |mark| mark.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_items_are_statements_and_what_is_none_is_kept() {
        let narrative = "# What counts\n\nEarner has:\n1. planned a walk.\n2. led it.";
        assert_eq!(Criteria::from_narrative(narrative).statements, ["planned a walk.", "led it."]);
        assert_eq!(Criteria::from_narrative("## To come:\n").statements, ["## To come:"]);
        assert!(Criteria::from_narrative(" \n").statements.is_empty());
    }

    #[test]
    fn statements_are_told_within_one_text() {
        let text = "# What counts\n\nEarner has built\na box and hung it.\n\nBeside that:\n- Earner has *met* a bird.\n  It sang.\n2) Earner has sung.\n---\n* \n";
        let said: Vec<&str> = passages(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(
            said,
            ["Earner has built\na box and hung it.", "Earner has *met* a bird.\n  It sang.", "Earner has sung."]
        );
        assert!(Criteria::from_narrative(text).statements.iter().eq([
            "Earner has built a box and hung it.",
            "Earner has *met* a bird.\nIt sang.",
            "Earner has sung.",
        ]));
        assert!(passages("").is_empty() && passages("# Only\n\n***\n").is_empty());
    }
}
