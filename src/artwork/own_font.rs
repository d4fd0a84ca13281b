//! Font files of the user's own, which travel with a badge.

mod error;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use skrifa::attribute::{Stretch, Style};
use skrifa::raw::TableProvider as _;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider as _, Tag};

use super::picture::{content_name, from_base64, to_base64};

pub use error::{FontFileError, MAX_FONT_BYTES, MAX_FONTS, MAX_FONTS_BYTES};

/// Most letters of the name of a family.
const MAX_NAME: usize = 60;

/// A font that sets texts has at least this many of A to Z and a to z: one
/// alphabet, in capitals or not.
const LEAST_LETTERS: usize = 26;

/// Names a font file by what is in it, as [`PictureId`](super::PictureId) does.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FontId(pub String);

/// A TTF or OTF file that was looked through and can be drawn with.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct OwnFont {
    family: String,
    weight: u16,
    #[serde(serialize_with = "to_base64")]
    data: Arc<[u8]>,
}

/// The font files of a badge or of a brand; one for each family and weight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<FontId, Stored>")]
pub struct OwnFonts(BTreeMap<FontId, Arc<OwnFont>>);

/// What of a font is read from a file of ours: everything else follows from it.
#[derive(Deserialize)]
struct Stored {
    #[serde(deserialize_with = "from_base64")]
    data: Vec<u8>,
}

impl OwnFont {
    /// Takes in a TTF or OTF file. The whole of it is looked through, so that
    /// drawing it cannot take long whatever the file says.
    ///
    /// # Errors
    /// When the bytes are no such file, it is over the limits, texts cannot be
    /// set in it, or its licence forbids to embed it.
    pub fn from_bytes(data: impl Into<Arc<[u8]>>) -> Result<Self, FontFileError> {
        let data = data.into();
        if data.len() > MAX_FONT_BYTES {
            return Err(FontFileError::TooManyBytes { megabytes: data.len().div_ceil(1024 * 1024) });
        }
        match data.get(..4) {
            Some(b"ttcf") => return Err(FontFileError::Collection),
            Some(b"wOFF" | b"wOF2") => return Err(FontFileError::Packed),
            _ => {}
        }
        let found = unshaken(|| look_through(&data)).unwrap_or(Err(FontFileError::Damaged("a part of it")));
        found.map(|(family, weight)| Self { family, weight, data })
    }

    /// The name of its family, as [`Font::family`](super::Font::family) has it.
    /// Slanted and narrow ones are families of their own.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// 400 for regular, 700 for bold; 1 to 1000.
    pub fn weight(&self) -> u16 {
        self.weight
    }

    /// The file's bytes.
    pub fn data(&self) -> &Arc<[u8]> {
        &self.data
    }

    /// The name that follows from what is in the file.
    pub fn id(&self) -> FontId {
        FontId(content_name(&self.data))
    }

    /// True when it is of the family with this name.
    pub fn is_of(&self, family: &str) -> bool {
        self.family.eq_ignore_ascii_case(family.trim())
    }
}

impl std::fmt::Debug for OwnFont {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OwnFont({}, {}, {} bytes)", self.family, self.weight, self.data.len())
    }
}

