//! What the file of a badge shows, to the last pixel: the small picture in a signed
//! record names the large one that it was made of, by a digest. A picture of 128
//! pixels alone tells no small letters.

use sha2::{Digest as _, Sha256};

use super::found::CarrierError;
use super::rows::Rows;
use super::{encoding, png, svg};

/// The longest side of a picture that is looked at to the last pixel.
const MAX_SIDE: u32 = 4_096;

/// How the note in a PNG is called that names what another file shows.
const KEYWORD: &str = "Shows";

/// A digest of what a file shows. Two are equal where that is the same.
#[derive(Clone, Debug)]
pub struct Shown {
    told: String,
    /// The same of how a PNG is packed: as long as nobody packs it anew, its pixels need not
    /// be unpacked to be told. Of a drawing, that it is one.
    packed: Option<String>,
}

/// What stands for how a drawing is packed.
const DRAWING: &str = "svg";

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.told == other.told
    }
}

impl Shown {
    /// What a PNG or SVG shows, whatever record it carries and however its pixels are
    /// packed; `None` where it is neither, is damaged, of sixteen bits a colour, or too large.
    #[must_use]
    pub fn of(file: &[u8]) -> Option<Self> {
        let mut digest = Sha256::new();
        if png::is_png(file) {
            add_pixels(file, &mut digest)?;
        } else {
            let (text, _) = encoding::decoded(file).ok()?;
            // How lines end is the same for all that read XML, and changed by what carries files.
            digest.update(svg::without_badge(&text)?.replace("\r\n", "\n"));
        }
        let packed = if png::is_png(file) { packed(file) } else { Some(DRAWING.to_owned()) };
        Some(Self { told: format!("sha-256 {}", digits(digest)), packed })
    }

    /// Whether this is what a drawing shows: no other drawing is the same.
    #[must_use]
    pub fn is_of_drawing(&self) -> bool {
        self.packed.as_deref() == Some(DRAWING)
    }

    /// Whether a file is a PNG whose pixels are packed as those of this: then it shows the
    /// same. Where they are packed otherwise it may do so, too.
    #[must_use]
    pub fn is_packed_in(&self, file: &[u8]) -> bool {
        packed(file).is_some_and(|packed| Some(packed) == self.packed)
    }

    /// The same PNG with a note that names this.
    ///
    /// # Errors
    /// When it is no PNG.
    pub fn noted_in(&self, small: &[u8]) -> Result<Vec<u8>, CarrierError> {
        let packed = self.packed.as_ref().map(|packed| format!(" {packed}")).unwrap_or_default();
        png::with_note(small, KEYWORD, &format!("{}{packed}", self.told))
    }

    /// What the note in a PNG names; `None` where there is none, or several.
    #[must_use]
    pub fn told_by(small: &[u8]) -> Option<Self> {
        let told = png::note(small, KEYWORD)?;
        let end = told.match_indices(' ').nth(1).map_or(told.len(), |(at, _)| at);
        let (told, packed) = told.split_at(end);
        Some(Self { told: told.to_owned(), packed: packed.strip_prefix(' ').map(str::to_owned) })
    }
}

