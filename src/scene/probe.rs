//! Which colours meet at the edges of an element, found without making a
//! picture of the whole. Soft shadows are left out: they hardly change what a
//! letter stands on.

use std::cell::OnceCell;
use std::f64::consts::TAU;

use kurbo::{Affine, BezPath, PathEl, Point, Rect, StrokeOpts};

use super::{Brush, ColorStop, Draw, Group, ImageDraw, Scene};
use crate::artwork::{Blend, Color, ElementId, SIDE};

/// At how many places an element is looked at.
pub const PLACES: usize = 32;

/// How far an outline may be from its curve, in badge units.
const TOLERANCE: f64 = 0.3;

/// Less of an element than this is hidden behind others.
const SEEN: f32 = 0.3;

/// Red, green and blue multiplied by alpha, and alpha, each from 0 to 1.
type Mixed = [f32; 4];

/// Two colours that meet at the edge of an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meeting {
    /// The element's own.
    pub ink: Color,
    /// The one beside it; its alpha tells how much of it is there at all.
    pub ground: Color,
}

/// Tells the colours at places of a scene.
pub struct Probe<'a> {
    scene: &'a Scene,
    areas: Vec<Areas<'a>>,
}

/// What a draw covers.
#[derive(Default)]
struct Areas<'a> {
    fill: Option<Area<'a>>,
    line: Option<Area<'a>>,
}

/// An outline, or the line along it; made of straight edges in badge units
/// when that is first needed.
struct Area<'a> {
    path: &'a BezPath,
    place: Affine,
    style: Option<&'a kurbo::Stroke>,
    bounds: Rect,
    edges: OnceCell<Vec<(Point, Point)>>,
}

/// What was laid down so far at one place, with and without an element.
struct Layer<'a> {
    with: Mixed,
    without: Mixed,
    seen: f32,
    group: Option<&'a Group>,
    is_inside: bool,
}

impl<'a> Probe<'a> {
    /// For the places of this scene.
    pub fn new(scene: &'a Scene) -> Self {
        let areas = scene.draws().iter().map(Areas::of).collect();
        Self { scene, areas }
    }

    /// The colour at a place in badge units; transparent where nothing lies.
    pub fn color_at(&self, x: f64, y: f64) -> Color {
        straight(self.look(Point::new(x, y), None, false).0)
    }

    /// The colours that meet at the edges of an element, wherever these can be
    /// seen. An outline around the element counts as its edge where it can be
    /// told better than the element itself.
    pub fn meetings(&self, element: ElementId) -> Vec<Meeting> {
        let places = self.places(element);
        let has_line = self.paths(element).any(|(_, has_line)| has_line);
        let has_fill = self.paths(element).any(|(path, has_line)| !has_line || path.is_some());
        places
            .into_iter()
            .filter_map(|place| {
                let meet = |line: bool| {
                    let (with, without, seen) = self.look(place, Some(element), line);
                    (seen >= SEEN).then(|| Meeting { ink: straight(with), ground: straight(without) })
                };
                let body = if has_fill { meet(false) } else { None };
                let line = if has_line { meet(true) } else { None };
                let clearer = |a: Meeting, b: Meeting| {
                    if a.ink.contrast(a.ground) >= b.ink.contrast(b.ground) { a } else { b }
                };
                match (body, line) {
                    (Some(body), Some(line)) => Some(clearer(body, line)),
                    (one, other) => one.or(other),
                }
            })
            .collect()
    }

    /// The outlines an element draws, where filled, and whether it has a line.
    fn paths(&self, element: ElementId) -> impl Iterator<Item = (Option<&BezPath>, bool)> {
        self.scene.draws().iter().filter_map(move |draw| match draw {
            Draw::Path(path) if path.element == element => {
                Some((path.fill.is_some().then_some(path.path.as_ref()), path.stroke.is_some()))
            }
            _ => None,
        })
    }

    /// Corners of the element's outlines, evenly chosen among all.
    fn places(&self, element: ElementId) -> Vec<Point> {
        let mut all = Vec::new();
        for draw in self.scene.draws() {
            let Draw::Path(path) = draw else { continue };
            if path.element != element {
                continue;
            }
            all.extend(path.path.elements().iter().filter_map(|part| match part {
                PathEl::MoveTo(end) | PathEl::LineTo(end) | PathEl::QuadTo(_, end) | PathEl::CurveTo(_, _, end) => {
                    Some(path.place * *end)
                }
                PathEl::ClosePath => None,
            }));
        }
        all.retain(|place| (0.0..=SIDE).contains(&place.x) && (0.0..=SIDE).contains(&place.y));
        let step = all.len().div_ceil(PLACES).max(1);
        all.into_iter().step_by(step).collect()
    }

