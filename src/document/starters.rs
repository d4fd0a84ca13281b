//! The badges one can start from: documents like any other.

use super::{Document, FileError};

/// A bundled badge to start from.
#[derive(Clone, Copy, Debug)]
pub struct Starter {
    /// Name for the command line, such as `first-aid`.
    pub name: &'static str,
    /// Field of life it is for.
    pub sector: &'static str,
    bytes: &'static [u8],
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
    "library-explorer", "Culture";
    "careers-fair", "School and college";
    "museum-taster", "Culture";
    "coding-taster", "Digital";
    "health-fair", "Health and care";
    "bike-repair", "Community";
    "green-grower", "Nature";
    "kitchen-skills", "Community";
    "choir-season", "Arts and music";
    "repair-club", "Employers";
    "swim-course", "Sport";
    "first-aid", "Volunteering";
    "digital-storyteller", "Media";
    "event-steward", "Volunteering";
    "shop-placement", "Employers";
    "science-fair", "School and college";
    "care-companion", "Health and care";
    "young-coach", "Sport";
    "trail-guide", "Nature";
    "club-captain", "Sport";
    "peer-mentor", "School and college";
    "climate-voice", "Nature";
    "volunteer-leader", "Volunteering";
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
    /// The document, with `id` as the identifier of the new badge.
    ///
    /// # Errors
    /// Never for what is bundled (a test opens each).
    pub fn document(&self, id: String) -> Result<Document, FileError> {
        let mut document = Document::from_bytes(self.bytes)?;
        std::sync::Arc::make_mut(&mut document.badge).id = id;
        Ok(document)
    }
}
