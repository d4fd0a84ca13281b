//! The steps of a scene as those of the renderer.

use std::f64::consts::TAU;

use kurbo::{Affine, BezPath, PathEl, Rect, StrokeOpts};
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::peniko::{self, ColorStop, Gradient, ImageQuality, ImageSampler, InterpolationAlphaSpace, Mix};
use vello_cpu::{Image, ImageSource, PaintType, RenderContext};

use crate::artwork::{Blend, Color};
use crate::render::extent::content_box;
use crate::scene::{Brush, Draw, ImageDraw};

/// How far a drawn edge may lie beside the true curve, in pixels. The renderer
/// itself allows a quarter, which makes small dots a third too small.
const FLATNESS: f64 = 0.05;

/// Draws these steps. `view` takes badge units to pixels; `shadow` lays down
/// what the group that begins with a step casts.
pub(super) fn record(
    context: &mut RenderContext,
    draws: &[Draw],
    view: Affine,
    shadow: impl Fn(&mut RenderContext, usize),
) {
    let mut layers = Vec::new();
    let window = Rect::new(0.0, 0.0, f64::from(context.width()), f64::from(context.height()));
    let is_seen = |draw: &Draw| {
        let area = content_box(std::slice::from_ref(draw));
        area.is_some_and(|area| view.transform_rect_bbox(area).inflate(2.0, 2.0).overlaps(window))
    };
    for (index, draw) in draws.iter().enumerate() {
        match draw {
            Draw::Path(_) | Draw::Image(_) if !is_seen(draw) => {}
            Draw::Path(draw) => {
                let transform = view * draw.place;
                let tolerance = FLATNESS / transform.determinant().abs().sqrt();
                context.set_transform(transform);
                if let Some(brush) = &draw.fill {
                    fill(context, brush, &straightened(draw.path.iter(), tolerance));
                }
                if let Some(line) = &draw.stroke {
                    let outline = kurbo::stroke(draw.path.iter(), &line.style, &StrokeOpts::default(), tolerance);
                    fill(context, &line.brush, &straightened(outline.iter(), tolerance));
                }
            }
            Draw::Image(draw) => image(context, draw, view),
            Draw::Push(group) => {
                let as_layer = group.opacity < 1.0 || group.clip.is_some() || group.blend != Blend::Normal;
                if as_layer {
                    let clip = group.clip.as_ref().map(|clip| {
                        let transform = view * clip.place;
                        context.set_transform(transform);
                        straightened(clip.path.iter(), FLATNESS / transform.determinant().abs().sqrt())
                    });
                    let blend = (group.blend != Blend::Normal).then(|| mix(group.blend).into());
                    context.push_layer(clip.as_ref(), blend, Some(group.opacity), None, None);
                }
                layers.push(as_layer);
                shadow(context, index);
            }
            Draw::Pop => {
                if layers.pop() == Some(true) {
                    context.pop_layer();
                }
            }
        }
    }
}

fn fill(context: &mut RenderContext, brush: &Brush, path: &BezPath) {
    context.set_paint(paint(brush));
    if let Brush::Angular { center, angle, .. } = brush {
        context.set_paint_transform(Affine::rotate_about(*angle, *center));
        context.fill_path(path);
        context.reset_paint_transform();
    } else {
        context.fill_path(path);
    }
}

fn mix(blend: Blend) -> Mix {
    match blend {
        Blend::Normal => Mix::Normal,
        Blend::Multiply => Mix::Multiply,
        Blend::Screen => Mix::Screen,
        Blend::Overlay => Mix::Overlay,
        Blend::Darken => Mix::Darken,
        Blend::Lighten => Mix::Lighten,
    }
}

/// A path with its curves replaced by lines.
fn straightened(path: impl IntoIterator<Item = PathEl>, tolerance: f64) -> BezPath {
    let mut lines = BezPath::new();
    kurbo::flatten(path, tolerance, |element| lines.push(element));
    lines
}

fn image(context: &mut RenderContext, draw: &ImageDraw, view: Affine) {
    let transform = view * draw.place;
    let scale = transform.determinant().abs().sqrt();
    let Some(pixmap) = draw.bitmap.level_for(draw.width * scale, draw.height * scale) else { return };
    let (width, height) = (f64::from(pixmap.width()), f64::from(pixmap.height()));
    // The renderer itself draws pictures without opacity only.
    let as_layer = draw.opacity < 1.0;
    if as_layer {
        context.push_opacity_layer(draw.opacity);
    }
    context.set_transform(transform);
    context.set_paint_transform(
        Affine::translate((-draw.width / 2.0, -draw.height / 2.0))
            * Affine::scale_non_uniform(draw.width / width, draw.height / height),
    );
    let sampler = ImageSampler { quality: ImageQuality::Medium, ..ImageSampler::default() };
    context.set_paint(Image { image: ImageSource::Pixmap(pixmap.clone()), sampler });
    context.fill_rect(&Rect::from_center_size((0.0, 0.0), (draw.width, draw.height)));
    context.reset_paint_transform();
    if as_layer {
        context.pop_layer();
    }
}

fn paint(brush: &Brush) -> PaintType {
    let stops = |stops: &[crate::scene::ColorStop]| -> Vec<ColorStop> {
        stops.iter().map(|stop| ColorStop::from((stop.offset, rgba(stop.color)))).collect()
    };
    // As SVG mixes the colours of a gradient.
    let straight = InterpolationAlphaSpace::Unpremultiplied;
    match brush {
        Brush::Solid(color) => PaintType::Solid(rgba(*color)),
        Brush::Linear { from, to, stops: colors } => PaintType::Gradient(
            Gradient::new_linear(*from, *to)
                .with_stops(stops(colors).as_slice())
                .with_interpolation_alpha_space(straight),
        ),
        #[expect(clippy::cast_possible_truncation, reason = "a length in badge units")]
        Brush::Radial { center, radius, stops: colors } => PaintType::Gradient(
            Gradient::new_radial(*center, *radius as f32)
                .with_stops(stops(colors).as_slice())
                .with_interpolation_alpha_space(straight),
        ),
        #[expect(clippy::cast_possible_truncation, reason = "an angle")]
        // It is turned as a whole: the renderer's own angles end after one round.
        Brush::Angular { center, stops: colors, .. } => PaintType::Gradient(
            Gradient::new_sweep(*center, 0.0, TAU as f32)
                .with_stops(stops(colors).as_slice())
                .with_interpolation_alpha_space(straight),
        ),
    }
}

/// A colour as the renderer has it.
pub(super) fn rgba(color: Color) -> AlphaColor<Srgb> {
    peniko::Color::from_rgba8(color.r, color.g, color.b, color.a)
}
