//! What is done with the points of a path by keys and buttons.

use eframe::egui::{self, Color32, Modifiers, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2};
use kurbo::{Point, Vec2 as Vec2d};

use super::Ask;
use super::announce::arrows;
use super::pointer::REACH;
use super::surface::context;
use super::viewport::Viewport;
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::{Notice, State};
use crate::app::widgets::{Action, label};
use crate::document::Edit;
use crate::editing::ToolKind;
use crate::editing::nested::Lifted;
use crate::editing::node_tool::{editable, with_nodes};
use crate::editing::nodes::{Nodes, Place};

/// What can be done with points, with words and icon.
const OFFERED: [(Ask, &str); 6] = [
    (Ask::Soften(true), "wave-sine"),
    (Ask::Soften(false), "caret-up"),
    (Ask::AddPoint, "plus"),
    (Ask::Delete, "trash"),
    (Ask::JoinPoints, "link"),
    (Ask::BreakPath, "link-break"),
];

/// How far one press of a key moves a handle, in badge units.
pub(super) const BEND: f64 = 4.0;

/// Most points of a path that screen readers are told of.
const MOST_POINTS_TOLD: usize = 200;

/// Buttons for the points of the chosen path, while points are changed.
pub(super) fn point_rows(ui: &mut Ui, tool: ToolKind, commands: &mut Vec<Command>) {
    if tool != ToolKind::Nodes {
        if ui.add(Action::new("Change its points").icon("bezier-curve")).clicked() {
            commands.push(Command::Canvas(Ask::Tool(ToolKind::Nodes)));
        }
        return;
    }
    label(ui, "Points");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (ask, icon) in OFFERED {
            let words = if matches!(ask, Ask::Delete) { "Delete points".to_owned() } else { ask.label() };
            if ui.add(Action::icon_only(icon, &words)).clicked() {
                commands.push(Command::Canvas(ask));
            }
        }
    });
}

impl App {
    /// Arrow keys with Alt move the handle after a point, with Shift as well
    /// the one before it.
    pub(super) fn point_keys(&self, ui: &Ui, commands: &mut Vec<Command>) {
        if self.state.canvas.tool != ToolKind::Nodes {
            return;
        }
        for (held, after) in [(Modifiers::ALT | Modifiers::SHIFT, false), (Modifiers::ALT, true)] {
            let (across, down) = arrows(ui, held);
            if (across, down) != (0.0, 0.0) {
                commands.push(Command::Canvas(Ask::Bend { after, by: [across * BEND, down * BEND] }));
            }
        }
    }

    /// Moves a handle of each chosen point.
    pub(super) fn bend(&mut self, ctx: &egui::Context, after: bool, [across, down]: [f64; 2]) {
        self.change_points(ctx, "Bend the path", |nodes, places| {
            places.iter().fold(nodes.clone(), |nodes, place| {
                let handle = nodes.get(*place).map(|node| if after { node.after } else { node.before });
                handle.map_or(nodes.clone(), |at| nodes.bent(*place, after, at + Vec2d::new(across, down), false))
            })
        });
    }

    /// Chooses the next point of the chosen path, or the one before.
    pub(super) fn step_point(&mut self, back: bool) {
        let Some((one, nodes)) = self.chosen_path() else { return };
        let chosen = self.state.canvas.nodes.chosen(one.element.id);
        let from = if back { chosen.first() } else { chosen.last() };
        let next = nodes.beside(from.copied(), back);
        self.state.canvas.nodes.choose(one.element.id, next);
    }

