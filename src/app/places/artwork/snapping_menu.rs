//! What dragged elements rest on: a menu, remembered between runs.

use eframe::egui::{self, Rect, Ui, pos2, vec2};

use super::guides::guide_rows;
use super::message::Message;
use super::model::Board;
use super::rows::number;
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, check_box, heading, note};

/// Where the card of the zoom ends, from the canvas's left edge, in points.
const AFTER_ZOOM: f32 = 220.0;

impl Board<'_> {
    /// The button beside the zoom, and its menu; where its card lies.
    pub(super) fn snapping_card(&self, ui: &mut Ui, canvas: Rect, out: &mut Outbox<Message>) -> Rect {
        let tokens = Tokens::of(ui);
        let place =
            Rect::from_min_size(pos2(canvas.left() + AFTER_ZOOM, canvas.bottom() - 44.0 - 16.0), vec2(44.0, 44.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            let frame = egui::Frame::new().fill(tokens.panel).stroke((1.0, tokens.line)).corner_radius(12);
            frame.inner_margin(egui::Margin::same(4)).show(ui, |ui| {
                let on = self.desk.settings.canvas.snapping.on;
                let button = ui.add(Action::icon_only("ruler", "Snapping").selected(on));
                let popup = egui::Popup::from_toggle_button_response(&button).align(egui::RectAlign::TOP_START);
                popup.close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
                    ui.set_width(272.0);
                    ui.spacing_mut().item_spacing.y = 2.0;
                    self.snapping_menu(ui, out);
                });
            });
        });
        place
    }

    fn snapping_menu(&self, ui: &mut Ui, out: &mut Outbox<Message>) {
        let before = self.desk.settings.canvas;
        let mut habits = before;
        let snapping = &mut habits.snapping;
        heading(ui, "Snapping");
        check_box(ui, &mut snapping.on, "Rest on what comes near");
        note(ui, "Ctrl held while dragging does without.");
        ui.add_enabled_ui(snapping.on, |ui| {
            check_box(ui, &mut snapping.badge, "Middle and edges of the badge");
            check_box(ui, &mut snapping.others, "Middles and edges of others");
            check_box(ui, &mut snapping.gaps, "Equal gaps");
            check_box(ui, &mut snapping.rings, "Rings: middle, radius, on the line");
            check_box(ui, &mut snapping.angles, "Every 15°, and turned as others");
            check_box(ui, &mut snapping.grid, "Grid");
        });
        ui.add_space(4.0);
        ui.separator();
        ui.horizontal(|ui| {
            check_box(ui, &mut snapping.grid_shown, "Show a grid, every");
            ui.add(number(&mut snapping.grid_step, 1.0..=300.0, "")).accessible_name("Step of the grid");
        });
        check_box(ui, &mut snapping.rulers, "Show rulers");
        check_box(ui, &mut snapping.guides, "Show guides and rest on them");
        guide_rows(ui, self.desk, out);
        if habits != before {
            out.mine(Message::Habits(habits));
        }
    }
}
