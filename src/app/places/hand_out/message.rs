//! What Hand out is told.

use std::path::PathBuf;

use eframe::egui::{Key, Modifiers};

use super::HandOut;
use super::pending::{Named, Pending, Unsettled};
use crate::app::desk::{Desk, Entry};
use crate::issue::{FileKind, HandedOut, Kept, USUAL_SIDE};

/// Something that Hand out is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// Asks where to export the picture, in the kind that is set.
    Export,
    /// Asks where to export as this kind.
    ExportAs(FileKind),
    /// Writes the picture here.
    ExportTo(PathBuf),
    /// Makes a key and seals it.
    MakeKey,
    /// Asks for a key to take in.
    ChooseKey,
    /// Takes in a key from a file and seals it.
    ImportKey(PathBuf),
    /// Asks whether a new key takes the place of the chosen one.
    ConsiderReplacing,
    /// Puts a new key in the place of the chosen one.
    RotateKey,
    /// It has one; the sentence says why not.
    Replaced(Result<Box<Kept>, String>),
    /// Writes the chosen key with its secret, once the passphrase fits.
    ExportKey,
    /// Asks where to write this key, by its identifier.
    WhereToExportKey(String),
    /// Writes this key with its secret here.
    ExportKeyTo(String, PathBuf),
    /// A key was kept.
    KeyMade(Box<Kept>),
    /// Takes up the earner's badge as it is told.
    Bake,
    /// Asks where to write this award.
    WhereToBake(Box<Pending>),
    /// Signs and bakes this award, and writes it here.
    BakeTo(Box<Pending>, PathBuf),
    /// A badge was written here, and perhaps files for the web server with it, in
    /// this issuer's name.
    Baked(PathBuf, HandedOut, Box<Named>),
    /// The key waits for its passphrase, as the sentence says.
    NoPassphrase(String),
    /// It did not work; the sentence says why.
    Failed(String),
    /// It waits for a word about the issuer's files for the web.
    Unsettled(Box<Unsettled>),
    /// Asks for the folder that holds them.
    ChooseWebFolder,
    /// Goes on with this folder.
    WebFolder(PathBuf),
    /// Goes on with a first document, or another list of withdrawn badges.
    BeginFiles,
    /// Goes on with another name of the issuer.
    RenameIssuer,
    /// Awards it in the name that the issuer has had so far.
    KeepIssuerName,
    /// Awards it although the review found mistakes.
    BakeAnyway,
    /// Awards it although the issuer has another name than the key: the badge says
    /// so from now on.
    BakeAsNamed,
    /// Whether awards of this badge can be withdrawn later.
    Revocable(bool),
    /// Does not award it now.
    Cancel,
    /// Remembers form, issuer and key for the next time.
    Remember,
    /// Signs words in favour of the badge with the chosen key.
    Endorse,
    /// The signed words, to be put into the document.
    Endorsed(Box<serde_json::Value>),
    /// Takes one endorsement out of the document, by its place.
    DropEndorsement(usize),
}

/// The commands of Hand out.
pub fn commands(_: &HandOut, _: &Desk) -> Vec<Entry<Message>> {
    let export = |kind, label, synonyms| Entry::new(Message::ExportAs(kind), label, "download-simple").also(synonyms);
    vec![
        export(FileKind::Png { side: USUAL_SIDE }, "Export the picture as PNG…", "save image bitmap download")
            .keys(Modifiers::COMMAND, Key::E),
        export(FileKind::Svg, "Export the picture as SVG…", "save image vector drawing download"),
        export(FileKind::Pdf, "Export the picture as PDF…", "save print paper vector download"),
    ]
}
