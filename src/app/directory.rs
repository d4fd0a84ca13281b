//! The directory of the places: the one list that names each with its messages and its
//! model. What the top of the window does with every place follows from it.

use eframe::egui::{self, Ui};

use super::App;
use super::command::Command;
use super::desk::{Entry, Outbox, Place};
#[cfg(test)]
use super::places::specimen;
use super::places::{artwork, brand, check, explainer, hand_out, home, inspect, set, words};
use super::state::State;

macro_rules! directory {
    ($(
        $(#[$doc:meta])*
        $name:ident: $module:ident, $field:ident: $model:ty $(, at $place:ident)? $(, when $build:meta)?;
    )*) => {
        /// What each place remembers.
        #[derive(Default)]
        pub struct Places {
            $($(#[cfg($build)])? $(#[$doc])* pub $field: $model,)*
        }

        /// A message to one of the places.
        #[derive(Clone, Debug)]
        pub enum PlaceMessage {
            $($(#[cfg($build)])? $(#[$doc])* $name($module::Message),)*
        }

        $(
            $(#[cfg($build)])?
            impl From<$module::Message> for Command {
                fn from(message: $module::Message) -> Self {
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
                        $module::commands(&self.places.$field, &self.desk)
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
                            $module::update(&mut state.places.$field, ctx, message, &mut state.desk, out);
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
                            $module::show(ui, &mut state.places.$field, &state.desk, out);
                        }),
                    )?)*
                }
            }
        }
    };
}

directory! {
    /// Starters, recent badges.
    Home: home, home: home::Home, at Home;
    /// The canvas.
    Canvas: artwork, canvas: artwork::Canvas, at Artwork;
    /// The form.
    Words: words, words: words::Words, at Words;
    /// What the review found.
    Check: check, check: check::Check, at Check;
    /// Exporting and baking.
    HandOut: hand_out, handout: hand_out::HandOut, at HandOut;
    /// Badges that were opened to be looked at.
    Inspect: inspect, inspect: inspect::Inspect, at Inspect;
    /// The set of badges.
    Sets: set, sets: set::Sets, at Set;
    /// The user's brand kit.
    Brand: brand, brand: brand::BrandKit;
    /// What a digital badge is, step by step, while it is explained.
    Explainer: explainer, explainer: Option<explainer::Explainer>;
    /// A place for tests.
    Specimen: specimen, specimen: specimen::Specimen, when test;
}

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
