//! What Inspect is told.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{Key, Modifiers};

use super::unseen::{Passed, Unseen};
use super::view::TableFile;
use super::{Inspect, Row, Seen, told};
use crate::app::desk::{Desk, Entry};
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

/// The commands of Inspect.
pub fn commands(inspect: &Inspect, _: &Desk) -> Vec<Entry<Message>> {
    let row = |message, label, synonyms| Entry::new(message, label, "magnifying-glass").also(synonyms);
    let is_shown = inspect.shown().is_some();
    let tells_more = inspect.shown().is_some_and(|seen| told::may_tell_more(&seen.report));
    vec![
        row(Message::Choose, "Inspect a badge file…", "verify validate check open view unbake")
            .keys(Modifiers::COMMAND, Key::I),
        row(Message::ChooseFolder, "Inspect a folder of badges…", "verify validate check several many directory"),
        row(Message::ConsiderOnline, "Check the badge online…", "verify internet web website").when(tells_more),
        row(Message::ShowTrusted, "Issuers you trust…", "confirmed organisations people contacts"),
        row(Message::Print, "Print the report on the badge…", "paper card").when(is_shown),
        row(Message::SavePdf, "Save the report on the badge as a PDF…", "export print card").when(is_shown),
        row(Message::CopyText, "Copy the report on the badge as text", "clipboard").when(is_shown),
    ]
}
