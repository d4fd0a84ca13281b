//! Points of a path beside the canvas: their buttons, and what screen readers are told.

use eframe::egui::{Rect, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use super::Ask;
use super::surface::context;
use super::viewport::Viewport;
use crate::app::App;
use crate::app::command::Command;
use crate::app::toolkit::widgets::{Action, label};
use crate::editing::node_tool::editable;
use crate::editing::tool::REACH;
use crate::editing::{PointsChange, ToolKind};

/// What can be done with points, with words and icon.
const OFFERED: [(Ask, &str); 6] = [
    (Ask::Points(PointsChange::Soften(true)), "wave-sine"),
    (Ask::Points(PointsChange::Soften(false)), "caret-up"),
    (Ask::Points(PointsChange::Add), "plus"),
    (Ask::Delete, "trash"),
    (Ask::Points(PointsChange::Join), "link"),
    (Ask::Points(PointsChange::Break), "link-break"),
];

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
    /// Tells of the points of the path that is changed.
    pub(super) fn announce_points(&self, ui: &Ui, viewport: Viewport) {
        let context = context(&self.state, 0.0);
        let points = (self.state.canvas.tools.kind() == ToolKind::Nodes).then(|| editable(&context)).flatten();
        let Some((one, nodes)) = points else { return };
        let (chosen, count) = (self.state.canvas.tools.nodes.chosen(one.element.id), nodes.each().count());
        for (at, (place, node)) in nodes.each().enumerate().take(MOST_POINTS_TOLD) {
            let rect = Rect::from_center_size(viewport.to_window(node.at), Vec2::splat(REACH as f32));
            let response = ui.interact(rect, ui.scope_id().with(("point", place)), Sense::empty());
            let form = if node.is_smooth() { "smooth" } else { "corner" };
            let words = format!("Point {} of {count}, {form}", at + 1);
            let is_chosen = chosen.contains(&place);
            response.widget_info(|| WidgetInfo::selected(Role::GraphicsObject, true, is_chosen, &words));
        }
    }
}
