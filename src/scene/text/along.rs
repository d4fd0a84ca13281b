//! Text along a curved line: an arc, a whole ring, a path.

use kurbo::{Affine, PathEl, Point, Size, Vec2};

use super::setting::{Setting, Type};
use super::track::Track;
use crate::artwork::shapes::outline;
use crate::artwork::{Align, Baseline, Text};
use crate::scene::paint::within;
use crate::scene::shaping::Cluster;

/// Of a line along a path at least this part is taken, however far the text is
/// moved towards its end.
const LEAST_ROOM: f64 = 0.05;

/// Room in ems between the end and the beginning of a text that goes all around.
const SEAM: f64 = 0.3;

/// Letters that point inwards take at most this part of the way to the middle.
const INWARDS: f64 = 0.7;

/// The part of a line that a text may take.
#[derive(Clone, Copy)]
struct Room {
    from: f64,
    to: f64,
    align: Align,
    /// Letters are spaced out until they take all of it.
    spread: bool,
    /// Half of the angle at the middle of the ellipse that letters must stay
    /// within.
    angle: Option<f64>,
}

pub(super) fn set(kind: &Type, text: &Text, said: &str, frame: Size, setting: &mut Setting) {
    // A line cannot be broken on a curve.
    let line: String = said.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect();
    let shaped = kind.shape(&line);
    setting.missing.extend(&shaped.missing);
    let Some((track, room)) = track(text, frame) else { return };
    let all = &shaped.clusters;
    let first = all.iter().position(|cluster| !cluster.is_space).unwrap_or(all.len());
    let end = all.iter().rposition(|cluster| !cluster.is_space).map_or(first, |last| last + 1);
    let shown = &all[first..end];
    let mut row = Row { kind, track: &track, room, shown, hangs: text.hangs, em: kind.size };
    if kind.fit {
        row.shrink(frame, &text.baseline);
    }
    setting.em = row.em;
    let (mut along, gap) = row.begin();
    let begin = along;
    for cluster in shown {
        setting.put(cluster, 0, 0, row.pen(along, cluster));
        along += cluster.advance * row.em + gap;
    }
    if !shown.is_empty() {
        let (below, above) = (row.drop() + 0.2 * row.em, (kind.face.cap_height + 0.1) * row.em - row.drop());
        setting.touch = track.band(begin, along - gap, -below, above);
    }
    for space in &all[end..] {
        setting.stand(space, 0, 0, row.pen(along, space));
        along += space.advance * row.em + gap;
    }
    let mut along = begin;
    for space in all[..first].iter().rev() {
        along -= space.advance * row.em + gap;
        setting.stand(space, 0, 0, row.pen(along, space));
    }
    if all.is_empty() {
        setting.blank(0, 0, track.stand(begin) * Affine::translate((0.0, row.drop())) * Affine::scale(row.em));
    }
}

/// The line a text stands on, and how much of it there is.
fn track(text: &Text, frame: Size) -> Option<(Track, Room)> {
    let start = within(text.start, -1.0, 1.0, 0.0);
    let room = |from, to, align| Room { from, to, align, spread: false, angle: None };
    match &text.baseline {
        Baseline::Straight => None,
        Baseline::ArcAbove { span } | Baseline::ArcBelow { span } => {
            let track = Track::ellipse(frame, matches!(text.baseline, Baseline::ArcBelow { .. }));
            let half = within(*span, 1.0, 360.0, 180.0).to_radians() / 2.0;
            let (middle, reach) = (track.length() * (0.5 + start), track.length_to(half));
            let room = Room { angle: Some(half), ..room(middle - reach, middle + reach, Align::Centre) };
            Some((track, room))
        }
        Baseline::Ring { inside, spread } => {
            let track = Track::ellipse(frame, *inside);
            let from = track.length() * start;
            let room = Room { spread: *spread, ..room(from, from + track.length(), Align::Centre) };
            Some((track, Room { angle: Some(std::f64::consts::PI), ..room }))
        }
        Baseline::Path { path, view, backwards } => {
            let track = Track::path(&outline(path, *view, frame)?, *backwards)?;
            let (length, moved) = (track.length(), track.length() * start);
            let least = length * LEAST_ROOM;
            let (from, to) = match text.align {
                _ if track.is_closed() => (moved, length + moved),
                Align::Left => (moved.clamp(0.0, length - least), length),
                Align::Right => (0.0, (length + moved).clamp(least, length)),
                Align::Centre => {
                    let middle = (length / 2.0 + moved).clamp(least / 2.0, length - least / 2.0);
                    let half = middle.min(length - middle);
                    (middle - half, middle + half)
                }
            };
            Some((track, room(from, to, text.align)))
        }
    }
}

