//! How a badge is earned.

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

    /// The statements of a narrative: the items of its list, or each
    /// paragraph. The other way of [`Criteria::narrative`].
    pub fn from_narrative(narrative: &str) -> Self {
        let mut statements: Vec<String> = Vec::new();
        let mut new_paragraph = true;
        for line in narrative.lines() {
            let text = line.trim();
            if text.is_empty() {
                new_paragraph = true;
                continue;
            }
            let item = ["- ", "* ", "+ ", "• "].iter().find_map(|mark| text.strip_prefix(mark));
            match (item, statements.last_mut()) {
                (Some(item), _) => statements.push(item.trim().to_owned()),
                (None, Some(open)) if !new_paragraph => {
                    open.push(if line.starts_with(' ') { '\n' } else { ' ' });
                    open.push_str(text);
                }
                _ => statements.push(text.to_owned()),
            }
            new_paragraph = false;
        }
        Self { statements, ..Self::default() }
    }
}
