//! The documents last worked on.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};

use crate::app::desk::Progress;
use crate::document::Document;

/// How many are shown.
const SHOWN: usize = 5;

/// A document that was opened or saved before.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it is.
    pub path: PathBuf,
    /// When its file was last written.
    pub edited: Timestamp,
    /// What it is.
    pub document: Document,
}

impl Entry {
    /// What its thumbnail is called.
    pub(super) fn key(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }
}

/// The documents that could be read, and the paths they were looked for at.
#[derive(Default)]
pub(super) struct List {
    of: Vec<PathBuf>,
    entries: Vec<Entry>,
}

impl List {
    /// True when other paths are recent now.
    pub(super) fn is_of_others(&self, paths: &[PathBuf]) -> bool {
        self.of != paths
    }

    pub(super) fn will_be_of(&mut self, paths: Vec<PathBuf>) {
        self.of = paths;
    }

    /// True for what is not shown, or was written since.
    pub(super) fn is_new(&self, entry: &Entry) -> bool {
        !self.entries.iter().any(|known| known.path == entry.path && known.edited == entry.edited)
    }

    pub(super) fn fill(&mut self, entries: Vec<Entry>) {
        self.entries = entries;
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// Reads the newest documents; those that are gone or cannot be read are
/// left out.
pub(super) fn read(paths: &[PathBuf], progress: &Progress) -> Vec<Entry> {
    let wanted = paths.iter().take_while(|_| !progress.is_cancelled());
    wanted.filter_map(|path| entry(path)).take(SHOWN).collect()
}

fn entry(path: &Path) -> Option<Entry> {
    let written = std::fs::metadata(path).ok()?.modified().ok()?;
    let edited = Timestamp::try_from(written).ok()?;
    Some(Entry { path: path.to_owned(), edited, document: Document::open(path).ok()? })
}

/// How long ago something was, as people say it.
pub(super) fn ago(then: Timestamp, now: Timestamp) -> String {
    let minutes = now.since((Unit::Minute, then)).map_or(0, |span| span.get_minutes());
    match minutes {
        ..1 => "just now".to_owned(),
        1 => "a minute ago".to_owned(),
        2..60 => format!("{minutes} minutes ago"),
        60..120 => "an hour ago".to_owned(),
        120..1440 => format!("{} hours ago", minutes / 60),
        1440..2880 => "yesterday".to_owned(),
        2880..43_200 => format!("{} days ago", minutes / 1440),
        _ => format!("on {}", then.to_zoned(TimeZone::system()).strftime("%-d %B %Y")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_people_tell_them() {
        let now: Timestamp = "2026-03-12T12:00:00Z".parse().unwrap();
        let told = |then: &str| ago(then.parse().unwrap(), now);
        assert_eq!(told("2026-03-12T12:00:05Z"), "just now");
        assert_eq!(told("2026-03-12T11:58:59Z"), "a minute ago");
        assert_eq!(told("2026-03-12T11:57:30Z"), "2 minutes ago");
        assert_eq!(told("2026-03-12T10:30:00Z"), "an hour ago");
        assert_eq!(told("2026-03-12T01:00:00Z"), "11 hours ago");
        assert_eq!(told("2026-03-11T09:00:00Z"), "yesterday");
        assert_eq!(told("2026-03-02T12:00:00Z"), "10 days ago");
        assert!(told("2025-03-02T12:00:00Z").ends_with("March 2025"));
    }
}
