//! A scene to pixels.

mod coverage;
mod record;
mod shadows;
mod visible;

use kurbo::{Affine, Point, Rect};
use vello_cpu::{PixmapMut, RenderContext, Resources};

use self::record::record;
use self::shadows::{Shadows, laid_down};
use crate::artwork::{SIDE, Shadow};
use crate::scene::{Draw, Group, Scene};

/// Longest side of a picture that is made, in pixels; larger ones come out
/// this large.
pub const MAX_SIDE: u32 = 4096;

/// Most work that goes into one picture, in pixels that are laid down.
const MAX_WORK: f64 = 1.2e10;

/// The same for a picture that is drawn while somebody looks on.
const QUICK_WORK: f64 = 1e9;

/// Most bytes that drawing takes at a time beside the picture itself; a picture
/// that needs more is drawn in bands, one after the other.
const MAX_BYTES: f64 = 128.0 * 1024.0 * 1024.0;

/// Bytes that the renderer keeps of each pixel along an edge.
const EDGE_BYTES: f64 = 12.0;

/// What the pixels of a shadow and of an edge take, for a plain pixel's 1.
const SHADOW_WORK: f64 = 2.0;
const EDGE_WORK: f64 = 400.0;

/// Longest side of a picture of this scene whose drawing ends in good time.
pub fn longest_side(scene: &Scene) -> u32 {
    side_within(scene, MAX_WORK)
}

/// Longest side of a picture of this scene that can be drawn while somebody
/// looks on.
pub fn quick_side(scene: &Scene) -> u32 {
    side_within(scene, QUICK_WORK)
}

/// Longest side of a picture of this scene that takes no more than this.
fn side_within(scene: &Scene, work: f64) -> u32 {
    let square = Rect::new(0.0, 0.0, SIDE, SIDE);
    let shadows: f64 = shadows::areas(scene.draws(), Affine::IDENTITY, square).map(|area| area.area()).sum();
    let squares = (scene.work().squares() + SHADOW_WORK * shadows / (SIDE * SIDE)).max(1.0);
    let edges = EDGE_WORK * scene.work().edges() / SIDE;
    // Of the side for which squares × side² + edges × side is all that may be.
    let most = ((edges * edges + 4.0 * squares * work).sqrt() - edges) / (2.0 * squares);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped on the same line")]
    let most = most.clamp(1.0, f64::from(MAX_SIDE)) as u32;
    most
}

/// A picture: premultiplied RGBA in sRGB, 8 bits a channel, from the upper left.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Four bytes a pixel, row by row.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({} × {})", self.width, self.height)
    }
}

impl Pixels {
    /// The picture as a PNG file: straight alpha, marked as sRGB.
    pub fn to_png(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        let written = encoder.write_header().and_then(|mut writer| {
            writer.write_image_data(&self.straight())?;
            writer.finish()
        });
        #[expect(clippy::expect_used, reason = "memory takes all bytes, and there are four for each pixel")]
        written.expect("a PNG can be written to memory");
        file
    }

    /// The bytes with the colours no longer multiplied by alpha.
    pub(super) fn straight(&self) -> Vec<u8> {
        let mut straight = self.rgba.clone();
        for pixel in straight.chunks_exact_mut(4) {
            let alpha = u32::from(pixel[3]);
            if alpha == 0 || alpha == 255 {
                continue;
            }
            for channel in &mut pixel[..3] {
                let value = (u32::from(*channel) * 255 + alpha / 2) / alpha;
                *channel = u8::try_from(value).unwrap_or(u8::MAX);
            }
        }
        straight
    }
}

/// A part of a picture, in whole pixels from its upper left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The first column.
    pub left: u32,
    /// The first row.
    pub top: u32,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl Part {
    /// What an area touches of a picture of this size, a soft edge included;
    /// `None` where it lies beside.
    pub fn around(area: Rect, size: [u32; 2]) -> Option<Self> {
        let whole = Rect::new(0.0, 0.0, f64::from(size[0]), f64::from(size[1]));
        let seen = area.inflate(2.0, 2.0).intersect(whole).expand();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the picture")]
        let [left, top, width, height] = [seen.x0, seen.y0, seen.width(), seen.height()].map(|length| length as u32);
        (width > 0 && height > 0).then_some(Self { left, top, width, height })
    }
}

/// Draws scenes. Keep one for as long as possible: it holds blurred shadows
/// and buffers from one picture to the next.
#[derive(Debug)]
pub struct Renderer {
    context: RenderContext,
    resources: Resources,
    shadows: Shadows,
}

impl Default for Renderer {
    fn default() -> Self {
        Self { context: RenderContext::new(1, 1), resources: Resources::new(), shadows: Shadows::default() }
    }
}

impl Renderer {
    /// A renderer with nothing in its cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// The whole artwork as a square picture of this side.
    pub fn render(&mut self, scene: &Scene, side: u32) -> Pixels {
        let side = side.clamp(1, MAX_SIDE);
        self.render_view(scene, side, side, Affine::scale(f64::from(side) / SIDE))
    }

