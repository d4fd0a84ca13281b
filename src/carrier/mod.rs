//! A credential into and out of files: PNG, SVG, JSON, compact JWS.
//!
//! Reading is liberal about form and strict about doubt: what could be read in
//! two ways is refused or noted, with the reason. Nothing is ever inflated or
//! fetched. Writing changes nothing but the carrier itself.

mod png;
mod svg;
#[cfg(test)]
mod tests;
mod text;

use serde::Serialize;
use thiserror::Error;

pub use text::{is_compact_jws, is_sd_jwt};

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
    /// Another badge of the same standard that lies beside it and says
    /// something else.
    pub other: Option<Payload>,
    /// What a person should know beside it.
    pub notes: Vec<Note>,
}

impl Extracted {
    /// The first of several payloads of one standard, as they lie in the file,
    /// and what the others are to it.
    fn first_of(
        carrier: Carrier,
        payloads: Vec<(Carrier, Payload)>,
        mut notes: Vec<Note>,
    ) -> Result<Self, CarrierError> {
        let mut shown = (carrier, Payload::Url(String::new()));
        let mut different: Vec<Payload> = Vec::new();
        let mut repeated = false;
        for (place, (carrier, payload)) in payloads.into_iter().enumerate() {
            if place == 0 {
                shown = (carrier, payload);
            } else if text::same_badge(&shown.1, &payload) {
                repeated = true;
                // An address and the badge that is kept there: the badge says more.
                if matches!(shown.1, Payload::Url(_)) {
                    shown = (carrier, payload);
                }
            } else if !different.iter().any(|other| text::same_badge(other, &payload)) {
                different.push(payload);
            }
        }
        let other = different.pop();
        if !different.is_empty() {
            return Err(CarrierError::Refused("it holds more than two badges that say different things".into()));
        }
        if repeated {
            notes.insert(0, Note::Repeated);
        }
        if other.is_some() {
            notes.insert(0, Note::Conflicting);
        }
        Ok(Self { carrier: shown.0, payload: shown.1, other, notes })
    }
}

/// Something odd about a file that was read all the same.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Note {
    /// The same data once more.
    #[error("The file holds the same badge more than once; it should hold it once.")]
    Repeated,
    /// Other data of the same standard.
    #[error(
        "The file holds two badges that say different things. Only the first is shown; other programs may show the other."
    )]
    Conflicting,
    /// Open Badges 2.0 beside 3.0.
    #[error("The file also holds an older Open Badges 2.0 badge, which was not looked at.")]
    OlderToo,
    /// Another of the same standard in which nothing can be read.
    #[error("The file holds a second badge in which nothing can be read. Only the first is shown.")]
    UnreadableToo,
    /// The part that holds the badge fails its own checksum.
    #[error("The part of the picture that holds the badge is damaged: its checksum is wrong.")]
    BadgeDamaged,
    /// Another part of the picture fails its checksum.
    #[error("Another part of the picture is damaged: its checksum is wrong.")]
    PictureDamaged,
}

/// Why no badge came out of a file, or none went in.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum CarrierError {
    /// Nothing in it.
    #[error("The file is empty.")]
    Empty,
    /// Larger than is read.
    #[error("The file is too large: {what} of more than {limit_mb} MB are not read.")]
    TooLarge {
        /// What kind of file or part.
        what: &'static str,
        /// The limit in MB.
        limit_mb: usize,
    },
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

/// The standard by whose names a picture carries its badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// Open Badges 2.0.
    Two,
    /// Open Badges 3.0.
    Three,
}

/// Finds the badge data of any file.
///
/// # Errors
/// When there is none, or it is refused; the sentence says why.
pub fn extract(file: &[u8]) -> Result<Extracted, CarrierError> {
    if file.is_empty() {
        return Err(CarrierError::Empty);
    }
    if file.len() > MAX_FILE {
        return Err(CarrierError::TooLarge { what: "files", limit_mb: MAX_FILE / 1024 / 1024 });
    }
    if png::is_png(file) {
        return png::read(file);
    }
    if let Some(kind) = text::other_kind(file) {
        return Err(CarrierError::OtherFile(kind));
    }
    let text = text::decoded(file)?;
    if text.trim_start().starts_with('<') { svg::read(text) } else { text::read(text) }
}

/// Puts badge data into a PNG or SVG picture, in place of any that is there.
/// `payload` is the JSON of a credential or assertion, or a compact JWS.
///
/// # Errors
/// When the picture is neither, is damaged, or the payload is no badge data.
pub fn bake(picture: &[u8], payload: &str, standard: Standard) -> Result<Vec<u8>, CarrierError> {
    let payload = text::classify(payload)?;
    if matches!(payload, Payload::Url(_)) {
        return Err(CarrierError::Refused("an address alone is not a badge".into()));
    }
    let (baked, what, limit) = if png::is_png(picture) {
        (png::bake(picture, &payload, standard)?, "files", MAX_FILE)
    } else if let Some(kind) = text::other_kind(picture) {
        return Err(CarrierError::OtherFile(kind));
    } else {
        (svg::bake(text::decoded(picture)?, &payload, standard)?.into_bytes(), "SVG pictures", MAX_SVG)
    };
    // What is baked has to be read again.
    if baked.len() > limit {
        return Err(CarrierError::TooLarge { what, limit_mb: limit / 1024 / 1024 });
    }
    Ok(baked)
}
