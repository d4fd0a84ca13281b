//! Where the document is kept and what is not yet on disk.

use std::path::PathBuf;

use crate::document::Document;

/// The life of one document in the window.
#[derive(Default)]
pub struct Session {
    /// The document's file, once it has one.
    pub path: Option<PathBuf>,
    /// True when the document began as a copy of a starter, of which nothing is
    /// lost while it is as it was.
    pub starter: bool,
    /// True while the file is being written.
    pub saving: bool,
    /// The version of which a copy is kept safe.
    pub kept: Option<Document>,
    /// Tells this document's life from those before it in the same window.
    pub number: u64,
}

impl Session {
    /// The session of a fresh copy of a starter.
    pub(in crate::app) fn on_starter() -> Self {
        Self { starter: true, ..Self::default() }
    }
}
