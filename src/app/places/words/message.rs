//! What Words is told.

use std::path::PathBuf;
use std::sync::Arc;

use super::library::{Draft, Offer, Ready};
use super::part::Part;
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
