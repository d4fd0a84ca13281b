//! What Inspect is told.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{Key, Modifiers};

use super::export::Export;
use super::unseen::{Passed, Unseen};
use super::view::TableFile;
use super::{Inspect, Row, Seen, told};
use crate::app::desk::{Desk, Entry};
use crate::inspect::{KnownIssuer, Sources};
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
    /// What came of a look, which counts if no other was begun since.
    Looked(u64, Vec<Message>),
    /// A file was looked at.
    Seen(Arc<Seen>),
    /// What was named could not be looked at.
    Unseen(Unseen),
    /// Many files that were named were looked at; what was not, in sentences.
    Table(Vec<PathBuf>, Vec<Row>, Passed),
    /// The same files were looked at anew, by what is known now, in the look of this number.
    TableAnew(u64, Vec<Row>, Passed),
    /// Shows one of the files on a card.
    Show(usize),
    /// Goes back from the card to the table.
    Back,
    /// Asks where to write the table.
    ExportTable(TableFile),
    /// Writes the table as it was when it was asked where, in the format of the ending.
    ExportTableTo(Arc<Export>, PathBuf),
    /// Shows which hosts would be asked.
    ConsiderOnline,
    /// Asks the hosts that were named.
    CheckOnline(Vec<String>),
    /// What the hosts answered of the first, which is the second by that.
    Settled(Arc<Seen>, Arc<Seen>, Box<Sources>),
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
    /// Confirms this issuer, whose fingerprint was compared.
    Trust(Box<KnownIssuer>),
    /// Shows what withdrawing the badge means.
    ConsiderRevoking,
    /// Asks for the folder with the files of the issuer's web server.
    ChooseWebFolder,
    /// Takes this folder for the file that is to be withdrawn.
    WebFolder(Arc<Seen>, PathBuf),
    /// What the files in this folder tell of the file that is to be withdrawn.
    Revocable(Arc<Seen>, PathBuf, Result<ToRevoke, String>),
    /// Withdraws the badge that is asked about.
    Revoke,
    /// What came of it for this file.
    Revoked(Arc<Seen>, Result<Revoked, String>),
    /// Takes a question back.
    Cancel,
    /// Copies the report as text.
    CopyText,
    /// Asks where to write the card as a PDF.
    SavePdf,
    /// Writes the card of this file as a PDF here.
    SavePdfTo(Arc<Seen>, PathBuf),
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
