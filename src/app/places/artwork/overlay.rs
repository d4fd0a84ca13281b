//! What lies over the badge: grid and guides, and whatever the tool in hand shows.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui,
    Vec2, vec2,
};
use kurbo::Point;

use super::model::{Board, context};
use super::viewport::Viewport;
use crate::app::desk::Desk;
use crate::app::toolkit::color_button::to_color32;
use crate::app::toolkit::theme::Tokens;
use crate::artwork::SIDE;
use crate::editing::overlay::{Form, Mark, Pen};
use crate::editing::snapping::{Snap, Snapping};

/// What a dragged element meets is drawn in this colour.
const SNAP: Color32 = Color32::from_rgb(0xC9, 0x3D, 0x77);

/// Lines of the grid nearer than this are left out, in points.
const LEAST_STEP: f32 = 6.0;

/// Length of each arm of the cross, in points, and how far they keep from the middle.
pub(super) const CROSS: (f32, f32) = (14.0, 4.0);

impl Board<'_> {
    /// What lies over the badge.
    pub(super) fn overlay(&mut self, ui: &Ui, painter: &Painter, viewport: Viewport, response: &Response) {
        let tokens = Tokens::of(ui);
        let snapping = self.desk.settings.canvas.snapping;
        if snapping.grid_shown {
            grid(painter, viewport, snapping);
        }
        if snapping.guides {
            guides(painter, viewport, self.desk, tokens);
        }
        let marks = self.canvas.tools.held().overlay(&context(self.desk, viewport.units(1.0)));
        let pointer = ui.input(|input| input.pointer.interact_pos());
        let sheet = Sheet { painter, viewport, tokens, pointer };
        for mark in marks {
            match mark {
                Mark::ColorAtPointer => self.lens(ui, viewport, response),
                mark => sheet.mark(mark),
            }
        }
    }
}

/// On what marks are drawn.
struct Sheet<'a> {
    painter: &'a Painter,
    viewport: Viewport,
    tokens: &'a Tokens,
    pointer: Option<Pos2>,
}

