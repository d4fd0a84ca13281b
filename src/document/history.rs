//! The versions of a document, for undo and redo.

use std::collections::{BTreeSet, VecDeque};

use super::{Document, Edit, EditError};
use crate::artwork::ElementId;

/// How many versions are kept.
const MAX_VERSIONS: usize = 1000;

/// The chosen elements.
pub type Selection = BTreeSet<ElementId>;

/// Which edits belong together as one step of undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// A step of its own.
    Once,
    /// One drag of the pointer, by its number.
    Drag(u64),
    /// Typing into one field, by its name.
    Typing(String),
    /// Nudging with the arrow keys.
    Nudge,
}

/// A document at one moment.
#[derive(Clone, Debug)]
pub struct Version {
    /// What it was.
    pub document: Document,
    /// What was done to come to it, such as "Move star".
    pub label: String,
    /// Which elements were chosen, last before the next edit.
    pub selection: Selection,
}

/// The versions of one document. The selection is part of a version, the view
/// never is.
#[derive(Clone, Debug)]
pub struct History {
    versions: VecDeque<Version>,
    now: usize,
    /// The group of the last edit while it is still open.
    open: Option<Group>,
    saved: Option<Document>,
}

impl History {
    /// A history that begins with this document, which counts as saved.
    pub fn new(document: Document) -> Self {
        let first = Version { document: document.clone(), label: String::new(), selection: Selection::new() };
        Self { versions: VecDeque::from([first]), now: 0, open: None, saved: Some(document) }
    }

    /// A history whose first version is on no disk yet.
    pub fn unsaved(document: Document) -> Self {
        Self { saved: None, ..Self::new(document) }
    }

    /// The document as it is now.
    pub fn document(&self) -> &Document {
        &self.versions[self.now].document
    }

    /// The chosen elements.
    pub fn selection(&self) -> &Selection {
        &self.versions[self.now].selection
    }

    /// Chooses elements; no step of undo. What is not there is left out.
    pub fn select(&mut self, selection: impl IntoIterator<Item = ElementId>) {
        let artwork = &self.versions[self.now].document.artwork;
        let selection: Selection = selection.into_iter().filter(|id| artwork.element(*id).is_some()).collect();
        self.versions[self.now].selection = selection;
    }

    /// Carries out edits as one step. Edits of the same open group join it.
    ///
    /// # Errors
    /// When one of them cannot be made; then none is.
    pub fn apply(&mut self, edits: &[Edit], label: impl Into<String>, group: Group) -> Result<(), EditError> {
        let document = self.document().clone();
        self.go_on_from(document, edits, label.into(), group)
    }

    /// As [`History::apply`], but edits that join the open group take the place
    /// of those before: for a value that is tried out, where only the last one
    /// counts.
    ///
    /// # Errors
    /// When one of them cannot be made; then none is.
    pub fn apply_instead(&mut self, edits: &[Edit], label: impl Into<String>, group: Group) -> Result<(), EditError> {
        let from = if self.joins(&group) { &self.versions[self.now - 1] } else { &self.versions[self.now] };
        self.go_on_from(from.document.clone(), edits, label.into(), group)
    }

    fn joins(&self, group: &Group) -> bool {
        *group != Group::Once && self.open.as_ref() == Some(group) && self.now > 0
    }

    fn go_on_from(
        &mut self,
        mut document: Document,
        edits: &[Edit],
        label: String,
        group: Group,
    ) -> Result<(), EditError> {
        for edit in edits {
            document = document.edited(edit)?;
        }
        if document == *self.document() {
            return Ok(());
        }
        let present: Vec<ElementId> =
            self.selection().iter().copied().filter(|id| document.artwork.element(*id).is_some()).collect();
        let joins = self.joins(&group);
        self.versions.truncate(self.now + 1);
        let version = Version { document, label, selection: present.into_iter().collect() };
        if joins {
            self.versions[self.now] = version;
        } else {
            self.versions.push_back(version);
            self.now += 1;
            if self.versions.len() > MAX_VERSIONS {
                self.versions.pop_front();
                self.now -= 1;
            }
        }
        self.open = Some(group);
        Ok(())
    }

    /// Brings a member of the set into view, or the design; no step of undo.
    pub fn show(&mut self, member: Option<&str>) {
        self.open = None;
        let version = &mut self.versions[self.now];
        version.document = match member {
            Some(id) => version.document.showing(id),
            None => version.document.design(),
        };
        let artwork = &version.document.artwork;
        version.selection.retain(|id| artwork.element(*id).is_some());
    }

    /// Ends the open group: the next edit is a step of its own.
    pub fn seal(&mut self) {
        self.open = None;
    }

    /// True while a drag of the pointer goes on changing the document.
    pub fn is_dragged(&self) -> bool {
        matches!(self.open, Some(Group::Drag(_)))
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        (self.now > 0).then(|| self.versions[self.now].label.as_str())
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.versions.get(self.now + 1).map(|version| version.label.as_str())
    }

    /// Goes one step back, with the selection of that time. False at the
    /// beginning.
    pub fn undo(&mut self) -> bool {
        self.open = None;
        let possible = self.now > 0;
        self.now = self.now.saturating_sub(1);
        possible
    }

    /// Goes one step forward again. False at the end.
    pub fn redo(&mut self) -> bool {
        self.open = None;
        let possible = self.now + 1 < self.versions.len();
        self.now += usize::from(possible);
        possible
    }

    /// The document as it lies in its file, when it has one.
    pub fn saved(&self) -> Option<&Document> {
        self.saved.as_ref()
    }

    /// True while the current version is not the saved one.
    pub fn is_dirty(&self) -> bool {
        !self.saved.as_ref().is_some_and(|saved| saved.same_file(self.document()))
    }

    /// Notes that this version is on disk. It need not be the current one:
    /// saving takes place beside the window.
    pub fn mark_saved(&mut self, document: Document) {
        self.saved = Some(document);
    }
}
