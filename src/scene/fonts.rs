//! The typefaces that texts can be set in: the bundled ones, and a badge's own.
//!
//! An own font of a bundled family is one more weight of that family; of the
//! same weight, it takes the place of the bundled one.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use harfrust::ShaperData;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

use crate::artwork::{Font, OwnFont, OwnFonts, unshaken};

/// Used where a font is asked for that is not bundled.
const FALLBACK_FAMILY: &str = "Cabin";

/// How many own fonts are kept ready.
const KEPT: usize = 64;

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

/// A family that texts can be set in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its name, as [`Font::family`] has it.
    pub name: String,
    /// What it is good for, in a few words.
    pub good_for: &'static str,
    /// The weights there are, rising.
    pub weights: Vec<u16>,
}

/// A face as a program that shows text asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FontFile<'a> {
    /// The family.
    pub family: &'a str,
    /// 400 for regular, 700 for bold.
    pub weight: u16,
    /// The file, TrueType or OpenType.
    pub bytes: &'a [u8],
}

/// One face of a family, ready to set text with.
pub struct Face {
    index: usize,
    family: String,
    weight: u16,
    data: Data,
    pub(super) shaper: ShaperData,
    /// Units of the font in an em.
    pub(super) units: f64,
    /// Height of a capital in ems.
    pub(super) cap_height: f64,
}

enum Data {
    Bundled(&'static [u8]),
    Own(Arc<[u8]>),
}

struct Bundled {
    face: Arc<Face>,
    good_for: &'static str,
}

static FACES: LazyLock<Vec<Bundled>> = LazyLock::new(|| {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.enumerate().filter_map(|(index, line)| bundled_face(index, line)).collect()
});

fn bundled_face(index: usize, line: &'static str) -> Option<Bundled> {
    let mut columns = line.split('\t');
    let (family, weight, file, good_for) = (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    let (_, bytes) = FILES.iter().find(|(name, _)| *name == file)?;
    let face = Face::new(index, family, weight.parse().ok()?, Data::Bundled(bytes))?;
    Some(Bundled { face: face.into(), good_for })
}

impl Face {
    fn new(index: usize, family: &str, weight: u16, data: Data) -> Option<Self> {
        let font = FontRef::new(data.bytes()).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let units = f64::from(metrics.units_per_em.max(1));
        let capital = || {
            let measures = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            Some(measures.bounds(font.charmap().map('H')?)?.y_max)
        };
        let sane = |height: f32| Some(f64::from(height) / units).filter(|height| (0.3..1.2).contains(height));
        let cap_height = metrics.cap_height.and_then(sane).or_else(|| capital().and_then(sane)).unwrap_or(0.7);
        let shaper = ShaperData::new(&font);
        Some(Self { index, family: family.to_owned(), weight, shaper, units, cap_height, data })
    }

    /// Its number: no two faces have the same as long as the program runs.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Its file.
    pub fn file(&self) -> FontFile<'_> {
        FontFile { family: &self.family, weight: self.weight, bytes: self.data.bytes() }
    }

    pub(super) fn family(&self) -> &str {
        &self.family
    }

    /// The font in its file; read once already, so it can be read again.
    pub(super) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::new(self.data.bytes()).ok()
    }

    /// True when it has a form for this letter.
    pub(super) fn has(&self, letter: char) -> bool {
        let glyph = unshaken(|| self.font()?.charmap().map(letter)).flatten();
        glyph.is_some_and(|glyph| glyph.to_u32() != 0)
    }

    fn is_of(&self, family: &str) -> bool {
        self.family.eq_ignore_ascii_case(family.trim())
    }
}

impl Data {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Bundled(bytes) => bytes,
            Self::Own(bytes) => bytes,
        }
    }
}

impl PartialEq for Face {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({}, {}, {})", self.index, self.family, self.weight)
    }
}

/// The faces of a badge: its own, and all that are bundled.
#[derive(Default)]
pub(super) struct Fonts {
    own: Vec<Arc<Face>>,
}

impl Fonts {
    pub(super) fn of(own: &OwnFonts) -> Self {
        Self { own: own.iter().filter_map(own_face).collect() }
    }

