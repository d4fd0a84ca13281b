//! Above the work: whether the design of a set is worked on, or one of its
//! badges.

use eframe::egui::{Frame, Label, Margin, RichText, Ui};

use super::Message;
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{Action, icon_mark};
use crate::document::Document;

pub(super) const HEIGHT: f32 = 44.0;

pub(super) fn show(ui: &mut Ui, document: &Document, out: &mut Outbox<Message>) {
    let tokens = Tokens::of(ui);
    let count = document.set.members.len();
    let place = document.shown_place();
    let (tone, words) = match place {
        Some(place) => {
            let own = document.set.members[place].differences(&document.design().artwork).len();
            let own = if own == 1 { "1 change".to_owned() } else { format!("{own} changes") };
            let name = document.badge.name.trim();
            let words = format!("Badge {} of {count}: {name} · {own} of its own", place + 1);
            (tokens.warning, words)
        }
        None if count == 1 => {
            (tokens.accent, "The design of a set of one badge: what you change here changes there, too".to_owned())
        }
        None => (tokens.accent, format!("The design of a set of {count}: what you change here changes in all of them")),
    };
    let frame = Frame::new().fill(tone.ground).inner_margin(Margin::symmetric(16, 0));
    panel(ui, frame, |ui| {
        icon_mark(ui, "cards-three", true, 18.0, tone.ink);
        let mut ask = |message| out.mine(message);
        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
            if ui.add(Action::new("The set").icon("squares-four").small()).clicked() {
                ask(Message::Show);
            }
            if place.is_some() {
                if ui.add(Action::new("Back to the design").small()).clicked() {
                    ask(Message::Design);
                }
                if ui.add(Action::icon_only("caret-right", "Next badge of the set").small()).clicked() {
                    ask(Message::Step(1));
                }
                if ui.add(Action::icon_only("caret-left", "Previous badge of the set").small()).clicked() {
                    ask(Message::Step(-1));
                }
            }
            ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), |ui| {
                let words = RichText::new(words).font(text::note_strong()).color(tone.ink);
                ui.add(Label::new(words).truncate().selectable(false));
            });
        });
    });
}

fn panel(ui: &mut Ui, frame: Frame, add: impl FnOnce(&mut Ui)) {
    eframe::egui::Panel::top("set strip").exact_size(HEIGHT).resizable(false).frame(frame).show(ui, |ui| {
        ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), add);
    });
}
