//! Profiles: for whom a badge is checked.

use std::fmt;
use std::str::FromStr;

/// Profile: a scheme or platform whose rules a badge is held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Badge Nation, which follows the Cities of Learning Badge Standard.
    #[default]
    BadgeNation,
    /// Credly.
    Credly,
    /// Open Badge Factory.
    OpenBadgeFactory,
    /// Moodle.
    Moodle,
    /// Open Educational Badges, and others that grew from Badgr.
    OpenEducationalBadges,
    /// Any reader of Open Badges 3.0.
    OpenBadges3,
}

impl Profile {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::BadgeNation,
        Self::Credly,
        Self::OpenBadgeFactory,
        Self::Moodle,
        Self::OpenEducationalBadges,
        Self::OpenBadges3,
    ];

    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::BadgeNation => "Badge Nation",
            Self::Credly => "Credly",
            Self::OpenBadgeFactory => "Open Badge Factory",
            Self::Moodle => "Moodle",
            Self::OpenEducationalBadges => "Open Educational Badges",
            Self::OpenBadges3 => "Open Badges 3.0",
        }
    }

    /// The name that is easy to type, such as `badge-nation`.
    pub fn key(self) -> &'static str {
        match self {
            Self::BadgeNation => "badge-nation",
            Self::Credly => "credly",
            Self::OpenBadgeFactory => "open-badge-factory",
            Self::Moodle => "moodle",
            Self::OpenEducationalBadges => "open-educational-badges",
            Self::OpenBadges3 => "open-badges-3",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Error of a name that no [`Profile`] has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no profile “{0}”; there are badge-nation, credly, open-badge-factory, moodle, open-educational-badges and open-badges-3"
)]
pub struct UnknownProfile(String);

impl FromStr for Profile {
    type Err = UnknownProfile;

    /// Reads a [`name`](Profile::name) or a [`key`](Profile::key); capitals,
    /// spaces and hyphens make no difference.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain =
            |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        let wanted = plain(text);
        Self::ALL
            .into_iter()
            .find(|profile| wanted == plain(profile.name()) || wanted == plain(profile.key()))
            .ok_or_else(|| UnknownProfile(text.to_owned()))
    }
}
