//! How much work drawing a font can become.
//!
//! Letters are put together from others and from pieces that call each other,
//! so that a small file can ask for more work than there is time. What is read
//! here is counted without being drawn; a font over the limits is refused
//! before anybody draws with it.

use std::cell::Cell;

use skrifa::outline::OutlinePen;
use skrifa::raw::ps::cff::CffFontRef;
use skrifa::raw::ps::cff::blend::BlendState;
use skrifa::raw::ps::cff::index::Index;
use skrifa::raw::ps::cs::{self, CharstringContext, CharstringKind};
use skrifa::raw::ps::error::Error;
use skrifa::raw::tables::glyf::{Glyf, Glyph};
use skrifa::raw::tables::loca::Loca;
use skrifa::raw::{FontData, TableProvider as _};
use skrifa::{FontRef, GlyphId, Tag};

use super::error::FontFileError;

/// Most points of a letter.
const MAX_POINTS: u32 = 20_000;

/// How deep letters may lie in each other.
const MAX_NESTING: u8 = 8;

/// Most parts of letters of a whole font.
const MAX_PARTS: u32 = 1_000_000;

/// Most bytes of drawing steps that a letter takes, pieces counted as often as
/// they are called.
const MAX_STEPS: usize = 200_000;

/// The same for all letters of a font together.
const MAX_ALL_STEPS: usize = 16 * 1024 * 1024;

/// Most rules on how letters change and move beside each other.
const MAX_RULES: u32 = 20_000;

/// Refuses a font that would take too long to draw.
pub(super) fn check(font: &FontRef<'_>) -> Result<(), FontFileError> {
    if font.table_data(Tag::new(b"VARC")).is_some() || rules(font) > MAX_RULES {
        return Err(FontFileError::TooIntricate);
    }
    if let (Ok(loca), Ok(glyf)) = (font.loca(None), font.glyf()) {
        Letters { loca, glyf, known: vec![None; usize::from(u16::MAX) + 1], parts: 0 }.check()?;
    }
    let units = font.head().map_or(1000, |head| i32::from(head.units_per_em()));
    let table = |tag| font.table_data(Tag::new(tag)).map(|data| data.as_bytes());
    let old = table(b"CFF ").and_then(|data| CffFontRef::new_cff(data, 0, Some(units)).ok());
    let new = table(b"CFF2").and_then(|data| CffFontRef::new_cff2(data, Some(units)).ok());
    old.iter()
        .map(|cff| (cff, false))
        .chain(new.iter().map(|cff| (cff, true)))
        .try_for_each(|(cff, is_2)| steps(cff, is_2))
}

/// How many lists of rules the font has for its letters.
fn rules(font: &FontRef<'_>) -> u32 {
    let lists = [b"GSUB", b"GPOS"].into_iter().filter_map(|tag| font.table_data(Tag::new(tag)));
    let mut count: u32 = lists.map(|table| lookups(table).unwrap_or(0)).sum();
    let mut add = |more: usize| count = count.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
    if let Ok(morx) = font.morx() {
        morx.chains().iter().flatten().for_each(|chain| add(chain.subtables().iter().count()));
    }
    if let Ok(kerx) = font.kerx() {
        add(kerx.subtables().iter().count());
    }
    if let Ok(kern) = font.kern() {
        add(kern.subtables().count());
    }
    count
}

/// The subtables of all lookups of a layout table, which may lie over each other.
fn lookups(table: FontData<'_>) -> Option<u32> {
    let number = |at: usize| table.read_at::<u16>(at).ok();
    let list = usize::from(number(8)?);
    let mut count = 0_u32;
    for at in 0..usize::from(number(list)?) {
        let Some(lookup) = number(list + 2 + 2 * at) else { break };
        count += u32::from(number(list + usize::from(lookup) + 4).unwrap_or(0));
    }
    Some(count)
}

/// What a letter comes to.
#[derive(Clone, Copy)]
struct Cost {
    points: u32,
    nesting: u8,
}

/// The letters of a TrueType font.
struct Letters<'a> {
    loca: Loca<'a>,
    glyf: Glyf<'a>,
    known: Vec<Option<Cost>>,
    parts: u32,
}

