//! What comes of a file: the badge data in it with what is odd about it, or why there
//! is none; and how much of it is read.

use serde::Serialize;
use thiserror::Error;

/// The largest file that is read, in bytes.
pub const MAX_FILE: usize = 24 * 1024 * 1024;

/// The largest SVG that is read, in bytes; its text is parsed as a whole.
pub const MAX_SVG: usize = 8 * 1024 * 1024;

/// The largest payload, in bytes.
pub const MAX_PAYLOAD: usize = crate::credential::json::MAX_BYTES;

/// Where in a file the badge data was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carrier {
    /// An `iTXt` chunk of a PNG.
    PngItxt,
    /// A `tEXt` chunk of a PNG (Open Badges 1.0 and before).
    PngText,
    /// An element of an SVG.
    Svg,
    /// The file itself is JSON.
    Json,
    /// The file itself is a compact JWS.
    Jwt,
}

/// What a carrier holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// The text of one JSON object.
    Json(String),
    /// A compact JWS (three parts joined by dots), or one of which the holder
    /// shows parts (SD-JWT).
    Jwt(String),
    /// The address of a badge that is kept on the web.
    Url(String),
}

impl Payload {
    /// The payload byte for byte.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Json(text) | Self::Jwt(text) | Self::Url(text) => text,
        }
    }
}

/// Badge data out of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// Where it was.
    pub carrier: Carrier,
    /// What it is.
    pub payload: Payload,
    /// Other badges that lie beside it in other words; not more of them than can
    /// be judged. What they are follows from what they hold, not from where they lie.
    pub others: Vec<Payload>,
    /// What a person should know beside it.
    pub notes: Vec<Note>,
}

/// Something odd about a file that was read all the same.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Note {
    /// The same data once more.
    #[error("The file holds the same badge more than once; it should hold it once.")]
    Repeated,
    /// Other data beside it.
    #[error(
        "The file holds two badges that say different things or are signed differently. Only one of them is shown here; other programs may show another."
    )]
    Another,
    /// Another in which nothing can be read.
    #[error("The file holds a second badge in which nothing can be read. Only the other one is shown.")]
    UnreadableToo,
    /// More than is looked at, or what is never unpacked.
    #[error(
        "The file holds more badge data that was not looked at ({0} in number): there is too much of it, it is compressed, or its encoding is not read. Other programs may show it."
    )]
    NotLookedAt(usize),
    /// A text that is not in UTF-8 and was read all the same.
    #[error("Its text is in the encoding {0}; other programs may expect UTF-8.")]
    Encoding(&'static str),
    /// A badge in something that a file of its own does not need.
    #[error(
        "The badge lies in {0}, and a file should hold the badge itself. It was taken out; other programs may not do so."
    )]
    Wrapped(&'static str),
    /// The part that holds the badge fails its own checksum.
    #[error("The part of the picture that holds the badge is damaged: its checksum is wrong.")]
    BadgeDamaged,
    /// Another part of the picture fails its checksum.
    #[error("Another part of the picture is damaged: its checksum is wrong.")]
    PictureDamaged,
}

impl Note {
    /// Whether something was not looked at or is not whole, so that nobody can
    /// say of the file that all is well.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::NotLookedAt(_) | Self::BadgeDamaged)
    }
}

/// Why no badge came out of a file, or none went in.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CarrierError {
    /// Nothing in it.
    #[error("The file is empty.")]
    Empty,
    /// Larger than is read.
    #[error("The file was not looked at, because it is too large: {what} of more than {limit_mb} MB are not read.")]
    TooLarge {
        /// What kind of file or part.
        what: &'static str,
        /// The limit in MB.
        limit_mb: usize,
    },
    /// More in it than is looked at.
    #[error("The file was not looked at: it has more {what} than the {limit} that are read.")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How much is read.
        limit: usize,
    },
    /// JSON with more in it than is read.
    #[error("{0}")]
    Crowded(String),
    /// A text in an encoding that is not read.
    #[error("The file was not read, because its text is in {0}. Save it as UTF-8 and look at that.")]
    Encoding(String),
    /// Several things in one file.
    #[error(
        "This is a list of {0} things, and a file holds exactly one badge. Save each as a file of its own and look at those."
    )]
    Several(usize),
    /// Badge data that is packed.
    #[error(
        "The badge data in this file is refused: it is compressed, which the standard does not allow; it was not unpacked."
    )]
    Compressed,
    /// A token that only whoever has its key can read.
    #[error(
        "This is an encrypted token (JWE), which nobody can read but whoever has the key for it. Ask for the badge \
         itself: as JSON, or as a JWT of three parts joined by dots."
    )]
    Encrypted,
    /// A kind of file in which badges do not travel.
    #[error("This is {0}. Badges travel in PNG and SVG pictures, in JSON and in JWT files.")]
    OtherFile(&'static str),
    /// A picture without a badge.
    #[error("This {0} is an ordinary picture: no badge is in it.")]
    NoBadge(&'static str),
    /// A picture with something like a badge that is none.
    #[error("This picture is no badge: {0}.")]
    Mistaken(&'static str),
    /// A PNG that is cut off or out of order.
    #[error("The PNG is damaged: {0}.")]
    BrokenPng(String),
    /// An SVG that cannot be read.
    #[error("The SVG cannot be read: {0}.")]
    BrokenSvg(String),
    /// Badge data in a form that the standard does not allow.
    #[error("The badge data in this file is refused: {0}.")]
    Refused(String),
}

impl CarrierError {
    /// Whether the file simply holds no badge, as opposed to one that is
    /// damaged or refused.
    #[must_use]
    pub fn is_no_badge(&self) -> bool {
        matches!(self, Self::Empty | Self::OtherFile(_) | Self::NoBadge(_) | Self::Mistaken(_))
    }
}

impl CarrierError {
    /// Whether the file holds what was not looked at, as opposed to what was
    /// found to be wrong.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Self::TooLarge { .. }
                | Self::TooMany { .. }
                | Self::Crowded(_)
                | Self::Encoding(_)
                | Self::Several(_)
                | Self::Encrypted
        )
    }

    /// The same for badge data beside the first, which may also be packed.
    pub(super) fn is_unread(&self) -> bool {
        self.is_open() || *self == Self::Compressed
    }
}
