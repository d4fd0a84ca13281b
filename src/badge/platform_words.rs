//! How much room platforms and schemes have for a badge's words, and what they
//! ask for. The figures are those of their own help pages in autumn 2026.

/// A text of the badge that has a limit somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Room {
    /// The title.
    Name,
    /// The short name.
    ShortName,
    /// The description.
    Description,
}

/// Something beside the texts that a platform asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// Who may earn it.
    Availability,
    /// Online or in a place.
    Access,
    /// What kind of badge it is listed as.
    Kind,
    /// How much it asks of the earner.
    Level,
    /// How long it takes.
    TimeToEarn,
    /// Free or paid.
    Cost,
    /// At least three skills.
    ThreeSkills,
    /// A page on the web with the criteria.
    CriteriaPage,
    /// Entries of frameworks.
    Alignments,
    /// Tags.
    Tags,
    /// The words in more than one language.
    Languages,
    /// A version.
    Version,
    /// Who made the picture.
    PictureAuthor,
    /// Alt text of the picture.
    AltText,
    /// Badges that belong to this one.
    Related,
}

/// A platform or scheme, by what it does with a badge's words.
#[derive(Debug, PartialEq, Eq)]
pub struct PlatformWords {
    /// The name that settings keep, such as `credly`.
    pub key: &'static str,
    /// The name people know it by.
    pub name: &'static str,
    /// The most characters that a text may have there.
    pub room: &'static [(Room, usize)],
    /// What it asks for.
    pub asks: &'static [Asked],
}

/// The platforms and schemes that are known.
pub static PLATFORM_WORDS: [PlatformWords; 7] = [
    PlatformWords {
        key: "badge-nation",
        name: "Badge Nation",
        room: &[(Room::ShortName, 30), (Room::Description, 500)],
        asks: &[
            Asked::Availability,
            Asked::Access,
            Asked::Kind,
            Asked::Level,
            Asked::TimeToEarn,
            Asked::Cost,
            Asked::ThreeSkills,
        ],
    },
    PlatformWords {
        key: "credly",
        name: "Credly",
        room: &[(Room::Description, 500)],
        asks: &[
            Asked::Kind,
            Asked::Level,
            Asked::TimeToEarn,
            Asked::Cost,
            Asked::ThreeSkills,
            Asked::CriteriaPage,
            Asked::Alignments,
        ],
    },
    PlatformWords { key: "open-badge-factory", name: "Open Badge Factory", room: &[], asks: &[Asked::Languages] },
    PlatformWords {
        key: "moodle",
        name: "Moodle",
        room: &[],
        asks: &[Asked::AltText, Asked::PictureAuthor, Asked::Version, Asked::Alignments, Asked::Related],
    },
    PlatformWords {
        key: "canvas-credentials",
        name: "Canvas Credentials",
        room: &[],
        asks: &[Asked::Tags, Asked::Alignments],
    },
    PlatformWords {
        key: "open-educational-badges",
        name: "Open Educational Badges",
        room: &[(Room::Name, 60), (Room::Description, 700)],
        asks: &[Asked::Tags, Asked::Alignments],
    },
    PlatformWords { key: "navigatr", name: "Navigatr", room: &[], asks: &[] },
];

/// The tightest limit that the chosen platforms have for a text, and who has
/// it.
pub fn tightest<'p>(chosen: impl IntoIterator<Item = &'p PlatformWords>, text: Room) -> Option<(usize, &'static str)> {
    chosen
        .into_iter()
        .filter_map(|platform| {
            platform.room.iter().find(|(room, _)| *room == text).map(|(_, most)| (*most, platform.name))
        })
        .min_by_key(|(most, _)| *most)
}