impl Letters<'_> {
    fn check(&mut self) -> Result<(), FontFileError> {
        (0..=u16::MAX).try_for_each(|letter| self.cost(letter, 0).map(|_| ()))
    }

    fn cost(&mut self, letter: u16, depth: u8) -> Result<Cost, FontFileError> {
        if let Some(cost) = self.known.get(usize::from(letter)).copied().flatten() {
            return Ok(cost);
        }
        // Letters that lie in themselves end here, too.
        if depth > MAX_NESTING {
            return Err(FontFileError::TooIntricate);
        }
        let mut cost = Cost { points: 0, nesting: 0 };
        match self.loca.get_glyf(GlyphId::new(letter.into()), &self.glyf) {
            // Those who draw it take the points for granted.
            Ok(Some(Glyph::Simple(simple))) if simple.num_points() == 0 && !simple.glyph_data().is_empty() => {
                return Err(FontFileError::Damaged("a letter"));
            }
            Ok(Some(Glyph::Simple(simple))) => cost.points = u32::try_from(simple.num_points()).unwrap_or(u32::MAX),
            Ok(Some(Glyph::Composite(composite))) => {
                for (part, _) in composite.component_glyphs_and_flags() {
                    self.parts += 1;
                    if self.parts > MAX_PARTS {
                        return Err(FontFileError::TooIntricate);
                    }
                    let inner = self.cost(part.to_u16(), depth + 1)?;
                    cost.points = cost.points.saturating_add(inner.points).saturating_add(1);
                    cost.nesting = cost.nesting.max(inner.nesting + 1);
                }
            }
            // What cannot be read is not drawn either.
            Ok(None) | Err(_) => {}
        }
        if cost.points > MAX_POINTS || cost.nesting > MAX_NESTING {
            return Err(FontFileError::TooIntricate);
        }
        if let Some(known) = self.known.get_mut(usize::from(letter)) {
            *known = Some(cost);
        }
        Ok(cost)
    }
}

/// Goes through the letters of a PostScript font, as drawing them would.
fn steps(cff: &CffFontRef<'_>, is_cff2: bool) -> Result<(), FontFileError> {
    let (all, charstrings) = (Cell::new(MAX_ALL_STEPS), cff.charstrings());
    for letter in (0..cff.num_glyphs()).map(GlyphId::new) {
        let Some(subfont) = cff.subfont_index(letter).and_then(|index| cff.subfont(index, &[]).ok()) else { continue };
        let pieces = cff.data().get(subfont.subrs_offset() as usize..).filter(|_| subfont.subrs_offset() != 0);
        let pieces = pieces.and_then(|data| Index::new(data, is_cff2).ok()).unwrap_or(Index::Empty);
        let Ok(steps) = charstrings.get(letter.to_u32() as usize) else { continue };
        let blend = cff.var_store().and_then(|store| BlendState::new(store.clone(), &[], subfont.vs_index()).ok());
        let font = (cff.data(), charstrings, cff.global_subrs(), &pieces);
        let counting = Counting { font, own: Cell::new(MAX_STEPS), all: &all };
        // A letter that cannot be read is not drawn either; one that ends because of the limit is told below.
        let _ = counting.count(steps).and_then(|steps| cs::evaluate(&counting, blend, steps, &mut Counter::default()));
        if counting.own.get() == 0 || all.get() == 0 {
            return Err(FontFileError::TooIntricate);
        }
    }
    Ok(())
}

/// A PostScript font that counts what is read of it.
struct Counting<'a> {
    font: (&'a [u8], &'a Index<'a>, &'a Index<'a>, &'a Index<'a>),
    own: Cell<usize>,
    all: &'a Cell<usize>,
}

impl Counting<'_> {
    /// The same steps, as long as there may be more.
    fn count<'s>(&self, steps: &'s [u8]) -> Result<&'s [u8], Error> {
        for left in [&self.own, self.all] {
            // A piece counts even where nothing is in it.
            left.set(left.get().saturating_sub(steps.len() + 1));
            if left.get() == 0 {
                return Err(Error::CharstringNestingDepthLimitExceeded);
            }
        }
        Ok(steps)
    }
}

impl CharstringContext for Counting<'_> {
    fn kind(&self) -> CharstringKind {
        CharstringKind::Type2
    }

    fn seac_components(&self, base_code: i32, accent_code: i32) -> Result<[&[u8]; 2], Error> {
        let [base, accent] = self.font.seac_components(base_code, accent_code)?;
        Ok([self.count(base)?, self.count(accent)?])
    }

    fn global_subr(&self, index: i32) -> Result<&[u8], Error> {
        self.count(self.font.global_subr(index)?)
    }

    fn subr(&self, index: i32) -> Result<&[u8], Error> {
        self.count(self.font.subr(index)?)
    }
}

/// Counts the lines and curves of an outline.
#[derive(Default)]
pub(super) struct Counter {
    pub(super) lines: usize,
}

impl OutlinePen for Counter {
    fn move_to(&mut self, _: f32, _: f32) {}

    fn line_to(&mut self, _: f32, _: f32) {
        self.lines += 1;
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.lines += 1;
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.lines += 1;
    }

    fn close(&mut self) {}
}