    /// Adds points, joins ends or breaks the chosen path.
    pub(super) fn rework_path(&mut self, ctx: &egui::Context, ask: &Ask) {
        let Some((one, nodes)) = self.chosen_path() else { return };
        let chosen = self.state.canvas.nodes.chosen(one.element.id);
        let reworked: Result<(Nodes, Vec<Place>), &str> = match (ask, chosen.as_slice()) {
            (Ask::AddPoint, [.., last]) => nodes
                .with_point_after(*last)
                .map(|(nodes, place)| (nodes, vec![place]))
                .ok_or("Nothing comes after the end of a path. Choose the point before it."),
            (Ask::BreakPath, [_, ..]) => Ok((nodes.broken(&chosen), Vec::new())),
            (Ask::JoinPoints, [one, other]) => nodes
                .joined(*one, *other)
                .map(|nodes| (nodes, Vec::new()))
                .ok_or("Only the ends of open paths can be joined. Choose two of them."),
            (Ask::JoinPoints, []) => nodes
                .nearest_ends(|_, _| true)
                .and_then(|(one, other)| nodes.joined(one, other))
                .map(|nodes| (nodes, Vec::new()))
                .ok_or("This path has no open ends."),
            (Ask::JoinPoints, _) => Err("Choose two ends of the path to join them."),
            _ => Err("Choose a point first: click it, or press the full stop."),
        };
        match reworked {
            Ok((nodes, places)) => {
                let Some(changed) = with_nodes(&one.element, &nodes) else { return };
                self.update(ctx, Command::edit(ask.label(), vec![Edit::Put(vec![one.lowered(changed)])]));
                self.state.canvas.nodes.choose(one.element.id, places);
            }
            Err(words) => self.say(ctx, Notice::error(words)),
        }
    }

    /// The one chosen element, if it has points, with them.
    fn chosen_path(&self) -> Option<(Lifted, Nodes)> {
        editable(&context(&self.state, 0.0))
    }

    /// Changes the chosen points of a path; false where none are chosen.
    pub(super) fn change_points(
        &mut self,
        ctx: &egui::Context,
        label: &str,
        change: impl Fn(&Nodes, &[Place]) -> Nodes,
    ) -> bool {
        if self.state.canvas.tool != ToolKind::Nodes {
            return false;
        }
        let Some((one, nodes)) = self.chosen_path() else { return false };
        let places = self.state.canvas.nodes.chosen(one.element.id);
        if places.is_empty() {
            return false;
        }
        let edit = match with_nodes(&one.element, &change(&nodes, &places)) {
            Some(changed) => Edit::Put(vec![one.lowered(changed)]),
            None => Edit::Remove(vec![one.element.id]),
        };
        self.update(ctx, Command::edit(label, vec![edit]));
        true
    }

    /// Tells of the points of the path that is changed.
    pub(super) fn announce_points(&self, ui: &Ui, viewport: Viewport) {
        let context = context(&self.state, 0.0);
        let points = (self.state.canvas.tool == ToolKind::Nodes).then(|| editable(&context)).flatten();
        let Some((one, nodes)) = points else { return };
        let (chosen, count) = (self.state.canvas.nodes.chosen(one.element.id), nodes.each().count());
        for (at, (place, node)) in nodes.each().enumerate().take(MOST_POINTS_TOLD) {
            let rect = Rect::from_center_size(viewport.to_window(node.at), Vec2::splat(REACH));
            let response = ui.interact(rect, ui.scope_id().with(("point", place)), Sense::empty());
            let form = if node.is_smooth() { "smooth" } else { "corner" };
            let words = format!("Point {} of {count}, {form}", at + 1);
            let is_chosen = chosen.contains(&place);
            response.widget_info(|| WidgetInfo::selected(Role::GraphicsObject, true, is_chosen, &words));
        }
    }
}

/// The points of the path that is changed or drawn, with the handles of those
/// that are chosen.
pub(super) fn paint_points(painter: &egui::Painter, viewport: Viewport, state: &State, line: Stroke) {
    let at = |point: Point| viewport.to_window(point);
    let canvas = &state.canvas;
    let (nodes, chosen) = match canvas.tool {
        ToolKind::Pen => {
            let run = canvas.pen.drawn();
            (Nodes(vec![run.clone()]), vec![(0, run.nodes.len().saturating_sub(1))])
        }
        ToolKind::Nodes => {
            let context = context(state, 0.0);
            let Some((one, nodes)) = editable(&context) else { return };
            (nodes, canvas.nodes.chosen(one.element.id))
        }
        _ => return,
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
