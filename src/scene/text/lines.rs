//! Straight text: lines, where they break, and how large they can be.

use std::ops::Range;
use std::sync::Arc;

use kurbo::{Affine, Rect, Shape as _, Size};

use super::setting::{Setting, Type};
use crate::artwork::Align;
use crate::scene::shaping::{Cluster, Shaped};

/// Most lines into which a text is broken so that it fits.
const MAX_BROKEN: usize = 12;

/// A further line is taken only if the letters become larger by this factor.
const WORTH_A_LINE: f64 = 1.03;

/// A piece of a paragraph that is not broken.
struct Word {
    clusters: Range<usize>,
    /// In ems.
    width: f64,
    /// Space to the word after it, in ems.
    gap: f64,
}

struct Paragraph {
    shaped: Arc<Shaped>,
    words: Vec<Word>,
    /// The place in the text of its first letter.
    first: usize,
}

/// A line: letters of a paragraph.
struct Line<'a> {
    paragraph: &'a Paragraph,
    clusters: Range<usize>,
}

impl Line<'_> {
    fn shown(&self) -> &[Cluster] {
        &self.paragraph.shaped.clusters[self.clusters.clone()]
    }
}

/// Lines as they lie around the middle of their frame, in ems.
struct Block<'a> {
    lines: Vec<Line<'a>>,
    /// Of what is drawn, from where the lines are aligned.
    ink: Rect,
    /// Between the top of the first line's capitals and the last baseline.
    middle: f64,
}

pub(super) fn set(kind: &Type, align: Align, said: &str, frame: Size, setting: &mut Setting) {
    let mut first = 0;
    let paragraphs: Vec<Paragraph> = said
        .split('\n')
        .map(|line| {
            let begin = first;
            first += line.chars().count() + 1;
            paragraph(kind, line, begin)
        })
        .collect();
    for paragraph in &paragraphs {
        setting.missing.extend(&paragraph.shaped.missing);
    }
    let (block, scale) = if kind.fit {
        best_fit(kind, align, &paragraphs, frame)
    } else {
        (block(kind, align, lines(&paragraphs, f64::INFINITY)), 1.0)
    };
    let em = kind.size * scale;
    setting.em = em;
    let across = frame.width / 2.0;
    for (index, line) in block.lines.iter().enumerate() {
        let clusters = line.shown();
        let width = kind.width(clusters) * em;
        let left = match align {
            // What reaches out beside its letter stays in the frame as well.
            Align::Left => -across + (-block.ink.x0).max(0.0) * em,
            Align::Centre => -width / 2.0,
            Align::Right => across - width - block.ink.x1.max(0.0) * em,
        };
        let y = (index as f64 * kind.leading - block.middle) * em;
        let pen = |x: f64| Affine::translate((x, y)) * Affine::scale(em);
        let mut x = left;
        let mut touch: Option<Rect> = None;
        for cluster in clusters {
            setting.put(cluster, line.paragraph.first, index, pen(x));
            if cluster.ink.is_some() {
                let letter = Rect::new(x, y - kind.face.cap_height * em, x + cluster.advance * em, y + 0.2 * em);
                touch = Some(touch.map_or(letter, |so_far| so_far.union(letter)));
            }
            x += (cluster.advance + kind.spacing) * em;
        }
        if let Some(touch) = touch {
            setting.touch.extend(touch.path_elements(0.1));
        }
        let same = |other: &&Line<'_>| std::ptr::eq(other.paragraph, line.paragraph);
        let all = &line.paragraph.shaped.clusters;
        let next = block.lines.get(index + 1).filter(same).map_or(all.len(), |next| next.clusters.start);
        for space in &all[line.clusters.end..next] {
            setting.stand(space, line.paragraph.first, index, pen(x));
            x += (space.advance + kind.spacing) * em;
        }
        if index.checked_sub(1).and_then(|before| block.lines.get(before)).filter(same).is_none() {
            let mut x = left;
            for space in all[..line.clusters.start].iter().rev() {
                x -= (space.advance + kind.spacing) * em;
                setting.stand(space, line.paragraph.first, index, pen(x));
            }
            if all.is_empty() {
                setting.blank(line.paragraph.first, index, pen(left));
            }
        }
    }
}

fn paragraph(kind: &Type, line: &str, first: usize) -> Paragraph {
    let shaped = kind.shape(line);
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let mut gap = 0.0;
    let end = |clusters: Range<usize>, gap: &mut f64, words: &mut Vec<Word>| {
        if let Some(last) = words.last_mut() {
            last.gap = std::mem::take(gap);
        }
        words.push(Word { width: kind.width(&shaped.clusters[clusters.clone()]), clusters, gap: 0.0 });
    };
    for (index, cluster) in shaped.clusters.iter().enumerate() {
        if cluster.is_space {
            if let Some(start) = start.take() {
                end(start..index, &mut gap, &mut words);
                gap = kind.spacing;
            }
            gap += cluster.advance + kind.spacing;
        } else if start.is_none() {
            start = Some(index);
        }
        if cluster.breaks_after
            && let Some(start) = start.take()
        {
            end(start..index + 1, &mut gap, &mut words);
            gap = kind.spacing;
        }
    }
    if let Some(start) = start {
        end(start..shaped.clusters.len(), &mut gap, &mut words);
    }
    Paragraph { words, shaped, first }
}

