//! Blurred shadows, kept from one picture to the next.
//!
//! A shadow is kept as its coverage at the window's own resolution and laid
//! down as a mask: the renderer does that several times faster than it draws
//! pictures.

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;

use kurbo::{Affine, PathEl, Point, Rect, Vec2};
use vello_cpu::{Mask, PixmapMut, RenderContext, Resources};

use super::coverage::Coverage;
use super::record::{record, rgba};
use super::visible::visible;
use crate::artwork::{Color, Shadow};
use crate::render::blur::blur;
use crate::render::extent::{blur_reach, content_box};
use crate::scene::{Bitmap, Brush, Cache, Draw, Group};

/// Most bytes of shadows in each half of the cache.
const CACHED: usize = 48 * 1024 * 1024;

/// Blurs wider than this many pixels are made at a smaller scale: what is that
/// soft has no detail that would be lost.
const WIDEST_BLUR: f64 = 4.0;

/// Side of the squares of which the seen parts of a shadow are made, in pixels.
const TILE: f64 = 16.0;

/// A shadow, ready to be laid down.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    kept: Kept,
    /// Where its upper left corner lies in the window: whole pixels.
    corner: Point,
    pub(super) color: Color,
}

impl Laid {
    /// The mask for a context of this size whose pixels are the window's,
    /// moved by `moved`, and the boxes in which there is something to see; `None`
    /// where there is nothing.
    fn mask(&self, moved: Affine, width: u16, height: u16) -> Option<(Mask, Vec<Rect>)> {
        let Kept { coverage, visible, .. } = &self.kept;
        let place = moved * Affine::translate(self.corner.to_vec2());
        let at = place.translation();
        let is_whole = at.x.fract().abs() < 0.01 && at.y.fract().abs() < 0.01;
        let all = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let (values, boxes) = if moved.as_coeffs()[..4] == [1.0, 0.0, 0.0, 1.0] && is_whole {
            let at = at.round();
            let seen: Vec<Rect> = visible.iter().copied().filter(|seen| (*seen + at).overlaps(all)).collect();
            if seen.is_empty() {
                return None;
            }
            let values = coverage.copied(&seen, whole_number(at.x), whole_number(at.y), width, height);
            (values, seen.into_iter().map(|seen| seen + at).collect())
        } else {
            (coverage.sampled(place, width, height), vec![all])
        };
        Some((Mask::from_parts(values, width, height), boxes))
    }
}

/// Lays down the shadow of a step, if it has one. `moved` takes the pixels for
/// which the shadows were made to those of the context.
pub(super) fn laid_down(shadows: &[Option<Laid>], step: usize, context: &mut RenderContext, moved: Affine) {
    let Some(laid) = shadows.get(step).and_then(Option::as_ref) else { return };
    let Some((mask, visible)) = laid.mask(moved, context.width(), context.height()) else { return };
    context.set_transform(Affine::IDENTITY);
    context.set_mask(mask);
    context.set_paint(rgba(laid.color));
    for part in &visible {
        context.fill_rect(part);
    }
    context.reset_mask();
}

#[derive(Clone, Debug)]
struct Kept {
    coverage: Arc<Coverage>,
    /// Its upper left corner, in the shadow's own pixels.
    corner: Point,
    /// The parts of it that are not behind what casts it, from that corner.
    visible: Arc<[Rect]>,
    /// Keeps the addresses of pictures, which are part of the key, from being
    /// given to others.
    pictures: Vec<Arc<Bitmap>>,
}

impl Kept {
    /// What it takes in memory, the pictures whose addresses it keeps included.
    fn bytes(&self) -> usize {
        let pictures = self.pictures.iter().flat_map(|bitmap| bitmap.levels());
        let pixels: usize = pictures.map(|level| usize::from(level.width()) * usize::from(level.height())).sum();
        self.coverage.values.len() + size_of::<Rect>() * self.visible.len() + 4 * pixels
    }
}

/// Where the shadows of these draws can be seen in the window, one after the
/// other.
pub(super) fn areas(draws: &[Draw], view: Affine, window: Rect) -> impl Iterator<Item = Rect> {
    let scale = view.determinant().abs().sqrt();
    draws.iter().enumerate().filter_map(move |(index, draw)| {
        let Draw::Push(Group { shadow: Some(shadow), .. }) = draw else { return None };
        let content = content_box(Draw::content(&draws[index + 1..]))?;
        let cast = view.transform_rect_bbox(content + Vec2::new(shadow.dx, shadow.dy));
        let reach = blur_reach(shadow.blur * scale);
        let seen = cast.inflate(reach, reach).intersect(window);
        (!seen.is_zero_area()).then_some(seen)
    })
}