/// Letters in a row on a line.
struct Row<'a> {
    kind: &'a Type,
    track: &'a Track,
    room: Room,
    shown: &'a [Cluster],
    hangs: bool,
    em: f64,
}

impl Row<'_> {
    /// How far below the line the letters stand. Those that became smaller
    /// stay in the middle of their band.
    fn drop(&self) -> f64 {
        let cap = self.kind.face.cap_height;
        let spare = (self.kind.size - self.em) * cap / 2.0;
        if self.hangs { self.kind.size * cap - spare } else { -spare }
    }

    /// Where the first letter begins, and the space between two letters.
    fn begin(&self) -> (f64, f64) {
        let Room { from, to, align, spread, .. } = self.room;
        let width = self.kind.width(self.shown) * self.em;
        let mut gap = self.kind.spacing * self.em;
        if spread && !self.shown.is_empty() {
            // As many gaps as letters: there is one between the last and the first.
            let letters = width - gap * (self.shown.len() - 1) as f64;
            gap = (to - from - letters) / self.shown.len() as f64;
            return (from + gap / 2.0, gap);
        }
        let begin = match align {
            Align::Left => from,
            Align::Centre => f64::midpoint(from, to) - width / 2.0,
            Align::Right => to - width,
        };
        (begin, gap)
    }

    fn pen(&self, along: f64, cluster: &Cluster) -> Affine {
        let half = cluster.advance * self.em / 2.0;
        self.track.stand(along + half) * Affine::translate((-half, self.drop())) * Affine::scale(self.em)
    }

    /// Makes the letters so small that they stay in their part of the line.
    fn shrink(&mut self, frame: Size, baseline: &Baseline) {
        let radius = frame.width.min(frame.height) / 2.0;
        let inside = match baseline {
            Baseline::ArcBelow { .. } => !self.hangs,
            Baseline::Ring { inside, .. } => *inside != self.hangs,
            Baseline::ArcAbove { .. } => self.hangs,
            Baseline::Straight | Baseline::Path { .. } => false,
        };
        if inside {
            self.em = self.em.min(radius * INWARDS / self.kind.face.cap_height);
        }
        let seam = if self.track.is_closed() && self.room.to - self.room.from >= self.track.length() * 0.999 {
            SEAM + self.kind.spacing
        } else {
            0.0
        };
        let needed = (self.kind.width(self.shown) + seam) * self.em;
        let room = self.room.to - self.room.from;
        if needed > room {
            self.em *= room / needed;
        }
        // Letters are wider at one end than on their line.
        let Some(most) = self.room.angle else { return };
        for _ in 0..12 {
            let (own, reach) = self.angles(frame, baseline);
            if reach <= most {
                break;
            }
            // Letters that are spaced out stay where they are, others move in.
            let fixed = if self.room.spread { own.min(most) } else { 0.0 };
            self.em *= ((most - fixed) / (reach - fixed)).clamp(0.05, 0.99);
        }
    }

    /// The angles at the middle of the ellipse from the middle of the text to
    /// the letter that reaches farthest, and to the farthest of its ink.
    fn angles(&self, frame: Size, baseline: &Baseline) -> (f64, f64) {
        let up = if matches!(baseline, Baseline::ArcBelow { .. } | Baseline::Ring { inside: true, .. }) {
            1.0
        } else {
            -1.0
        };
        let angle = |place: Point| {
            let unit = Vec2::new(place.x / frame.width, up * place.y / frame.height);
            unit.x.atan2(unit.y)
        };
        let (begin, gap) = self.begin();
        let middle = f64::midpoint(self.room.from, self.room.to);
        let centre = angle(self.track.stand(middle) * Point::ORIGIN);
        let mut farthest = (0.0_f64, 0.0_f64);
        let mut along = begin;
        for cluster in self.shown {
            let half = cluster.advance * self.em / 2.0;
            let from_middle = turned(angle(self.track.stand(along + half) * Point::ORIGIN) - centre);
            // Half a turn lies at either end; the letter's place along the line tells which.
            let own =
                if from_middle.abs() > 3.0 { from_middle.abs().copysign(along + half - middle) } else { from_middle };
            let pen = self.pen(along, cluster);
            for element in cluster.path.iter() {
                let (PathEl::MoveTo(to) | PathEl::LineTo(to) | PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to)) =
                    element
                else {
                    continue;
                };
                let reach = (own + turned(angle(pen * to) - centre - own)).abs();
                if reach > farthest.1 {
                    farthest = (own.abs(), reach);
                }
            }
            along += cluster.advance * self.em + gap;
        }
        farthest
    }
}

/// An angle between minus and plus half a turn.
fn turned(angle: f64) -> f64 {
    use std::f64::consts::{PI, TAU};
    (angle + PI).rem_euclid(TAU) - PI
}
