//! What Inspect is told.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::KeyboardShortcut;

use super::{Inspect, Passed, Row, Seen, TableFile, Unseen, card};
use crate::inspect::Sources;
use crate::issue::{Revoked, ToRevoke};

/// Something that Inspect is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// Asks for a file.
    Choose,
    /// Looks at these files.
    Files(Vec<PathBuf>),
    /// Asks for a folder.
    ChooseFolder,
    /// A file was looked at.
    Seen(Arc<Seen>),
    /// What was named could not be looked at.
    Unseen(Unseen),
    /// Many files were looked at; what was not, in sentences.
    Table(Vec<Row>, Passed),
    /// Shows one of the files on a card.
    Show(usize),
    /// Goes back from the card to the table.
    Back,
    /// Asks where to write the table.
    ExportTable(TableFile),
    /// Writes the table here, in the format of the ending.
    ExportTableTo(PathBuf),
    /// Shows which hosts would be asked.
    ConsiderOnline,
    /// Asks the hosts that were named.
    CheckOnline,
    /// What the hosts answered.
    Settled(Arc<Seen>, Box<Sources>),
    /// Starts a new badge with the words and the picture of the one shown.
    StartFrom,
    /// Shows the issuers whom the user has confirmed.
    ShowTrusted,
    /// Asks whether an issuer is trusted no longer; nobody for `None`.
    ConsiderDistrust(Option<String>),
    /// Takes a confirmation back, by the issuer's identifier.
    Distrust(String),
    /// Asks where to write the list of confirmed issuers.
    ExportTrusted,
    /// Writes it here.
    ExportTrustedTo(PathBuf),
    /// Asks for a list of issuers to confirm.
    ImportTrusted,
    /// Shows what this list would add.
    ImportTrustedFrom(PathBuf),
    /// Confirms the issuers on the list.
    TakeOffered,
    /// Compares what was typed with the e-mail address sealed in the badge.
    CompareAddress,
    /// Shows what confirming the issuer means.
    ConsiderTrust,
    /// Confirms the issuer of the badge shown.
    Trust,
    /// Shows what withdrawing the badge means.
    ConsiderRevoking,
    /// Asks for the folder with the files of the issuer's web server.
    ChooseWebFolder,
    /// Takes this folder.
    WebFolder(PathBuf),
    /// What the files in this folder tell of the badge that is to be withdrawn.
    Revocable(PathBuf, Result<ToRevoke, String>),
    /// Withdraws the badge shown.
    Revoke,
    /// What came of it.
    Revoked(Result<Revoked, String>),
    /// Takes a question back.
    Cancel,
    /// Copies the report as text.
    CopyText,
    /// Asks where to write the card as a PDF.
    SavePdf,
    /// Writes the card as a PDF here.
    SavePdfTo(PathBuf),
    /// Opens the card as a PDF in the program that the system has for it, which
    /// prints.
    Print,
}

impl Message {
    pub(in crate::app) fn listed() -> Vec<Self> {
        vec![Self::Choose, Self::ChooseFolder, Self::ConsiderOnline, Self::ShowTrusted]
    }

    pub(in crate::app) fn label(&self) -> String {
        match self {
            Self::CopyText => "Copy the report as text".into(),
            Self::ChooseFolder => "Inspect a folder of badges…".into(),
            Self::ShowTrusted => "Issuers you trust…".into(),
            Self::ConsiderOnline => "Check the badge online…".into(),
            _ => "Inspect a badge file…".into(),
        }
    }

    pub(in crate::app) fn icon(&self) -> &'static str {
        "magnifying-glass"
    }

    /// Whether it can be done now.
    pub(in crate::app) fn enabled(&self, inspect: &Inspect) -> bool {
        match self {
            Self::ConsiderOnline => inspect.shown().is_some_and(|seen| card::may_tell_more(&seen.report)),
            _ => true,
        }
    }

    pub(in crate::app) fn shortcut(&self) -> Option<KeyboardShortcut> {
        match self {
            Self::Choose => Some(KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::I)),
            _ => None,
        }
    }
}
