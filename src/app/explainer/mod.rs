//! "What is a digital badge?": five steps in which a badge is taken apart, for
//! people who are new to badges.

mod sample;
mod stage;
mod steps;

use std::sync::Arc;

use eframe::egui::{self, Align, Align2, Key, Layout, Modifiers, ScrollArea, Ui, vec2};

use super::App;
use super::command::Command;
use super::state::Notice;
use super::theme::Tokens;
use super::widgets::{Action, Weight, message_with, modal, note};
use crate::document::{Document, starter};

pub use sample::Sample;

/// The starter that is taken apart.
const STARTER: &str = "first-aid";
/// Windows narrower than this have the words below the badge.
const BESIDE: f32 = 900.0;

/// A wish about the explainer.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Shows it from its first step.
    Open,
    /// Closes it.
    Close,
    /// Goes to this step.
    Step(usize),
    /// Takes the picture apart, or puts it together.
    Apart,
    /// Makes a sample, seals it with a throw-away key, and checks it.
    Seal,
    /// Changes a letter in the sealed sample, or puts it back, and checks it.
    Change,
    /// What came of it.
    Checked(Result<Sample, String>),
    /// The offer at the first start is not wanted any more.
    Later,
}

/// The open explainer.
pub struct Explainer {
    document: Document,
    step: usize,
    /// Whether the picture is in parts.
    apart: bool,
    sample: Option<Sample>,
    stage: stage::Stage,
    /// The button that goes on gets the keyboard once.
    opened: bool,
}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        vec![Self::Open]
    }

    pub(super) fn label(&self) -> String {
        "What is a digital badge?".into()
    }

    pub(super) fn icon(&self) -> &'static str {
        "puzzle-piece"
    }
}

/// The badge that is taken apart, as one of the reader's own organisation.
fn example(id: String) -> Option<Document> {
    let mut document = starter(STARTER)?.document(id).ok()?;
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Your organisation".into();
    Some(document)
}

impl App {
    pub(super) fn update_explainer(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::Open => {
                let Some(document) = example((self.outside.fresh_id)()) else { return };
                self.state.explainer = Some(Explainer {
                    document,
                    step: 0,
                    apart: false,
                    sample: None,
                    stage: stage::Stage::default(),
                    opened: false,
                });
                self.remember_explained();
            }
            Ask::Close => self.state.explainer = None,
            Ask::Later => self.remember_explained(),
            Ask::Step(step) => {
                if let Some(explainer) = &mut self.state.explainer {
                    explainer.step = step.min(steps::COUNT - 1);
                }
            }
            Ask::Apart => {
                if let Some(explainer) = &mut self.state.explainer {
                    explainer.apart = !explainer.apart;
                }
            }
            Ask::Seal => {
                let Some(explainer) = &self.state.explainer else { return };
                let (document, now) = (explainer.document.clone(), (self.outside.now)());
                self.tasks.begin_quietly(ctx, "Sealing a sample", move |_| {
                    Command::Explainer(Ask::Checked(Sample::sealed(&document, now)))
                });
            }
            Ask::Change => {
                let Some(sample) = self.state.explainer.as_ref().and_then(|explainer| explainer.sample.clone()) else {
                    return;
                };
                let now = (self.outside.now)();
                self.tasks.begin_quietly(ctx, "Checking the sample", move |_| {
                    Command::Explainer(Ask::Checked(Ok(sample.changed(now))))
                });
            }
            Ask::Checked(Ok(sample)) => {
                if let Some(explainer) = &mut self.state.explainer {
                    explainer.sample = Some(sample);
                }
            }
            Ask::Checked(Err(words)) => self.say(ctx, Notice::error(words)),
        }
    }

    /// The offer is made once.
    fn remember_explained(&mut self) {
        if !std::mem::replace(&mut self.state.settings.explained, true) {
            self.keep_settings();
        }
    }

    /// Shows the explainer while it is open, and at the first start the offer above `foot`,
    /// where the bars of the window begin.
    pub(super) fn explainer(&mut self, ctx: &egui::Context, foot: f32, commands: &mut Vec<Command>) {
        let Some(mut explainer) = self.state.explainer.take() else {
            // Without a folder nothing could be remembered, and it would be offered every time.
            if !self.state.settings.explained && self.outside.folder.is_some() && self.state.dialog.is_none() {
                offer(ctx, foot, commands);
            }
            return;
        };
        let window = ctx.content_rect();
        let response = modal(ctx, "explainer").show(ctx, |ui| {
            ui.set_width((window.width() - 96.0).min(920.0));
            explainer.show(ui, window.height() - 176.0, commands);
        });
        if response.should_close() {
            commands.push(Command::Explainer(Ask::Close));
        }
        self.state.explainer = Some(explainer);
    }
}