    /// What there is at a place with an element, of which the fill or the line
    /// is taken to be there, and without it; and how much of it can be seen.
    fn look(&self, place: Point, element: Option<ElementId>, line: bool) -> (Mixed, Mixed, f32) {
        let empty = |group, is_inside| Layer { with: [0.0; 4], without: [0.0; 4], seen: 0.0, group, is_inside };
        let mut layers = vec![empty(None, true)];
        for (draw, areas) in self.scene.draws().iter().zip(&self.areas) {
            let is_open = layers.iter().all(|layer| layer.is_inside);
            match draw {
                Draw::Push(group) => {
                    let inside = is_open && areas.fill.as_ref().is_none_or(|area| area.contains(place));
                    layers.push(empty(Some(group), inside));
                }
                Draw::Pop => {
                    if let (Some(top), Some(below)) = (layers.pop(), layers.last_mut())
                        && top.is_inside
                        && let Some(group) = top.group
                    {
                        let faded = |color: Mixed| color.map(|part| part * group.opacity);
                        let (with, without) = (faded(top.with), faded(top.without));
                        below.seen = (top.seen * group.opacity).max(below.seen * (1.0 - with[3]));
                        below.with = laid_over(below.with, with, group.blend);
                        below.without = laid_over(below.without, without, group.blend);
                    }
                }
                Draw::Path(path) if is_open => {
                    let Some(layer) = layers.last_mut() else { continue };
                    let is_focus = Some(path.element) == element;
                    let local = || path.place.inverse() * place;
                    let within = |area: &Option<Area>| area.as_ref().is_some_and(|area| area.contains(place));
                    if let Some(brush) = path.fill.as_ref().filter(|_| !is_focus && within(&areas.fill)) {
                        layer.lay(mixed(color_of(brush, local())), false);
                    }
                    if let Some(stroke) = path.stroke.as_ref().filter(|_| !is_focus && within(&areas.line)) {
                        layer.lay(mixed(color_of(&stroke.brush, local())), false);
                    }
                    let own = if line { path.stroke.as_ref().map(|line| &line.brush) } else { path.fill.as_ref() };
                    if let Some(brush) = own.filter(|_| is_focus) {
                        layer.lay(mixed(color_of(brush, local())), true);
                    }
                }
                Draw::Image(image) if is_open && Some(image.element) != element => {
                    if let (Some(color), Some(layer)) = (pixel(image, place), layers.last_mut()) {
                        layer.lay(color, false);
                    }
                }
                Draw::Path(_) | Draw::Image(_) => {}
            }
        }
        layers.pop().map_or(([0.0; 4], [0.0; 4], 0.0), |root| (root.with, root.without, root.seen))
    }
}

impl Layer<'_> {
    fn lay(&mut self, color: Mixed, is_focus: bool) {
        self.with = laid_over(self.with, color, Blend::Normal);
        if is_focus {
            self.seen = 1.0;
        } else {
            self.without = laid_over(self.without, color, Blend::Normal);
            self.seen *= 1.0 - color[3];
        }
    }
}

impl<'a> Areas<'a> {
    fn of(draw: &'a Draw) -> Self {
        match draw {
            Draw::Path(path) => Self {
                fill: path.fill.as_ref().map(|_| Area::of(&path.path, path.place, None)),
                line: path.stroke.as_ref().map(|line| Area::of(&path.path, path.place, Some(&line.style))),
            },
            Draw::Push(Group { clip: Some(clip), .. }) => {
                Self { fill: Some(Area::of(&clip.path, clip.place, None)), line: None }
            }
            _ => Self::default(),
        }
    }
}

impl<'a> Area<'a> {
    fn of(path: &'a BezPath, place: Affine, style: Option<&'a kurbo::Stroke>) -> Self {
        let reach = style.map_or(0.0, |style| style.width / 2.0 * style.miter_limit.max(1.5));
        let bounds = place.transform_rect_bbox(path.control_box().inflate(reach, reach));
        Self { path, place, style, bounds, edges: OnceCell::new() }
    }

    /// By the nonzero rule.
    fn contains(&self, place: Point) -> bool {
        if !self.bounds.contains(place) {
            return false;
        }
        let mut winding = 0;
        for (from, to) in self.edges.get_or_init(|| self.straightened()) {
            let side = (to.x - from.x) * (place.y - from.y) - (place.x - from.x) * (to.y - from.y);
            if from.y <= place.y && to.y > place.y && side > 0.0 {
                winding += 1;
            } else if from.y > place.y && to.y <= place.y && side < 0.0 {
                winding -= 1;
            }
        }
        winding != 0
    }

