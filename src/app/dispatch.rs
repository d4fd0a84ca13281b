//! What the top of the window does with every place, by the directory: its commands, its
//! messages, its frames.

use eframe::egui::{self, Ui};

use super::App;
use super::command::Command;
use super::desk::{Entry, Outbox, Place};
use super::directory::{PlaceMessage, for_all_places};
use super::places;
use super::state::State;

macro_rules! dispatch {
    ($(
        $(#[$doc:meta])*
        $name:ident: $module:ident, $field:ident: $model:ty $(, at $place:ident)? $(, when $build:meta)?;
    )*) => {
        $(
            $(#[cfg($build)])?
            impl From<places::$module::Message> for Command {
                fn from(message: places::$module::Message) -> Self {
                    Self::Place(PlaceMessage::$name(message))
                }
            }
        )*

        impl State {
            /// The tables of all places, one after another.
            pub(super) fn entries_of_places(&self) -> Vec<Entry<Command>> {
                let mut entries = Vec::new();
                $(
                    $(#[cfg($build)])?
                    entries.extend(
                        places::$module::commands(&self.places.$field, &self.desk)
                            .into_iter()
                            .map(|entry| entry.map(Command::from)),
                    );
                )*
                entries
            }
        }

        impl App {
            /// Lets a place take in a message.
            pub(super) fn update_place(&mut self, ctx: &egui::Context, message: PlaceMessage) {
                match message {
                    $(
                        $(#[cfg($build)])?
                        PlaceMessage::$name(message) => self.told(ctx, |state, out| {
                            places::$module::update(&mut state.places.$field, ctx, message, &mut state.desk, out);
                        }),
                    )*
                }
            }

            /// Shows the place that is worked at.
            pub(super) fn show_place(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
                let ctx = ui.ctx().clone();
                match self.state.desk.place {
                    $($(
                        Place::$place => self.drawn(&ctx, commands, |state, out| {
                            places::$module::show(ui, &mut state.places.$field, &state.desk, out);
                        }),
                    )?)*
                }
            }
        }
    };
}

for_all_places!(dispatch);

impl App {
    /// Lets somebody take in a message, and carries out what they ask for.
    pub(super) fn told<M: Into<Command> + 'static>(
        &mut self,
        ctx: &egui::Context,
        take_in: impl FnOnce(&mut State, &mut Outbox<M>),
    ) {
        let mut out = Outbox::default();
        take_in(&mut self.state, &mut out);
        self.answer(ctx, out);
    }

    /// Lets somebody draw a frame; what they ask for is carried out after it.
    pub(super) fn drawn<M: Into<Command> + 'static>(
        &mut self,
        ctx: &egui::Context,
        commands: &mut Vec<Command>,
        draw: impl FnOnce(&mut State, &mut Outbox<M>),
    ) {
        let mut out = Outbox::default();
        draw(&mut self.state, &mut out);
        self.post(ctx, out, commands);
    }
}
