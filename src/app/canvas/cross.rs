//! A cross with which the keyboard points: where the pen sets a point, where
//! the eyedropper takes a colour, where a text begins.

use eframe::egui::{self, Key, Modifiers, Painter, Rect, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, vec2};
use kurbo::{Point, Vec2 as Vec2d};

use super::announce::{arrows, pushes};
use super::pointer::REACH;
use super::points::BEND;
use super::viewport::Viewport;
use super::{Ask, Canvas};
use crate::app::App;
use crate::app::command::Command;
use crate::app::theme::Tokens;
use crate::artwork::SIDE;
use crate::editing::tool::{Held, ToolEvent, ToolKind};

/// Length of each of its arms, in points, and how far they keep from the middle.
const ARMS: (f32, f32) = (14.0, 4.0);

/// Two places nearer than this are the same, in badge units.
const SAME: f64 = 0.5;

impl Canvas {
    /// Where the cross is, or comes to be: the pen begins where it was last.
    fn pointed(&self) -> Point {
        let last = self.pen.drawn().nodes.last().filter(|_| self.tool == ToolKind::Pen).map(|node| node.at);
        self.cross.or(last).unwrap_or(Point::new(SIDE / 2.0, SIDE / 2.0))
    }
}

impl App {
    /// Arrow keys move the cross, Enter acts where it is. `free` says that an
    /// Enter is meant for the canvas.
    pub(super) fn cross_keys(&mut self, ui: &Ui, free: bool, commands: &mut Vec<Command>) {
        let canvas = &mut self.state.canvas;
        if !matches!(canvas.tool, ToolKind::Pen | ToolKind::Eyedropper | ToolKind::Text) {
            canvas.cross = None;
            return;
        }
        if canvas.tool == ToolKind::Pen {
            self.pen_keys(ui, commands);
        }
        let (across, down) = pushes(ui);
        if (across, down) != (0.0, 0.0) {
            let canvas = &mut self.state.canvas;
            canvas.cross = Some(canvas.pointed() + Vec2d::new(across, down));
        }
        // Enter on a chosen text types on it, unless one was pointing elsewhere.
        let canvas = &self.state.canvas;
        if !free || (canvas.tool == ToolKind::Text && canvas.cross.is_none() && self.has_chosen_text()) {
            return;
        }
        for held in [Modifiers::SHIFT, Modifiers::NONE] {
            if ui.input_mut(|input| input.consume_key(held, Key::Enter)) {
                self.act_at_cross(ui, held.shift, commands);
            }
        }
    }

    /// Alt and arrow keys bend the path at its last point, Backspace takes
    /// that away, Escape ends the path.
    fn pen_keys(&mut self, ui: &Ui, commands: &mut Vec<Command>) {
        let pen = &mut self.state.canvas.pen;
        if pen.drawn().nodes.is_empty() {
            return;
        }
        let (across, down) = arrows(ui, Modifiers::ALT);
        pen.bend_last(BEND * Vec2d::new(across, down));
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Backspace)) {
            pen.take_last_away();
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.state.canvas.cross = None;
            commands.push(Command::Canvas(Ask::FinishPath));
        }
    }

    fn act_at_cross(&mut self, ui: &Ui, shift: bool, commands: &mut Vec<Command>) {
        let canvas = &mut self.state.canvas;
        let shown = canvas.cross.is_some();
        let at = canvas.pointed();
        canvas.cross = Some(at);
        let Some(rect) = canvas.rect else { return };
        let viewport = canvas.view.on(rect);
        let last = canvas.pen.drawn().nodes.last().map(|node| node.at);
        if canvas.tool == ToolKind::Pen && last.is_some_and(|last| last.distance(at) < SAME) {
            return commands.push(Command::Canvas(Ask::FinishPath));
        }
        // The first Enter only shows where the cross is.
        if !shown {
            return;
        }
        if canvas.tool == ToolKind::Eyedropper {
            let color = self.color_at(viewport, at);
            return self.take_color(ui, color, shift, commands);
        }
        // What was pointed at by keys is meant exactly.
        let exactly = Held { command: true, ..Held::default() };
        for event in [ToolEvent::Press(at, exactly), ToolEvent::Release] {
            if self.state.canvas.tool == ToolKind::Text {
                self.text_event(ui.ctx(), event, viewport.units(REACH));
                self.state.canvas.cross = None;
            } else {
                commands.extend(self.tool_event(event, viewport).into_iter().map(Command::from));
            }
        }
    }

    /// Shows the cross and says where it is.
    pub(super) fn show_cross(&self, ui: &Ui, painter: &Painter, viewport: Viewport) {
        let canvas = &self.state.canvas;
        let Some(cross) = canvas.cross else { return };
        let at = viewport.to_window(cross);
        let ink = Tokens::of(ui).accent.ink;
        let nodes = &canvas.pen.drawn().nodes;
        let drawn = nodes.last().filter(|_| canvas.tool == ToolKind::Pen);
        if let Some(last) = drawn {
            let path = [viewport.to_window(last.at), at];
            painter.extend(Shape::dashed_line(&path, Stroke::new(1.0, ink), 4.0, 4.0));
        }
        for line in [Stroke::new(4.0, egui::Color32::from_white_alpha(200)), Stroke::new(1.5, ink)] {
            for way in [vec2(1.0, 0.0), vec2(-1.0, 0.0), vec2(0.0, 1.0), vec2(0.0, -1.0)] {
                painter.line_segment([at + way * ARMS.1, at + way * ARMS.0], line);
            }
        }
        let place = format!("{:.0} across, {:.0} down", cross.x, cross.y);
        let words = match (canvas.tool, nodes.len()) {
            (ToolKind::Pen, 1) => format!("Pen at {place}, 1 point"),
            (ToolKind::Pen, count) => format!("Pen at {place}, {count} points"),
            (ToolKind::Text, _) => format!("Text at {place}"),
            _ => format!("Eyedropper at {place}"),
        };
        let id = ui.scope_id().with("cross");
        let response = ui.interact(Rect::from_center_size(at, Vec2::splat(2.0 * ARMS.0)), id, Sense::empty());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        ui.ctx().accesskit_node_builder(id, |node| node.set_live(egui::accesskit::Live::Polite));
    }
}