    fn straightened(&self) -> Vec<(Point, Point)> {
        let stroked = self.style.map(|style| kurbo::stroke(self.path.iter(), style, &StrokeOpts::default(), TOLERANCE));
        let path = self.place * stroked.as_ref().unwrap_or(self.path);
        let (mut edges, mut first, mut last) = (Vec::new(), Point::ORIGIN, Point::ORIGIN);
        kurbo::flatten(path.iter(), TOLERANCE, |part| match part {
            PathEl::MoveTo(to) => {
                edges.push((last, first));
                (first, last) = (to, to);
            }
            PathEl::LineTo(to) => {
                edges.push((last, to));
                last = to;
            }
            PathEl::ClosePath => {
                edges.push((last, first));
                last = first;
            }
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
        });
        edges.push((last, first));
        edges
    }
}

/// The colour of a brush at a place of its outline.
fn color_of(brush: &Brush, place: Point) -> Color {
    match brush {
        Brush::Solid(color) => *color,
        Brush::Linear { from, to, stops } => {
            let along = *to - *from;
            between(stops, (place - *from).dot(along) / along.hypot2().max(1e-9))
        }
        Brush::Radial { center, radius, stops } => between(stops, place.distance(*center) / radius.max(1e-9)),
        Brush::Angular { center, angle, stops } => {
            between(stops, ((place - *center).atan2() - angle).rem_euclid(TAU) / TAU)
        }
    }
}

fn between(stops: &[ColorStop], part: f64) -> Color {
    let offset = |stop: &ColorStop| f64::from(stop.offset);
    let Some(next) = stops.iter().position(|stop| offset(stop) >= part) else {
        return stops.last().map_or(Color::BLACK, |stop| stop.color);
    };
    let (after, before) = (&stops[next], &stops[next.saturating_sub(1)]);
    let way = offset(after) - offset(before);
    if way <= 0.0 { after.color } else { before.color.mixed(after.color, (part - offset(before)) / way) }
}

/// The pixel of a picture at a place of the artwork.
fn pixel(image: &ImageDraw, place: Point) -> Option<Mixed> {
    let at = image.place.inverse() * place;
    let (x, y) = (at.x / image.width + 0.5, at.y / image.height + 0.5);
    if !(0.0..1.0).contains(&x) || !(0.0..1.0).contains(&y) {
        return None;
    }
    // A small level stands for its surroundings.
    let pixmap = image.bitmap.level_for(SIDE / 4.0, SIDE / 4.0)?;
    let (width, height) = (usize::from(pixmap.width()), usize::from(pixmap.height()));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the side")]
    let index = (y * height as f64) as usize * width + (x * width as f64) as usize;
    let rgba = pixmap.data_as_u8_slice().get(index * 4..index * 4 + 4)?;
    let part = |at: usize| f32::from(rgba[at]) / 255.0 * image.opacity;
    Some([part(0), part(1), part(2), part(3)])
}

fn mixed(color: Color) -> Mixed {
    let alpha = f32::from(color.a) / 255.0;
    let [r, g, b] = [color.r, color.g, color.b].map(|channel| f32::from(channel) / 255.0 * alpha);
    [r, g, b, alpha]
}

fn straight(color: Mixed) -> Color {
    let [.., alpha] = color;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
    let channel = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
    if alpha <= 0.0 {
        return Color::WHITE.with_alpha(0);
    }
    Color {
        r: channel(color[0] / alpha),
        g: channel(color[1] / alpha),
        b: channel(color[2] / alpha),
        a: channel(alpha),
    }
}

/// A colour over another (W3C Compositing and Blending 1, 5 and 10).
fn laid_over(below: Mixed, above: Mixed, blend: Blend) -> Mixed {
    let (a, b) = (above[3], below[3]);
    let part = |at: usize| {
        let plain = |color: &Mixed| if color[3] > 0.0 { color[at] / color[3] } else { 0.0 };
        let (over, under) = (plain(&above), plain(&below));
        let blended = match blend {
            Blend::Normal => over,
            Blend::Multiply => over * under,
            Blend::Screen => over + under - over * under,
            Blend::Overlay if under <= 0.5 => 2.0 * over * under,
            Blend::Overlay => 1.0 - 2.0 * (1.0 - over) * (1.0 - under),
            Blend::Darken => over.min(under),
            Blend::Lighten => over.max(under),
        };
        above[at] * (1.0 - b) + a * b * blended + below[at] * (1.0 - a)
    };
    [part(0), part(1), part(2), a + b - a * b]
}
