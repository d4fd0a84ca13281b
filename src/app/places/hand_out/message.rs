//! What Hand out is told.

use std::path::PathBuf;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::{Named, Unsettled};
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
    /// Asks where to write it.
    WhereToExportKey,
    /// Writes the chosen key with its secret here.
    ExportKeyTo(PathBuf),
    /// A key was kept.
    KeyMade(Box<Kept>),
    /// Takes up the earner's badge as it is told.
    Bake,
    /// Asks where to write it.
    WhereToBake,
    /// Signs, bakes and writes the earner's badge here.
    BakeTo(PathBuf),
    /// A badge was written here, and perhaps files for the web server with it, in
    /// this issuer's name.
    Baked(PathBuf, HandedOut, Box<Named>),
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

impl Message {
    pub(in crate::app) fn listed() -> Vec<Self> {
        vec![
            Self::ExportAs(FileKind::Png { side: USUAL_SIDE }),
            Self::ExportAs(FileKind::Svg),
            Self::ExportAs(FileKind::Pdf),
        ]
    }

    pub(in crate::app) fn label(&self) -> String {
        match self {
            Self::ExportAs(FileKind::Svg) => "Export the picture as SVG…".into(),
            Self::ExportAs(FileKind::Pdf) => "Export the picture as PDF…".into(),
            Self::Export | Self::ExportAs(_) | Self::ExportTo(_) => "Export the picture as PNG…".into(),
            Self::MakeKey
            | Self::KeyMade(_)
            | Self::ChooseKey
            | Self::ImportKey(_)
            | Self::ConsiderReplacing
            | Self::RotateKey
            | Self::Replaced(_)
            | Self::ExportKey
            | Self::WhereToExportKey
            | Self::ExportKeyTo(_) => "Make a signing key".into(),
            _ => "Make the earner's badge…".into(),
        }
    }

    pub(in crate::app) fn icon(&self) -> &'static str {
        match self {
            Self::MakeKey | Self::KeyMade(_) => "key",
            Self::Export | Self::ExportAs(_) | Self::ExportTo(_) => "download-simple",
            _ => "seal-check",
        }
    }

    pub(in crate::app) fn shortcut(&self) -> Option<KeyboardShortcut> {
        match self {
            Self::ExportAs(FileKind::Png { .. }) => Some(KeyboardShortcut::new(Modifiers::COMMAND, Key::E)),
            _ => None,
        }
    }
}