/// Makes shadows and keeps them.
#[derive(Debug)]
pub(super) struct Shadows {
    cache: Cache<u64, Kept>,
    context: RenderContext,
    resources: Resources,
    rgba: Vec<u8>,
}

impl Default for Shadows {
    fn default() -> Self {
        Self {
            cache: Cache::new(CACHED),
            context: RenderContext::new(1, 1),
            resources: Resources::new(),
            rgba: Vec::new(),
        }
    }
}

/// A shadow that is asked for, in pixels of its own: those of the window,
/// counted from the one in which the shadow's anchor falls. So one that moves
/// by whole pixels stays the same.
struct Wanted<'a> {
    /// What casts it.
    content: &'a [Draw],
    /// The number of the first of these within the scene.
    first: usize,
    /// From badge units to where it falls.
    cast: Affine,
    /// From the window's pixels, where what casts it lies, to where it falls.
    moved: Affine,
    /// How far beside what casts it the shadow falls.
    offset: Vec2,
    /// Around what casts it.
    area: Rect,
    /// The part that is seen.
    seen: Rect,
    /// Standard deviation of the blur.
    sigma: f64,
    /// The scale at which it is made.
    reduced: f64,
    /// Whether it is part of what casts another, so that all of it counts.
    is_inner: bool,
}

impl Shadows {
    /// The shadows of these draws that can be seen in the window, each at the
    /// index of its group. They are kept for the next picture where `is_kept`.
    pub(super) fn prepare(&mut self, draws: &[Draw], view: Affine, window: Rect, is_kept: bool) -> Vec<Option<Laid>> {
        let mut laid = Vec::new();
        let mut open = Vec::new();
        for (index, draw) in draws.iter().enumerate() {
            match draw {
                Draw::Push(group) => open.push((index, group.shadow)),
                Draw::Pop => {
                    // Inner groups end first, so their shadows are there when
                    // they are part of what casts an outer one.
                    let Some((start, Some(shadow))) = open.pop() else { continue };
                    laid.resize(draws.len(), None);
                    let is_inner = open.iter().any(|(_, shadow)| shadow.is_some());
                    let how = (window, is_kept, is_inner);
                    laid[start] = self.lay(&draws[start + 1..index], start + 1, shadow, view, how, &laid);
                }
                Draw::Path(_) | Draw::Image(_) => {}
            }
        }
        laid
    }

    fn lay(
        &mut self,
        content: &[Draw],
        first: usize,
        shadow: Shadow,
        view: Affine,
        (window, is_kept, is_inner): (Rect, bool, bool),
        laid: &[Option<Laid>],
    ) -> Option<Laid> {
        let sigma = shadow.blur * view.determinant().abs().sqrt();
        let offset = view * Point::new(shadow.dx, shadow.dy) - view * Point::ORIGIN;
        let anchor = view * anchor(content)? + offset;
        // A soft edge may lie a quarter of a pixel beside its place.
        let parts = if sigma >= 2.0 { 2.0 } else { 16.0 };
        let snapped = Point::new((anchor.x * parts).round() / parts, (anchor.y * parts).round() / parts);
        let base = snapped.floor().to_vec2();
        let moved = Affine::translate(offset + (snapped - anchor) - base);
        let cast = moved * view;
        let area = cast.transform_rect_bbox(content_box(content)?);
        let reach = blur_reach(sigma);
        let whole = area.inflate(reach, reach);
        let seen = whole.intersect(window - base);
        if seen.is_zero_area() {
            return None;
        }
        let seen = seen.expand();
        let mut reduced = 1.0;
        while sigma * reduced > WIDEST_BLUR {
            reduced /= 2.0;
        }
        let key = is_kept.then(|| {
            let mut hasher = DefaultHasher::new();
            hash_content(content, &mut hasher);
            is_inner.hash(&mut hasher);
            [sigma, reduced, snapped.x - base.x, snapped.y - base.y, offset.x, offset.y]
                .map(f64::to_bits)
                .hash(&mut hasher);
            cast.as_coeffs()[..4].iter().for_each(|value| value.to_bits().hash(&mut hasher));
            if seen != whole.expand() {
                [seen.x0, seen.y0, seen.x1, seen.y1].map(whole_number).hash(&mut hasher);
            }
            hasher.finish()
        });
        let kept = match key.and_then(|key| self.cache.look_up(&key)) {
            Some(kept) => kept,
            None => {
                let wanted = Wanted { content, first, cast, moved, offset, area, seen, sigma, reduced, is_inner };
                let kept = self.make(&wanted, laid)?;
                if let Some(key) = key {
                    self.cache.put(key, kept.clone(), kept.bytes());
                }
                kept
            }
        };
        Some(Laid { corner: kept.corner + base, color: shadow.color, kept })
    }

