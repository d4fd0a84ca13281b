//! What lies over the badge: cage, guides, marquee, points.

use eframe::egui::{self, Color32, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};
use kurbo::Point;

use super::cage::{Handle, handles};
use super::node_tool::editable;
use super::nodes::Nodes;
use super::pointer::{ARM, only_handled};
use super::surface::context;
use super::tool::{Guide, ToolKind};
use super::viewport::Viewport;
use crate::app::state::State;
use crate::app::theme::Tokens;
use crate::scene::Scene;

/// What lies over the badge: cage, guides, marquee.
pub(super) fn overlay(ui: &Ui, painter: &egui::Painter, viewport: Viewport, state: &State, scene: &Scene) {
    let tokens = Tokens::of(ui);
    let line = Stroke::new(1.5, tokens.accent.ink);
    let at = |point: Point| viewport.to_window(point);
    for guide in state.canvas.select.guides() {
        let guide_line = Stroke::new(1.0, Color32::from_rgb(0xC9, 0x3D, 0x77));
        let board = viewport.artwork_rect().expand(16.0);
        let ends = match *guide {
            Guide::Upright(x) => {
                [pos2(at(Point::new(x, 0.0)).x, board.top()), pos2(at(Point::new(x, 0.0)).x, board.bottom())]
            }
            Guide::Level(y) => {
                [pos2(board.left(), at(Point::new(0.0, y)).y), pos2(board.right(), at(Point::new(0.0, y)).y)]
            }
        };
        painter.extend(Shape::dashed_line(&ends, guide_line, 4.0, 4.0));
    }
    if let Some((from, to)) = state.canvas.select.marquee() {
        let area = Rect::from_two_pos(at(from), at(to));
        painter.rect(
            area,
            0.0,
            tokens.accent.ink.gamma_multiply(0.08),
            Stroke::new(1.0, tokens.accent.ink),
            egui::StrokeKind::Inside,
        );
    }
    if state.canvas.tool != ToolKind::Select {
        return points(painter, viewport, state, line);
    }
    let only = only_handled(state);
    for id in state.history.selection() {
        if only.as_ref().is_some_and(|element| element.id == *id) {
            continue;
        }
        if let Some(bounds) = scene.bounds(*id) {
            painter.rect_stroke(viewport.rect_of(bounds).expand(2.0), 2.0, line, egui::StrokeKind::Outside);
        }
    }
    let Some(element) = only else { return };
    let frame = element.frame;
    let (w, h) = (frame.width / 2.0, frame.height / 2.0);
    let corner = |x: f64, y: f64| at(frame.to_artwork(x, y).into());
    let corners = vec![corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)];
    painter.add(Shape::closed_line(corners, line));
    let arm = viewport.units(ARM);
    painter.line_segment([corner(0.0, -h), corner(0.0, -h - arm)], line);
    for (handle, place) in handles(frame, arm) {
        let place = at(place);
        match handle {
            Handle::Turn => {
                painter.circle(place, 6.0, Color32::WHITE, line);
            }
            Handle::Size(..) => {
                let square = Rect::from_center_size(place, vec2(10.0, 10.0));
                painter.rect(square, 2.0, Color32::WHITE, line, egui::StrokeKind::Middle);
            }
        }
    }
}

/// The points of the path that is changed or drawn, with the handles of those
/// that are chosen.
fn points(painter: &egui::Painter, viewport: Viewport, state: &State, line: Stroke) {
    let at = |point: Point| viewport.to_window(point);
    let canvas = &state.canvas;
    let (nodes, chosen) = match canvas.tool {
        ToolKind::Pen => {
            let run = canvas.pen.drawn();
            (Nodes(vec![run.clone()]), vec![(0, run.nodes.len().saturating_sub(1))])
        }
        ToolKind::Nodes => {
            let context = context(state, 0.0, 0.0);
            let Some((element, nodes)) = editable(&context) else { return };
            (nodes, canvas.nodes.chosen(element.id))
        }
        ToolKind::Select | ToolKind::Hand => return,
    };
    let mut last = None;
    kurbo::flatten(nodes.path().iter(), viewport.units(0.3), |element| {
        let to = match element {
            kurbo::PathEl::MoveTo(to) => return last = Some(to),
            kurbo::PathEl::LineTo(to) => to,
            _ => return,
        };
        if let Some(from) = last.replace(to) {
            painter.line_segment([at(from), at(to)], line);
        }
    });
    for (place, node) in nodes.each() {
        let is_chosen = chosen.contains(&place);
        if is_chosen {
            for handle in [node.before, node.after] {
                if handle != node.at {
                    painter.line_segment([at(node.at), at(handle)], Stroke::new(1.0, line.color));
                    painter.circle(at(handle), 4.0, Color32::WHITE, line);
                }
            }
        }
        let fill = if is_chosen { line.color } else { Color32::WHITE };
        if node.is_smooth() {
            painter.circle(at(node.at), 5.0, fill, line);
        } else {
            painter.rect(
                Rect::from_center_size(at(node.at), Vec2::splat(9.0)),
                1.0,
                fill,
                line,
                egui::StrokeKind::Middle,
            );
        }
    }
}
