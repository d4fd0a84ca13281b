//! The badges one can start from: documents like any other.

use super::{Document, FileError};

/// A bundled badge to start from.
#[derive(Clone, Copy, Debug)]
pub struct Starter {
    /// Name for the command line, such as `first-aid`.
    pub name: &'static str,
    /// Field of life it is for: the name of a [`Sector`](super::Sector).
    pub sector: &'static str,
    pub(super) bytes: &'static [u8],
}

macro_rules! starters {
    ($($name:literal, $sector:literal;)*) => {
        &[$(Starter {
            name: $name,
            sector: $sector,
            bytes: include_bytes!(concat!("../../assets/starters/", $name, ".badge")),
        }),*]
    };
}

static STARTERS: &[Starter] = starters! {
    "open-day", "School and college";
    "library-explorer", "Libraries and museums";
    "careers-fair", "Employers";
    "museum-taster", "Libraries and museums";
    "coding-taster", "Youth and community";
    "health-fair", "Health and care";
    "first-curtain", "Arts and culture";
    "beach-clean", "Volunteering";
    "bike-repair", "Youth and community";
    "green-grower", "Youth and community";
    "kitchen-skills", "Youth and community";
    "choir-season", "Arts and culture";
    "repair-club", "Employers";
    "swim-course", "Sport";
    "reading-circle", "Libraries and museums";
    "first-aid", "Volunteering";
    "digital-storyteller", "Arts and culture";
    "event-steward", "Volunteering";
    "shop-placement", "Employers";
    "science-fair", "School and college";
    "care-companion", "Health and care";
    "local-history", "Libraries and museums";
    "match-official", "Sport";
    "young-coach", "Sport";
    "trail-guide", "Volunteering";
    "club-captain", "Sport";
    "peer-mentor", "School and college";
    "climate-voice", "Youth and community";
    "volunteer-leader", "Volunteering";
    "wellbeing-champion", "Health and care";
};

/// All bundled starters, in the order in which they are shown: by
/// learning layer.
pub fn starters() -> &'static [Starter] {
    STARTERS
}

/// The starter with this name.
pub fn starter(name: &str) -> Option<&'static Starter> {
    STARTERS.iter().find(|starter| starter.name == name)
}

impl Starter {
    /// The example as it is shown, with the organisation that it makes up.
    ///
    /// # Errors
    /// Never for what is bundled (a test opens each).
    pub fn example(&self) -> Result<Document, FileError> {
        Document::from_bytes(self.bytes)
    }
}
