//! The menu that opens on the canvas, for what lies under the pointer.

use eframe::egui::{self, Key, Modifiers, Popup, SetOpenCommand, Ui};

use super::Ask;
use super::arrange::Arrange;
use super::viewport::Viewport;
use crate::app::App;
use crate::app::command::Command;
use crate::app::toolkit::widgets::{Action, Weight, label};
use crate::artwork::ElementId;
use crate::document::Order;
use crate::editing::insert::icon_of;
use crate::editing::tool::{REACH, ToolKind};
use crate::scene::title;

/// The open menu.
#[derive(Debug)]
pub(super) struct Menu {
    at: egui::Pos2,
    /// What lies there, from the front to the back.
    here: Vec<ElementId>,
}

impl App {
    /// Opens it with the other button of the pointer or with Shift F10, and
    /// shows it while it is open.
    pub(super) fn canvas_menu(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        viewport: Viewport,
        commands: &mut Vec<Command>,
    ) {
        let at = response.interact_pointer_pos().filter(|_| response.secondary_clicked());
        let by_key = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10));
        let first = self.state.desk.history.selection().iter().next().copied();
        let by_key = by_key.then(|| {
            let bounds = first.and_then(|id| self.state.scene().bounds(id));
            bounds.map_or(viewport.rect.center(), |bounds| viewport.rect_of(bounds).center())
        });
        let place = at.or(by_key);
        let newly = place.is_some();
        if let Some(at) = place {
            let point = viewport.to_artwork(at);
            let here = self.state.scene().all_hit(point.x, point.y, viewport.units(REACH as f32), false);
            let selection = self.state.desk.history.selection();
            if let Some(front) = here.first()
                && !here.iter().any(|id| selection.contains(id))
                && self.state.canvas.tools.kind() == ToolKind::Select
            {
                commands.push(Command::Select(vec![*front]));
            }
            self.state.canvas.menu = Some(Menu { at, here });
        }
        let Some(menu) = &self.state.canvas.menu else { return };
        let opens = if newly {
            Some(SetOpenCommand::Bool(true))
        } else {
            response.clicked().then_some(SetOpenCommand::Bool(false))
        };
        let popup = Popup::menu(response).open_memory(opens).at_position(menu.at);
        let shown = popup.accessible_name("What can be done here").show(|ui| {
            ui.set_width(248.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            self.menu_rows(ui, &menu.here, commands);
        });
        if shown.is_none() {
            self.state.canvas.menu = None;
        }
    }

    fn menu_rows(&self, ui: &mut Ui, here: &[ElementId], commands: &mut Vec<Command>) {
        let some = !self.state.desk.history.selection().is_empty();
        let asks = [
            Ask::Duplicate,
            Ask::Delete,
            Ask::Group,
            Ask::Ungroup,
            Ask::Order(Order::Forward),
            Ask::Order(Order::Backward),
            Ask::Order(Order::Front),
            Ask::Order(Order::Back),
            Ask::Lock,
            Ask::Hide,
            Ask::Arrange(Arrange::ToPath),
            Ask::SelectAll,
        ];
        for ask in asks {
            let command = Command::Canvas(ask);
            if command.enabled(&self.state) && (some || matches!(command, Command::Canvas(Ask::SelectAll))) {
                let note = command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
                let words = command.label();
                let action = Action::new(&words).icon(command.icon()).note(note).weight(Weight::Quiet);
                if ui.add(action.full_width().small()).clicked() {
                    commands.push(command);
                    ui.close();
                }
            }
        }
        if here.len() < 2 {
            return;
        }
        ui.add_space(4.0);
        label(ui, "Lies here");
        for element in here.iter().take(8).filter_map(|id| self.state.artwork().element(*id)) {
            let words = format!("Choose {}", title(element, self.state.badge()));
            let chosen = self.state.desk.history.selection().contains(&element.id);
            let action = Action::new(&words).icon(icon_of(&element.kind)).selected(chosen).weight(Weight::Quiet);
            if ui.add(action.full_width().small()).clicked() {
                commands.push(Command::Select(vec![element.id]));
                ui.close();
            }
        }
    }
}
