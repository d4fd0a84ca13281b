//! The cross with which the keyboard points, told to whoever does not see it.

use eframe::egui::{self, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::model::Board;
use super::overlay::CROSS;
use super::viewport::Viewport;

impl Board<'_> {
    /// Says where the cross is.
    pub(super) fn announce_cross(&self, ui: &Ui, viewport: Viewport) {
        let Some((at, words)) = self.canvas.tools.held().pointed() else { return };
        let id = ui.scope_id().with("cross");
        let place = Rect::from_center_size(viewport.to_window(at), Vec2::splat(2.0 * CROSS.0));
        let response = ui.interact(place, id, Sense::empty());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        ui.ctx().accesskit_node_builder(id, |node| node.set_live(egui::accesskit::Live::Polite));
    }
}
