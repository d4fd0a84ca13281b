//! What a badge says: texts, criteria, skills, learning layer, issuer.
//!
//! Plain values without input or output. Field names are those of Open Badges
//! 3.0 (`Achievement`, `Profile`, `Alignment`), so that what the form holds is
//! what the credential carries; the few that the standard does not have (short
//! name, layer, statements) are the ones badge writers know.
//!
//! ```
//! use badgewright::badge::{Badge, Likenesses, Standard, looks_like};
//!
//! let badge = Badge { name: "Ice Rescue".into(), layer: Some("col-2018/demonstrate".into()), ..Badge::default() };
//! let layer = Standard::bundled().layer("col-2018/demonstrate").map(|layer| layer.name.as_str());
//! assert_eq!((badge.name.as_str(), layer), ("Ice Rescue", Some("Demonstrate")));
//! // Names that differ and cannot be told apart on a screen.
//! assert!(looks_like("Ice Rescue", "Iсe Rescue"));
//! ```

mod achievement;
mod address;
mod alignment;
mod criteria;
mod criteria_edit;
mod issuer_file;
mod languages;
mod layer;
mod letter_forms;
mod likeness;
mod likenesses;
mod mixed_name;
mod narrated;
mod platform_words;
mod practicalities;
mod profile;
mod scripts;
mod shown;
mod skeleton;
mod text;
mod translation;
mod writing;

pub use achievement::{
    ACHIEVEMENT_TYPES, Badge, ImageNote, IssuedTo, Related, ResultDescription, Validity, ValidityUnit,
};
pub use address::{
    as_address, as_host, host_letters, is_identifier, is_mail_address, is_picture_address, is_web_address,
};
pub use alignment::{Alignment, Skill};
pub use criteria::{Criteria, passages};
pub use issuer_file::{IssuerFileError, MAX_ISSUER_BYTES, issuer_in};
pub use layer::{Layer, MAX_LAYERS, MAX_STANDARD_BYTES, Standard, StandardError};
pub use likeness::{Likeness, look_of_host};
pub use likenesses::Likenesses;
pub use platform_words::{Asked, PLATFORM_WORDS, PlatformWords, Room, tightest};
pub use practicalities::{Access, Availability, Cost, Level, ListedKind, Practicalities, TimeToEarn, TimeUnit};
pub use profile::{Address, IdentifierEntry, Profile};
pub use shown::{clause, escaped, is_unseen, one_line, quoted, quoted_whole, seen};
pub use skeleton::{MOST_LETTERS, Skeleton, looks_like, looks_like_dot, looks_like_known};
pub use text::{clean_within, cleaned, is_clean, length, needs_cleaning, shortened};
pub use translation::Translation;
pub use writing::{Comment, Progress, Suppression, Writing};

#[cfg(test)]
mod tests;
