//! What lies over the badge: cage, handles, guides, distances, marquee, points.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, vec2,
};
use kurbo::Point;

use super::crop_view::paint_crop;
use super::paint::to_color32;
use super::points::paint_points;
use super::surface::context;
use super::viewport::Viewport;
use crate::app::state::State;
use crate::app::theme::Tokens;
use crate::artwork::SIDE;
use crate::editing::cage::{Handle, cage, handles};
use crate::editing::knobs::knobs;
use crate::editing::nested::{lifted, middle_of, to_artwork};
use crate::editing::paint_handles::{PaintHandle, Track, handles as paint_handles, track};
use crate::editing::paint_tool::repaintable;
use crate::editing::snapping::{Met, Snapping};
use crate::editing::tool::ToolKind;
use crate::scene::Scene;

/// What a dragged element meets is drawn in this colour.
const MET: Color32 = Color32::from_rgb(0xC9, 0x3D, 0x77);

/// Lines of the grid nearer than this are left out, in points.
const LEAST_STEP: f32 = 6.0;

/// What lies over the badge.
pub(super) fn overlay(ui: &Ui, painter: &Painter, viewport: Viewport, state: &State, scene: &Scene) {
    let tokens = Tokens::of(ui);
    let line = Stroke::new(1.5, tokens.accent.ink);
    let canvas = &state.canvas;
    let snapping = state.settings.canvas.snapping;
    if snapping.grid_shown {
        grid(painter, viewport, snapping);
    }
    if snapping.guides {
        guides(painter, viewport, state, tokens);
    }
    match canvas.tool {
        ToolKind::Select => chosen(painter, viewport, state, scene, line),
        ToolKind::Paint => paint(painter, viewport, state, scene, line),
        ToolKind::Crop => paint_crop(painter, viewport, state, line),
        _ => paint_points(painter, viewport, state, line),
    }
    let met = match canvas.tool {
        ToolKind::Select => canvas.select.met(),
        ToolKind::Nodes => canvas.nodes.met(),
        ToolKind::Pen => canvas.pen.met(),
        _ => &[],
    };
    for met in met {
        show_met(painter, viewport, *met, tokens);
    }
    if let Some((from, to)) = canvas.select.marquee() {
        let area = Rect::from_two_pos(viewport.to_window(from), viewport.to_window(to));
        painter.rect(area, 0.0, line.color.gamma_multiply(0.08), Stroke::new(1.0, line.color), StrokeKind::Inside);
    }
    let told = canvas.select.told().or(canvas.paint.told());
    if let (Some(words), Some(at)) = (told, ui.input(|input| input.pointer.interact_pos())) {
        tag(painter, at + vec2(18.0, 22.0), Align2::LEFT_TOP, words, tokens.ink, tokens);
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

fn guides(painter: &Painter, viewport: Viewport, state: &State, tokens: &Tokens) {
    for guide in &state.artwork().guides {
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
fn show_met(painter: &Painter, viewport: Viewport, met: Met, tokens: &Tokens) {
    let line = Stroke::new(1.0, MET);
    let at = |point: Point| viewport.to_window(point);
    match met {
        Met::Line(from, to) => {
            let (from, to) = (at(from), at(to));
            let over = (to - from).normalized() * 12.0;
            painter.extend(Shape::dashed_line(&[from - over, to + over], line, 4.0, 4.0));
        }
        Met::Distance(from, to) => {
            let number = format!("{:.0}", from.distance(to));
            let (from, to) = (at(from), at(to));
            let tick = (to - from).normalized().rot90() * 4.0;
            painter.line_segment([from, to], line);
            painter.line_segment([from - tick, from + tick], line);
            painter.line_segment([to - tick, to + tick], line);
            let upright = tick.x.abs() > tick.y.abs();
            let (beside, anchor) =
                if upright { (vec2(6.0, 0.0), Align2::LEFT_CENTER) } else { (vec2(0.0, 6.0), Align2::CENTER_TOP) };
            tag(painter, from.lerp(to, 0.5) + beside, anchor, &number, MET, tokens);
        }
        Met::Circle(center, radius) => {
            let circle: Vec<Pos2> = (0..=96)
                .map(|step| {
                    let angle = f64::from(step) / 96.0 * std::f64::consts::TAU;
                    at(center + kurbo::Vec2::from_angle(angle) * radius)
                })
                .collect();
            painter.extend(Shape::dashed_line(&circle, line, 4.0, 4.0));
            let below = at(center + kurbo::Vec2::new(0.0, radius)) + vec2(0.0, 6.0);
            tag(painter, below, Align2::CENTER_TOP, &format!("radius {radius:.0}"), MET, tokens);
        }
        Met::Angle(from, to, degrees) => {
            painter.extend(Shape::dashed_line(&[at(from), at(to)], line, 4.0, 4.0));
            let middle = at(from).lerp(at(to), 0.5);
            tag(painter, middle, Align2::CENTER_CENTER, &format!("{degrees:.0}°"), MET, tokens);
        }
    }
}

/// The cage around what is chosen, and the handles of its shape.
fn chosen(painter: &Painter, viewport: Viewport, state: &State, scene: &Scene, line: Stroke) {
    let at = |point: Point| viewport.to_window(point);
    let context = context(state, viewport.units(1.0));
    let chosen = lifted(context.artwork, context.selection);
    for id in context.selection {
        let [only] = chosen.as_slice() else {
            outline(painter, viewport, scene, *id, Stroke::new(1.0, line.color));
            continue;
        };
        if only.element.id != *id {
            outline(painter, viewport, scene, *id, line);
        }
    }
    let Some(frame) = cage(&chosen) else { return };
    let (w, h) = (frame.width / 2.0, frame.height / 2.0);
    let corner = |x: f64, y: f64| at(frame.to_artwork(x, y).into());
    painter.add(Shape::closed_line(vec![corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)], line));
    painter.line_segment([corner(0.0, -h), corner(0.0, -h - context.arm)], line);
    for (handle, place) in handles(frame, context.arm) {
        let place = at(place);
        match handle {
            Handle::Turn => {
                painter.circle(place, 6.0, Color32::WHITE, line);
            }
            Handle::Size(..) => {
                let square = Rect::from_center_size(place, vec2(10.0, 10.0));
                painter.rect(square, 2.0, Color32::WHITE, line, StrokeKind::Middle);
            }
        }
    }
    let [one] = chosen.as_slice() else { return };
    if let Some(middle) = middle_of(&one.element) {
        let (place, from) = (at(middle), at(Point::new(one.element.frame.x, one.element.frame.y)));
        painter.extend(Shape::dashed_line(&[place, from], Stroke::new(1.0, line.color), 4.0, 4.0));
        painter.circle(place, 6.5, Color32::WHITE, line);
        painter.circle_filled(place, 2.5, line.color);
    }
    for knob in knobs(&one.element, context.inset) {
        diamond(painter, at(to_artwork(&one.element, knob.place())), line.color);
    }
}

fn outline(painter: &Painter, viewport: Viewport, scene: &Scene, id: crate::artwork::ElementId, line: Stroke) {
    if let Some(bounds) = scene.bounds(id) {
        painter.rect_stroke(viewport.rect_of(bounds).expand(2.0), 2.0, line, StrokeKind::Outside);
    }
}

/// A handle of a shape: it looks unlike those that size it.
fn diamond(painter: &Painter, at: Pos2, color: Color32) {
    let corners = [vec2(0.0, -6.5), vec2(6.5, 0.0), vec2(0.0, 6.5), vec2(-6.5, 0.0)].map(|off| at + off);
    painter.add(Shape::convex_polygon(corners.to_vec(), color, Stroke::new(1.5, Color32::WHITE)));
}

/// The handles of a gradient or a pattern, and its colours beside their line.
fn paint(painter: &Painter, viewport: Viewport, state: &State, scene: &Scene, line: Stroke) {
    let context = context(state, viewport.units(1.0));
    let Some(one) = repaintable(&context) else {
        context.selection.iter().for_each(|id| outline(painter, viewport, scene, *id, line));
        return;
    };
    let at = |point: Point| viewport.to_window(point);
    let under = Stroke::new(4.0, Color32::from_white_alpha(180));
    match track(&one.element) {
        Some(Track::Line(from, to)) => {
            painter.line_segment([at(from), at(to)], under);
            painter.line_segment([at(from), at(to)], line);
        }
        Some(Track::Circle(center, radius)) => {
            let radius = radius as f32 * viewport.zoom;
            painter.circle_stroke(at(center), radius, under);
            painter.circle_stroke(at(center), radius, line);
        }
        None => outline(painter, viewport, scene, one.element.id, line),
    }
    let held = state.canvas.paint.chosen(one.element.id);
    for placed in paint_handles(&one.element, context.inset) {
        let place = at(placed.at);
        let is_held = held == Some(placed.handle);
        match (placed.handle, placed.color) {
            (PaintHandle::Stop(_), Some(color)) => {
                let (side, width) = if is_held { (20.0, 3.0) } else { (16.0, 1.5) };
                let chip = Rect::from_center_size(place, Vec2::splat(side));
                painter.rect_filled(chip.expand(2.0), 6.0, Color32::WHITE);
                painter.rect(chip, 5.0, to_color32(color), Stroke::new(width, line.color), StrokeKind::Inside);
            }
            _ => {
                painter.circle(place, 6.5, if is_held { line.color } else { Color32::WHITE }, line);
            }
        }
    }
}