/// Breaks paragraphs into lines no wider than this, where words allow it.
fn lines(paragraphs: &[Paragraph], width: f64) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        let mut open: Option<(Range<usize>, f64, f64)> = None;
        for word in &paragraph.words {
            open = match open {
                Some((clusters, so_far, gap)) if so_far + gap + word.width <= width => {
                    Some((clusters.start..word.clusters.end, so_far + gap + word.width, word.gap))
                }
                full => {
                    lines.extend(full.map(|(clusters, ..)| Line { paragraph, clusters }));
                    Some((word.clusters.clone(), word.width, word.gap))
                }
            };
        }
        let clusters = open.map_or(0..0, |(clusters, ..)| clusters);
        lines.push(Line { paragraph, clusters });
    }
    lines
}

/// Breaks the paragraphs so that the letters can be as large as possible, and
/// tells by how much they must shrink to stay in the frame.
fn best_fit<'a>(kind: &Type, align: Align, paragraphs: &'a [Paragraph], frame: Size) -> (Block<'a>, f64) {
    let words: usize = paragraphs.iter().map(|paragraph| paragraph.words.len()).sum();
    let fewest = paragraphs.len();
    let most = fewest.max(words.min(MAX_BROKEN));
    let mut best: Option<(Block<'a>, f64)> = None;
    for count in fewest..=most {
        let block = block(kind, align, narrowest(paragraphs, count));
        let scale = fitting_scale(kind, align, &block, frame);
        if best.as_ref().is_none_or(|(_, so_far)| scale > so_far * WORTH_A_LINE) {
            best = Some((block, scale));
        }
        if best.as_ref().is_some_and(|(_, scale)| *scale >= 1.0) {
            break;
        }
    }
    best.unwrap_or_else(|| (block(kind, align, Vec::new()), 1.0))
}

/// At most this many lines, the widest as narrow as it can be: so they are of
/// about the same width.
fn narrowest(paragraphs: &[Paragraph], count: usize) -> Vec<Line<'_>> {
    let words = || paragraphs.iter().flat_map(|paragraph| &paragraph.words);
    let mut least = words().map(|word| word.width).fold(0.0, f64::max);
    // A little more than all in a row: sums in another order differ in their
    // last bits.
    let mut most = words().map(|word| word.width + word.gap).sum::<f64>().max(least) * (1.0 + 1e-9);
    if lines(paragraphs, least).len() <= count {
        return lines(paragraphs, least);
    }
    for _ in 0..24 {
        let middle = f64::midpoint(least, most);
        if lines(paragraphs, middle).len() <= count {
            most = middle;
        } else {
            least = middle;
        }
    }
    lines(paragraphs, most)
}

/// Measures lines.
fn block<'a>(kind: &Type, align: Align, lines: Vec<Line<'a>>) -> Block<'a> {
    let last = lines.len().saturating_sub(1) as f64 * kind.leading;
    let middle = (last - kind.face.cap_height) / 2.0;
    let mut ink: Option<Rect> = None;
    for (index, line) in lines.iter().enumerate() {
        let clusters = line.shown();
        let width = kind.width(clusters);
        let mut x = match align {
            Align::Left => 0.0,
            Align::Centre => -width / 2.0,
            Align::Right => -width,
        };
        for cluster in clusters {
            if let Some(letter) = cluster.ink {
                let letter = letter + kurbo::Vec2::new(x, index as f64 * kind.leading - middle);
                ink = Some(ink.map_or(letter, |so_far| so_far.union(letter)));
            }
            x += cluster.advance + kind.spacing;
        }
    }
    Block { lines, ink: ink.unwrap_or_default(), middle }
}

/// The size at which a block stays within the frame, as a part of the size
/// asked for; at most 1.
fn fitting_scale(kind: &Type, align: Align, block: &Block<'_>, frame: Size) -> f64 {
    let ink = block.ink;
    let width = match align {
        Align::Left => ink.x1 - ink.x0.min(0.0),
        Align::Centre => 2.0 * ink.x1.max(-ink.x0),
        Align::Right => ink.x1.max(0.0) - ink.x0,
    };
    let height = 2.0 * ink.y1.max(-ink.y0);
    let part = |room: f64, needed: f64| if needed > 0.0 { room / (needed * kind.size) } else { 1.0 };
    part(frame.width, width).min(part(frame.height, height)).min(1.0)
}
