//! A scene as a PDF page of outlines. Only blurred shadows, which PDF does not
//! know, are pictures.

#![expect(clippy::cast_possible_truncation, reason = "PDF counts in single precision")]

use std::collections::HashMap;
use std::sync::Arc;

use krilla::blend::BlendMode;
use krilla::color::rgb;
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{
    Fill, FillRule, LineCap, LineJoin, LinearGradient, Paint, RadialGradient, SpreadMethod, Stop, Stroke, StrokeDash,
    SweepGradient,
};
use krilla::surface::Surface;
use kurbo::{Affine, Cap, Join, Rect, Vec2};

use super::outline::{PdfError, path};
use crate::artwork::{Blend, Color, SIDE, Shadow};
use crate::render::extent::{blur_reach, content_box};
use crate::render::raster::{Pixels, Renderer};
use crate::render::sizes;
use crate::scene::{Bitmap, Brush, ColorStop, Draw, Group, ImageDraw, PathDraw, Scene, StrokeStyle};

/// Pixels of a shadow's picture to a badge unit, where there is room for them.
const SHADOW_SCALE: f64 = 2.0;

/// Most pixels of the pictures of all shadows together: of many shadows each has
/// fewer.
const SHADOW_PIXELS: f64 = 8e6;

/// The scene as a PDF of one page; a badge unit is a point.
///
/// # Errors
/// When it makes no PDF.
pub fn artwork(scene: &Scene, title: &str, description: &str, renderer: &mut Renderer) -> Result<Vec<u8>, PdfError> {
    let side = SIDE as f32;
    page(title, description, (side, side), |surface| Drawing::of(scene, renderer).draw(surface))
}

/// A page with the badge in all the sizes in which it is seen; a pixel is a point.
///
/// # Errors
/// When it makes no PDF.
pub fn sizes(scene: &Scene, title: &str, description: &str, renderer: &mut Renderer) -> Result<Vec<u8>, PdfError> {
    let size = (sizes::WIDTH as f32, sizes::HEIGHT as f32);
    page(title, description, size, |surface| {
        Drawing::of(&sizes::ground(), renderer).draw(surface);
        let mut drawing = Drawing::of(scene, renderer);
        for place in sizes::places() {
            let scale = f64::from(place.side) / SIDE;
            let place = Affine::translate((place.x, place.y)) * Affine::scale(scale);
            surface.push_transform(&transform(place));
            drawing.draw(surface);
            surface.pop();
        }
    })
}

/// A PDF of one page of this size in points.
fn page(
    title: &str,
    description: &str,
    (width, height): (f32, f32),
    draw: impl FnOnce(&mut Surface<'_>),
) -> Result<Vec<u8>, PdfError> {
    let mut document = krilla::Document::new();
    let mut about = Metadata::new().title(title.to_owned()).creator("Badgewright".to_owned());
    if !description.trim().is_empty() {
        about = about.description(description.to_owned());
    }
    document.set_metadata(about);
    let settings = PageSettings::from_wh(width, height).ok_or_else(|| PdfError("it has no size".into()))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    draw(&mut surface);
    surface.finish();
    page.finish();
    document.finish().map_err(|error| PdfError(format!("{error:?}")))
}

/// A scene that is drawn into a document once or several times; its pictures
/// and shadows are made once.
pub(super) struct Drawing<'a> {
    draws: &'a [Draw],
    renderer: &'a mut Renderer,
    /// Pixels of a shadow's picture to a badge unit.
    scale: f64,
    /// By the number of their step.
    shadows: HashMap<usize, Option<(Image, Rect)>>,
    images: HashMap<*const Bitmap, Image>,
}

impl<'a> Drawing<'a> {
    pub(super) fn of(scene: &'a Scene, renderer: &'a mut Renderer) -> Self {
        let draws = scene.draws();
        let areas = (0..draws.len()).filter_map(|index| shadow_area(draws, index));
        let all: f64 = areas.map(|(_, area)| area.area()).sum();
        let scale = SHADOW_SCALE.min((SHADOW_PIXELS / all.max(1.0)).sqrt());
        Self { draws, renderer, scale, shadows: HashMap::new(), images: HashMap::new() }
    }

