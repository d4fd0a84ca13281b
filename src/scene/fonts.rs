//! The bundled typefaces.

use std::sync::LazyLock;

use harfrust::ShaperData;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

use crate::artwork::Font;

/// Used where a font is asked for that is not bundled.
const FALLBACK_FAMILY: &str = "Cabin";

/// Family, weight, file and use of each face, a line each.
const LIST: &str = include_str!("../../assets/fonts/badge/fonts.tsv");

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../assets/fonts/badge/", $name)).as_slice())),*]
    };
}

/// The files that the list names.
static FILES: &[(&str, &[u8])] = &files![
    "Cabin-Regular.ttf",
    "Cabin-SemiBold.ttf",
    "Cabin-Bold.ttf",
    "Outfit-Regular.ttf",
    "Outfit-SemiBold.ttf",
    "Outfit-Bold.ttf",
    "BarlowCondensed-Medium.ttf",
    "BarlowCondensed-Bold.ttf",
    "SourceSerif4-Regular.ttf",
    "SourceSerif4-Bold.ttf",
    "ZillaSlab-SemiBold.ttf",
    "ZillaSlab-Bold.ttf",
    "Caveat-Regular.ttf",
    "Caveat-Bold.ttf",
    "../ui/AtkinsonHyperlegibleNext-Regular.ttf",
    "../ui/AtkinsonHyperlegibleNext-SemiBold.ttf",
    "../ui/AtkinsonHyperlegibleNext-Bold.ttf",
];

/// A bundled family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its name, as [`Font::family`] has it.
    pub name: &'static str,
    /// What it is good for, in a few words.
    pub good_for: &'static str,
    /// The weights there are, rising.
    pub weights: Vec<u16>,
}

/// A face as a program that shows text asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FontFile {
    /// The family.
    pub family: &'static str,
    /// 400 for regular, 700 for bold.
    pub weight: u16,
    /// The file, TrueType.
    pub bytes: &'static [u8],
}

/// The file of a face that a [`Letter`](super::Letter) is set in.
pub fn font_file(face: usize) -> Option<FontFile> {
    let face = FACES.iter().find(|known| known.index == face)?;
    Some(FontFile { family: face.family, weight: face.weight, bytes: face.font.data().as_bytes() })
}

/// One face of a family, ready to set text with.
pub(super) struct Face {
    /// Its place among the bundled faces.
    pub(super) index: usize,
    pub(super) family: &'static str,
    weight: u16,
    good_for: &'static str,
    pub(super) font: FontRef<'static>,
    pub(super) shaper: ShaperData,
    /// Units of the font in an em.
    pub(super) units: f64,
    /// Height of a capital in ems.
    pub(super) cap_height: f64,
}

static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.enumerate().filter_map(|(index, line)| face_from(index, line)).collect()
});

fn face_from(index: usize, line: &'static str) -> Option<Face> {
    let mut columns = line.split('\t');
    let (family, weight, file, good_for) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    let (_, bytes) = FILES.iter().find(|(name, _)| *name == file)?;
    let font = FontRef::new(bytes).ok()?;
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let units = f64::from(metrics.units_per_em.max(1));
    Some(Face {
        index,
        family,
        weight: weight.parse().ok()?,
        good_for,
        shaper: ShaperData::new(&font),
        units,
        cap_height: metrics.cap_height.map_or(0.7, |height| f64::from(height) / units),
        font,
    })
}

impl Face {
    /// True when it has a form for this letter.
    pub(super) fn has(&self, letter: char) -> bool {
        self.font.charmap().map(letter).is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// The bundled families, in the order in which they are offered.
pub fn font_families() -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    for face in FACES.iter() {
        match families.iter_mut().find(|family| family.name == face.family) {
            Some(family) => family.weights.push(face.weight),
            None => {
                families.push(Family { name: face.family, good_for: face.good_for, weights: vec![face.weight] });
            }
        }
    }
    families
}

/// The nearest face there is: of the family asked for or, where that is not
/// bundled, of another one.
pub(super) fn face(font: &Font) -> Option<&'static Face> {
    nearest(&font.family, font.weight).or_else(|| nearest(FALLBACK_FAMILY, font.weight))
}

/// Another face that has a form for this letter, of a like weight.
pub(super) fn face_with(letter: char, weight: u16) -> Option<&'static Face> {
    FACES.iter().filter(|face| face.has(letter)).min_by_key(|face| face.weight.abs_diff(weight))
}

fn nearest(family: &str, weight: u16) -> Option<&'static Face> {
    let of_family = FACES.iter().filter(|face| face.family.eq_ignore_ascii_case(family.trim()));
    of_family.min_by_key(|face| face.weight.abs_diff(weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_face_is_compiled_in() {
        let listed = LIST.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!((FACES.len(), FILES.len()), (listed, listed));
        assert!(FACES.iter().all(|face| face.has('A') && face.has('é') && (0.5..0.9).contains(&face.cap_height)));
        assert!(font_families().len() >= 6);
    }

    #[test]
    fn the_nearest_weight_is_used_and_another_family_when_there_is_none() {
        let found = |family: &str, weight| face(&Font::new(family, weight)).map(|face| (face.family, face.weight));
        assert_eq!(found("cabin", 650), Some(("Cabin", 600)));
        assert_eq!(found("Barlow Condensed", 100), Some(("Barlow Condensed", 500)));
        assert_eq!(found("Foo", 700), Some(("Cabin", 700)));
    }
}
