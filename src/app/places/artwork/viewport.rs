//! From badge units to places in the window and back. Nothing else converts.

use eframe::egui::{Pos2, Rect, Vec2, pos2, vec2};
use kurbo::{Affine, Point};

use crate::artwork::SIDE;
use crate::editing::Look;

/// Least and greatest zoom: points of the window for one badge unit.
const ZOOM: std::ops::RangeInclusive<f32> = 0.1..=32.0;

/// Room that is left around the badge when it fits the canvas, in points.
const MARGIN: f32 = 96.0;

/// On a canvas narrower than this the badge lies above the cards at its lower
/// edge, which are this high; points both.
const NARROW: f32 = 800.0;
const CARDS: f32 = 176.0;
const NARROW_MARGIN: f32 = 24.0;

/// What part of the artwork is shown, and how large.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct View {
    /// Zoom and the artwork's centre relative to the canvas's; `None` while
    /// the whole badge is fitted to the canvas.
    free: Option<(f32, Vec2)>,
}

/// A [`View`] on a canvas of a certain place and size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// The canvas, in points of the window.
    pub rect: Rect,
    /// Points for one badge unit.
    pub zoom: f32,
    offset: Vec2,
}

impl View {
    /// The view on this canvas.
    pub fn on(self, rect: Rect) -> Viewport {
        let (zoom, offset) = self.free.unwrap_or_else(|| {
            let narrow = rect.width() < NARROW;
            let (cards, margin) = if narrow { (CARDS, NARROW_MARGIN) } else { (0.0, MARGIN) };
            let room = (rect.width().min(rect.height() - cards) - 2.0 * margin).max(64.0);
            (room / SIDE as f32, vec2(0.0, -cards / 2.0))
        });
        Viewport { rect, zoom, offset }
    }

    /// Fits the whole badge to the canvas again.
    pub fn fit(&mut self) {
        self.free = None;
    }

    /// Moves what is shown by so many points.
    pub fn pan(&mut self, rect: Rect, by: Vec2) {
        let now = self.on(rect);
        // At least the artwork's edge stays in sight.
        let limit = rect.size() / 2.0 + Vec2::splat(now.zoom * SIDE as f32 / 2.0 - 40.0);
        let offset = (now.offset + by).clamp(-limit, limit);
        self.free = Some((now.zoom, offset));
    }

    /// Zooms by a factor about a point of the window.
    pub fn zoom_about(&mut self, rect: Rect, factor: f32, about: Pos2) {
        let now = self.on(rect);
        let zoom = (now.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        let from_center = about - rect.center() - now.offset;
        self.free = Some((zoom, now.offset + from_center * (1.0 - zoom / now.zoom)));
        self.pan(rect, Vec2::ZERO);
    }

    /// Shows a part of the canvas as large as the canvas allows.
    pub fn show(&mut self, rect: Rect, area: Rect) {
        let factor = (rect.width() / area.width().max(1.0)).min(rect.height() / area.height().max(1.0));
        self.zoom_about(rect, factor, area.center());
        // What was in the middle of the box comes to the middle of the canvas.
        self.pan(rect, rect.center() - area.center());
    }

    /// Looks at the badge as a tool asks for it.
    pub fn look(&mut self, rect: Rect, look: Look) {
        let viewport = self.on(rect);
        match look {
            Look::Pan(by) => self.pan(rect, vec2(by.x as f32, by.y as f32) * viewport.zoom),
            Look::Zoom(factor, about) => self.zoom_about(rect, factor as f32, viewport.to_window(about)),
            Look::Show(area) => {
                let corner = viewport.to_window(Point::new(area.x1, area.y1));
                self.show(rect, Rect::from_two_pos(viewport.to_window(area.origin()), corner).intersect(rect));
            }
        }
    }

    /// Shows the artwork at this zoom, in the middle.
    pub fn zoom_to(&mut self, zoom: f32) {
        self.free = Some((zoom.clamp(*ZOOM.start(), *ZOOM.end()), Vec2::ZERO));
    }
}

impl Viewport {
    /// Where the artwork's origin lies in the window.
    fn origin(self) -> Pos2 {
        self.rect.center() + self.offset - Vec2::splat(self.zoom * SIDE as f32 / 2.0)
    }

    /// The place in the window of a point of the artwork.
    pub fn to_window(self, point: Point) -> Pos2 {
        self.origin() + vec2(point.x as f32, point.y as f32) * self.zoom
    }

    /// The point of the artwork at a place in the window.
    pub fn to_artwork(self, place: Pos2) -> Point {
        let from_origin = (place - self.origin()) / self.zoom;
        Point::new(f64::from(from_origin.x), f64::from(from_origin.y))
    }

    /// So many points of the window in badge units.
    pub fn units(self, points: f32) -> f64 {
        f64::from(points / self.zoom)
    }

    /// The whole artwork in the window.
    pub fn artwork_rect(self) -> Rect {
        Rect::from_min_size(self.origin(), Vec2::splat(self.zoom * SIDE as f32))
    }

    /// From badge units to pixels of a picture of the canvas.
    pub fn to_pixels(self, pixels_per_point: f32) -> Affine {
        let origin = (self.origin() - self.rect.min) * pixels_per_point;
        Affine::translate((f64::from(origin.x), f64::from(origin.y)))
            * Affine::scale(f64::from(self.zoom * pixels_per_point))
    }

    /// A box of the artwork in the window.
    pub fn rect_of(self, bounds: crate::artwork::Bounds) -> Rect {
        let min = self.to_window(Point::new(bounds.left, bounds.top));
        let max = self.to_window(Point::new(bounds.right, bounds.bottom));
        Rect::from_min_max(pos2(min.x, min.y), pos2(max.x, max.y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas() -> Rect {
        Rect::from_min_size(pos2(100.0, 50.0), vec2(900.0, 700.0))
    }

    #[test]
    fn a_fitted_badge_lies_in_the_middle_with_room_around() {
        let rect = View::default().on(canvas()).artwork_rect();
        assert_eq!(rect.center(), canvas().center());
        assert_eq!(rect.height(), 700.0 - 2.0 * MARGIN);
    }

    #[test]
    fn zooming_leaves_the_point_under_the_pointer_where_it_is() {
        let mut view = View::default();
        let pointer = pos2(350.0, 420.0);
        let before = view.on(canvas()).to_artwork(pointer);
        for factor in [1.3, 2.0, 0.4] {
            view.zoom_about(canvas(), factor, pointer);
        }
        let after = view.on(canvas()).to_artwork(pointer);
        assert!((after - before).hypot() < 1e-3, "{before:?} {after:?}");
    }

    #[test]
    fn a_box_is_shown_in_the_middle_and_as_large_as_it_can_be() {
        let mut view = View::default();
        let area = Rect::from_center_size(canvas().center() + vec2(40.0, -60.0), vec2(90.0, 50.0));
        let before = view.on(canvas()).to_artwork(area.center());
        view.show(canvas(), area);
        let now = view.on(canvas());
        assert!((now.to_artwork(canvas().center()) - before).hypot() < 1e-2);
        assert!((now.zoom - 10.0 * View::default().on(canvas()).zoom).abs() < 1e-3);
    }

    #[test]
    fn the_badge_cannot_be_lost_out_of_sight() {
        let mut view = View::default();
        view.pan(canvas(), vec2(1e9, -1e9));
        assert!(view.on(canvas()).artwork_rect().intersects(canvas()));
        view.zoom_about(canvas(), 1e9, canvas().center());
        assert_eq!(view.on(canvas()).zoom, *ZOOM.end());
    }
}
