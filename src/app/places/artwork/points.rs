//! Points of a path beside the canvas: their buttons, and what screen readers are told.

use eframe::egui::{Rect, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use super::message::Message;
use super::model::{Board, context};
use super::viewport::Viewport;
use crate::app::desk::Outbox;
use crate::app::toolkit::widgets::{Action, label};
use crate::editing::node_tool::editable;
use crate::editing::tool::REACH;
use crate::editing::{PointsChange, ToolKind};

/// What can be done with points, with words and icon.
const OFFERED: [(Message, &str, &str); 6] = [
    point(PointsChange::Soften(true), "wave-sine"),
    point(PointsChange::Soften(false), "caret-up"),
    point(PointsChange::Add, "plus"),
    (Message::Delete, "Delete points", "trash"),
    point(PointsChange::Join, "link"),
    point(PointsChange::Break, "link-break"),
];

const fn point(change: PointsChange, icon: &str) -> (Message, &str, &str) {
    (Message::Points(change), change.label(), icon)
}

/// Most points of a path that screen readers are told of.
const MOST_POINTS_TOLD: usize = 200;

/// Buttons for the points of the chosen path, while points are changed.
pub(super) fn point_rows(ui: &mut Ui, tool: ToolKind, out: &mut Outbox<Message>) {
    if tool != ToolKind::Nodes {
        if ui.add(Action::new("Change its points").icon("bezier-curve")).clicked() {
            out.mine(Message::Tool(ToolKind::Nodes));
        }
        return;
    }
    label(ui, "Points");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (message, words, icon) in OFFERED {
            if ui.add(Action::icon_only(icon, words)).clicked() {
                out.mine(message);
            }
        }
    });
}

impl Board<'_> {
    /// Tells of the points of the path that is changed.
    pub(super) fn announce_points(&self, ui: &Ui, viewport: Viewport) {
        let context = context(self.desk, 0.0);
        let points = (self.canvas.tools.kind() == ToolKind::Nodes).then(|| editable(&context)).flatten();
        let Some((one, nodes)) = points else { return };
        let (chosen, count) = (self.canvas.tools.nodes.chosen(one.element.id), nodes.each().count());
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
