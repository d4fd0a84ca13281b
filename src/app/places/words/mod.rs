//! The form: what the badge says, with what the review has to say beside each
//! field and the badge as others will see it at the right.

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
mod long_text;
mod message;
mod one_text;
mod part;
mod pathway;
mod picture;
mod practical;
mod preview;
mod rows;
mod skills;
mod standards;
mod update;

use std::collections::HashSet;

use eframe::egui::{self, Frame, Margin, ScrollArea, Ui};

pub use message::{Message, SkillsMessage, commands};
pub use part::Part;
pub use update::update;

use crate::app::desk::{Desk, Outbox};
use crate::app::toolkit::theme::Tokens;
use crate::review::Field;

/// Windows narrower than this show the form without the preview.
const WITH_PREVIEW: f32 = 1100.0;

/// Widest form that still reads well.
const WIDEST_FORM: f32 = 884.0;

/// The model of the place.
#[derive(Default)]
pub struct Words {
    memory: Memory,
    library: library::Library,
}

/// What the form remembers between frames of one document.
#[derive(Default)]
struct Memory {
    /// The field that gets the keyboard in the next frame.
    focus: Option<Field>,
    /// The field that has or last had the keyboard.
    here: Option<Field>,
    /// The button that moved a statement goes on moving it: its new place,
    /// and whether up or down.
    mover: Option<(usize, criteria::Way)>,
    /// The answers to the questions that help to choose a layer, while they
    /// are asked.
    answers: Option<Vec<bool>>,
    /// The layer that the answers proposed and the user took.
    proposed: Option<String>,
    finder: finder::Finder,
    /// Where the caret goes in the statement that gets the keyboard.
    caret: Option<usize>,
    /// Whether the criteria are written as one text, though they are short.
    one_text: bool,
    /// Whether the running example is shown.
    tells_story: bool,
    /// The parts that are not as they begin, open or folded.
    turned: HashSet<Part>,
    /// The part that is read.
    at: Part,
    /// The last part so far in this frame whose head has left the view.
    passed: Part,
    /// The part to go to in the next frame.
    jump: Option<Part>,
    /// Whether a narrow window shows the preview.
    peeks: bool,
    /// The field that has or last had the keyboard, by its path.
    here_key: Option<String>,
    commenting: Option<comments::Draft>,
    cleaned: Option<field::Cleaned>,
    new_language: String,
    too_many_tags: bool,
    /// The skill whose details are open.
    open_skill: Option<usize>,
    new_tag: String,
    preview: preview::Preview,
    logo: issuer::Logo,
}

impl Words {
    /// Forgets what belonged to the document before.
    pub fn document_changed(&mut self) {
        self.memory = Memory::default();
    }
}

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
