//! A place as small as one can be, for tests alone: it shows what a new place costs
//! elsewhere, which is a line in `places/mod.rs` and one in the directory (and a `Place`
//! where it is one to go to).

use eframe::egui::{self, Key, Modifiers, Ui};

use crate::app::desk::{Desk, Entry, Notice, Outbox};

/// What it remembers.
#[derive(Default)]
pub struct Specimen {
    /// How often somebody asked.
    pub asked: usize,
}

/// What it is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// Somebody asks.
    Ask,
    /// Work beside the window answers.
    Answered(usize),
}

/// Its commands.
pub fn commands(specimen: &Specimen, _: &Desk) -> Vec<Entry<Message>> {
    vec![
        Entry::new(Message::Ask, "Ask the specimen", "question")
            .also("sample")
            .keys(Modifiers::COMMAND | Modifiers::ALT, Key::F12)
            .when(specimen.asked < 2),
    ]
}

/// Takes in a message.
#[expect(clippy::needless_pass_by_value, reason = "every place takes its messages in this way")]
pub fn update(specimen: &mut Specimen, _: &egui::Context, message: Message, _: &mut Desk, out: &mut Outbox<Message>) {
    match message {
        Message::Ask => {
            let next = specimen.asked + 1;
            out.mine(Message::Answered(next));
        }
        Message::Answered(times) => {
            specimen.asked = times;
            out.say(Notice::done(format!("Asked {times} times.")));
        }
    }
}

/// Shows a frame of it.
pub fn show(ui: &mut Ui, specimen: &mut Specimen, _: &Desk, out: &mut Outbox<Message>) {
    if ui.button(format!("Asked {} times", specimen.asked)).clicked() {
        out.mine(Message::Ask);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::App;
    use crate::app::desk::Outside;

    #[test]
    fn a_place_that_the_directory_names_is_told_asks_and_is_found_like_all_others() {
        let ctx = egui::Context::default();
        let mut app = App::new(&ctx, Outside { folder: None, ..Outside::real() }, None);
        let entry = |app: &App| {
            let mut entries = app.state().entries().into_iter();
            entries.find(|entry| entry.label == "Ask the specimen").expect("the palette finds it")
        };
        for times in 1..=2 {
            assert!(entry(&app).enabled);
            app.update(&ctx, entry(&app).message);
            assert_eq!(app.state().places.specimen.asked, times, "what it told itself has arrived");
            let said = format!("Asked {times} times.");
            assert!(app.state().notices.iter().any(|(notice, _)| notice.words == said));
        }
        assert!(!entry(&app).enabled);
        let mut commands = Vec::new();
        let mut draw = |ui: &mut Ui| {
            let ctx = ui.ctx().clone();
            app.drawn(&ctx, &mut commands, |state, out| {
                show(ui, &mut state.places.specimen, &state.desk, out);
            });
        };
        ctx.run_ui(egui::RawInput::default(), &mut draw).textures_delta.clear();
        assert!(commands.is_empty(), "nobody clicked");
    }
}
