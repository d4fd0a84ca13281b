//! What the set's screen remembers between frames.

use std::path::PathBuf;

use super::pictures::Pictures;
use crate::artwork::Theme;
use crate::document::Document;
use crate::document::set::{Mapping, Table};
use crate::issue::{FileKind, SetFile, USUAL_SIDE};
use crate::review::SetFinding;

/// Files of a folder in whose place others would come.
#[derive(Clone, Debug)]
pub struct Replaced {
    pub(super) folder: PathBuf,
    pub(super) files: Vec<PathBuf>,
}

/// A table that was read, and how its columns are used.
pub(super) struct Opened {
    pub(super) table: Table,
    pub(super) mapping: Mapping,
    /// The name of its file.
    pub(super) name: String,
    /// What is wrong with it, used like this.
    pub(super) wrong: Vec<String>,
}

impl Opened {
    pub(super) fn new(table: Table, name: String, design: &Document) -> Self {
        let mapping = table.guessed(&design.artwork);
        Self { table, mapping, name, wrong: Vec::new() }
    }
}

/// What the screen remembers between frames.
#[derive(Default)]
pub struct Sets {
    /// The chosen member.
    pub(super) chosen: Option<String>,
    /// The outlines that new sets get.
    pub(super) theme: Option<Theme>,
    /// The kind of file to export.
    pub(super) file: Option<SetFile>,
    pub(super) table: Option<Opened>,
    pub(super) findings: Option<(Vec<SetFinding>, Document)>,
    pub(super) pictures: Pictures,
    /// The files of which the user is asked whether they may be replaced.
    pub(super) replaced: Option<Replaced>,
}

/// The kinds of file that a set can be exported as, with their names.
pub(super) const FILES: [(SetFile, &str); 3] = [
    (SetFile::Picture(FileKind::Png { side: USUAL_SIDE }), "PNG, 600 px"),
    (SetFile::Picture(FileKind::Svg), "SVG"),
    (SetFile::Document, "Documents (.badge)"),
];

impl Sets {
    pub(super) fn file(&self) -> SetFile {
        self.file.unwrap_or(FILES[0].0)
    }
}
