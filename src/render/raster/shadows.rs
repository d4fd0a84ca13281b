//! Blurred shadows, kept from one picture to the next.

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;

use kurbo::{Affine, PathEl, Point, Rect};
use vello_cpu::color::PremulRgba8;
use vello_cpu::{Pixmap, PixmapMut, RenderContext, Resources};

use super::record;
use crate::artwork::{Color, Shadow};
use crate::render::blur::blur;
use crate::render::extent::{blur_reach, content_box};
use crate::scene::{Bitmap, Brush, Cache, Draw};

/// Most bytes of shadows in each half of the cache.
const CACHED: usize = 48 * 1024 * 1024;

/// Blurs wider than this many pixels are made at a smaller scale: what is that
/// soft has no detail that would be lost.
const WIDEST_BLUR: f64 = 8.0;

/// A shadow, ready to be laid down.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    pub(super) pixmap: Arc<Pixmap>,
    /// Takes the shadow's pixels to those of the window.
    pub(super) place: Affine,
    /// Its pixels fall on those of the window.
    pub(super) is_exact: bool,
}

#[derive(Clone, Debug)]
struct Kept {
    pixmap: Arc<Pixmap>,
    /// Where the shadow's anchor lies in it.
    anchor: Point,
    /// Keeps the addresses of pictures, which are part of the key, from being
    /// given to others.
    _pictures: Vec<Arc<Bitmap>>,
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

/// A shadow that is asked for.
struct Wanted<'a> {
    /// What casts it.
    content: &'a [Draw],
    /// The number of the first of these within the scene.
    first: usize,
    shadow: Shadow,
    /// From badge units to the window's pixels, moved to where it falls.
    cast: Affine,
    /// The same for what casts it.
    view: Affine,
}

impl Shadows {
    /// The shadows of these draws that can be seen in the window, each at the
    /// index of its group.
    pub(super) fn prepare(&mut self, draws: &[Draw], view: Affine, window: Rect) -> Vec<Option<Laid>> {
        let mut laid = Vec::new();
        let mut open = Vec::new();
        for (index, draw) in draws.iter().enumerate() {
            match draw {
                Draw::Push(group) => open.push((index, group.shadow)),
                Draw::Pop => {
                    // Inner groups end first, so their shadows are there when
                    // they are part of what casts an outer one.
                    let Some((start, Some(shadow))) = open.pop() else { continue };
                    let offset = view * Point::new(shadow.dx, shadow.dy) - view * Point::ORIGIN;
                    let content = &draws[start + 1..index];
                    let cast = Affine::translate(offset) * view;
                    let wanted = Wanted { content, first: start + 1, shadow, cast, view };
                    laid.resize(draws.len(), None);
                    laid[start] = self.lay(&wanted, &laid, window);
                }
                Draw::Path(_) | Draw::Image(_) => {}
            }
        }
        laid
    }

    fn lay(&mut self, wanted: &Wanted<'_>, laid: &[Option<Laid>], window: Rect) -> Option<Laid> {
        let whole = wanted.cast.transform_rect_bbox(content_box(wanted.content)?);
        let sigma = wanted.shadow.blur * wanted.view.determinant().abs().sqrt();
        let seen = blur_reach(sigma);
        let area = whole.intersect(window.inflate(seen, seen));
        if area.is_zero_area() {
            return None;
        }
        let mut reduced = 1.0;
        while sigma * reduced > WIDEST_BLUR {
            reduced /= 2.0;
        }
        let anchor = wanted.cast * anchor(wanted.content)?;
        let is_exact = reduced >= 1.0;
        let key = {
            let mut hasher = DefaultHasher::new();
            hash_content(wanted.content, &mut hasher);
            [sigma.to_bits(), f64::to_bits(reduced)].hash(&mut hasher);
            wanted.cast.as_coeffs()[..4].iter().for_each(|value| value.to_bits().hash(&mut hasher));
            wanted.shadow.color.hash(&mut hasher);
            if is_exact {
                // A soft edge may lie a quarter of a pixel beside its place.
                let parts = if sigma >= 2.0 { 2.0 } else { 16.0 };
                [anchor.x, anchor.y].map(|v| whole_number(v.rem_euclid(1.0) * parts) % 16).hash(&mut hasher);
            }
            if area != whole {
                [area.x0 - anchor.x, area.y0 - anchor.y, area.x1 - anchor.x, area.y1 - anchor.y]
                    .map(whole_number)
                    .hash(&mut hasher);
            }
            hasher.finish()
        };
        let kept = match self.cache.look_up(&key) {
            Some(kept) => kept,
            None => {
                let kept = self.make(wanted, laid, area, sigma, reduced)?;
                let bytes = usize::from(kept.pixmap.width()) * usize::from(kept.pixmap.height()) * 4;
                self.cache.put(key, kept.clone(), bytes);
                kept
            }
        };
        let place = if is_exact {
            let corner = anchor - kept.anchor.to_vec2();
            Affine::translate((corner.x.round(), corner.y.round()))
        } else {
            Affine::translate(anchor.to_vec2())
                * Affine::scale(1.0 / reduced)
                * Affine::translate(-kept.anchor.to_vec2())
        };
        Some(Laid { pixmap: kept.pixmap, place, is_exact })
    }

    /// Draws what casts the shadow, takes its coverage, blurs and colours it.
    fn make(
        &mut self,
        wanted: &Wanted<'_>,
        laid: &[Option<Laid>],
        area: Rect,
        sigma: f64,
        reduced: f64,
    ) -> Option<Kept> {
        let margin = blur_reach(sigma * reduced).ceil();
        let region = area.scale_from_origin(reduced).expand().inflate(margin, margin);
        let (width, height) = (side(region.width())?, side(region.height())?);
        let to_region = Affine::translate(-region.origin().to_vec2()) * Affine::scale(reduced);
        let cast = to_region * wanted.cast;
        self.context.reset_and_resize(width, height);
        record(&mut self.context, wanted.content, wanted.first, laid, cast, cast * wanted.view.inverse());
        self.context.flush();
        self.rgba.resize(usize::from(width) * usize::from(height) * 4, 0);
        let target = PixmapMut::new(width, height, &mut self.rgba)?;
        self.context.render(target, &mut self.resources);
        let mut coverage: Vec<u8> = self.rgba.chunks_exact(4).map(|pixel| pixel[3]).collect();
        blur(&mut coverage, usize::from(width), usize::from(height), sigma * reduced);
        let tints = tints(wanted.shadow.color);
        let pixels = coverage.iter().map(|value| tints[usize::from(*value)]).collect();
        let pictures = wanted.content.iter().filter_map(|draw| match draw {
            Draw::Image(image) => Some(image.bitmap.clone()),
            _ => None,
        });
        Some(Kept {
            pixmap: Arc::new(Pixmap::from_parts(pixels, width, height)),
            anchor: cast * anchor(wanted.content)?,
            _pictures: pictures.collect(),
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

/// The colour at every coverage, premultiplied.
fn tints(color: Color) -> [PremulRgba8; 256] {
    std::array::from_fn(|coverage| {
        let alpha = f64::from(color.a) / 255.0 * coverage as f64 / 255.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
        let part = |channel: u8| (f64::from(channel) * alpha).round() as u8;
        PremulRgba8 { r: part(color.r), g: part(color.g), b: part(color.b), a: part(255) }
    })
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
        Brush::Linear { stops, .. } | Brush::Radial { stops, .. } => {
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
                Brush::Solid(_) => {}
            }
        }
    }
}