    /// The nearest face there is: of the family asked for or, where that is
    /// not there, of another one.
    pub(super) fn face(&self, font: &Font) -> Option<&Arc<Face>> {
        let of = |family: &str| {
            let all = self.own.iter().chain(FACES.iter().map(|bundled| &bundled.face));
            all.filter(|face| face.is_of(family)).min_by_key(|face| face.weight.abs_diff(font.weight))
        };
        of(&font.family).or_else(|| of(FALLBACK_FAMILY))
    }
}

type Ready = (Weak<OwnFont>, Option<Arc<Face>>);

static OWN: Mutex<Vec<Ready>> = Mutex::new(Vec::new());

/// Numbers of own faces, which nobody else may have: lines are kept by them.
static NEXT: AtomicUsize = AtomicUsize::new(FILES.len());

fn own_face(font: &Arc<OwnFont>) -> Option<Arc<Face>> {
    let mut ready = OWN.lock().unwrap_or_else(PoisonError::into_inner);
    // The weak pointer keeps the address from being given to another font.
    if let Some(at) = ready.iter().position(|(known, _)| std::ptr::eq(known.as_ptr(), Arc::as_ptr(font))) {
        let entry = ready.remove(at);
        let face = entry.1.clone();
        ready.push(entry);
        return face;
    }
    let index = NEXT.fetch_add(1, Ordering::Relaxed);
    let data = Data::Own(Arc::clone(font.data()));
    let face = unshaken(|| Face::new(index, font.family(), font.weight(), data)).flatten().map(Arc::new);
    ready.retain(|(known, _)| known.strong_count() > 0);
    if ready.len() >= KEPT {
        let _ = ready.remove(0);
    }
    ready.push((Arc::downgrade(font), face.clone()));
    face
}

/// The families that a badge with these own fonts can be set in, in the order
/// in which they are offered: its own first.
pub fn font_families(own: &OwnFonts) -> Vec<Family> {
    let own = own.iter().map(|font| (font.family(), font.weight(), "travels inside this badge"));
    let bundled = FACES.iter().map(|Bundled { face, good_for }| (face.family(), face.weight, *good_for));
    let mut families: Vec<Family> = Vec::new();
    for (name, weight, good_for) in own.chain(bundled) {
        match families.iter_mut().find(|family| family.name.eq_ignore_ascii_case(name)) {
            Some(family) => family.weights.push(weight),
            None => families.push(Family { name: name.to_owned(), good_for, weights: vec![weight] }),
        }
    }
    for family in &mut families {
        family.weights.sort_unstable();
        family.weights.dedup();
    }
    families
}

/// The bundled face of this number.
pub(super) fn bundled(index: usize) -> Option<&'static Arc<Face>> {
    FACES.iter().map(|bundled| &bundled.face).find(|face| face.index == index)
}

/// A bundled face that has a form for this letter, of a like weight.
pub(super) fn face_with(letter: char, weight: u16) -> Option<&'static Face> {
    let having = FACES.iter().map(|bundled| &*bundled.face).filter(|face| face.has(letter));
    having.min_by_key(|face| face.weight.abs_diff(weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_face_is_compiled_in() {
        let listed = LIST.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!((FACES.len(), FILES.len()), (listed, listed));
        assert!(
            FACES
                .iter()
                .all(|Bundled { face, .. }| face.has('A') && face.has('é') && (0.5..0.9).contains(&face.cap_height))
        );
        assert!(font_families(&OwnFonts::default()).len() >= 6);
    }

    #[test]
    fn the_nearest_weight_is_used_and_another_family_when_there_is_none() {
        let fonts = Fonts::default();
        let found = |family: &str, weight| {
            fonts.face(&Font::new(family, weight)).map(|face| (face.family.as_str(), face.weight))
        };
        assert_eq!(found("cabin", 650), Some(("Cabin", 600)));
        assert_eq!(found("Barlow Condensed", 100), Some(("Barlow Condensed", 500)));
        assert_eq!(found("Foo", 700), Some(("Cabin", 700)));
    }
}