    pub(super) fn draw(&mut self, surface: &mut Surface<'_>) {
        // How much each open group put on the surface's own stack.
        let mut open = Vec::new();
        for (index, draw) in self.draws.iter().enumerate() {
            match draw {
                Draw::Path(draw) => outline(surface, draw),
                Draw::Image(draw) => self.image(surface, draw),
                Draw::Push(group) => {
                    open.push(begin(surface, group));
                    self.shadow(surface, index);
                }
                Draw::Pop => (0..open.pop().unwrap_or(0)).for_each(|_| surface.pop()),
            }
        }
    }

    fn shadow(&mut self, surface: &mut Surface<'_>, index: usize) {
        let Self { draws, renderer, scale, shadows, .. } = self;
        let made = shadows.entry(index).or_insert_with(|| {
            let (shadow, area) = shadow_area(draws, index)?;
            let content = Draw::content(&draws[index + 1..]);
            Some((image_of(&renderer.shadow_alone(content, shadow, area, *scale)), area))
        });
        if let Some((image, area)) = made {
            let place = transform(Affine::translate(area.origin().to_vec2()));
            picture(surface, image.clone(), place, area.width() as f32, area.height() as f32);
        }
    }

    fn image(&mut self, surface: &mut Surface<'_>, draw: &ImageDraw) {
        let Some(pixmap) = draw.bitmap.levels().first() else { return };
        let made = self.images.entry(Arc::as_ptr(&draw.bitmap)).or_insert_with(|| {
            let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
            image_of(&Pixels { width, height, rgba: pixmap.data_as_u8_slice().to_vec() })
        });
        surface.push_opacity(part(f64::from(draw.opacity)));
        let corner = draw.place * Affine::translate((-draw.width / 2.0, -draw.height / 2.0));
        picture(surface, made.clone(), transform(corner), draw.width as f32, draw.height as f32);
        surface.pop();
    }
}

/// The shadow of the group that this step begins, and where it is seen.
fn shadow_area(draws: &[Draw], index: usize) -> Option<(Shadow, Rect)> {
    let Some(Draw::Push(Group { shadow: Some(shadow), .. })) = draws.get(index) else { return None };
    let content = content_box(Draw::content(&draws[index + 1..]))?;
    let reach = blur_reach(shadow.blur);
    let cast = (content + Vec2::new(shadow.dx, shadow.dy)).inflate(reach, reach);
    let seen = cast.intersect(Rect::new(0.0, 0.0, SIDE, SIDE));
    (!seen.is_zero_area()).then(|| (*shadow, seen.expand()))
}

fn begin(surface: &mut Surface<'_>, group: &Group) -> usize {
    let mut pushed = 0;
    if group.blend != Blend::Normal {
        surface.push_blend_mode(match group.blend {
            Blend::Normal => BlendMode::Normal,
            Blend::Multiply => BlendMode::Multiply,
            Blend::Screen => BlendMode::Screen,
            Blend::Overlay => BlendMode::Overlay,
            Blend::Darken => BlendMode::Darken,
            Blend::Lighten => BlendMode::Lighten,
        });
        pushed += 1;
    }
    if group.opacity < 1.0 || group.blend != Blend::Normal {
        surface.push_opacity(part(f64::from(group.opacity)));
        pushed += 1;
    }
    if let Some(clip) = &group.clip
        && let Some(area) = path(&(clip.place * clip.path.as_ref()))
    {
        surface.push_clip_path(&area, &FillRule::NonZero);
        pushed += 1;
    }
    pushed
}

fn transform(affine: Affine) -> Transform {
    let [a, b, c, d, e, f] = affine.as_coeffs().map(|value| value as f32);
    Transform::from_row(a, b, c, d, e, f)
}

