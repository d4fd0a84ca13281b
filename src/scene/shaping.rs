//! From letters to outlines: a line of text in units of its size.

use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use harfrust::{Feature, ShapeOptions, Tag, UnicodeBuffer};
use kurbo::{BezPath, Rect, Shape as _};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};

use super::Cache;
use super::fonts::{Face, face_with};
use crate::artwork::unshaken;

/// Most letters kept in each half of the cache.
const CACHED: usize = 20_000;

/// How far from its place the outline of a letter may reach, in ems: fonts of
/// the user's own can say anything.
const FAR: f64 = 32.0;

/// Most lines and curves of the outlines of a run; no text of a badge has as many.
const MAX_LINES: usize = 200_000;

/// A line of text, shaped. Lengths are in ems, y grows downwards.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    pub(super) clusters: Vec<Cluster>,
    /// Letters that no bundled font has.
    pub(super) missing: Vec<char>,
}

/// Letters that stay together: a letter with its marks, or a ligature.
#[derive(Debug)]
pub(super) struct Cluster {
    /// The letters themselves, and the face they are set in.
    pub(super) text: String,
    pub(super) face: usize,
    pub(super) advance: f64,
    /// From the pen's place on the baseline.
    pub(super) path: BezPath,
    /// The box around the path; `None` for spaces.
    pub(super) ink: Option<Rect>,
    /// A line may end here.
    pub(super) is_space: bool,
    /// A line may end after this.
    pub(super) breaks_after: bool,
    /// Which letters of the line these are.
    pub(super) letters: Range<usize>,
}

type Lines = Cache<(String, usize, u16, bool), Arc<Shaped>>;

static LINES: LazyLock<Mutex<Lines>> = LazyLock::new(|| Mutex::new(Cache::new(CACHED)));

/// Shapes a line with kerning and, where asked, ligatures; letters spaced out
/// by hand have none, as in CSS.
pub(super) fn shape(line: &str, face: &Face, weight: u16, ligatures: bool) -> Arc<Shaped> {
    let key = (line.to_owned(), face.index(), weight, ligatures);
    let mut lines = LINES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(shaped) = lines.look_up(&key) {
        return shaped;
    }
    let mut shaped = Shaped::default();
    for run in runs(line, face, weight, &mut shaped.missing) {
        shape_run(&run, ligatures, &mut shaped.clusters);
    }
    let shaped = Arc::new(shaped);
    lines.put(key, shaped.clone(), line.len() + 1);
    shaped
}

/// Part of a line that one face has.
struct Run<'a> {
    text: String,
    face: &'a Face,
    /// The place in the line of each letter.
    places: Vec<usize>,
}

/// The line cut where the face must change because it lacks a letter. Letters
/// that no face has are left out.
fn runs<'a>(line: &str, face: &'a Face, weight: u16, missing: &mut Vec<char>) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for (at, letter) in line.chars().enumerate().filter(|(_, letter)| !letter.is_control()) {
        // A no-break space and its kin are drawn as the font's own space.
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let fits = if face.has(letter) { Some(face) } else { face_with(letter, weight) };
        match (fits, runs.last_mut()) {
            (None, _) if is_invisible(letter) => {}
            (None, _) => {
                if !missing.contains(&letter) {
                    missing.push(letter);
                }
            }
            (Some(face), Some(run)) if run.face == face => {
                run.text.push(letter);
                run.places.push(at);
            }
            (Some(face), _) => runs.push(Run { text: letter.into(), face, places: vec![at] }),
        }
    }
    runs
}

/// Joiners, direction marks and variation selectors have no form of their own.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn shape_run(run: &Run<'_>, ligatures: bool, clusters: &mut Vec<Cluster>) {
    let Run { text, face, places } = run;
    let Some(font) = face.font() else { return };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let off = [Tag::new(b"liga"), Tag::new(b"clig")].map(|tag| Feature::new(tag, 0, ..));
    let options = ShapeOptions::new().features(if ligatures { &[] } else { &off });
    let shaped = || face.shaper.shaper(&font).build().shape(buffer, options);
    let Some(glyphs) = unshaken(shaped) else { return };
    let outlines = font.outline_glyphs();
    let (first, mut drawn) = (clusters.len(), 0);
    let mut begins: Vec<usize> = Vec::new();
    for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        let begin = info.cluster as usize;
        let letter = text.get(begin..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        if begins.last() != Some(&begin) {
            begins.push(begin);
            clusters.push(Cluster {
                text: String::new(),
                face: face.index(),
                advance: 0.0,
                path: BezPath::new(),
                ink: None,
                is_space: letter == ' ',
                breaks_after: matches!(letter, '-' | '–' | '—' | '/' | '‐'),
                letters: 0..0,
            });
        }
        let Some(cluster) = clusters.last_mut() else { continue };
        let origin = (cluster.advance * face.units + f64::from(position.x_offset), -f64::from(position.y_offset));
        let mut pen = Pen { path: &mut cluster.path, origin, scale: 1.0 / face.units };
        let outline = || outlines.get(info.glyph_id.into());
        if let Some(outline) = unshaken(outline).flatten().filter(|_| drawn < MAX_LINES) {
            // A glyph that cannot be read is blank.
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            let _ = unshaken(|| outline.draw(settings, &mut pen));
        }
        drawn += cluster.path.elements().len();
        cluster.advance = (cluster.advance + f64::from(position.x_advance) / face.units).clamp(0.0, FAR);
    }
    let mut sorted = begins.clone();
    sorted.sort_unstable();
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    for (cluster, begin) in clusters[first..].iter_mut().zip(&begins) {
        if !cluster.path.elements().is_empty() {
            cluster.ink = Some(cluster.path.bounding_box());
        }
        // A cluster goes on until the next one begins, in the order of the text.
        let end = sorted.get(sorted.partition_point(|other| other <= begin)).copied().unwrap_or(text.len());
        text.get(*begin..end).unwrap_or_default().clone_into(&mut cluster.text);
        let own = bytes.partition_point(|byte| byte < begin)..bytes.partition_point(|byte| *byte < end);
        if let Some(own) = places.get(own) {
            cluster.letters = own.first().copied().unwrap_or(0)..own.last().map_or(0, |last| last + 1);
        }
    }
}

/// Takes an outline in units of the font.
struct Pen<'a> {
    path: &'a mut BezPath,
    origin: (f64, f64),
    scale: f64,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        let near = |length: f64| if length.is_finite() { length.clamp(-FAR, FAR) } else { 0.0 };
        (near((self.origin.0 + f64::from(x)) * self.scale), near((self.origin.1 - f64::from(y)) * self.scale))
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.at(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.at(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.at(cx, cy), self.at(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.curve_to(self.at(ax, ay), self.at(bx, by), self.at(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