    /// Draws what casts the shadow, takes its coverage and blurs it.
    fn make(&mut self, wanted: &Wanted<'_>, laid: &[Option<Laid>]) -> Option<Kept> {
        let &Wanted { content, area, seen, sigma, reduced, .. } = wanted;
        let reach = blur_reach(sigma);
        // What is blurred: all that is seen, and what reaches into it.
        let region = seen.union(area.intersect(seen.inflate(reach, reach))).scale_from_origin(reduced).expand();
        let (width, height) = (side(region.width())?, side(region.height())?);
        let to_region = Affine::translate(-region.origin().to_vec2()) * Affine::scale(reduced);
        self.context.reset_and_resize(width, height);
        let moved = to_region * wanted.moved;
        record(&mut self.context, content, to_region * wanted.cast, |context, step| {
            laid_down(laid, wanted.first + step, context, moved);
        });
        self.context.flush();
        self.rgba.resize(usize::from(width) * usize::from(height) * 4, 0);
        self.context.render(PixmapMut::new(width, height, &mut self.rgba)?, &mut self.resources);
        let mut values: Vec<u8> = self.rgba.chunks_exact(4).map(|pixel| pixel[3]).collect();
        let (width, height) = (usize::from(width), usize::from(height));
        let caster = values.clone();
        blur(&mut values, width, height, sigma * reduced);
        let coverage = Coverage { width, height, values };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 16")]
        let tile = (TILE * reduced).max(1.0) as usize;
        let kept = seen.scale_from_origin(reduced).expand();
        let part = kept - region.origin().to_vec2();
        let visible: Vec<Rect> = visible(&coverage, &caster, wanted.offset * reduced, tile)
            .into_iter()
            .map(|seen| (seen.intersect(part) - part.origin().to_vec2()).scale_from_origin(1.0 / reduced))
            .filter(|seen| !seen.is_zero_area())
            .collect();
        let coverage = coverage.cropped(part);
        let coverage = match reduced < 1.0 {
            true if wanted.is_inner => {
                coverage.enlarged(1.0 / reduced, &[Rect::from_origin_size(Point::ORIGIN, part.size() / reduced)])
            }
            true => coverage.enlarged(1.0 / reduced, &visible),
            false => coverage,
        };
        // A pixel at the smaller scale stands for many, which may be far more than what is seen.
        let corner = (kept.origin().to_vec2() / reduced).to_point();
        let seen_in_it = seen - corner.to_vec2();
        let coverage = coverage.cropped(seen_in_it);
        let visible = visible
            .into_iter()
            .map(|part| part.intersect(seen_in_it) - seen_in_it.origin().to_vec2())
            .filter(|part| !part.is_zero_area());
        let pictures = content.iter().filter_map(|draw| match draw {
            Draw::Image(image) => Some(image.bitmap.clone()),
            _ => None,
        });
        Some(Kept {
            coverage: Arc::new(coverage),
            corner: seen.origin(),
            visible: visible.collect(),
            pictures: pictures.collect(),
        })
    }
}

fn side(length: f64) -> Option<u16> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "tested on the line before")]
    (1.0..=f64::from(u16::MAX)).contains(&length).then_some(length as u16)
}

#[expect(clippy::cast_possible_truncation, reason = "saturates, and is only compared")]
fn whole_number(value: f64) -> i64 {
    value.round() as i64
}

/// A point that moves along with the content, in badge units.
fn anchor(content: &[Draw]) -> Option<Point> {
    content.iter().find_map(place).map(|place| place.translation().to_point())
}

fn place(draw: &Draw) -> Option<Affine> {
    match draw {
        Draw::Path(path) => Some(path.place),
        Draw::Image(image) => Some(image.place),
        Draw::Push(_) | Draw::Pop => None,
    }
}

