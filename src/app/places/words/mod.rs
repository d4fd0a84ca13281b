//! The form: what the badge says, with what the review has to say beside each
//! field and the badge as others will see it at the right.

mod commands;
mod comments;
mod criteria;
mod details;
mod evidence;
mod field;
mod finder;
mod form;
mod frameworks;
mod issuer;
mod issuers;
mod languages;
mod layer;
mod library;
mod line;
mod logo;
mod long_text;
mod message;
mod model;
mod one_text;
mod part;
mod parts;
mod pathway;
mod picture;
mod practical;
mod preview;
mod rows;
mod skills;
mod skills_update;
mod standards;
mod update;

use eframe::egui::{self, Frame, Margin, ScrollArea, Ui};

pub use commands::commands;
pub use message::Message;
pub use model::Words;
pub use update::update;

use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::theme::Tokens;

/// Windows narrower than this show the form without the preview.
const WITH_PREVIEW: f32 = 1100.0;

/// Widest form that still reads well.
const WIDEST_FORM: f32 = 884.0;

/// Shows the form, the badge as others will see it, and what is asked over them.
pub fn show(ui: &mut Ui, words: &mut Words, desk: &Desk, out: &mut Outbox<Message>) {
    words.library.tend(desk, out);
    frameworks::show(ui.ctx(), &words.library, desk, out);
    let width = ui.ctx().content_rect().width();
    let narrow = width < WITH_PREVIEW;
    let tokens = Tokens::of(ui);
    if !narrow || words.memory.peeks {
        let size = if width >= 1320.0 { 400.0 } else { 320.0 };
        let frame = Frame::new().fill(tokens.panel);
        egui::Panel::right("preview").exact_size(size).resizable(false).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                Frame::new().inner_margin(Margin::symmetric(24, 24)).show(ui, |ui| {
                    words.memory.preview.show(ui, desk);
                });
            });
        });
    }
    let head = Frame::new().inner_margin(Margin { left: 32, right: 32, top: 16, bottom: 8 });
    egui::Panel::top("head of the form").frame(head).show_separator_line(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width().min(WIDEST_FORM));
        form::head(ui, desk, &mut words.memory, narrow, out);
    });
    ScrollArea::vertical().id_salt("form").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 32, right: 32, top: 8, bottom: 48 }).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(WIDEST_FORM));
            form::show(ui, desk, words, out);
        });
    });
}
