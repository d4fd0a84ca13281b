//! Guides of the badge: their rows in the menu, and new ones.

use eframe::egui::{self, Ui};

use super::message::Message;
use super::rows::number;
use crate::app::desk::{Desk, Out, Outbox};
use crate::app::toolkit::widgets::{Action, label, note};
use crate::artwork::{Guide, SIDE};
use crate::document::{Edit, Group};
use crate::editing::local_space::in_global_space;
use crate::editing::transform_box::transform_box;

/// The guides with their places, to be changed, locked and taken away.
pub(super) fn guide_rows(ui: &mut Ui, desk: &Desk, out: &mut Outbox<Message>) {
    let before = &desk.artwork().guides;
    let mut guides = before.clone();
    let mut gone = None;
    if !guides.is_empty() {
        label(ui, "This badge's guides");
    }
    egui::ScrollArea::vertical().max_height(160.0).show(ui, |ui| {
        for (at, guide) in guides.iter_mut().enumerate() {
            let words = format!("{} guide {}", if guide.upright { "Upright" } else { "Level" }, at + 1);
            ui.horizontal(|ui| {
                let field = number(&mut guide.at, -SIDE..=2.0 * SIDE, "").max_decimals(1);
                ui.add_enabled(!guide.locked, field).accessible_name(&words);
                note(ui, if guide.upright { "upright" } else { "level" });
                let (icon, lock) = if guide.locked { ("lock", "Unlock") } else { ("lock-open", "Lock") };
                if ui.add(Action::icon_only(icon, &format!("{lock} {}", words.to_lowercase())).small()).clicked() {
                    guide.locked = !guide.locked;
                }
                if ui.add(Action::icon_only("x", &format!("Remove {}", words.to_lowercase())).small()).clicked() {
                    gone = Some(at);
                }
            });
        }
    });
    if let Some(at) = gone {
        guides.remove(at);
    }
    if guides != *before {
        let (label, group) = if guides.len() < before.len() {
            ("Remove a guide", Group::Once)
        } else {
            ("Change a guide", Group::Typing("guides".into()))
        };
        out.push(Out::Edit { edits: vec![Edit::Guides(guides)], label: label.into(), group });
    } else if ui.input(|input| input.pointer.any_released()) {
        out.push(Out::Seal);
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        for (words, upright) in [("Add upright", true), ("Add level", false)] {
            if ui.add(Action::new(words).icon("plus").small()).clicked() {
                out.mine(Message::AddGuide { upright });
            }
        }
    });
}

/// Adds a guide through the middle of what is chosen, or of the badge.
pub(super) fn add_guide(desk: &Desk, out: &mut Outbox<Message>, upright: bool) {
    let chosen = in_global_space(desk.artwork(), desk.history.selection());
    let (x, y) = transform_box(&chosen).map_or((SIDE / 2.0, SIDE / 2.0), |frame| (frame.x, frame.y));
    let mut guides = desk.artwork().guides.clone();
    guides.push(if upright { Guide::upright(x) } else { Guide::level(y) });
    show_guides(desk, out);
    out.edit("Add a guide", vec![Edit::Guides(guides)]);
}

/// Guides that are added are also seen.
pub(super) fn show_guides(desk: &Desk, out: &mut Outbox<Message>) {
    let mut habits = desk.settings.canvas;
    if !habits.snapping.guides {
        habits.snapping.guides = true;
        out.mine(Message::Habits(habits));
    }
}