impl OwnFonts {
    /// Adds a font; it takes the place of another one of its family and weight.
    pub fn add(&mut self, font: Arc<OwnFont>) {
        self.0.retain(|_, other| other.weight != font.weight || !other.is_of(&font.family));
        self.0.insert(font.id(), font);
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<OwnFont>> {
        self.0.values()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Lets go of those whose family is not among these, which are in lower case.
    pub(crate) fn keep(&mut self, families: &BTreeSet<String>) {
        self.0.retain(|_, font| families.contains(&font.family.to_ascii_lowercase()));
    }

    /// True while they are no more and no larger than a badge may carry.
    pub fn fits(&self) -> bool {
        fits(self.0.values().map(|font| font.data.len()))
    }
}

fn fits(sizes: impl ExactSizeIterator<Item = usize>) -> bool {
    sizes.len() <= MAX_FONTS && sizes.sum::<usize>() <= MAX_FONTS_BYTES
}

impl TryFrom<BTreeMap<FontId, Stored>> for OwnFonts {
    type Error = String;

    fn try_from(stored: BTreeMap<FontId, Stored>) -> Result<Self, String> {
        if !fits(stored.values().map(|font| font.data.len())) {
            let megabytes = MAX_FONTS_BYTES / 1024 / 1024;
            return Err(format!("there are more than {MAX_FONTS} fonts, or more than {megabytes} MB of them"));
        }
        let mut fonts = Self::default();
        for (id, Stored { data }) in stored {
            let font = OwnFont::from_bytes(data).map_err(|error| format!("font {}: {error}", id.0))?;
            fonts.add(Arc::new(font));
        }
        Ok(fonts)
    }
}

/// Does what a damaged font could stop with a panic of the libraries that read
/// it; `None` where it did.
pub(crate) fn unshaken<T>(work: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).ok()
}

/// The family and the weight of a font that can be drawn with.
fn look_through(data: &[u8]) -> Result<(String, u16), FontFileError> {
    let font = FontRef::new(data).map_err(|_| FontFileError::NotAFont)?;
    let listed = |tag: &[u8; 4]| {
        let records = font.table_directory().table_records();
        records.iter().any(|record| record.tag() == Tag::new(tag))
    };
    let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
    if [b"glyf", b"loca", b"CFF ", b"CFF2", b"name", b"OS/2"].into_iter().any(|tag| listed(tag) && !has(tag)) {
        return Err(FontFileError::Damaged("a part of it"));
    }
    if !has(b"glyf") && !has(b"CFF ") && !has(b"CFF2") {
        return Err(FontFileError::NoOutlines);
    }
    let damaged = |what| move |_| FontFileError::Damaged(what);
    let units = font.head().map_err(damaged("its header"))?.units_per_em();
    if !(16..=16384).contains(&units) {
        return Err(FontFileError::Units { units });
    }
    font.maxp().map_err(damaged("the number of its letters"))?;
    font.hhea().map_err(damaged("the height of its lines"))?;
    font.hmtx().map_err(damaged("the width of its letters"))?;
    font.cmap().map_err(damaged("the list of its letters"))?;
    let family = family_of(&font).ok_or(FontFileError::NoName)?;
    // Bit 1 alone: embedding is restricted. Bit 9: only pixels may be embedded.
    let rights = font.os2().map_or(0, |os2| os2.fs_type());
    if rights & 0b1110 == 0b0010 || rights & 0x0200 != 0 {
        return Err(FontFileError::Restricted { family });
    }
    work::check(&font)?;
    check_letters(&font)?;
    Ok((family, weight_of(&font)))
}

/// The name of the family, in letters that can stand in any file.
fn family_of(font: &FontRef<'_>) -> Option<String> {
    let name = |id| {
        let text = font.localized_strings(id).english_or_first()?;
        let text: String = text.chars().take(4 * MAX_NAME).collect();
        let is_odd = |sign: char| sign.is_control() || "\"<>&\\{};\u{FFFE}\u{FFFF}".contains(sign);
        let harmless = text.replace('\'', "’").replace(is_odd, " ");
        let words: String = harmless.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_NAME).collect();
        Some(words.trim().to_owned()).filter(|words| !words.is_empty())
    };
    let mut family = name(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(StringId::FAMILY_NAME))?;
    // A text asks for a family and a weight and nothing else.
    let attributes = font.attributes();
    let lower = family.to_lowercase();
    let mut tell = |words: &str, known: &[&str]| {
        if !known.iter().any(|known| lower.contains(known)) {
            family.push_str(words);
        }
    };
    if attributes.stretch < Stretch::NORMAL {
        tell(" Condensed", &["condensed", "narrow", "compressed"]);
    } else if attributes.stretch > Stretch::NORMAL {
        tell(" Expanded", &["expanded", "extended", "wide"]);
    }
    if attributes.style != Style::Normal {
        tell(" Italic", &["italic", "oblique"]);
    }
    Some(family)
}

fn weight_of(font: &FontRef<'_>) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=1000")]
    let weight = font.attributes().weight.value().round().clamp(0.0, 1000.0) as u16;
    match weight {
        0 => 400,
        // Some old fonts count in hundreds.
        1..=9 => weight * 100,
        _ => weight,
    }
}

/// Whether the Latin alphabet is there and can be drawn.
fn check_letters(font: &FontRef<'_>) -> Result<(), FontFileError> {
    let (charmap, outlines) = (font.charmap(), font.outline_glyphs());
    let glyphs = ('A'..='Z').chain('a'..='z').filter_map(|letter| charmap.map(letter));
    let glyphs: Vec<_> = glyphs.filter(|glyph| glyph.to_u32() != 0).collect();
    if glyphs.len() < LEAST_LETTERS {
        return Err(FontFileError::NoLetters);
    }
    let mut drawn = 0;
    for glyph in glyphs {
        let outline = outlines.get(glyph).ok_or(FontFileError::Damaged("a letter"))?;
        let mut pen = work::Counter::default();
        let settings = skrifa::outline::DrawSettings::unhinted(
            skrifa::instance::Size::unscaled(),
            skrifa::instance::LocationRef::default(),
        );
        outline.draw(settings, &mut pen).map_err(|_| FontFileError::Damaged("a letter"))?;
        drawn += usize::from(pen.lines > 0);
    }
    if drawn < LEAST_LETTERS { Err(FontFileError::NoOutlines) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
