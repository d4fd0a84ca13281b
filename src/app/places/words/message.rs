//! What Words is told.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::Part;
use super::library::{Draft, Offer, Ready};
use crate::badge::{Profile, Standard};
use crate::review::Field;
use crate::skills::{Column, Shelved};

/// Something that Words is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// Shows the form with this field ready to be typed into.
    GoTo(Field),
    /// Goes to the field of the next finding.
    NextFinding,
    /// Asks for the issuer's logo.
    ChooseLogo,
    /// Takes in this file as the issuer's logo.
    ReadLogo(PathBuf),
    /// The logo was read: a `data:` URI.
    Logo(String),
    /// Frameworks of skills.
    Skills(SkillsMessage),
    /// Shows a part of the form.
    Part(Part),
    /// Comments on the field that has the keyboard.
    CommentHere,
    /// Puts a comment on a field, by its path.
    Comment {
        /// The field; empty for the badge as a whole.
        field: String,
        /// What is said.
        text: String,
    },
    /// The name under which the user comments.
    Author(String),
    /// Lists badges on a platform from now on, or no longer.
    Platform(&'static str),
    /// Writes an alt text from what the artwork shows.
    ProposeAltText,
    /// Writes this translation, by its place, or none.
    Translate(Option<usize>),
    /// Adds a language, by its tag.
    AddLanguage(String),
    /// Adds a result that awards may state.
    AddResult,
    /// Asks for the file of a badge standard.
    AddStandard,
    /// Takes in this file as a badge standard.
    ReadStandard(PathBuf),
    /// Keeps a standard among the user's own.
    KeepStandard(Box<Standard>),
    /// Takes a standard away from them.
    RemoveStandard(Box<Standard>),
    /// Keeps the badge's issuer for other badges.
    SaveIssuer,
    /// Asks for the file of an issuer.
    ChooseIssuerFile,
    /// Takes in this file as the badge's issuer.
    ReadIssuer(PathBuf),
    /// An issuer was read.
    TakeIssuer(Box<Profile>),
    /// Forgets a saved issuer.
    RemoveIssuer(String),
    /// Says which key signs for the badge's issuer.
    KeyOfIssuer(Option<String>),
}

/// What is told of frameworks of skills.
#[derive(Clone, Debug)]
pub enum SkillsMessage {
    /// Looks for skills that the criteria and the description speak of.
    Suggest,
    /// These were found.
    Suggested(Vec<Offer>),
    /// They are not needed any more.
    CloseSuggestions,
    /// Shows the frameworks.
    Show,
    /// Closes what [`Self::Show`] opened.
    Close,
    /// Finds skills in this framework from now on; `None` is ESCO.
    Choose(Option<PathBuf>),
    /// A framework was read.
    Ready(Arc<Ready>),
    /// It could not be.
    NotReady(String),
    /// What is on the shelf.
    Listed(Vec<Shelved>),
    /// Asks for a file with a framework.
    AddFile,
    /// Reads this file.
    Read(PathBuf),
    /// The file was read and can be looked through.
    Drafted(Box<Draft>),
    /// Takes another column for something.
    Map(Column, Option<usize>),
    /// Calls the framework that is looked through so.
    Name(String),
    /// Gives up what is looked through.
    Discard,
    /// Puts the framework that was looked through on the shelf.
    Keep,
    /// It is there.
    Kept(PathBuf),
    /// Takes a framework from the shelf.
    Remove(PathBuf),
}

impl Message {
    pub(in crate::app) fn listed() -> Vec<Self> {
        let mut listed = vec![Self::NextFinding, Self::ChooseLogo];
        listed.extend([SkillsMessage::Suggest, SkillsMessage::Show, SkillsMessage::AddFile].map(Self::Skills));
        listed.extend(Part::ALL.map(Self::Part));
        listed.extend([
            Self::CommentHere,
            Self::ProposeAltText,
            Self::SaveIssuer,
            Self::ChooseIssuerFile,
            Self::AddStandard,
        ]);
        listed
    }

    pub(in crate::app) fn label(&self) -> String {
        match self {
            Self::GoTo(field) => format!("Go to {}", field.label()),
            Self::NextFinding => "Go to the next finding".into(),
            Self::ChooseLogo | Self::ReadLogo(_) | Self::Logo(_) => "Choose the issuer's logo…".into(),
            Self::Skills(message) => message.label(),
            Self::Part(part) => format!("Go to {} (Words)", part.title()),
            Self::CommentHere | Self::Comment { .. } => "Comment on this field".into(),
            Self::Author(_) => "Your name on comments".into(),
            Self::Platform(_) => "Where badges are listed".into(),
            Self::ProposeAltText => "Propose an alt text from the artwork".into(),
            Self::Translate(_) => "Write in another language".into(),
            Self::AddLanguage(_) => "Add a language".into(),
            Self::AddResult => "Add a result".into(),
            Self::AddStandard | Self::ReadStandard(_) | Self::KeepStandard(_) => "Add a badge standard…".into(),
            Self::RemoveStandard(_) => "Remove a badge standard".into(),
            Self::SaveIssuer => "Save the issuer for other badges".into(),
            Self::ChooseIssuerFile | Self::ReadIssuer(_) | Self::TakeIssuer(_) => "Take the issuer from a file…".into(),
            Self::RemoveIssuer(_) => "Remove a saved issuer".into(),
            Self::KeyOfIssuer(_) => "Choose the issuer's key".into(),
        }
    }

    pub(in crate::app) fn shortcut(&self) -> Option<KeyboardShortcut> {
        let key = |modifiers, key| Some(KeyboardShortcut::new(modifiers, key));
        match self {
            Self::NextFinding => key(Modifiers::NONE, Key::F8),
            Self::CommentHere => key(Modifiers::COMMAND | Modifiers::ALT, Key::M),
            _ => None,
        }
    }
}

impl SkillsMessage {
    fn label(&self) -> String {
        match self {
            Self::Suggest => "Suggest skills",
            Self::AddFile => "Add a framework of skills…",
            _ => "Frameworks of skills…",
        }
        .into()
    }
}
