//! The menu that opens on the canvas, for what lies under the pointer.

use eframe::egui::{self, Key, Modifiers, Popup, SetOpenCommand, Ui};

use super::arrange::Arrange;
use super::commands::entry;
use super::message::Message;
use super::model::{Board, Menu};
use super::viewport::Viewport;
use crate::app::desk::{Out, Outbox};
use crate::app::toolkit::widgets::{Action, Weight, label};
use crate::artwork::ElementId;
use crate::document::Order;
use crate::editing::insert::icon_of;
use crate::editing::tool::{REACH, ToolKind};
use crate::scene::title;

impl Board<'_> {
    /// Opens it with the other button of the pointer or with Shift F10, and
    /// shows it while it is open.
    pub(super) fn canvas_menu(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        viewport: Viewport,
        out: &mut Outbox<Message>,
    ) {
        let at = response.interact_pointer_pos().filter(|_| response.secondary_clicked());
        let by_key = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10));
        let first = self.desk.history.selection().iter().next().copied();
        let by_key = by_key.then(|| {
            let bounds = first.and_then(|id| self.desk.scene().bounds(id));
            bounds.map_or(viewport.rect.center(), |bounds| viewport.rect_of(bounds).center())
        });
        let place = at.or(by_key);
        let newly = place.is_some();
        if let Some(at) = place {
            let point = viewport.to_artwork(at);
            let here = self.desk.scene().all_hit(point.x, point.y, viewport.units(REACH as f32), false);
            let selection = self.desk.history.selection();
            if let Some(front) = here.first()
                && !here.iter().any(|id| selection.contains(id))
                && self.canvas.tools.kind() == ToolKind::Select
            {
                out.push(Out::Select(vec![*front]));
            }
            self.canvas.menu = Some(Menu { at, here });
        }
        let Some(menu) = &self.canvas.menu else { return };
        let opens = if newly {
            Some(SetOpenCommand::Bool(true))
        } else {
            response.clicked().then_some(SetOpenCommand::Bool(false))
        };
        let popup = Popup::menu(response).open_memory(opens).at_position(menu.at);
        let shown = popup.accessible_name("What can be done here").show(|ui| {
            ui.set_width(248.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            self.menu_rows(ui, &menu.here, out);
        });
        if shown.is_none() {
            self.canvas.menu = None;
        }
    }

    fn menu_rows(&self, ui: &mut Ui, here: &[ElementId], out: &mut Outbox<Message>) {
        let some = !self.desk.history.selection().is_empty();
        let messages = [
            Message::Duplicate,
            Message::Delete,
            Message::Group,
            Message::Ungroup,
            Message::Order(Order::Forward),
            Message::Order(Order::Backward),
            Message::Order(Order::Front),
            Message::Order(Order::Back),
            Message::Lock,
            Message::Hide,
            Message::Arrange(Arrange::ToPath),
            Message::SelectAll,
        ];
        for message in messages {
            let is_offered = some || matches!(message, Message::SelectAll);
            let Some(entry) = entry(&message, self.canvas, self.desk).filter(|entry| entry.enabled && is_offered)
            else {
                continue;
            };
            let note = entry.shortcut(ui.ctx());
            let action = Action::new(&entry.label).icon(entry.icon).note(note).weight(Weight::Quiet);
            if ui.add(action.full_width().small()).clicked() {
                out.mine(entry.message);
                ui.close();
            }
        }
        if here.len() < 2 {
            return;
        }
        ui.add_space(4.0);
        label(ui, "Lies here");
        for element in here.iter().take(8).filter_map(|id| self.desk.artwork().element(*id)) {
            let words = format!("Choose {}", title(element, self.desk.badge()));
            let chosen = self.desk.history.selection().contains(&element.id);
            let action = Action::new(&words).icon(icon_of(&element.kind)).selected(chosen).weight(Weight::Quiet);
            if ui.add(action.full_width().small()).clicked() {
                out.push(Out::Select(vec![element.id]));
                ui.close();
            }
        }
    }
}
