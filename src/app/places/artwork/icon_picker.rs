//! The icons, to choose one.

use eframe::egui::{self, Ui, vec2};

use super::chosen::chosen_elements;
use super::message::Message;
use super::pictures::{ICON_CELL, Pictures};
use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::widgets::{Action, field, heading, label, modal, note};
use crate::artwork::{IconWeight, Kind};
use crate::editing::NewElement;
use crate::scene::{IconInfo, search_icons};

/// Icons in a row.
const COLUMNS: usize = 9;

/// Width of the rows, with room for the bar that scrolls them.
const WIDTH: f32 = ICON_CELL * 9.0 + 16.0;

/// How many icons are remembered: as many as stand in a row.
const REMEMBERED: usize = COLUMNS;

/// The open picker of icons.
pub(super) struct IconPicker {
    query: String,
    /// What is found by it; worked out once a query.
    found: Vec<IconInfo>,
    recent: Vec<IconInfo>,
    /// True to change the chosen icon, false to add one.
    replace: bool,
    weight: IconWeight,
    opened: bool,
    pictures: Pictures,
}

impl IconPicker {
    fn search(&mut self) {
        self.found = search_icons(&self.query, usize::MAX);
    }

    /// The picker, newly opened.
    pub(super) fn open(desk: &Desk, replace: bool) -> Self {
        let chosen = chosen_elements(desk).into_iter().find_map(|element| match element.kind {
            Kind::Icon { weight, .. } => Some(weight),
            _ => None,
        });
        let found = search_icons("", usize::MAX);
        let settings = &desk.settings;
        let known = |name: &String| found.iter().find(|info| info.name == name).copied();
        Self {
            query: String::new(),
            recent: settings.recent_icons.iter().filter_map(known).collect(),
            found,
            replace,
            weight: chosen.filter(|_| replace).unwrap_or(settings.icon_weight),
            opened: false,
            pictures: Pictures::default(),
        }
    }

    /// Shows the icons to choose one; false once that is done.
    pub(super) fn show(&mut self, ui: &Ui, out: &mut Outbox<Message>) -> bool {
        let mut chosen = None;
        let response = modal(ui.ctx(), "icons").show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            heading(ui, if self.replace { "Change the icon" } else { "Add an icon" });
            let label = label(ui, "Search by what it shows");
            let search = ui.add(field(&mut self.query).hint_text("heart, tree, bicycle…")).labelled_by(label.id);
            if !std::mem::replace(&mut self.opened, true) {
                search.request_focus();
            }
            if search.changed() {
                self.search();
            }
            let entered = search.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            if entered && let Some(first) = self.found.first() {
                chosen = Some(first.name);
            }
            ui.horizontal(|ui| {
                for (weight, words) in [(IconWeight::Fill, "Filled"), (IconWeight::Regular, "In lines")] {
                    if ui.add(Action::new(words).selected(self.weight == weight).small().pill()).clicked() {
                        self.weight = weight;
                    }
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    note(ui, format!("{} icons", self.found.len()));
                });
            });
            chosen = icons(ui, self).or(chosen);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add(Action::new("Cancel")).clicked()
            })
            .inner
        });
        let (replace, weight) = (self.replace, self.weight);
        let is_chosen = chosen.is_some();
        if let Some(name) = chosen {
            let name = name.to_owned();
            let ask = if replace {
                Message::ReplaceIcon(name, weight)
            } else {
                Message::Add(NewElement::Icon { name, weight })
            };
            out.mine(ask);
        }
        !(is_chosen || response.inner || response.should_close())
    }
}

/// The icons in rows, those that were used last above all others; the one
/// that was pressed.
fn icons(ui: &mut Ui, picker: &mut IconPicker) -> Option<&'static str> {
    let IconPicker { query, found, recent, weight, pictures, .. } = picker;
    let mut chosen = None;
    if query.trim().is_empty() && !recent.is_empty() {
        label(ui, "Used last");
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            for info in recent.iter() {
                let words = format!("{}, used last", info.name.replace('-', " "));
                if pictures.icon_cell(ui, info.name, *weight, &words).clicked() {
                    chosen = Some(info.name);
                }
            }
        });
        label(ui, "All icons");
    }
    if found.is_empty() {
        note(ui, "No icon is found by these words. Try another, such as “tool” or “music”.");
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = egui::ScrollArea::vertical().id_salt(&*query).max_height(400.0).auto_shrink([false, false]);
    area.show_rows(ui, ICON_CELL, found.len().div_ceil(COLUMNS), |ui, rows| {
        for row in found.chunks(COLUMNS).skip(rows.start).take(rows.len()) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                for info in row {
                    if pictures.icon_cell(ui, info.name, *weight, &info.name.replace('-', " ")).clicked() {
                        chosen = Some(info.name);
                    }
                }
            });
        }
    });
    ui.spacing_mut().item_spacing.y = 8.0;
    chosen
}

/// Notes that an icon was chosen, for the next time.
pub(super) fn remember_icon(desk: &mut Desk, name: &str, weight: IconWeight) {
    let settings = &mut desk.settings;
    settings.recent_icons.retain(|other| other != name);
    settings.recent_icons.insert(0, name.to_owned());
    settings.recent_icons.truncate(REMEMBERED);
    settings.icon_weight = weight;
    desk.keep_settings();
}
