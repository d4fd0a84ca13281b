//! What a table of many badges says of each, as people read it.

use std::cmp::Reverse;

use serde::Serialize;

use super::look::Row;
use super::told;
use super::view::{Column, View};
use crate::credential::view::BadgeView;
use crate::inspect::{Report, Verdict};

/// Mark on a row whose verdict is not all that is to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Its issuer looks like somebody else.
    TakeCare,
    /// The file shows another picture than the signed one.
    OtherPicture,
    /// Its picture was not compared in full.
    NotCompared,
}

impl Mark {
    /// Those of a report.
    pub(super) fn of(report: &Report) -> impl Iterator<Item = Self> {
        let picture = if report.has_other_picture() { Self::OtherPicture } else { Self::NotCompared };
        let care = report.caution().map(|_| Self::TakeCare);
        care.into_iter().chain(report.told_of_picture().map(|_| picture))
    }

    /// Whether it tells that something may be wrong, as opposed to not known.
    pub(super) fn is_warning(self) -> bool {
        self != Self::NotCompared
    }

    /// The mark in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::TakeCare => "Take care",
            Self::OtherPicture => "Take care: another picture",
            Self::NotCompared => "Picture not fully compared",
        }
    }

    /// The icon that stands before the words.
    pub(super) fn icon(self) -> &'static str {
        match self {
            Self::TakeCare => "warning",
            Self::OtherPicture => "image-broken",
            Self::NotCompared => "image",
        }
    }
}

/// One row as people read it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Cells {
    /// The whole path.
    pub(super) file: String,
    #[serde(skip)]
    pub(super) name: String,
    /// None of what was not looked at.
    pub(super) verdict: Option<Verdict>,
    #[serde(skip)]
    pub(super) title: &'static str,
    pub(super) summary: String,
    pub(super) badge: String,
    pub(super) issuer: String,
    pub(super) earner: String,
    pub(super) awarded: String,
    /// What is to be known of the file beside its verdict.
    pub(super) note: String,
    /// The same in a few words each.
    #[serde(skip)]
    pub(super) marks: Vec<Mark>,
}

impl Cells {
    pub(super) fn of(row: &Row) -> Self {
        let report: &Report = &row.report;
        let badge = report.badge.as_ref();
        Self {
            file: row.path.display().to_string(),
            name: row.name.clone(),
            verdict: Some(report.verdict),
            title: report.title(),
            summary: report.summary.clone(),
            badge: badge.map(names).unwrap_or_default(),
            issuer: report.awarded_by.clone().unwrap_or_default(),
            earner: report.recipient.as_deref().map(earner).unwrap_or_default(),
            awarded: report.issued_on.map(|time| time.strftime("%Y-%m-%d").to_string()).unwrap_or_default(),
            note: report.caution().into_iter().chain(report.told_of_picture()).collect::<Vec<_>>().join(" "),
            marks: Mark::of(report).collect(),
        }
    }

    pub(super) fn text(&self, column: Column) -> &str {
        match column {
            Column::File => &self.name,
            Column::Badge => &self.badge,
            Column::Issuer => &self.issuer,
            Column::Earner => &self.earner,
            Column::Date => &self.awarded,
            Column::Verdict => self.title,
        }
    }

    fn has(&self, words: &str) -> bool {
        let all = [&self.file, &self.badge, &self.issuer, &self.earner];
        all.iter().any(|text| text.to_lowercase().contains(words))
    }
}

/// An earner in words that begin with what tells: a cell may have room for no more.
fn earner(told: &str) -> String {
    let sealed = told.strip_prefix("an earner whose ").and_then(|told| told.split_once(" is sealed"));
    sealed.map_or_else(|| told.to_owned(), |(what, how)| format!("sealed {what}{how}"))
}

/// By what names of files are sorted: numbers in them count as numbers, so that 2 comes
/// before 10.
fn in_order(name: &str) -> Vec<(String, usize, String)> {
    let (name, mut parts) = (name.to_lowercase(), Vec::new());
    let mut left = name.as_str();
    while !left.is_empty() {
        let (words, rest) = left.split_at(left.find(|letter: char| letter.is_ascii_digit()).unwrap_or(left.len()));
        let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest[..end].trim_start_matches('0');
        parts.push((words.to_owned(), number.len(), number.to_owned()));
        left = &rest[end..];
    }
    parts
}

/// The names of all badges that one award is for.
fn names(badge: &BadgeView) -> String {
    if badge.others.is_empty() {
        return badge.name.clone().unwrap_or_default();
    }
    let all: Vec<&str> = std::iter::once(badge).chain(&badge.others).map(told::name_of).collect();
    all.join(", ")
}

/// The rows that the table shows, by their places in the list.
pub(super) fn chosen(rows: &[Row], view: &View) -> Vec<(usize, Cells)> {
    let words = view.filter.trim().to_lowercase();
    let mut found: Vec<(usize, Cells)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| view.verdict.is_none_or(|verdict| row.report.verdict == verdict))
        .map(|(at, row)| (at, Cells::of(row)))
        .filter(|(_, cells)| view.marked.is_none_or(|kind| cells.marks.iter().any(|mark| mark.is_warning() == kind)))
        .filter(|(_, cells)| words.is_empty() || cells.has(&words))
        .collect();
    match view.column {
        Column::File => found.sort_by_cached_key(|(_, cells)| in_order(&cells.name)),
        Column::Verdict => found.sort_by_key(|(_, cells)| {
            let is_badge = cells.verdict != Some(Verdict::NotABadge);
            (!is_badge, Reverse(cells.verdict), cells.marks.is_empty())
        }),
        column => found.sort_by_cached_key(|(_, cells)| cells.text(column).to_lowercase()),
    }
    if view.backwards {
        found.reverse();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_are_sorted_as_numbers() {
        let mut names = ["b-10.png", "B-2.png", "b-02a.png", "a/b-1.png", "b.png", "b-1.png", "10", "9"];
        names.sort_by_key(|name| in_order(name));
        assert_eq!(names, ["9", "10", "a/b-1.png", "b-1.png", "B-2.png", "b-02a.png", "b-10.png", "b.png"]);
    }

    #[test]
    fn an_earner_is_told_by_what_tells_first() {
        assert_eq!(earner("an earner whose e-mail address is sealed (SHA-256)"), "sealed e-mail address (SHA-256)");
        assert_eq!(earner("Amy"), "Amy");
    }
}