impl Sheet<'_> {
    fn at(&self, point: Point) -> Pos2 {
        self.viewport.to_window(point)
    }

    fn rect(&self, area: kurbo::Rect) -> Rect {
        Rect::from_two_pos(self.at(area.origin()), self.at(Point::new(area.x1, area.y1)))
    }

    fn stroke(&self, pen: Pen) -> Stroke {
        match pen {
            Pen::Firm => Stroke::new(1.5, self.tokens.accent.ink),
            Pen::Thin | Pen::Dashed => Stroke::new(1.0, self.tokens.accent.ink),
            Pen::Lit => Stroke::new(4.0, Color32::from_white_alpha(180)),
        }
    }

    fn mark(&self, mark: Mark) {
        let painter = self.painter;
        let ink = self.tokens.accent.ink;
        match mark {
            Mark::Line(points, pen) => self.line(points, pen),
            Mark::Circle(center, radius, pen) => {
                painter.circle_stroke(self.at(center), radius as f32 * self.viewport.zoom, self.stroke(pen));
            }
            Mark::Outline(bounds, pen) => {
                let area = self.viewport.rect_of(bounds).expand(2.0);
                painter.rect_stroke(area, 2.0, self.stroke(pen), StrokeKind::Outside);
            }
            Mark::Box(area) => {
                painter.rect_stroke(self.rect(area), 0.0, self.stroke(Pen::Thin), StrokeKind::Inside);
            }
            Mark::Marquee(area) => {
                let ground = ink.gamma_multiply(0.08);
                painter.rect(self.rect(area), 0.0, ground, self.stroke(Pen::Thin), StrokeKind::Inside);
            }
            Mark::Handle(at, form) => self.handle(self.at(at), form),
            Mark::Snap(snap) => show_snap(painter, self.viewport, snap, self.tokens),
            Mark::Chosen(corners) => {
                // Lighter on dark badges, tinted on light ones.
                for tint in [Color32::WHITE.gamma_multiply(0.3), ink.gamma_multiply(0.3)] {
                    let corners = corners.map(|corner| self.at(corner)).to_vec();
                    painter.add(Shape::convex_polygon(corners, tint, Stroke::NONE));
                }
            }
            Mark::Caret(foot, head) => {
                let ends = [self.at(foot), self.at(head)];
                painter.line_segment(ends, Stroke::new(4.0, Color32::WHITE));
                painter.line_segment(ends, Stroke::new(2.0, ink));
            }
            Mark::Cross(at) => {
                let at = self.at(at);
                for line in [Stroke::new(4.0, Color32::from_white_alpha(200)), Stroke::new(1.5, ink)] {
                    for way in [vec2(1.0, 0.0), vec2(-1.0, 0.0), vec2(0.0, 1.0), vec2(0.0, -1.0)] {
                        painter.line_segment([at + way * CROSS.1, at + way * CROSS.0], line);
                    }
                }
            }
            Mark::Words(words) => {
                if let Some(at) = self.pointer {
                    tag(painter, at + vec2(18.0, 22.0), Align2::LEFT_TOP, &words, self.tokens.ink, self.tokens);
                }
            }
            Mark::ColorAtPointer => {}
        }
    }

    fn line(&self, points: Vec<Point>, pen: Pen) {
        let mut line: Vec<Pos2> = points.into_iter().map(|point| self.at(point)).collect();
        let stroke = self.stroke(pen);
        if pen == Pen::Dashed {
            self.painter.extend(Shape::dashed_line(&line, stroke, 4.0, 4.0));
        } else if line.len() == 5 && line.first() == line.last() {
            line.pop();
            self.painter.add(Shape::closed_line(line, stroke));
        } else {
            for (from, to) in line.iter().zip(line.iter().skip(1)) {
                self.painter.line_segment([*from, *to], stroke);
            }
        }
    }

    fn handle(&self, at: Pos2, form: Form) {
        let (painter, line) = (self.painter, self.stroke(Pen::Firm));
        let circle = |radius: f32, fill: Color32| {
            painter.circle(at, radius, fill, line);
        };
        let square = |size: Vec2, corner: f32, fill: Color32| {
            painter.rect(Rect::from_center_size(at, size), corner, fill, line, StrokeKind::Middle);
        };
        let fill = |is_held: bool| if is_held { line.color } else { Color32::WHITE };
        match form {
            Form::Turn => circle(6.0, Color32::WHITE),
            Form::Size => square(vec2(10.0, 10.0), 2.0, Color32::WHITE),
            Form::Middle => {
                circle(6.5, Color32::WHITE);
                painter.circle_filled(at, 2.5, line.color);
            }
            Form::Number => diamond(painter, at, line.color),
            Form::Paint { held } => circle(6.5, fill(held)),
            Form::Stop { color, held } => {
                let (side, width) = if held { (20.0, 3.0) } else { (16.0, 1.5) };
                let chip = Rect::from_center_size(at, Vec2::splat(side));
                painter.rect_filled(chip.expand(2.0), 6.0, Color32::WHITE);
                painter.rect(chip, 5.0, to_color32(color), Stroke::new(width, line.color), StrokeKind::Inside);
            }
            Form::Crop(0, _) => square(vec2(20.0, 6.0), 2.0, Color32::WHITE),
            Form::Crop(_, 0) => square(vec2(6.0, 20.0), 2.0, Color32::WHITE),
            Form::Crop(..) => square(vec2(12.0, 12.0), 2.0, Color32::WHITE),
            Form::Node { smooth: true, chosen } => circle(5.0, fill(chosen)),
            Form::Node { smooth: false, chosen } => square(Vec2::splat(9.0), 1.0, fill(chosen)),
            Form::Bend => circle(4.0, Color32::WHITE),
        }
    }
}

/// A few words on a small ground of their own.
fn tag(painter: &Painter, at: Pos2, anchor: Align2, words: &str, ink: Color32, tokens: &Tokens) {
    let font = FontId::new(12.0, FontFamily::Name("semibold".into()));
    let galley = painter.layout_no_wrap(words.to_owned(), font, ink);
    let place = anchor.anchor_size(at, galley.size() + vec2(10.0, 4.0));
    painter.rect(place, CornerRadius::same(5), tokens.panel, Stroke::new(1.0, tokens.line), StrokeKind::Outside);
    painter.galley(place.min + vec2(5.0, 2.0), galley, ink);
}

