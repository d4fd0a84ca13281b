//! What the review is told.

use super::reviewed::Reviewed;
use crate::app::toolkit::finding_row::FindingChoice;
use crate::badge::Suppression;
use crate::review::{Fix, OwnProfile, Profile, Proofs};

/// Something that the review is told.
#[derive(Clone, Debug)]
pub enum ReviewMessage {
    /// Reads the user's dictionary and profiles, when the window opens.
    Begin,
    /// Settles a finding; in a translation, by its language.
    Fix(Fix, Option<String>),
    /// Leaves a finding as it is.
    Leave(Suppression),
    /// Looks at a finding again that was left.
    TakeBack(Suppression),
    /// Takes a word for right in this badge.
    WordOfBadge(String),
    /// Takes a word for right in all badges of this user.
    WordOfMine(String),
    /// Texts were read for spelling and grammar.
    Read(Box<Proofs>),
    /// The words were reviewed.
    Reviewed(Box<Reviewed>),
    /// Holds the words to the rules of a scheme or platform.
    Profile(Profile),
    /// Changes a profile of the user's own, or makes one; `None` ends it.
    Edit(Option<Box<OwnProfile>>),
    /// Keeps the profile that is changed, and holds the badge to it.
    KeepProfile,
    /// Takes a profile of the user's own away.
    RemoveProfile(Box<OwnProfile>),
    /// Holds the badge to a profile of the user's own.
    Own(Box<OwnProfile>),
}

impl ReviewMessage {
    /// What was chosen for a finding; in a translation, by its language.
    pub fn of_choice(choice: FindingChoice, language: Option<&str>) -> Self {
        match choice {
            FindingChoice::Fix(fix) => Self::Fix(fix, language.map(str::to_owned)),
            FindingChoice::Leave(note) => Self::Leave(note),
            FindingChoice::WordOfBadge(word) => Self::WordOfBadge(word),
            FindingChoice::WordOfMine(word) => Self::WordOfMine(word),
        }
    }
}