/// What decides the form of the content's silhouette, wherever it lies.
fn hash_content(content: &[Draw], hasher: &mut DefaultHasher) {
    let origin = anchor(content).unwrap_or_default().to_vec2();
    for draw in content {
        std::mem::discriminant(draw).hash(hasher);
        if let Some(place) = place(draw) {
            place.as_coeffs()[..4].iter().for_each(|value| value.to_bits().hash(hasher));
            // To a thousandth: sums of the same lengths differ in their last bits.
            let from_origin = (place.translation() - origin) * 1000.0;
            [from_origin.x, from_origin.y].map(whole_number).hash(hasher);
        }
        match draw {
            Draw::Path(path) => {
                path.path.elements().iter().for_each(|element| hash_element(element, hasher));
                path.fill.iter().for_each(|brush| hash_brush(brush, hasher));
                if let Some(line) = &path.stroke {
                    hash_brush(&line.brush, hasher);
                    let style = &line.style;
                    style.width.to_bits().hash(hasher);
                    (style.join as u8, style.start_cap as u8).hash(hasher);
                    style.dash_pattern.iter().for_each(|length| length.to_bits().hash(hasher));
                }
                (path.fill.is_some(), path.stroke.is_some()).hash(hasher);
            }
            Draw::Image(image) => {
                Arc::as_ptr(&image.bitmap).hash(hasher);
                (image.width.to_bits(), image.height.to_bits(), image.opacity.to_bits()).hash(hasher);
            }
            Draw::Push(group) => {
                group.opacity.to_bits().hash(hasher);
                if let Some(clip) = &group.clip {
                    clip.path.elements().iter().for_each(|element| hash_element(element, hasher));
                    clip.place.as_coeffs()[..4].iter().for_each(|value| value.to_bits().hash(hasher));
                    let from_origin = (clip.place.translation() - origin) * 1000.0;
                    [from_origin.x, from_origin.y].map(whole_number).hash(hasher);
                }
                if let Some(shadow) = &group.shadow {
                    shadow.color.a.hash(hasher);
                    [shadow.dx, shadow.dy, shadow.blur].map(f64::to_bits).hash(hasher);
                }
            }
            Draw::Pop => {}
        }
    }
}

fn hash_element(element: &PathEl, hasher: &mut DefaultHasher) {
    let mut point = |point: &Point| (point.x.to_bits(), point.y.to_bits()).hash(hasher);
    match element {
        PathEl::MoveTo(a) | PathEl::LineTo(a) => point(a),
        PathEl::QuadTo(a, b) => [a, b].into_iter().for_each(&mut point),
        PathEl::CurveTo(a, b, c) => [a, b, c].into_iter().for_each(&mut point),
        PathEl::ClosePath => {}
    }
    std::mem::discriminant(element).hash(hasher);
}

/// Only what is seen of a brush in a shadow: its alpha.
fn hash_brush(brush: &Brush, hasher: &mut DefaultHasher) {
    match brush {
        Brush::Solid(color) => color.a.hash(hasher),
        Brush::Linear { stops, .. } | Brush::Radial { stops, .. } | Brush::Angular { stops, .. } => {
            let first = stops.first().map_or(255, |stop| stop.color.a);
            first.hash(hasher);
            if stops.iter().all(|stop| stop.color.a == first) {
                return;
            }
            for stop in stops {
                (stop.offset.to_bits(), stop.color.a).hash(hasher);
            }
            match brush {
                Brush::Linear { from, to, .. } => [from.x, from.y, to.x, to.y].map(f64::to_bits).hash(hasher),
                Brush::Radial { center, radius, .. } => [center.x, center.y, *radius].map(f64::to_bits).hash(hasher),
                Brush::Angular { center, angle, .. } => [center.x, center.y, *angle].map(f64::to_bits).hash(hasher),
                Brush::Solid(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::{Artwork, Element, ElementId, Frame, Kind, Paint, SIDE};
    use crate::badge::Badge;
    use crate::scene::build;

    #[test]
    fn of_a_shadow_no_more_is_kept_than_is_seen() {
        // A band of a large picture: many shadows are held at once while it is drawn.
        let window = Rect::new(0.0, 1000.0, 4096.0, 1016.0);
        for blur in [0.0, 2.0, 30.0, 120.0, 150.0] {
            let shadow = Some(Shadow { blur, ..Shadow::default() });
            let disc = Element { shadow, ..Element::new(ElementId(1), Kind::Disc, Frame::centred(500.0, 500.0)) };
            let disc = disc.filled(Paint::Solid(Color::rgb(20, 90, 120)));
            let artwork = Artwork { elements: vec![Arc::new(disc)], ..Artwork::default() };
            let scene = build(&artwork, &Badge::default());
            let laid = Shadows::default().prepare(scene.draws(), Affine::scale(4096.0 / SIDE), window, false);
            let kept: Vec<usize> = laid.iter().flatten().map(|laid| laid.kept.coverage.values.len()).collect();
            // A pixel at each edge may be seen in part.
            assert!(kept.len() == 1 && kept.iter().all(|kept| (1..=4098 * 18).contains(kept)), "{blur}: {kept:?}");
        }
    }
}