/// Asks once whether somebody who is new wants to be told.
fn offer(ctx: &egui::Context, foot: f32, commands: &mut Vec<Command>) {
    let above = vec2(0.0, foot - 16.0 - ctx.content_rect().bottom());
    let area = egui::Area::new(egui::Id::unique("explainer offer")).anchor(Align2::CENTER_BOTTOM, above);
    area.order(egui::Order::Foreground).show(ctx, |ui| {
        ui.set_width(560.0_f32.min(ctx.content_rect().width() - 32.0));
        let words = "New to digital badges? Take one apart in five steps and see what is in it.";
        message_with(ui, Tokens::of(ui).accent, "puzzle-piece", words, |ui| {
            if ui.add(Action::new("Not now").weight(Weight::Quiet).small()).clicked() {
                commands.push(Command::Explainer(Ask::Later));
            }
            if ui.add(Action::new("Show me").main().small()).clicked() {
                commands.push(Command::Explainer(Ask::Open));
            }
        });
    });
}

impl Explainer {
    fn show(&mut self, ui: &mut Ui, most: f32, commands: &mut Vec<Command>) {
        let (left, right) = ui.input_mut(|input| {
            (input.consume_key(Modifiers::NONE, Key::ArrowLeft), input.consume_key(Modifiers::NONE, Key::ArrowRight))
        });
        let mut ask = |ask| commands.push(Command::Explainer(ask));
        if left && self.step > 0 {
            ask(Ask::Step(self.step - 1));
        } else if right && self.step + 1 < steps::COUNT {
            ask(Ask::Step(self.step + 1));
        }
        ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| {
            let width = ui.available_width();
            if width < BESIDE - 96.0 {
                stage::show(ui, self, width);
                ui.add_space(8.0);
                steps::show(ui, self, &mut ask);
            } else {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 32.0;
                    stage::show(ui, self, stage::WIDEST);
                    let rest = ui.available_width();
                    super::widgets::column(ui, rest, |ui| {
                        ui.set_min_height(stage::HEIGHT);
                        steps::show(ui, self, &mut ask);
                    });
                });
            }
        });
        ui.add_space(8.0);
        self.foot(ui, &mut ask);
    }

    /// Where one is, and the way back and on.
    fn foot(&mut self, ui: &mut Ui, ask: &mut impl FnMut(Ask)) {
        ui.horizontal(|ui| {
            note(ui, format!("Step {} of {}", self.step + 1, steps::COUNT));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let last = self.step + 1 == steps::COUNT;
                let next = ui.add(Action::new(if last { "Done" } else { "Next" }).main());
                if !std::mem::replace(&mut self.opened, true) {
                    next.request_focus();
                }
                if next.clicked() {
                    ask(if last { Ask::Close } else { Ask::Step(self.step + 1) });
                }
                if ui.add(Action::new("Back").enabled(self.step > 0)).clicked() {
                    ask(Ask::Step(self.step - 1));
                }
                if !last && ui.add(Action::new("Close").weight(Weight::Quiet)).clicked() {
                    ask(Ask::Close);
                }
            });
        });
    }

    /// The words of the badge that is taken apart.
    fn badge(&self) -> &Arc<crate::badge::Badge> {
        &self.document.badge
    }
}