/// A handle of a shape: it looks unlike those that size it.
fn diamond(painter: &Painter, at: Pos2, color: Color32) {
    let corners = [vec2(0.0, -6.5), vec2(6.5, 0.0), vec2(0.0, 6.5), vec2(-6.5, 0.0)].map(|off| at + off);
    painter.add(Shape::convex_polygon(corners.to_vec(), color, Stroke::new(1.5, Color32::WHITE)));
}

fn grid(painter: &Painter, viewport: Viewport, snapping: Snapping) {
    let step = snapping.step();
    if step as f32 * viewport.zoom < LEAST_STEP {
        return;
    }
    let line = Stroke::new(1.0, Color32::from_rgba_unmultiplied(128, 128, 128, 48));
    let board = viewport.artwork_rect();
    let mut at = 0.0;
    while at <= SIDE {
        let place = viewport.to_window(Point::new(at, at));
        painter.vline(place.x, board.y_range(), line);
        painter.hline(board.x_range(), place.y, line);
        at += step;
    }
}

fn guides(painter: &Painter, viewport: Viewport, desk: &Desk, tokens: &Tokens) {
    for guide in &desk.artwork().guides {
        let strength = if guide.locked { 0.35 } else { 0.7 };
        let line = Stroke::new(1.0, tokens.intact.ink.gamma_multiply(strength));
        let place = viewport.to_window(Point::new(guide.at, guide.at));
        if guide.upright {
            painter.vline(place.x, viewport.rect.y_range(), line);
        } else {
            painter.hline(viewport.rect.x_range(), place.y, line);
        }
    }
}

/// What a dragged element meets, with the distance written beside it.
fn show_snap(painter: &Painter, viewport: Viewport, snap: Snap, tokens: &Tokens) {
    let line = Stroke::new(1.0, SNAP);
    let at = |point: Point| viewport.to_window(point);
    match snap {
        Snap::Line(from, to) => {
            let (from, to) = (at(from), at(to));
            let over = (to - from).normalized() * 12.0;
            painter.extend(Shape::dashed_line(&[from - over, to + over], line, 4.0, 4.0));
        }
        Snap::Distance(from, to) => {
            let number = format!("{:.0}", from.distance(to));
            let (from, to) = (at(from), at(to));
            let tick = (to - from).normalized().rot90() * 4.0;
            painter.line_segment([from, to], line);
            painter.line_segment([from - tick, from + tick], line);
            painter.line_segment([to - tick, to + tick], line);
            let upright = tick.x.abs() > tick.y.abs();
            let (beside, anchor) =
                if upright { (vec2(6.0, 0.0), Align2::LEFT_CENTER) } else { (vec2(0.0, 6.0), Align2::CENTER_TOP) };
            tag(painter, from.lerp(to, 0.5) + beside, anchor, &number, SNAP, tokens);
        }
        Snap::Circle(center, radius) => {
            let circle: Vec<Pos2> = (0..=96)
                .map(|step| {
                    let angle = f64::from(step) / 96.0 * std::f64::consts::TAU;
                    at(center + kurbo::Vec2::from_angle(angle) * radius)
                })
                .collect();
            painter.extend(Shape::dashed_line(&circle, line, 4.0, 4.0));
            let below = at(center + kurbo::Vec2::new(0.0, radius)) + vec2(0.0, 6.0);
            tag(painter, below, Align2::CENTER_TOP, &format!("radius {radius:.0}"), SNAP, tokens);
        }
        Snap::Angle(from, to, degrees) => {
            painter.extend(Shape::dashed_line(&[at(from), at(to)], line, 4.0, 4.0));
            let middle = at(from).lerp(at(to), 0.5);
            tag(painter, middle, Align2::CENTER_CENTER, &format!("{degrees:.0}°"), SNAP, tokens);
        }
    }
}
