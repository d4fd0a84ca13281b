//! Pictures embedded in an artwork.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::ImageDecoder as _;
use image::metadata::Orientation;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use super::number;

/// Longest side of a picture that is taken in, in pixels.
pub const MAX_PICTURE_SIDE: u32 = 8192;

/// Largest picture file that is taken in, in bytes.
pub const MAX_PICTURE_BYTES: usize = 16 * 1024 * 1024;

/// Names a picture by what is in it: the first half of the SHA-256 digest of
/// its bytes, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PictureId(pub String);

/// A PNG, JPEG or WebP file, as it was taken in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    /// Media type: `image/png`, `image/jpeg` or `image/webp`.
    pub media_type: String,
    /// Width in pixels, as it is shown.
    pub width: u32,
    /// Height in pixels, as it is shown.
    pub height: u32,
    /// The file's bytes.
    #[serde(serialize_with = "to_base64", deserialize_with = "from_base64")]
    pub data: Vec<u8>,
}

/// What of a picture is cut off at its edges, as parts of its width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Crop {
    /// At the left edge, of the width.
    #[serde(skip_serializing_if = "number::is_nothing", serialize_with = "number::short")]
    pub left: f64,
    /// At the upper edge, of the height.
    #[serde(skip_serializing_if = "number::is_nothing", serialize_with = "number::short")]
    pub top: f64,
    /// At the right edge, of the width.
    #[serde(skip_serializing_if = "number::is_nothing", serialize_with = "number::short")]
    pub right: f64,
    /// At the lower edge, of the height.
    #[serde(skip_serializing_if = "number::is_nothing", serialize_with = "number::short")]
    pub bottom: f64,
}

impl Crop {
    /// At least this part of a picture's width and height is always shown.
    pub const LEAST: f64 = 0.01;

    /// The same with numbers that can be drawn: at least a little is shown.
    #[must_use]
    pub fn sane(self) -> Self {
        let pair = |one: f64, other: f64| {
            let part = |part: f64| if part.is_finite() { part.clamp(0.0, 1.0 - Self::LEAST) } else { 0.0 };
            let (one, other) = (part(one), part(other));
            let over = (one + other) / (1.0 - Self::LEAST);
            if over > 1.0 { (one / over, other / over) } else { (one, other) }
        };
        let ((left, right), (top, bottom)) = (pair(self.left, self.right), pair(self.top, self.bottom));
        Self { left, top, right, bottom }
    }

    /// How much of the width and of the height is shown.
    pub fn shown(self) -> (f64, f64) {
        let Self { left, top, right, bottom } = self.sane();
        (1.0 - left - right, 1.0 - top - bottom)
    }
}

/// Why a picture cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The file is too large.
    #[error("This picture has {megabytes} MB; at most {} MB can be taken in. Make it smaller first.", MAX_PICTURE_BYTES / 1024 / 1024)]
    TooManyBytes {
        /// Its size.
        megabytes: usize,
    },
    /// The picture has too many pixels.
    #[error(
        "This picture has {width} × {height} pixels; at most {MAX_PICTURE_SIDE} on a side can be taken in. Make it smaller first."
    )]
    TooLarge {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// The file is not a picture of a known kind.
    #[error("This file is not a picture that can be read: {0}. PNG, JPEG, WebP and SVG can be placed on a badge.")]
    Unreadable(String),
}

impl Picture {
    /// Takes in a PNG, JPEG or WebP file. Only its header is read here.
    ///
    /// # Errors
    /// When the bytes are no such file, or the picture is over the limits.
    pub fn from_bytes(data: Vec<u8>) -> Result<Self, PictureError> {
        if data.len() > MAX_PICTURE_BYTES {
            return Err(PictureError::TooManyBytes { megabytes: data.len().div_ceil(1024 * 1024) });
        }
        let unreadable = |error: &dyn std::fmt::Display| PictureError::Unreadable(error.to_string());
        let reader = image::ImageReader::new(std::io::Cursor::new(&data))
            .with_guessed_format()
            .map_err(|error| unreadable(&error))?;
        let media_type = match reader.format() {
            Some(image::ImageFormat::Png) => "image/png",
            Some(image::ImageFormat::Jpeg) => "image/jpeg",
            Some(image::ImageFormat::WebP) => "image/webp",
            _ => return Err(unreadable(&"its kind is unknown")),
        };
        let (width, height) = {
            let mut decoder = reader.into_decoder().map_err(|error| unreadable(&error))?;
            let (width, height) = decoder.dimensions();
            // As it will be shown: cameras note how they were held.
            match decoder.orientation().unwrap_or(Orientation::NoTransforms) {
                Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH => (height, width),
                _ => (width, height),
            }
        };
        if width == 0 || height == 0 || width > MAX_PICTURE_SIDE || height > MAX_PICTURE_SIDE {
            return Err(PictureError::TooLarge { width, height });
        }
        Ok(Self { media_type: media_type.to_owned(), width, height, data })
    }

    /// The name that follows from what is in the picture.
    pub fn id(&self) -> PictureId {
        PictureId(content_name(&self.data))
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}, {}×{}, {} bytes)", self.media_type, self.width, self.height, self.data.len())
    }
}

/// The first half of the SHA-256 digest of some bytes, in hexadecimal.
pub(super) fn content_name(data: &[u8]) -> String {
    let mut name = String::with_capacity(32);
    for byte in Sha256::digest(data).iter().take(16) {
        // Writing to a String cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    name
}

pub(super) fn to_base64<S: Serializer>(data: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(data))
}

pub(super) fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    STANDARD.decode(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}
