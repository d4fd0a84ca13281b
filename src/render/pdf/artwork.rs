//! A scene as a PDF page of outlines. Only blurred shadows, which PDF does not
//! know, are pictures.

#![expect(clippy::cast_possible_truncation, reason = "PDF counts in single precision")]

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
use kurbo::{Affine, Cap, Join};

use super::{PdfError, path};
use crate::artwork::{Blend, Color, SIDE};
use crate::render::raster::{Pixels, Renderer};
use crate::render::sizes;
use crate::scene::{Brush, ColorStop, Draw, Group, ImageDraw, Line, PathDraw, Scene};

/// Pixels of a shadow's picture for a side of the artwork.
const SHADOW_SIDE: u16 = 1200;

/// The scene as a PDF of one page; a badge unit is a point.
///
/// # Errors
/// When it makes no PDF.
pub fn artwork(scene: &Scene, title: &str, description: &str, renderer: &mut Renderer) -> Result<Vec<u8>, PdfError> {
    let side = SIDE as f32;
    page(title, description, (side, side), |surface| draw(surface, scene.draws(), renderer))
}

/// A page with the badge in all the sizes in which it is seen; a pixel is a point.
///
/// # Errors
/// When it makes no PDF.
pub fn sizes(scene: &Scene, title: &str, description: &str, renderer: &mut Renderer) -> Result<Vec<u8>, PdfError> {
    let size = (sizes::WIDTH as f32, sizes::HEIGHT as f32);
    page(title, description, size, |surface| {
        draw(surface, sizes::ground().draws(), renderer);
        for place in sizes::places() {
            let scale = f64::from(place.side) / SIDE;
            let place = Affine::translate((place.x, place.y)) * Affine::scale(scale);
            surface.push_transform(&transform(place));
            draw(surface, scene.draws(), renderer);
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

pub(super) fn draw(surface: &mut Surface<'_>, draws: &[Draw], renderer: &mut Renderer) {
    // How much each open group put on the surface's own stack.
    let mut open = Vec::new();
    for (index, draw) in draws.iter().enumerate() {
        match draw {
            Draw::Path(draw) => outline(surface, draw),
            Draw::Image(draw) => image(surface, draw),
            Draw::Push(group) => {
                open.push(begin(surface, group));
                if let Some(shadow) = group.shadow {
                    let pixels = renderer.shadow_alone(Draw::content(&draws[index + 1..]), shadow, SHADOW_SIDE);
                    picture(surface, &pixels, Transform::default(), SIDE as f32, SIDE as f32);
                }
            }
            Draw::Pop => (0..open.pop().unwrap_or(0)).for_each(|_| surface.pop()),
        }
    }
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

fn stroke(line: &Line) -> Stroke {
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

fn image(surface: &mut Surface<'_>, draw: &ImageDraw) {
    let Some(pixmap) = draw.bitmap.levels().first() else { return };
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let pixels = Pixels { width, height, rgba: pixmap.data_as_u8_slice().to_vec() };
    surface.push_opacity(part(f64::from(draw.opacity)));
    let corner = draw.place * Affine::translate((-draw.width / 2.0, -draw.height / 2.0));
    picture(surface, &pixels, transform(corner), draw.width as f32, draw.height as f32);
    surface.pop();
}

fn picture(surface: &mut Surface<'_>, pixels: &Pixels, place: Transform, width: f32, height: f32) {
    let Some(size) = Size::from_wh(width, height) else { return };
    surface.push_transform(&place);
    surface.draw_image(Image::from_rgba8(pixels.straight(), pixels.width, pixels.height), size);
    surface.pop();
}
