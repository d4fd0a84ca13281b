//! What is said about the picture: alt text, who made it, licence.

use eframe::egui::Ui;

use super::field::Form;
use super::line::Line;
use super::message::Message;
use crate::app::toolkit::languages::name_of;
use crate::app::toolkit::widgets::{Action, note};
use crate::document::Group;
use crate::review::{Field, is_english};

/// Licences that are often chosen.
const LICENCES: [&str; 4] = ["CC BY 4.0", "CC BY-SA 4.0", "CC0 1.0", "All rights reserved"];

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    let line = Line {
        hint: "What is to be seen, for people who cannot see it",
        field: Some(Field::ImageCaption),
        rows: 2,
        ..Line::new("image.caption", "Alt text of the picture")
    };
    form.line(ui, &line, |badge| &badge.image.caption, |badge, text| badge.image.caption = text);
    let language = form.badge.in_language.clone();
    ui.horizontal_wrapped(|ui| {
        let possible = is_english(&language);
        let button = Action::new("Propose one from the artwork").icon("magic-wand").small().enabled(possible);
        if ui.add(button).clicked() {
            form.out.mine(Message::ProposeAltText);
        }
        if possible {
            note(ui, "It tells shapes, colours and every text. What matters of it only you can say.");
        } else {
            note(ui, only_english(&language));
        }
    });
    ui.add_space(8.0);
    form.row(ui, 2, |ui, form, at| {
        if at == 0 {
            let line = Line {
                hint: "A name, or an address",
                field: Some(Field::ImageAuthor),
                ..Line::new("image.author", "Who made the picture")
            };
            form.line(ui, &line, |badge| &badge.image.author, |badge, text| badge.image.author = text);
        } else {
            let line = Line {
                hint: "Such as CC BY 4.0",
                field: Some(Field::ImageLicence),
                ..Line::new("image.licence", "Licence of the picture")
            };
            form.line(ui, &line, |badge| &badge.image.licence, |badge, text| badge.image.licence = text);
            ui.horizontal_wrapped(|ui| {
                for licence in LICENCES {
                    let chosen = form.badge.image.licence == licence;
                    let named = format!("Licence {licence}");
                    let button = ui.add(Action::new(licence).pill().small().selected(chosen));
                    if button.accessible_name(named).clicked() && !chosen {
                        form.edit("Choose the picture's licence", Group::Once, |badge| {
                            badge.image.licence = licence.to_owned();
                        });
                    }
                }
            });
        }
    });
}

/// Why nothing is proposed for a badge in another language.
pub(super) fn only_english(language: &str) -> String {
    let name = name_of(language);
    format!("Alt texts are proposed in English only, and this badge is in {name}. Please write one yourself.")
}
