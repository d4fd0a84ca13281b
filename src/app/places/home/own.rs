//! Starters made one's own before they are opened: brand, icon and name.

use std::sync::Arc;

use eframe::egui::{self, RichText, Ui, vec2};

use super::Message;
use crate::app::desk::{Out, Outbox};
use crate::app::toolkit::theme::text;
use crate::app::toolkit::widgets::{Action, Weight, check_box, field};
use crate::artwork::Brand;
use crate::document::{Document, dressed_in, with_icon, with_name};
use crate::scene::search_icons;

/// How many icons are proposed.
const PROPOSED: usize = 8;

/// What every starter gets.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Own {
    /// The user's brand.
    branded: bool,
    /// The name of the badge, as typed.
    name: String,
    /// What is looked for among the icons, as typed.
    wanted: String,
    /// The name of the icon.
    icon: Option<&'static str>,
}

impl Own {
    /// True when starters stay as they are.
    pub(super) fn is_nothing(&self) -> bool {
        !self.branded && self.icon.is_none() && self.name.trim().is_empty()
    }

    /// The starter made one's own.
    pub(super) fn made(&self, starter: &Document, kit: Option<&Arc<Brand>>) -> Document {
        let seen = self.looks(starter, kit);
        if self.name.trim().is_empty() { seen } else { with_name(&seen, &self.name) }
    }

    /// The starter as it is shown, by its own name.
    pub(super) fn looks(&self, starter: &Document, kit: Option<&Arc<Brand>>) -> Document {
        let dressed = match kit.filter(|_| self.branded) {
            Some(kit) => dressed_in(starter, kit),
            None => starter.clone(),
        };
        match self.icon {
            Some(icon) => with_icon(&dressed, icon),
            None => dressed,
        }
    }

    /// What the looks depend on.
    pub(super) fn looks_by(&self, kit: Option<&Arc<Brand>>) -> Look {
        (kit.filter(|_| self.branded).cloned(), self.icon)
    }
}

/// Brand and icon.
pub(super) type Look = (Option<Arc<Brand>>, Option<&'static str>);

/// The row above the starters.
pub(super) fn row(ui: &mut Ui, own: &mut Own, kit: Option<&Arc<Brand>>, out: &mut Outbox<Message>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        ui.add(egui::Label::new(RichText::new("Make them yours").font(text::strong())).selectable(false));
        if kit.is_some() {
            check_box(ui, &mut own.branded, "In my brand");
        }
        let words = if kit.is_some() { "Brand kit…" } else { "Set up my brand…" };
        if ui.add(Action::new(words).icon("swatches").weight(Weight::Quiet)).clicked() {
            out.push(Out::ShowBrandKit);
        }
        icon(ui, own);
        let name = field(&mut own.name).hint_text("Name of the badge").desired_width(200.0).char_limit(200);
        ui.add(name).accessible_name("Name of the badge");
    });
}

fn icon(ui: &mut Ui, own: &mut Own) {
    let words = own.icon.map_or_else(|| "Icon…".to_owned(), |icon| format!("Icon: {}", icon.replace('-', " ")));
    let button = ui.add(Action::new(&words).icon("smiley").weight(Weight::Quiet));
    let popup = egui::Popup::menu(&button).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_width(260.0);
        let search = ui.add(field(&mut own.wanted).hint_text("heart, tree, bicycle…"));
        search.accessible_name("Search an icon by what it shows");
        ui.spacing_mut().item_spacing.y = 2.0;
        if own.icon.is_some() && ui.add(Action::new("As in the starter").weight(Weight::Quiet).full_width()).clicked() {
            own.icon = None;
            ui.close();
        }
        for info in search_icons(&own.wanted, PROPOSED) {
            let name = info.name.replace('-', " ");
            if ui.add(Action::new(&name).weight(Weight::Quiet).full_width()).clicked() {
                own.icon = Some(info.name);
                ui.close();
            }
        }
    });
}