fn digits(digest: Sha256) -> String {
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A digest of how the pixels of a PNG are packed; `None` for what is none.
fn packed(file: &[u8]) -> Option<String> {
    let mut digest = Sha256::new();
    for (kind, data) in png::packed(file)? {
        digest.update(kind);
        digest.update((data.len() as u64).to_be_bytes());
        digest.update(data);
    }
    Some(digits(digest))
}

/// Adds the size and the pixels of a PNG; of what cannot be seen, no colour.
fn add_pixels(file: &[u8], digest: &mut Sha256) -> Option<()> {
    let rows = Rows::of(file, MAX_SIDE).ok()?;
    // Two of which eight bits are the same need not be.
    if rows.is_finer() {
        return None;
    }
    rows.size().iter().for_each(|side| digest.update(side.to_be_bytes()));
    let add = |row: &mut [[u8; 4]]| {
        row.iter_mut().filter(|pixel| pixel[3] == 0).for_each(|pixel| *pixel = [0; 4]);
        digest.update(row.as_flattened());
    };
    rows.each(add).ok()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, GrayAlphaImage, ImageFormat, LumaA, RgbaImage};

    use super::*;
    use crate::carrier::{Standard, bake};

    fn file(picture: &DynamicImage) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, ImageFormat::Png).unwrap();
        file.into_inner()
    }

    /// The same pixels as four colours.
    fn colours_of(file: &[u8]) -> DynamicImage {
        image::load_from_memory(file).unwrap().into_rgba8().into()
    }

    fn picture() -> GrayAlphaImage {
        GrayAlphaImage::from_fn(40, 30, |x, y| LumaA([(x * 6) as u8, (y * 8) as u8]))
    }

    #[test]
    fn the_same_pixels_are_the_same_however_they_are_packed_and_whatever_is_baked_in() {
        let grey = file(&picture().into());
        let shown = Shown::of(&grey).unwrap();
        let mut colours: RgbaImage = DynamicImage::from(picture()).into_rgba8();
        assert_eq!(Shown::of(&file(&colours.clone().into())), Some(shown.clone()), "grey and alpha, or four colours");
        colours.get_pixel_mut(7, 0).0 = [9, 8, 7, 0];
        assert_eq!(Shown::of(&file(&colours.clone().into())), Some(shown.clone()), "what is not seen");
        colours.get_pixel_mut(7, 1).0[0] ^= 1;
        assert_ne!(Shown::of(&file(&colours.clone().into())), Some(shown.clone()), "one pixel by one step");
        let wide = DynamicImage::from(picture()).rotate90();
        assert_ne!(Shown::of(&file(&wide)), Some(shown.clone()));
        let baked = bake(&grey, r#"{"name":"Ice Rescue"}"#, Standard::Three).unwrap();
        assert_eq!(Shown::of(&baked), Some(shown.clone()));
        for cut in [grey.len() / 2, grey.len() - 14, 40] {
            assert_eq!(Shown::of(&grey[..cut]), None, "damaged");
        }
        let small = file(&DynamicImage::new_rgba8(2, 2));
        assert_eq!(Shown::told_by(&small), None);
        let noted = shown.noted_in(&small).unwrap();
        let told = Shown::told_by(&noted).unwrap();
        assert_eq!(told, shown);
        // As it was made, it need not be unpacked; packed anew it has to be.
        let packed_anew = file(&colours_of(&grey));
        assert!(told.is_packed_in(&grey) && told.is_packed_in(&baked) && !told.is_packed_in(&packed_anew));
        assert_eq!(Shown::of(&packed_anew), Some(shown.clone()));
        let mut other = grey.clone();
        *other.iter_mut().rev().nth(24).unwrap() ^= 1;
        assert!(!told.is_packed_in(&other) && !told.is_packed_in(&grey[..grey.len() - 14]) && !told.is_packed_in(b""));
        // Badges of before name their pixels alone.
        let before = png::with_note(&small, KEYWORD, &shown.told).unwrap();
        assert_eq!(Shown::told_by(&before), Some(shown.clone()));
        assert!(!Shown::told_by(&before).unwrap().is_packed_in(&grey));
        assert_eq!(Shown::of(&noted), Shown::of(&small), "a note is not seen");
        assert_eq!(Shown::told_by(&shown.noted_in(&noted).unwrap()), None, "which of two is not known");
        assert!(image::load_from_memory(&noted).is_ok());
    }

    #[test]
    fn a_drawing_is_the_same_with_a_badge_and_without_and_with_nothing_else() {
        let drawing =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\n<rect width=\"9\" height=\"9\"/></svg>";
        let shown = Shown::of(drawing.as_bytes()).unwrap();
        let noted = shown.noted_in(&file(&DynamicImage::new_rgba8(2, 2))).unwrap();
        let told = Shown::told_by(&noted).unwrap();
        assert!(told == shown && told.is_of_drawing() && !told.is_packed_in(drawing.as_bytes()));
        assert!(!Shown::of(&noted).unwrap().is_of_drawing());
        for standard in [Standard::Two, Standard::Three] {
            for payload in [r#"{"name":"Ice > Rescue"}"#, "eyJhbGciOiJFUzI1NiJ9.eyJ2YyI6e319.c2lnbmF0dXJl"] {
                let baked = bake(drawing.as_bytes(), payload, standard).unwrap();
                assert_eq!(Shown::of(&baked), Some(shown.clone()), "{payload}");
                let baked = String::from_utf8(baked).unwrap();
                let carried = baked.replace('\n', "\r\n");
                assert_eq!(Shown::of(carried.as_bytes()), Some(shown.clone()), "lines of another system");
                let changed = baked.replace("<rect", "<circle r='2'/><rect");
                assert_ne!(Shown::of(changed.as_bytes()), Some(shown.clone()));
                for attribute in [" id='a'", " xml:id='a'", " class='b'"] {
                    let tag =
                        if standard == Standard::Two { "<openbadges:assertion" } else { "<openbadges:credential" };
                    let named = baked.replacen(tag, &format!("{tag}{attribute}"), 1);
                    assert_ne!(named, baked);
                    assert_eq!(Shown::of(named.as_bytes()), None, "the drawing may refer to it");
                }
                let element = baked.find("<openbadges:").unwrap()..baked.find("<rect").unwrap();
                let moved = baked[element.clone()].to_owned();
                let moved =
                    [&baked[..element.start], &baked[element.end..]].concat().replace("</svg>", &(moved + "</svg>"));
                assert_eq!(Shown::of(moved.as_bytes()), None, "elsewhere in the drawing");
                let twice = bake(baked.replace("openbadges", "ob").as_bytes(), payload, Standard::Three).unwrap();
                assert_ne!(Shown::of(&[&twice[..], b"<!-- -->"].concat()), Some(shown.clone()));
            }
        }
        assert_eq!(Shown::of(b"{}"), None);
        assert_eq!(Shown::of(b""), None);
    }
}