    /// The shadow of these draws alone, as a picture of an area of the artwork, so
    /// many pixels to a badge unit.
    pub(super) fn shadow_alone(&mut self, content: &[Draw], cast: Shadow, area: Rect, scale: f64) -> Pixels {
        let mut draws = vec![Draw::Push(Group { shadow: Some(cast), ..Group::default() })];
        draws.extend_from_slice(content);
        draws.push(Draw::Pop);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped on the same line")]
        let side = |length: f64| (length * scale).round().clamp(1.0, f64::from(MAX_SIDE)) as u16;
        let (width, height) = (side(area.width()), side(area.height()));
        let view = Affine::scale_non_uniform(f64::from(width) / area.width(), f64::from(height) / area.height())
            * Affine::translate(-area.origin().to_vec2());
        let window = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let laid = self.shadows.prepare(&draws, view, window, false);
        let mut pixels = Pixels {
            width: width.into(),
            height: height.into(),
            rgba: vec![0; usize::from(width) * usize::from(height) * 4],
        };
        self.context.reset_and_resize(width, height);
        laid_down(&laid, 0, &mut self.context, Affine::IDENTITY);
        self.context.flush();
        if let Some(target) = PixmapMut::new(width, height, &mut pixels.rgba) {
            self.context.render(target, &mut self.resources);
        }
        pixels
    }

    /// What can be seen of the scene through a window of this size; `view`
    /// takes badge units to pixels.
    pub fn render_view(&mut self, scene: &Scene, width: u32, height: u32, view: Affine) -> Pixels {
        let (width, height) = (width.clamp(1, MAX_SIDE), height.clamp(1, MAX_SIDE));
        self.render_part(scene, [width, height], view, Part { left: 0, top: 0, width, height })
    }

    /// A part of what can be seen through a window of this `size`: the same
    /// pixels that [`Renderer::render_view`] gives there, in less time.
    pub fn render_part(&mut self, scene: &Scene, size: [u32; 2], view: Affine, part: Part) -> Pixels {
        let Part { left, top, width, height } = part;
        let (width, height) = (width.clamp(1, MAX_SIDE), height.clamp(1, MAX_SIDE));
        let mut pixels = Pixels { width, height, rgba: vec![0; width as usize * height as usize * 4] };
        let (Ok(w), Ok(h)) = (u16::try_from(width), u16::try_from(height)) else { return pixels };
        if !is_usable(view) {
            return pixels;
        }
        let window = Rect::new(0.0, 0.0, f64::from(size[0].min(MAX_SIDE)), f64::from(size[1].min(MAX_SIDE)));
        let bands = bands(scene, view, window, [width, height]);
        if bands == 1 {
            // Shadows are made for the whole window: so they are the same whichever part is drawn.
            self.band(scene.draws(), view, (window, true), [left, top], [w, h], &mut pixels.rgba);
            return pixels;
        }
        let rows = h.div_ceil(bands).max(LEAST_ROWS);
        let bytes = usize::from(rows) * usize::from(w) * 4;
        for (rgba, above) in pixels.rgba.chunks_mut(bytes).zip((0..h).step_by(usize::from(rows))) {
            let (above, rows) = (top.saturating_add(above.into()), rows.min(h - above));
            let corner = Point::new(f64::from(left), f64::from(above));
            let seen = window.intersect(Rect::from_origin_size(corner, (f64::from(w), f64::from(rows))));
            self.band(scene.draws(), view, (seen, false), [left, above], [w, rows], rgba);
        }
        pixels
    }

    /// Draws what is seen of the window from this corner on. The shadows are made
    /// for `seen` of it, and kept where that is worth while.
    fn band(
        &mut self,
        draws: &[Draw],
        view: Affine,
        (seen, is_kept): (Rect, bool),
        [left, top]: [u32; 2],
        [width, height]: [u16; 2],
        rgba: &mut [u8],
    ) {
        let laid = self.shadows.prepare(draws, view, seen, is_kept);
        let moved = Affine::translate((-f64::from(left), -f64::from(top)));
        self.context.reset_and_resize(width, height);
        record(&mut self.context, draws, moved * view, |context, step| laid_down(&laid, step, context, moved));
        self.context.flush();
        if let Some(target) = PixmapMut::new(width, height, rgba) {
            self.context.render(target, &mut self.resources);
        }
    }
}

/// Fewest rows of a band: each takes all steps of the scene.
const LEAST_ROWS: u16 = 32;

/// In how many bands a picture of this size is drawn, so that neither shadows
/// nor edges take more memory at a time than there may be.
fn bands(scene: &Scene, view: Affine, window: Rect, [width, height]: [u32; 2]) -> u16 {
    let mask = f64::from(width) * f64::from(height);
    let shadows: f64 = shadows::areas(scene.draws(), view, window).map(|area| area.area() + mask).sum();
    let scale = view.determinant().abs().sqrt();
    let edges = scene.work().edges() * scale * EDGE_BYTES;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, and is clamped")]
    let bands = ((shadows + edges) / MAX_BYTES).ceil().clamp(1.0, f64::from(u16::MAX)) as u16;
    bands
}

fn is_usable(view: Affine) -> bool {
    let scale = view.determinant().abs().sqrt();
    view.is_finite() && (1e-3..=1e3).contains(&scale) && view.translation().hypot() < 1e7
}