fn outline(surface: &mut Surface<'_>, draw: &PathDraw) {
    let Some(area) = path(&draw.path) else { return };
    surface.push_transform(&transform(draw.place));
    // One after the other: a surface that has both draws the line with the fill's opacity.
    if let Some(brush) = &draw.fill {
        let (paint, opacity) = paint(brush);
        surface.set_stroke(None);
        surface.set_fill(Some(Fill { paint, opacity, rule: FillRule::NonZero }));
        surface.draw_path(&area);
    }
    if let Some(line) = &draw.stroke {
        surface.set_fill(None);
        surface.set_stroke(Some(stroke(line)));
        surface.draw_path(&area);
        surface.set_stroke(None);
    }
    surface.pop();
}

fn stroke(line: &StrokeStyle) -> Stroke {
    let (paint, opacity) = paint(&line.brush);
    let style = &line.style;
    let dash = (!style.dash_pattern.is_empty())
        .then(|| StrokeDash { array: style.dash_pattern.iter().map(|length| *length as f32).collect(), offset: 0.0 });
    Stroke {
        paint,
        width: style.width as f32,
        miter_limit: style.miter_limit as f32,
        line_cap: match style.start_cap {
            Cap::Butt => LineCap::Butt,
            Cap::Round => LineCap::Round,
            Cap::Square => LineCap::Square,
        },
        line_join: match style.join {
            Join::Miter => LineJoin::Miter,
            Join::Round => LineJoin::Round,
            Join::Bevel => LineJoin::Bevel,
        },
        opacity,
        dash,
    }
}

fn part(value: f64) -> NormalizedF32 {
    NormalizedF32::new(value.clamp(0.0, 1.0) as f32).unwrap_or(NormalizedF32::ONE)
}

fn alpha(color: Color) -> NormalizedF32 {
    part(f64::from(color.a) / 255.0)
}

fn ink(color: Color) -> rgb::Color {
    rgb::Color::new(color.r, color.g, color.b)
}

fn paint(brush: &Brush) -> (Paint, NormalizedF32) {
    let stops = |stops: &[ColorStop]| -> Vec<Stop> {
        let stop = |stop: &ColorStop| Stop {
            offset: part(f64::from(stop.offset)),
            color: ink(stop.color).into(),
            opacity: alpha(stop.color),
        };
        stops.iter().map(stop).collect()
    };
    let (transform, spread_method) = (Transform::default(), SpreadMethod::Pad);
    let paint = match brush {
        Brush::Solid(color) => return (ink(*color).into(), alpha(*color)),
        Brush::Linear { from, to, stops: colors } => LinearGradient {
            x1: from.x as f32,
            y1: from.y as f32,
            x2: to.x as f32,
            y2: to.y as f32,
            transform,
            spread_method,
            stops: stops(colors),
            anti_alias: true,
        }
        .into(),
        Brush::Radial { center, radius, stops: colors } => RadialGradient {
            fx: center.x as f32,
            fy: center.y as f32,
            fr: 0.0,
            cx: center.x as f32,
            cy: center.y as f32,
            cr: *radius as f32,
            transform,
            spread_method,
            stops: stops(colors),
            anti_alias: true,
        }
        .into(),
        Brush::Angular { center, angle, stops: colors } => SweepGradient {
            cx: 0.0,
            cy: 0.0,
            start_angle: 0.0,
            end_angle: 360.0,
            // Its angles run the other way round than ours.
            transform: self::transform(Affine::translate(center.to_vec2()) * Affine::rotate(*angle)),
            spread_method,
            stops: stops(colors),
            anti_alias: true,
        }
        .into(),
    };
    (paint, NormalizedF32::ONE)
}

fn image_of(pixels: &Pixels) -> Image {
    Image::from_rgba8(pixels.straight(), pixels.width, pixels.height)
}

fn picture(surface: &mut Surface<'_>, image: Image, place: Transform, width: f32, height: f32) {
    let Some(size) = Size::from_wh(width, height) else { return };
    surface.push_transform(&place);
    surface.draw_image(image, size);
    surface.pop();
}
