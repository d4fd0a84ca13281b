//! The table of many badges as a file.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::cells::{Cells, chosen};
use super::look::Row;
use super::model::Inspect;
use super::told;
use super::view::TableFile;

/// A row of an exported table, which is for others.
#[derive(Clone, Debug, Serialize)]
struct Exported {
    #[serde(flatten)]
    cells: Cells,
    /// When, and for whom.
    looked_at: String,
}

impl Exported {
    fn of(row: &Row, at: jiff::Timestamp) -> Self {
        let report = row.report.for_others();
        let looked_at = told::looked_at(&report, at);
        Self { cells: Cells::of(&Row { report: Arc::new(report), ..row.clone() }), looked_at }
    }

    fn passed((path, why): &(PathBuf, String)) -> Self {
        let (file, title, summary) = (path.display().to_string(), "Not looked at", why.clone());
        Self { cells: Cells { file, title, summary, ..Cells::default() }, looked_at: String::new() }
    }
}

/// Table as it was shown when it was asked where to write it.
#[derive(Clone, Debug)]
pub struct Export {
    /// The rows that were shown. Where all were, what was not looked at is among them.
    rows: Vec<Exported>,
    /// How many files there were.
    all: usize,
    /// What was named for it.
    named_files: Vec<PathBuf>,
}

impl Export {
    /// The rows that are shown now.
    pub(super) fn of(inspect: &Inspect, at: jiff::Timestamp) -> Self {
        let Inspect { rows, view, passed, named_files, .. } = inspect;
        let is_whole = view.verdict.is_none() && view.marked.is_none() && view.filter.trim().is_empty();
        let passed_over = passed.each.iter().filter(|_| is_whole).map(Exported::passed);
        let shown = chosen(rows, view).into_iter().filter_map(|(place, _)| Some(Exported::of(rows.get(place)?, at)));
        Self {
            rows: shown.chain(passed_over).collect(),
            all: rows.len() + passed.each.len(),
            named_files: named_files.clone(),
        }
    }

    /// How many files are in it.
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// How many files there were, with those that a filter left out.
    pub(super) fn all(&self) -> usize {
        self.all
    }

    /// Whether it is of the files that are shown.
    pub(super) fn is_of(&self, inspect: &Inspect) -> bool {
        self.named_files == inspect.named_files
    }

    /// The table in a format.
    pub(super) fn written(&self, kind: TableFile) -> Result<Vec<u8>, String> {
        if kind == TableFile::Json {
            let mut text = serde_json::to_vec_pretty(&self.rows).map_err(|error| error.to_string())?;
            text.push(b'\n');
            return Ok(text);
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut write = || -> Result<(), csv::Error> {
            let names = ["file", "verdict", "summary", "badge", "issuer", "earner", "awarded", "note", "looked_at"];
            writer.write_record(names)?;
            for Exported { cells, looked_at } in &self.rows {
                let Cells { file, title, summary, badge, issuer, earner, awarded, note, .. } = cells;
                let texts = [file, *title, summary, badge, issuer, earner, awarded, note, looked_at];
                writer.write_record(texts.map(plain))?;
            }
            Ok(())
        };
        write().map_err(|error| error.to_string())?;
        writer.into_inner().map_err(|error| error.to_string())
    }
}

/// A text that a spreadsheet does not take for a formula, whoever wrote it.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
